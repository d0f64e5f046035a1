using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// Merging by real git: a merge with a conflict is one that git can't do.
/// Source: https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request
/// </summary>
internal sealed partial class GitHubModel
{
    /// <summary>Merges by <paramref name="method"/> (merge, squash, rebase) and gives the id of the commit that base then stands at.</summary>
    /// <exception cref="GitHubException">405 not mergeable, 409 where the head isn't at <paramref name="sha"/>.</exception>
    public string Merge(Actor actor, Pull pull, string? sha = null, string method = "merge", string? title = null, string? message = null)
    {
        using var hold = Hold();
        var repo = pull.Issue.Repo;
        NeedWrite(actor, repo, "contents", "write");
        if (sha is not null && sha != pull.HeadSha)
            throw new GitHubException(409, "Head branch was modified. Review and try the merge again.");
        NeedMergeable(pull);
        if (repo.RequiresQueue && pull.BaseRef == repo.DefaultBranch)
            throw new GitHubException(405, "Changes must be made through the merge queue");
        if (IsBehind(pull))
            throw new GitHubException(405, "Head branch is out of date. Review and try the merge again.");
        var (root, head) = (repo.Tip(pull.BaseRef)!, repo.Git.Lookup<Commit>(pull.HeadSha));
        var commit = method switch
        {
            "merge" => MergeCommit(actor, pull, root, head, title, message),
            "squash" => Squash(actor, pull, root, head, title, message),
            "rebase" => Rebased(actor, repo, root, head),
            _ => throw GitHubException.Refused("Invalid merge method"),
        };
        Move(actor, repo, "refs/heads/" + pull.BaseRef, commit.Sha, forced: false);
        // A merge commit holds the head, so the push above has merged the pull request already; the other methods leave it to us.
        if (!pull.Merged)
            MergedBy(actor, pull, commit.Sha);
        return commit.Sha;
    }

    private void NeedMergeable(Pull pull)
    {
        if (pull.Merged || !pull.Issue.Open || !CanMerge(pull))
            throw new GitHubException(405, "Pull Request is not mergeable");
        if (pull.Draft)
            throw new GitHubException(405, "Pull Request is still a draft");
        if (MissingChecks(pull) is [var first, ..])
            throw new GitHubException(405, $"Required status check \"{first}\" is expected.");
    }

    /// <summary>
    /// Puts a pull request into the merge queue: GitHub makes its group, main and the pull request in one commit on a branch of its own, and asks for the checks there.
    /// Source: https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue
    /// </summary>
    /// <returns>The group's commit.</returns>
    public string Queue(Actor actor, Pull pull)
    {
        using var hold = Hold();
        var repo = pull.Issue.Repo;
        NeedMergeable(pull);
        var root = repo.Tip(pull.BaseRef)!;
        var commit = MergeCommit(actor, pull, root, repo.Git.Lookup<Commit>(pull.HeadSha), null, null);
        var name = $"refs/heads/gh-readonly-queue/{pull.BaseRef}/pr-{pull.Issue.Number}-{root.Sha}";
        Move(actor, repo, name, commit.Sha, forced: false);
        Send(repo, actor, "merge_group", "checks_requested", null, payload => payload["merge_group"] = GitHubJson.MergeGroup(pull, commit, name, root.Sha), appOnly: true);
        return commit.Sha;
    }

    /// <summary>Whether git merges the pull request, or null where GitHub hasn't found out yet: asking makes it find out.</summary>
    public bool? Mergeable(Pull pull)
    {
        using var hold = Hold();
        if (pull.Merged || !pull.Issue.Open)
            return null;
        var now = (Sha(pull.Issue.Repo, "refs/heads/" + pull.BaseRef) ?? "", pull.HeadSha);
        if (pull.MergeabilityOf != now)
        {
            pull.MergeabilityOf = now;
            pull.Mergeable = null;
            pull.MergeabilityKnownAt = _options.Time.GetUtcNow() + _options.MergeabilityTakes;
            if (_options.LazyMergeability)
                return null;
        }
        if (_options.LazyMergeability && _options.Time.GetUtcNow() < pull.MergeabilityKnownAt)
            return null;
        return pull.Mergeable ??= CanMerge(pull);
    }

    /// <summary>Source: https://docs.github.com/en/graphql/reference/enums#mergestatestatus</summary>
    public string MergeableState(Pull pull)
    {
        using var hold = Hold();
        return Mergeable(pull) switch
        {
            null => "unknown",
            false => "dirty",
            _ when pull.Draft => "draft",
            _ when MissingChecks(pull).Count > 0 => "blocked",
            _ when IsBehind(pull) => "behind",
            _ => Combined(pull.Issue.Repo, pull.HeadSha) is "failure" or "pending" ? "unstable" : "clean",
        };
    }

    private static bool IsBehind(Pull pull)
    {
        var repo = pull.Issue.Repo;
        return repo.RequiresUpToDate && pull.BaseRef == repo.DefaultBranch && !repo.Git.IsAncestor(repo.Tip(pull.BaseRef)!, repo.Git.Lookup<Commit>(pull.HeadSha));
    }

    private static bool CanMerge(Pull pull)
    {
        var repo = pull.Issue.Repo;
        return repo.Tip(pull.BaseRef) is { } root
            && repo.Git.Lookup<Commit>(pull.HeadSha) is { } head
            && repo.Git.Merged(root, head) is not null;
    }

    /// <summary>
    /// Brings the base into the head branch. Source: https://docs.github.com/en/rest/pulls/pulls#update-a-pull-request-branch
    /// </summary>
    /// <exception cref="GitHubException">422 where the head is elsewhere, up to date, or in conflict.</exception>
    public void UpdateBranch(Actor actor, Pull pull, string? expectedHead = null)
    {
        using var hold = Hold();
        var repo = pull.Issue.Repo;
        NeedWrite(actor, repo, "contents", "write");
        if (expectedHead is not null && expectedHead != pull.HeadSha)
            throw GitHubException.Refused("expected_head_sha didn’t match current head ref.");
        if (MergeBranches(actor, repo, pull.HeadRef, pull.BaseRef, $"Merge branch '{pull.BaseRef}' into {pull.HeadRef}", conflict: 422) is null)
            throw GitHubException.Refused("There are no new commits on the base branch.");
    }

    /// <summary>Merges a branch or commit into a branch; null where it holds it already. Source: https://docs.github.com/en/rest/branches/branches#merge-a-branch</summary>
    /// <exception cref="GitHubException">404 base or head missing, 409 conflict.</exception>
    public Commit? MergeBranches(Actor actor, Repo repo, string root, string head, string? message = null, int conflict = 409)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "contents", "write");
        var into = repo.Tip(root) ?? throw new GitHubException(404, "Base does not exist");
        var from = repo.Git.Find(head) ?? throw new GitHubException(404, "Head does not exist");
        if (repo.Git.IsAncestor(from, into))
            return null;
        var tree = repo.Git.Merged(into, from)
            ?? throw new GitHubException(conflict, conflict == 409 ? "Merge conflict" : "merge conflict between base and head");
        var commit = NewCommit(actor, repo, message ?? $"Merge {head} into {root}", tree, [into, from]);
        Move(actor, repo, "refs/heads/" + root, commit.Sha, forced: false);
        return commit;
    }

    private Commit MergeCommit(Actor actor, Pull pull, Commit root, Commit head, string? title, string? message)
    {
        var repo = pull.Issue.Repo;
        var tree = repo.Git.Merged(root, head)!;
        var subject = title ?? $"Merge pull request #{pull.Issue.Number} from {repo.Owner.Login}/{pull.HeadRef}";
        return NewCommit(actor, repo, Text(subject, message ?? pull.Issue.Title), tree, [root, head]);
    }

    private Commit Squash(Actor actor, Pull pull, Commit root, Commit head, string? title, string? message)
    {
        var repo = pull.Issue.Repo;
        var tree = repo.Git.Merged(root, head)!;
        var commits = repo.Git.Between(root, head);
        var subject = title ?? $"{(commits.Count == 1 ? commits[0].MessageShort : pull.Issue.Title)} (#{pull.Issue.Number})";
        var texts = commits.Count == 1 ? "" : string.Join("\n\n", commits.Select(c => "* " + c.Message.TrimEnd()));
        return NewCommit(actor, repo, Text(subject, message ?? texts), tree, [root]);
    }

    private Commit Rebased(Actor actor, Repo repo, Commit root, Commit head)
    {
        var onto = root;
        foreach (var commit in repo.Git.Between(root, head).Where(c => c.Parents.Count() < 2))
        {
            var picked = repo.Git.ObjectDatabase.CherryPickCommit(commit, onto, 0, GitReading.FindRenames);
            if (picked.Status != MergeTreeStatus.Succeeded)
                throw new GitHubException(405, "This branch can't be rebased");
            onto = repo.Git.ObjectDatabase.CreateCommit(commit.Author, SignatureOf(actor.Account), commit.Message, picked.Tree, [onto], prettifyMessage: false);
        }
        return onto;
    }

    private Commit NewCommit(Actor actor, Repo repo, string message, Tree tree, IEnumerable<Commit> parents) =>
        repo.Git.ObjectDatabase.CreateCommit(
            SignatureOf(actor.Account), new Signature("GitHub", "noreply@github.com", Now), message, tree, parents, prettifyMessage: false);

    private static string Text(string subject, string message) => message.Length == 0 ? subject : $"{subject}\n\n{message}";
}
