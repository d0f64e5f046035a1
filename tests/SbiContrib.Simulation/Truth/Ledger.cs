using SbiContrib.Core;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.People;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation.Truth;

/// <summary>A move of main: how often it listed each work before and after.</summary>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
/// <param name="Merged">The pull request by which it moved; null where it was pushed.</param>
/// <param name="Ours">That pull request ended in a commit of ours, and was no longer opened again by a person.</param>
/// <param name="Run">The number of the crawler's run; null where it was none.</param>
internal sealed record MainMove(int[] Before, int[] After, Pull? Merged, bool Ours, int? Run)
{
    public bool Adds(int work) => After[work] > Before[work];

    public bool Drops(int work) => After[work] < Before[work];
}

/// <summary>How each work came into the list and out of it, from first to last.</summary>
internal sealed class Ledger(Scene scene, Crowd crowd, Func<string, bool> isOurs)
{
    private readonly List<MainMove> moves = [];
    private readonly HashSet<int> merged = [];
    private string? tip;
    private int[] listed = Times(scene.Main());
    private int runs;

    public IReadOnlyList<MainMove> Moves => moves;

    /// <summary>Looks whether main moved. Called after each thing that may have moved it.</summary>
    public void Look()
    {
        if (scene.Site.Tip("main")?.Sha is not { } now || now == tip)
            return;
        var after = Times(scene.Main());
        var pull = scene.Site.Issues.Values.Select(issue => issue.Pull).OfType<Pull>().Where(pull => pull.Merged && merged.Add(pull.Issue.Number)).ToArray().FirstOrDefault();
        var ours = pull is not null && BranchName.Owner(pull.HeadRef, scene.Site.Id) is not null && isOurs(pull.HeadSha) && !crowd.Reopened.Contains(pull.Issue.Number);
        if (tip is not null)
            moves.Add(new(listed, after, pull, ours, crowd.Runs.Count > runs ? crowd.Runs.Count : null));
        (tip, listed, runs) = (now, after, crowd.Runs.Count);
    }

    /// <summary>The contribution whose entries a move brought; null where it brought none of ours.</summary>
    public ContributionKey? By(MainMove move) => move is { Ours: true, Merged: { } pull } ? BranchName.Owner(pull.HeadRef, scene.Site.Id) : null;

    private static int[] Times(string main) => [.. Enumerable.Range(0, Works.Count).Select(work => Works.Times(main, work))];
}
