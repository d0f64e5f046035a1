using SbiContrib.Core;
using SbiContrib.Core.Words;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation.People;

/// <summary>What people command in comments, who may and who may not.</summary>
internal sealed partial class Crowd
{
    private readonly List<(ContributionKey Key, HashSet<int> Works)> approvals = [];

    /// <summary>Whether a maintainer ever approved these works of a contribution.</summary>
    public bool Approved(ContributionKey key, HashSet<int> works) => approvals.Exists(approval => approval.Key == key && approval.Works.SetEquals(works));

    private string? Command()
    {
        if (AnyIssue() is not { } issue)
            return null;
        var key = ContributionKey.OfIssue(Site.Id, issue.Number);
        var pull = Any(Site.Issues.Values.Select(one => one.Pull).OfType<Pull>().Where(pull => BranchName.Owner(pull.HeadRef, Site.Id) == key));
        var by = chance.Of([issue.User.Login, "mia", "bob"]);
        var text = chance.Of((string[])["/approve", "/approve", "/withdraw", "/reject It doesn't fit.", "/retry", "/section Beta", $"/add {chance.Of(Works.Links)} Beta", "/note Read it twice.", "/undo", "/undo", "/help", "/nonsense", "/also Beta", "/accept-duplicate"]);
        // One work twice in the list is what these two are for.
        if (text is "/also Beta" or "/accept-duplicate")
            ByHand.UnionWith(Enumerable.Range(0, Works.Count));
        if (text == "/approve" && by == "mia")
        {
            approvals.Add((key, Shown(issue)));
            if (pull is not null)
                Remember(pull, pull.HeadSha);
        }
        var at = pull is not null && chance.Happens(0.5) ? pull.Issue : issue;
        _ = Model.Comment(Model.As(by), at, text);
        return $"{by} on #{at.Number}: {text}";
    }

    // The works that the status comment names.
    private HashSet<int> Shown(Issue issue)
    {
        var status = issue.Comments.Find(comment => comment.User == Model.Bot && comment.Body.StartsWith(StatusText.Tag(ContributionKey.OfIssue(Site.Id, issue.Number)), StringComparison.Ordinal));
        return [.. Works.Named(status?.Body ?? "")];
    }

    private void Remember(Pull pull, string commit)
    {
        if (BranchName.Owner(pull.HeadRef, Site.Id) is { } key)
            approvals.Add((key, [.. Works.Added(Site.Git, Site.Git.CommitOf(commit)!, Site.Tip("main")!)]));
    }
}
