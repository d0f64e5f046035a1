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
    private readonly Dictionary<ContributionKey, HashSet<ChangedLine>> approved = [];

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

    /// <summary>Who knows how the works came into the list.</summary>
    public Ledger? Ledger { get; set; }

    /// <summary>The first thing that was wrong; null where nothing was.</summary>
    public string? Violation { get; private set; }

    /// <summary>The contributions as last saved.</summary>
    public IReadOnlyDictionary<ContributionKey, Contribution> Saved => saved;

    public void Wrong(Law law, string what)
    {
        Violation ??= $"{law}: {what}";
        scene.Story.Tell("WRONG", $"{law}: {what}");
    }

    /// <summary>Remembers where the branches stand after people or GitHub moved them.</summary>
    public void Look()
    {
        Ledger?.Look();
        tips.Clear();
        foreach (var branch in scene.Site.Git.Refs.FromGlob("refs/heads/*"))
            tips[branch.CanonicalName] = branch.TargetIdentifier;
    }

    // After each write of ours.
    private void Pulls(bool deletes)
    {
        var open = scene.Site.OpenPulls.Where(pull => pull.Issue.User == scene.Model.Bot && !IsTheirs(pull)).GroupBy(pull => BranchName.Owner(pull.HeadRef, scene.Site.Id));
        if (open.FirstOrDefault(pulls => pulls.Count() > 1) is { } several)
            Wrong(Law.OnePull, $"{several.Key} has {several.Count()} open pull requests: {string.Join(", ", several.Select(pull => $"#{pull.Issue.Number}"))}");
        foreach (var (name, before) in tips)
            if (scene.Site.Git.Refs[name]?.TargetIdentifier is { } now && now != before && !Forward(before, now))
                Wrong(Law.NoOverwriting, $"a push to {name} was written over: {before[..7]} isn't below {now[..7]}");
        foreach (var (name, before) in tips.Where(tip => deletes && scene.Site.Git.Refs[tip.Key] is null && !IsOurs(tip.Value) && !IsMerged(tip.Value)))
            Wrong(Law.NoDeleting, $"{name} was deleted with {before[..7]}, which is somebody else's");
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
        var lines = Difference.Of(git, head, before);
        if (!IsOurs(head.Sha))
            Wrong(Law.Approved, $"#{number} was merged by us with a commit of somebody else's");
        if (!Crowd!.Approvals.Has(key, lines))
            Wrong(Law.Approved, $"#{number} was merged by us, and nobody approved {string.Join(" | ", lines)}; approved was {Crowd.Approvals}");
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
        var before = saved.GetValueOrDefault(now.Key);
        foreach (var wrong in Ways.Wrongs(before, now, before is not null && Crowd?.IsReopened(before) == true))
            Wrong(Law.Forward, wrong);
        Approval(before, now);
        saved[now.Key] = now;
        foreach (var other in saved.Values)
            if (other.Key != now.Key && !other.Claims.IsEmpty && other.Claims.Intersect(now.Claims).Any())
                Wrong(Law.OneClaim, $"{now.Key} and {other.Key} both claim {string.Join(", ", other.Claims.Intersect(now.Claims))}");
        if (!now.Claims.IsEmpty && now.State.IsFinal())
            Wrong(Law.OneClaim, $"{now.Key} is {now.State.Word()} and claims {string.Join(", ", now.Claims)}");
    }

    // An approval ends where its giver takes it back, or where something else stands there, which is told.
    private void Approval(Contribution? before, Contribution now)
    {
        if (now is { State: State.Approved, Head: { } head } && Crowd is not null)
            approved[now.Key] = Crowd.Approvals.Of(head);
        if (before is not { State: State.Approved, Approval: { } approval } || now.State is not (State.Proposed or State.Checking) || IsTakenBack(approval.By, before.Pull!.Value))
            return;
        if (now is { State: State.Proposed, Foreign: null, Head: { } here } && Approvals.Same(approved[now.Key], Crowd!.Approvals.Of(here)))
            Wrong(Law.ApprovalHolds, $"{now.Key} lost the approval of {approval.By}, and what was approved stands as it was");
        else if (now.Voided is null)
            Wrong(Law.ApprovalHolds, $"{now.Key} lost the approval of {approval.By} without a word");
    }

    private bool IsTakenBack(string by, int pull) => scene.Site.Issues[pull].Pull!.Reviews.Any(review => review.User.Login == by && review.State is "DISMISSED" or "CHANGES_REQUESTED");
}
