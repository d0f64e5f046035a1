using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// What a push does to pull requests: their heads move with their branch, and GitHub itself closes them.
/// Source: https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges#indirect-merges
/// </summary>
internal sealed partial class GitHubModel
{
    private void Pushed(Actor actor, Repo repo, string name, string? before, string? after, bool forced)
    {
        repo.PushedAt = Now;
        SendPush(actor, repo, name, before, after, forced);
        if (!name.StartsWith("refs/heads/", StringComparison.Ordinal))
            return;
        var branch = name["refs/heads/".Length..];
        if (after is not null)
            SendCheckSuite(repo, actor, after, branch, before, "requested");
        var bases = repo.OpenPulls.Where(p => p.BaseRef == branch);
        foreach (var pull in (repo.PullsByHead.GetValueOrDefault(branch) ?? []).Where(p => !p.Merged).Union(bases).OrderBy(p => p.Issue.Number).ToList())
        {
            if (pull.HeadRef == branch)
                HeadMoved(actor, pull, after, forced);
            if (pull.BaseRef == branch && pull.Issue.Open)
                BaseMoved(actor, pull, after);
        }
        if (branch == repo.DefaultBranch && after is not null)
            CloseByCommits(actor, repo, before, after);
    }

    private void HeadMoved(Actor actor, Pull pull, string? after, bool forced)
    {
        if (!pull.Issue.Open)
            pull.ClosedForGood = WhyClosed(pull, after, forced);
        else if (after is null)
            CloseFor(actor, pull, $"The {pull.HeadRef} branch has been deleted.");
        else
            Synchronize(actor, pull, after);
    }

    /// <summary>While closed, a head may only go forward; deleted or re-created it comes back only to where it was.</summary>
    private static string? WhyClosed(Pull pull, string? after, bool forced)
    {
        if (after is null)
            return $"The {pull.HeadRef} branch has been deleted.";
        if (after == pull.HeadSha)
            return null;
        return forced || pull.ClosedForGood is not null ? $"The {pull.HeadRef} branch was force-pushed or recreated." : null;
    }

    private void Synchronize(Actor actor, Pull pull, string after)
    {
        var before = pull.HeadSha;
        var git = pull.Issue.Repo.Git;
        pull.HeadSha = after;
        pull.BaseSha = Sha(pull.Issue.Repo, "refs/heads/" + pull.BaseRef) ?? pull.BaseSha;
        pull.Issue.UpdatedAt = Now;
        SendIssue(pull.Issue, actor, "synchronize", payload =>
        {
            payload["before"] = before;
            payload["after"] = after;
        });
        var head = git.Lookup<Commit>(after);
        if (pull.Issue.Repo.Tip(pull.BaseRef) is not { } tip || head is null)
            return;
        if (git.MergeBase(tip, head) is null)
            CloseFor(actor, pull, NoHistory(pull));
        else if (git.IsAncestor(head, tip))
            // Pushed back to a commit of the base there is nothing left to merge: closed, not merged.
            CloseFor(actor, pull, $"There are no new commits on the {pull.HeadRef} branch.");
    }

    private void BaseMoved(Actor actor, Pull pull, string? after)
    {
        var git = pull.Issue.Repo.Git;
        if (after is null)
        {
            CloseFor(actor, pull, $"The {pull.BaseRef} branch has been deleted.");
            return;
        }
        var (tip, head) = (git.Lookup<Commit>(after), git.Lookup<Commit>(pull.HeadSha));
        if (git.MergeBase(tip, head) is null)
            CloseFor(actor, pull, NoHistory(pull));
        else if (git.IsAncestor(head, tip))
            MergedBy(actor, pull, after);
    }

    private static string NoHistory(Pull pull) => $"The {pull.HeadRef} branch has no history in common with {pull.BaseRef}";

    private void CloseFor(Actor actor, Pull pull, string why)
    {
        pull.ClosedForGood = why;
        Close(actor, pull.Issue, null);
    }

    private void MergedBy(Actor actor, Pull pull, string commit)
    {
        pull.Merged = true;
        _ = pull.Issue.Repo.Contributors.Add(pull.Issue.User);
        pull.MergedAt = Now;
        pull.MergedBy = actor.Account;
        pull.MergeCommitSha = commit;
        Note(pull.Issue, actor, "merged", commit);
        Close(actor, pull.Issue, null, commit);
        if (pull.BaseRef == pull.Issue.Repo.DefaultBranch)
            CloseByWords(actor, pull.Issue.Repo, pull.Issue.Body, commit);
        if (pull.Issue.Repo.DeleteBranchOnMerge && Sha(pull.Issue.Repo, "refs/heads/" + pull.HeadRef) == pull.HeadSha)
            Move(actor, pull.Issue.Repo, "refs/heads/" + pull.HeadRef, null, forced: false);
    }

    private void CloseByCommits(Actor actor, Repo repo, string? before, string after)
    {
        var old = before is null ? null : repo.Git.Lookup<Commit>(before);
        foreach (var commit in repo.Git.Between(old, repo.Git.Lookup<Commit>(after)))
            CloseByWords(actor, repo, commit.Message, commit.Sha);
    }

    private void CloseByWords(Actor actor, Repo repo, string? text, string commit)
    {
        foreach (var number in ClosingWords.Numbers(text))
        {
            if (repo.Issues.TryGetValue(number, out var issue) && issue is { Open: true, Pull: null })
                Close(actor, issue, "completed", commit);
        }
    }
}
