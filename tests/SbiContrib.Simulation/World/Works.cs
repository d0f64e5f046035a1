using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Sources;

namespace SbiContrib.Simulation.World;

/// <summary>The works that there are, few enough that people often send the same.</summary>
internal static class Works
{
    public const string Unknown = "https://arxiv.org/abs/2403.09999";

    private static readonly Work[] All =
    [
        Preprint("2403.00001", "Counting leaves without a ladder", "Ada", "Quill"),
        Preprint("2403.00002", "Rivers as slow computers", "Ben", "Marsh", "10.1000/rivers.2"),
        Preprint("2403.00003", "A short walk through long integrals", "Cleo", "Stone"),
        Preprint("2403.00004", "Why maps forget their makers", "Dora", "Finch"),
        Preprint("2403.00005", "Estimating the weight of fog", "Emil", "Hazel"),
    ];

    private static readonly string[] Nouns =
    [
        "Anchors", "Bridges", "Candles", "Deserts", "Echoes", "Feathers", "Gardens", "Harbours", "Islands", "Journeys", "Kettles", "Lanterns", "Meadows", "Needles",
        "Oceans", "Pebbles", "Quarries", "Ribbons", "Shadows", "Towers", "Umbrellas", "Valleys", "Windows", "Yards", "Zephyrs", "Blossoms", "Clouds", "Drums", "Embers",
        "Forests", "Glaciers", "Hinges", "Insects", "Jewels", "Kites", "Ladders", "Mirrors", "Nests", "Orchards", "Pillars", "Quilts", "Rafters", "Saddles", "Tunnels",
    ];

    private static readonly Dictionary<Identifier, Work> ById = All.SelectMany(work => work.Ids.Select(id => (id, work))).ToDictionary(pair => pair.id, pair => pair.work);

    /// <summary>Links as people write them: one work goes under two.</summary>
    public static IReadOnlyList<string> Links { get; } =
    [
        .. All.Select(work => $"https://arxiv.org/abs/{work.Id.Value}"),
        "https://doi.org/10.1000/rivers.2",
    ];

    /// <summary>A line as a maintainer writes it into the list by hand.</summary>
    public static string Line(int work) => $"- [{All[work].Title}](https://arxiv.org/abs/{All[work].Id.Value}) by {All[work].Authors[0]}";

    public static string Title(int work) => All[work].Title!;

    public static int Count => All.Length;

    /// <summary>Which works a text lists, by their links.</summary>
    public static IEnumerable<int> In(string text) => Enumerable.Range(0, All.Length).Where(work => Times(text, work) > 0);

    /// <summary>How many times a text lists a work.</summary>
    public static int Times(string text, int work) =>
        text.Split('\n').Count(line => line.StartsWith("- [", StringComparison.Ordinal) && All[work].Ids.Any(id => line.Contains(id.Value, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Which works a text names by their titles.</summary>
    public static IEnumerable<int> Named(string text) => Enumerable.Range(0, All.Length).Where(work => text.Contains(All[work].Title!, StringComparison.Ordinal));

    /// <summary>The lines that a commit adds to the list as it was where it left another commit's history.</summary>
    public static HashSet<string> Lines(LibGit2Sharp.Repository git, LibGit2Sharp.Commit commit, LibGit2Sharp.Commit main)
    {
        var root = git.MergeBase(commit, main) ?? commit;
        return [.. ListOf(commit).Split('\n').Except(ListOf(root).Split('\n'))];
    }

    /// <summary>The works that it adds.</summary>
    public static HashSet<int> Added(LibGit2Sharp.Repository git, LibGit2Sharp.Commit commit, LibGit2Sharp.Commit main) => [.. Lines(git, commit, main).SelectMany(In)];

    private static string ListOf(LibGit2Sharp.Commit commit) => (commit[Scene.List]?.Target as LibGit2Sharp.Blob)?.GetContentText() ?? "";

    public static Work? Find(Identifier id) => ById.GetValueOrDefault(id) ?? (id.Value.StartsWith("25", StringComparison.Ordinal) ? Made(id.Value) : null);

    /// <summary>A link to one of the many works that there are for measurements.</summary>
    public static string Link(int number) => $"https://arxiv.org/abs/25{1 + (number / 90_000):00}.{10_000 + (number % 90_000)}";

    // No two alike, as titles are.
    private static Work Made(string id)
    {
        var chance = new Chance(ulong.Parse(id.Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture));
        return Preprint(id, $"{string.Join(' ', Enumerable.Range(0, 7).Select(_ => chance.Of(Nouns)))}", chance.Of(Nouns), chance.Of(Nouns));
    }

    private static Work Preprint(string id, string title, string given, string family, string? doi = null)
    {
        Identifier[] ids = doi is null ? [new("arxiv", id)] : [new("arxiv", id), new("doi", doi)];
        return new() { Id = ids[0], Ids = [.. ids], Kind = "preprint", Title = title, Authors = [new(given, family, null)], Date = "2024-03-05" };
    }
}

/// <summary>A metadata service that knows them, when it works.</summary>
internal sealed class WorkSource(string name, Process process, Scene scene) : ISource
{
    public string Name => name;

    public int Batch => 10;

    public bool Knows(Identifier id) => true;

    public Task<SourceReply> Ask(IReadOnlyList<Identifier> ids, CancellationToken cancellation) => scene.Scheduler.Request(process, $"ask {name} for {string.Join(", ", ids)}", () =>
    {
        if (scene.Troubles.Strikes(scene.Troubles.Climate.Sources, "source down"))
            return new SourceReply(SourceAnswer.None(SourceError.Unavailable), scene.Clock.Now + TimeSpan.FromMinutes(1 + scene.Troubles.Chance.Below(90)));
        var works = ids.Select(Works.Find).OfType<Work>().Distinct().ToArray();
        return new(works.Length == 0 ? SourceAnswer.None(SourceError.NotFound) : new([.. works], null));
    });
}
