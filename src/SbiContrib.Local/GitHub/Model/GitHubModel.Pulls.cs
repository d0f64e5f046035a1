namespace SbiContrib.Local.GitHub;

/// <summary>What to change of a pull request; null leaves it as it is.</summary>
internal sealed record PullUpdate(string? Title = null, string? Body = null, string? State = null, string? Base = null);

/// <summary>Pull requests and reviews. Source: https://docs.github.com/en/rest/pulls</summary>
internal sealed partial class GitHubModel
{
    /// <summary>Opens a pull request from <paramref name="head"/> (<c>branch</c> or <c>owner:branch</c> of the same repository) to <paramref name="root"/>.</summary>
    /// <exception cref="GitHubException">422: a branch is missing, it is open already, or there is nothing to merge.</exception>
    public Pull CreatePull(Actor actor, Repo repo, string title, string head, string root, string? body = null, bool draft = false)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "pull_requests", "read");
        CheckTexts("PullRequest", title, body);
        var branch = HeadBranch(repo, head);
        var headTip = repo.Tip(branch) ?? throw GitHubException.Invalid("PullRequest", "head", "invalid");
        var baseTip = repo.Tip(root) ?? throw GitHubException.Invalid("PullRequest", "base", "invalid");
        NeedOnly(repo, branch, root);
        NeedCommits(repo, branch, root);
        var issue = NewIssue(actor, repo, title, body);
        var pull = new Pull
        {
            Issue = issue,
            Id = NextId(),
            HeadRef = branch,
            HeadSha = headTip.Sha,
            BaseRef = root,
            BaseSha = baseTip.Sha,
            Draft = draft,
        };
        issue.Pull = pull;
        if (!repo.PullsByHead.TryGetValue(pull.HeadRef, out var same))
            repo.PullsByHead[pull.HeadRef] = same = [];
        same.Add(pull);
        SendIssue(issue, actor, "opened");
        return pull;
    }

    /// <exception cref="GitHubException">404 where the number is an issue's or nobody's.</exception>
    public Pull Pull(Repo repo, int number)
    {
        using var hold = Hold();
        return repo.Issues.GetValueOrDefault(number)?.Pull ?? throw GitHubException.NotFound();
    }

    public void EditPull(Actor actor, Pull pull, PullUpdate update)
    {
        using var hold = Hold();
        NeedAuthor(actor, pull.Issue);
        CheckTexts("PullRequest", update.Title ?? pull.Issue.Title, update.Body);
        Retitle(actor, pull.Issue, update.Title, update.Body);
        if (update.Base is not null && update.Base != pull.BaseRef)
            Rebase(actor, pull, update.Base);
        if (update.State is not null)
            SetState(actor, pull.Issue, update.State);
    }

    public void SetDraft(Actor actor, Pull pull, bool draft)
    {
        using var hold = Hold();
        NeedAuthor(actor, pull.Issue);
        pull.Draft = draft;
        SendIssue(pull.Issue, actor, draft ? "converted_to_draft" : "ready_for_review");
    }

    /// <summary>
    /// Reviews a pull request: APPROVE, REQUEST_CHANGES or COMMENT; without an event it stays pending, seen by nobody.
    /// Source: https://docs.github.com/en/rest/pulls/reviews#create-a-review-for-a-pull-request
    /// </summary>
    public Review Review(Actor actor, Pull pull, string? reviewEvent, string? body = null, string? commit = null)
    {
        using var hold = Hold();
        NeedWrite(actor, pull.Issue.Repo, "pull_requests", "read");
        var state = StateOf(reviewEvent);
        if (state is "APPROVED" or "CHANGES_REQUESTED" && actor.Account == pull.Issue.User)
            throw GitHubException.Refused(state == "APPROVED" ? "Can not approve your own pull request" : "Can not request changes on your own pull request");
        if (state is "COMMENTED" or "CHANGES_REQUESTED" && string.IsNullOrWhiteSpace(body))
            throw GitHubException.Refused("Body can't be blank");
        var review = new Review { Id = NextId(), Pull = pull, User = actor.Account, State = state, Body = body ?? "", CommitId = commit ?? pull.HeadSha };
        pull.Reviews.Add(review);
        if (state != "PENDING")
            Submitted(actor, review);
        return review;
    }

    /// <exception cref="GitHubException">404.</exception>
    public Review Review(Pull pull, long id)
    {
        using var hold = Hold();
        return pull.Reviews.Find(r => r.Id == id) ?? throw GitHubException.NotFound();
    }

    public void EditReview(Actor actor, Review review, string body)
    {
        using var hold = Hold();
        NeedWrite(actor, review.Pull.Issue.Repo, "pull_requests", review.User == actor.Account ? "read" : "write");
        var former = review.Body;
        (review.Body, review.LastEditedAt) = (body, Now);
        SendReview(review, actor, "edited", payload => payload["changes"] = GitHubJson.Changes(("body", GitHubJson.From(former))));
    }

    public void DismissReview(Actor actor, Review review)
    {
        using var hold = Hold();
        NeedWrite(actor, review.Pull.Issue.Repo, "pull_requests", "write");
        if (review.State is not ("APPROVED" or "CHANGES_REQUESTED"))
            throw GitHubException.Refused("Can not dismiss a commented pull request review");
        review.State = "DISMISSED";
        SendReview(review, actor, "dismissed");
    }

    private void Submitted(Actor actor, Review review)
    {
        review.SubmittedAt = review.Pull.Issue.UpdatedAt = Now;
        SendReview(review, actor, "submitted");
    }

    private static string StateOf(string? reviewEvent) => reviewEvent switch
    {
        null => "PENDING",
        "APPROVE" => "APPROVED",
        "REQUEST_CHANGES" => "CHANGES_REQUESTED",
        "COMMENT" => "COMMENTED",
        _ => throw GitHubException.Refused("Variable $event of type PullRequestReviewEvent was provided invalid value"),
    };

    private static string HeadBranch(Repo repo, string head)
    {
        var colon = head.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return head;
        // Forks aren't modelled: the head of another owner isn't here.
        return head.AsSpan(0, colon).Equals(repo.Owner.Login, StringComparison.OrdinalIgnoreCase)
            ? head[(colon + 1)..]
            : throw GitHubException.Invalid("PullRequest", "head", "invalid");
    }

    private static void NeedOnly(Repo repo, string head, string root)
    {
        if (repo.OpenPulls.Any(p => p.HeadRef == head && p.BaseRef == root))
            throw GitHubException.NoPull($"A pull request already exists for {repo.Owner.Login}:{head}.");
    }

    private static void NeedCommits(Repo repo, string head, string root)
    {
        var (headTip, baseTip) = (repo.Tip(head)!, repo.Tip(root)!);
        if (repo.Git.IsAncestor(headTip, baseTip))
            throw GitHubException.NoPull($"No commits between {root} and {head}");
        if (repo.Git.MergeBase(headTip, baseTip) is null)
            throw GitHubException.NoPull($"The {head} branch has no history in common with {root}");
    }

    private static void NeedReopenable(Pull pull)
    {
        var repo = pull.Issue.Repo;
        if (pull.Merged)
            throw GitHubException.Invalid("PullRequest", "state", "invalid", "state cannot be changed. The pull request is already merged.");
        if (repo.Tip(pull.HeadRef) is null || repo.Tip(pull.BaseRef) is null)
            throw GitHubException.Invalid("PullRequest", "state", "invalid", $"state cannot be changed. The {(repo.Tip(pull.HeadRef) is null ? pull.HeadRef : pull.BaseRef)} branch has been deleted.");
        if (pull.ClosedForGood is { } why)
            throw GitHubException.Invalid("PullRequest", "state", "invalid", "state cannot be changed. " + why);
        NeedOnly(repo, pull.HeadRef, pull.BaseRef);
        NeedCommits(repo, pull.HeadRef, pull.BaseRef);
        pull.HeadSha = repo.Tip(pull.HeadRef)!.Sha;
    }

    private void Rebase(Actor actor, Pull pull, string root)
    {
        var tip = pull.Issue.Repo.Tip(root) ?? throw GitHubException.Invalid("PullRequest", "base", "invalid");
        NeedOnly(pull.Issue.Repo, pull.HeadRef, root);
        NeedCommits(pull.Issue.Repo, pull.HeadRef, root);
        var (from, sha) = (pull.BaseRef, pull.BaseSha);
        (pull.BaseRef, pull.BaseSha) = (root, tip.Sha);
        SendIssue(pull.Issue, actor, "edited", payload => payload["changes"] = GitHubJson.Changes(
            ("base", GitHubJson.Changes(("ref", GitHubJson.From(from)), ("sha", GitHubJson.From(sha))))));
    }
}
