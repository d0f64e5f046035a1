using SbiContrib.Core;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation.People;

/// <summary>What maintainers do to pull requests and to the list.</summary>
internal sealed partial class Crowd
{
    private int remarks;

    private string? Approve()
    {
        if (OpenPull() is not { } pull)
            return null;
        var by = Maintainer;
        // Who reads slowly approves what stood there before.
        var commit = chance.Happens(0.2) && Site.Git.CommitOf(pull.HeadSha)!.Parents.FirstOrDefault() is { } parent ? parent.Sha : pull.HeadSha;
        _ = Model.Review(by, pull, "APPROVE", commit: commit);
        Approvals.ByReview(pull, commit);
        // What was approved is changed before it is merged.
        if (BranchName.Owner(pull.HeadRef, Site.Id)?.Issue is { } number)
            plans.Enqueue(chance.Happens(0.6) ? () => Edit(Site.Issues.GetValueOrDefault(number)) : PushToBranch);
        return $"{by.Account.Login} approves #{pull.Issue.Number} at {commit[..7]}";
    }

    private string? AskForChanges()
    {
        if (OpenPull() is not { } pull)
            return null;
        var by = Maintainer;
        _ = Model.Review(by, pull, "REQUEST_CHANGES", "Please wait.");
        return $"{by.Account.Login} asks for changes of #{pull.Issue.Number}";
    }

    private string? Dismiss()
    {
        if (Any(Site.OpenPulls.SelectMany(pull => pull.Reviews).Where(review => review.State == "APPROVED")) is not { } review)
            return null;
        Model.DismissReview(Model.As("max"), review);
        return $"max dismisses the review of {review.User.Login} of #{review.Pull.Issue.Number}";
    }

    private string? Merge()
    {
        if (OpenPull() is not { } pull)
            return null;
        var method = chance.Of((string[])["merge", "squash", "rebase"]);
        _ = Model.Merge(Maintainer, pull, method: method);
        return $"a maintainer merges #{pull.Issue.Number} ({method})";
    }

    private string? ClosePull()
    {
        if (OpenPull() is not { } pull)
            return null;
        Model.SetState(Maintainer, pull.Issue, "closed");
        return $"a maintainer closes #{pull.Issue.Number}";
    }

    /// <summary>Whether a person opened a contribution's issue or pull request again.</summary>
    public bool IsReopened(Contribution contribution) => (contribution.Key.Issue is { } issue && Reopened.Contains(issue)) || (contribution.Pull is { } pull && Reopened.Contains(pull));

    /// <summary>The issues and pull requests that a person opened again: where a person's commits kept its branch from going, an end of ours doesn't forbid it.</summary>
    public HashSet<int> Reopened { get; } = [];

    private string? ReopenPull()
    {
        if (Any(Site.Issues.Values.Where(issue => issue is { Pull: not null, Open: false })) is not { } issue)
            return null;
        Model.SetState(Maintainer, issue, "open");
        _ = Reopened.Add(issue.Number);
        return $"a maintainer reopens #{issue.Number}";
    }

    private string? PushToBranch()
    {
        if (AnyPull() is not { } pull || Site.Tip(pull.HeadRef) is null)
            return null;
        Pushed.Add(pull.HeadRef);
        var text = Text(pull.HeadRef);
        var changed = text.Contains("](https://arxiv.org/abs/2403", StringComparison.Ordinal)
            ? text.Replace("](https://arxiv.org/abs/2403", $" ({++remarks})](https://arxiv.org/abs/2403", StringComparison.Ordinal)
            : text + $"\nA remark ({++remarks}).\n";
        _ = Model.Push(Maintainer, Site, pull.HeadRef, new Dictionary<string, string?> { [Scene.List] = changed }, "Touch it up");
        return $"a maintainer pushes to {pull.HeadRef}";
    }

    private string? ForceBranch()
    {
        if (AnyPull() is not { } pull || Site.Tip(pull.HeadRef) is null)
            return null;
        Pushed.Add(pull.HeadRef);
        var from = chance.Happens(0.5) ? Site.Tip("main")!.Sha : Site.Tip(pull.HeadRef)!.Parents.First().Sha;
        _ = Model.Push(Maintainer, Site, pull.HeadRef, new Dictionary<string, string?> { ["other.md"] = $"Something else ({++remarks}).\n" }, "Do it otherwise", from: from, force: true);
        return $"a maintainer force-pushes {pull.HeadRef}";
    }

    // Author, message and trailer stay: only who made it tells it from ours.
    private string? Amend()
    {
        if (OpenPull() is not { } pull || Site.Tip(pull.HeadRef) is not { } tip)
            return null;
        Pushed.Add(pull.HeadRef);
        var changed = new NewTreeEntry(Scene.List, Content: Text(pull.HeadRef).Replace("](https://arxiv.org/abs/2403", $" ({++remarks})](https://arxiv.org/abs/2403", StringComparison.Ordinal) + $"\nA remark ({remarks}).\n");
        var tree = Model.CreateTree(Model.As("mia"), Site, [changed], tip.Tree.Sha);
        var amended = Model.CreateCommit(Model.As("mia"), Site, tip.Message, tree.Sha, [.. tip.Parents.Select(parent => parent.Sha)], tip.Author, tip.Committer);
        Amended.Add(amended.Sha);
        _ = Model.UpdateRef(Model.As("mia"), Site, $"refs/heads/{pull.HeadRef}", amended.Sha, force: true);
        return $"mia amends our commit on {pull.HeadRef}";
    }

    private string? EditReview()
    {
        if (Any(Site.OpenPulls.SelectMany(pull => pull.Reviews).Where(review => review.Body.Length > 0)) is not { } review)
            return null;
        Model.EditReview(Model.As("max"), review, chance.Happens(0.5) ? "/approve" : "/reject It was edited in.");
        return $"max edits the review of {review.User.Login} of #{review.Pull.Issue.Number}: {review.Body}";
    }

    private string? DeleteBranch()
    {
        if (AnyPull() is not { } pull || Site.Tip(pull.HeadRef) is null)
            return null;
        Model.DeleteRef(Maintainer, Site, $"refs/heads/{pull.HeadRef}");
        return $"a maintainer deletes {pull.HeadRef}";
    }

    private string? ListByHand()
    {
        var work = chance.Below(Works.Count);
        var main = scene.Main();
        if (Works.Times(main, work) > 0)
            return null;
        Push(main.Replace("## Alpha\n\n", $"## Alpha\n\n{Works.Line(work)}\n", StringComparison.Ordinal), "List it");
        return $"a maintainer lists work {work + 1} by hand";
    }

    private string? EditList()
    {
        Push(scene.Main().Replace("by Old", $"({++remarks}) by Old", StringComparison.Ordinal), "Touch the list up");
        return "a maintainer edits the lines beside";
    }

    private string? DropEntry()
    {
        var main = scene.Main();
        if (Works.In(main).ToArray() is not { Length: > 0 } listed)
            return null;
        var work = chance.Of(listed);
        Push(string.Join('\n', main.Split('\n').Where(line => Works.Times(line, work) == 0)), "Drop it");
        return $"a maintainer drops work {work + 1} from the list";
    }

    private string? RewriteMain()
    {
        var main = scene.Main();
        var kept = string.Join('\n', main.Split('\n').Where(line => !Works.In(line).Any() || chance.Happens(0.5)));
        var files = Site.Tip("main")!.Tree.SelectMany(Files).ToDictionary(file => file.Path, file => file.Path == Scene.List ? kept : file.Text);
        _ = Model.Rewrite(Model.As("max"), Site, "main", files, $"Start anew ({++remarks})");
        return "max rewrites main without its history";
    }

    private void Push(string list, string message) => Model.Push(Maintainer, Site, "main", new Dictionary<string, string?> { [Scene.List] = list }, message);

    private string Text(string branch) => System.Text.Encoding.UTF8.GetString(Model.Read(Site, branch, Scene.List) ?? []);

    private static IEnumerable<(string Path, string Text)> Files(LibGit2Sharp.TreeEntry entry) => entry.Target switch
    {
        LibGit2Sharp.Blob blob => [(entry.Path, blob.GetContentText())],
        LibGit2Sharp.Tree below => below.SelectMany(Files),
        _ => [],
    };
}
