using System.Diagnostics;
using System.Text.Json.Nodes;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Local;

/// <summary>The way of one contribution, from the issue to the merged entry, told step by step.</summary>
internal sealed class Story(World world, LocalProgram program, Action<Step> tell) : IDisposable
{
    /// <summary>The work that is contributed; its answer is among the samples.</summary>
    public const string Link = "https://arxiv.org/abs/2005.07062";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _browser = new() { BaseAddress = program.Address };
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private RequestCounts _counts = world.GitHub.Log.Counts;

    private GitHubModel Model => world.GitHub.Model;

    /// <summary>The issue's number.</summary>
    public int Issue { get; private set; }

    /// <summary>The pull request's number.</summary>
    public int Pull { get; private set; }

    /// <summary>The contribution's id.</summary>
    public string Id => $"{world.Site.Id}-issue-{Issue}";

    /// <summary>Goes the way.</summary>
    /// <returns>Why the end isn't as it should be; null where all is well.</returns>
    public async Task<string?> Go(CancellationToken cancellation)
    {
        var before = Page();
        var start = _watch.Elapsed;
        Issue = Model.CreateIssue(Model.As("ada"), world.Site, "[New entry] Global health", SampleSite.IssueText(Link, "Cosmology", "Found it while reading."), ["contribution"]).Number;
        Tell("issue filed", $"ada files issue #{Issue} with {Link}", start);
        Pull = await Reach("pull request open", "proposed", Opened, number => $"pull request #{number} is open", cancellation);
        _ = Model.Review(Model.As("grace"), Model.Pull(world.Site, Pull), "APPROVE");
        _ = await Reach("approved", "approved", () => Pull, number => $"grace approves #{number}", cancellation);
        _ = Model.Merge(Model.As("grace"), Model.Pull(world.Site, Pull));
        _ = await Reach("merged", "merged", () => Pull, number => $"#{number} is merged by git, #{Issue} answered and closed", cancellation);
        return Verdict(before, Page());
    }

    private int? Opened() => Model.Repository(world.Site.Id).Issues.Values.FirstOrDefault(issue => issue.Pull is { HeadRef: var head } && head.Contains($"/issue-{Issue}/", StringComparison.Ordinal))?.Number;

    private async Task<int> Reach(string step, string state, Func<int?> number, Func<int, string> words, CancellationToken cancellation)
    {
        var start = _watch.Elapsed;
        var reached = await Waiting.For(step, async () => await State(cancellation) == state ? number()?.ToString(System.Globalization.CultureInfo.InvariantCulture) : null, Patience, cancellation);
        var found = int.Parse(reached, System.Globalization.CultureInfo.InvariantCulture);
        Tell(step, words(found), start);
        return found;
    }

    private async Task<string?> State(CancellationToken cancellation)
    {
        using var answer = await _browser.GetAsync(new Uri($"/api/contributions/{Id}", UriKind.Relative), cancellation);
        return answer.IsSuccessStatusCode ? (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation))?["state"] : null;
    }

    private void Tell(string name, string words, TimeSpan start)
    {
        var counts = world.GitHub.Log.Counts;
        tell(new(name, words, (_watch.Elapsed - start).TotalSeconds, counts - _counts));
        _counts = counts;
    }

    private string Page() => System.Text.Encoding.UTF8.GetString(Model.Read(world.Site, "main", SampleSite.Page)!);

    /// <summary>Whether the page differs by added lines alone, with the entry in them exactly once, merged by git.</summary>
    private string? Verdict(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var added = Added(old, now);
        var issue = Model.Issue(world.Site, Issue);
        return added is null ? "the merged page lost or changed a line"
            : added.Count(line => line.Contains(Link, StringComparison.Ordinal)) != 1 ? "the entry doesn't stand in the added lines exactly once"
            : !MergedByGit() ? "the pull request wasn't merged by git"
            : issue.Open || issue.StateReason != "completed" ? "the issue isn't closed as completed"
            : null;
    }

    // A merge of git's own has both sides as parents.
    private bool MergedByGit() =>
        Model.Pull(world.Site, Pull) is { Merged: true, MergeCommitSha: { } sha } && world.Site.Git.Find(sha)!.Parents.Count() == 2;

    // The old lines must all be there, in their order; what else is there was added.
    private static List<string>? Added(string[] old, string[] now)
    {
        var added = new List<string>();
        var at = 0;
        foreach (var line in now)
            if (at < old.Length && line == old[at])
                at++;
            else
                added.Add(line);
        return at == old.Length ? added : null;
    }

    public void Dispose() => _browser.Dispose();
}

/// <summary>A step of the story.</summary>
/// <param name="Name">Its name for machines.</param>
/// <param name="Words">Its words for people.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Calls">The calls to GitHub in it.</param>
internal sealed record Step(string Name, string Words, double Seconds, RequestCounts Calls);
