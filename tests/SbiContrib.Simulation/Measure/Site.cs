using SbiContrib.Core;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation.Measure;

/// <summary>A site on which nothing goes wrong, reached through the real clients, with GitHub's limits in force.</summary>
internal sealed class Site : IDisposable
{
    private static readonly Climate Calm = new() { Wire = true, InOrder = true, LazyMergeability = true, Instances = 1, Issues = 0, Deeds = 0 };

    private readonly Play play = new(seed: 1, climate: Calm);
    private int filed;

    public DateTimeOffset Now => play.Scene.Clock.Now;

    public GitHubModel Model => play.Scene.Model;

    public Repo Repo => play.Scene.Site;

    /// <summary>What was asked of GitHub so far.</summary>
    public RequestCounts Counts => play.Scene.Server!.Log.Counts;

    /// <summary>How often GitHub refused, be it for a limit.</summary>
    public int Refused => play.Scene.Server!.Log.Refused;

    /// <summary>How many contributions are in a state.</summary>
    public int In(State state) => play.Watch.Saved.Values.Count(saved => saved.State == state);

    public int Filed => filed;

    public bool IsProposed(Pull pull) => BranchName.Owner(pull.HeadRef, Repo.Id) is { } key && play.Watch.Saved.GetValueOrDefault(key) is { State: State.Proposed };

    /// <summary>Somebody sends an entry.</summary>
    /// <param name="section">For which section.</param>
    public void File(string section)
    {
        var issue = Model.CreateIssue(Model.As("ann"), Repo, "An entry", $"### Links\n\n{Works.Link(filed++)}\n\n### Section\n\n{section}");
        Model.AddLabels(Model.As("max"), issue, ["contribution"]);
    }

    /// <summary>Whether git merges it into main as it is.</summary>
    public bool Merges(Pull pull) => Repo.Git.Merged(Repo.Tip("main")!, Repo.Git.CommitOf(pull.HeadSha)!) is not null;

    public void Merge(Pull pull) => Model.Merge(Model.As("mia"), pull);

    /// <summary>The list's text.</summary>
    public string List
    {
        get => play.Scene.Main();
        set => Model.Push(Model.As("max"), Repo, "main", new Dictionary<string, string?> { [Scene.List] = value }, "Tidy up");
    }

    /// <summary>Lets time pass until something is so.</summary>
    /// <returns>Whether it is; false where it took too long.</returns>
    public bool Until(Func<bool> done, TimeSpan most, Action? tend = null)
    {
        play.Measure(done, Now + most, tend);
        return play.Watch.Violation is { } wrong ? throw new InvalidOperationException(wrong) : done();
    }

    public void Dispose() => play.Dispose();
}
