using Azure.Data.Tables;
using SbiContrib.Core;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.People;
using SbiContrib.Simulation.World;
using SbiContrib.Store;

namespace SbiContrib.Simulation.Truth;

/// <summary>What must hold at every step.</summary>
internal sealed class Watch
{
    private readonly Scene scene;
    private readonly Dictionary<ContributionKey, Contribution> saved = [];
    private readonly Dictionary<string, string> tips = [];

    public Watch(Scene scene)
    {
        this.scene = scene;
        scene.Written = what =>
        {
            Pulls(what.StartsWith("delete branch", StringComparison.Ordinal));
            if (what.StartsWith("merge #", StringComparison.Ordinal))
                Merged(int.Parse(what.AsSpan(7), System.Globalization.CultureInfo.InvariantCulture));
        };
        scene.Table("contributions").Changed = Save;
    }

    /// <summary>Who knows what was approved.</summary>
    public Crowd? Crowd { get; set; }

    /// <summary>The first thing that was wrong; null where nothing was.</summary>
    public string? Violation { get; private set; }

    /// <summary>The contributions as last saved.</summary>
    public IReadOnlyDictionary<ContributionKey, Contribution> Saved => saved;

    public void Wrong(string what)
    {
        Violation ??= what;
        scene.Story.Tell("WRONG", what);
    }

    /// <summary>Remembers where the branches stand after people or GitHub moved them.</summary>
    public void Look()
    {
        tips.Clear();
        foreach (var branch in scene.Site.Git.Refs.FromGlob("refs/heads/*"))
            tips[branch.CanonicalName] = branch.TargetIdentifier;
    }

    // After each write of ours.
    private void Pulls(bool deletes)
    {
        var open = scene.Site.OpenPulls.Where(pull => pull.Issue.User == scene.Model.Bot && !IsTheirs(pull)).GroupBy(pull => BranchName.Owner(pull.HeadRef, scene.Site.Id));
        if (open.FirstOrDefault(pulls => pulls.Count() > 1) is { } several)
            Wrong($"{several.Key} has {several.Count()} open pull requests: {string.Join(", ", several.Select(pull => $"#{pull.Issue.Number}"))}");
        foreach (var (name, before) in tips)
            if (scene.Site.Git.Refs[name]?.TargetIdentifier is { } now && now != before && !Forward(before, now))
                Wrong($"a push to {name} was written over: {before[..7]} isn't below {now[..7]}");
        foreach (var (name, before) in tips.Where(tip => deletes && scene.Site.Git.Refs[tip.Key] is null && !IsOurs(tip.Value) && !IsMerged(tip.Value)))
            Wrong($"{name} was deleted with {before[..7]}, which is somebody else's");
        Look();
    }

    // A former one, which a person opened again where a person's commits had kept its branch.
    private bool IsTheirs(Pull pull) =>
        Crowd?.Reopened.Contains(pull.Issue.Number) == true && BranchName.Owner(pull.HeadRef, scene.Site.Id) is { } key && saved.TryGetValue(key, out var of) && of.Branch != pull.HeadRef;

    // What we merge ourselves, somebody approved as it is.
    private void Merged(int number)
    {
        var git = scene.Site.Git;
        var head = git.CommitOf(scene.Site.Issues[number].Pull!.HeadSha)!;
        var before = scene.Site.Tip("main")!.Parents.First();
        var key = BranchName.Owner(scene.Site.Issues[number].Pull!.HeadRef, scene.Site.Id)!.Value;
        var works = Works.Added(git, head, before);
        if (saved[key].Undo is not null)
            return;
        if (!IsOurs(head.Sha))
            Wrong($"#{number} was merged by us with a commit of somebody else's");
        if (!Crowd!.Approved(key, works))
            Wrong($"#{number} was merged by us, and nobody approved works {string.Join(", ", works)}");
    }

    /// <summary>Whether the program made a commit, whatever that says of itself.</summary>
    public bool IsOurs(string commit) => scene.Site.Git.CommitOf(commit)!.Author.Email == scene.Model.Bot.Email && Crowd?.Amended.Contains(commit) != true;

    private bool IsMerged(string head) => scene.Site.Issues.Values.Any(issue => issue.Pull is { Merged: true } pull && pull.HeadSha == head);

    private bool Forward(string before, string now)
    {
        var git = scene.Site.Git;
        return git.IsAncestor(git.CommitOf(before)!, git.CommitOf(now)!);
    }

    private void Save(TableEntity row)
    {
        if (!row.RowKey.EndsWith("_contribution", StringComparison.Ordinal))
            return;
        var now = Body.Read<Contribution>(row);
        if (saved.TryGetValue(now.Key, out var before))
            Order(before, now);
        saved[now.Key] = now;
        foreach (var other in saved.Values)
            if (other.Key != now.Key && !other.Claims.IsEmpty && other.Claims.Intersect(now.Claims).Any())
                Wrong($"{now.Key} and {other.Key} both claim {string.Join(", ", other.Claims.Intersect(now.Claims))}");
        if (!now.Claims.IsEmpty && now.State.IsFinal())
            Wrong($"{now.Key} is {now.State.Word()} and claims {string.Join(", ", now.Claims)}");
    }

    private void Order(Contribution before, Contribution now)
    {
        // The one way back: the list's crawler, or whoever rewrote main, dropped what was merged, and that once.
        var again = before is { State: State.Merged, Again: null } && now is { State: State.Checking, Again: not null };
        // And what a person opened again.
        var opened = before.State is State.Rejected or State.Withdrawn && now.State == State.Checking && Crowd?.IsReopened(before) == true;
        if (before.State.IsFinal() && now.State != before.State && !again && !opened)
            Wrong($"{now.Key} went back from {before.State.Word()} to {now.State.Word()}");
        if (now.Attempt < before.Attempt)
            Wrong($"{now.Key} went back from attempt {before.Attempt} to {now.Attempt}");
    }
}
