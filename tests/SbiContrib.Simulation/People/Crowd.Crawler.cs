using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation.People;

/// <summary>A run of the list's crawler, which knows nothing of what people merged.</summary>
/// <param name="At">When.</param>
/// <param name="Dropped">The works that it took out.</param>
internal sealed record CrawlerRun(DateTimeOffset At, IReadOnlySet<int> Dropped);

/// <summary>The program that writes the list besides people, and what keeps it in bounds.</summary>
internal sealed partial class Crowd
{
    private readonly List<CrawlerRun> runs = [];

    /// <summary>The crawler's runs, in their order.</summary>
    public IReadOnlyList<CrawlerRun> Runs => runs;

    /// <summary>The works that it was told to leave out, and since when.</summary>
    public Dictionary<int, DateTimeOffset> Barred { get; } = [];

    private string Crawl()
    {
        var main = scene.Main();
        var dropped = Works.In(main).Where(_ => chance.Happens(0.5)).ToHashSet();
        var list = string.Join('\n', main.Split('\n').Where(line => !Works.In(line).Any(dropped.Contains)));
        runs.Add(new(scene.Clock.Now, dropped));
        return $"the crawler {Written(list)}{(dropped.Count == 0 ? "" : $" without works {string.Join(", ", dropped.Select(work => work + 1))}")}";
    }

    // As such programs do: a commit on top, one in the place of the last, or everything anew.
    private string Written(string list)
    {
        var (by, tip) = (Model.As(Scene.Crawler), Site.Tip("main")!);
        var files = tip.Tree.SelectMany(Files).ToDictionary(file => file.Path, file => file.Path == Scene.List ? list : file.Text);
        switch (chance.Below(3))
        {
            case 0:
                _ = Model.Push(by, Site, "main", new Dictionary<string, string?> { [Scene.List] = list, ["crawled.txt"] = $"{runs.Count}\n" }, "Crawl");
                return "adds to the list";
            case 1 when tip.Parents.FirstOrDefault() is { } parent:
                _ = Model.Push(by, Site, "main", files.ToDictionary(file => file.Key, string? (file) => file.Value), "Crawl", from: parent.Sha, force: true);
                return "writes the list in the place of the last commit";
            default:
                _ = Model.Rewrite(by, Site, "main", files, $"Crawl ({runs.Count})");
                return "writes the list anew";
        }
    }

    private string? Bar()
    {
        var work = chance.Below(Works.Count);
        if (Barred.ContainsKey(work))
            return null;
        _ = Model.Push(Maintainer, Site, "main", new Dictionary<string, string?> { [Scene.Blacklist] = string.Concat(Barred.Keys.Append(work).Select(barred => Works.Title(barred) + "\n")) }, "Leave it out");
        Barred[work] = scene.Clock.Now;
        return $"a maintainer tells the crawler to leave out work {work + 1}";
    }
}
