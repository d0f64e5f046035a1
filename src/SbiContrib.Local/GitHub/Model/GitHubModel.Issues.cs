namespace SbiContrib.Local.GitHub;

/// <summary>What to change of an issue; null leaves it as it is.</summary>
internal sealed record IssueUpdate(
    string? Title = null, string? Body = null, string? State = null, string? StateReason = null, IReadOnlyList<string>? Labels = null);

/// <summary>Issues and comments. Source: https://docs.github.com/en/rest/issues</summary>
internal sealed partial class GitHubModel
{
    // Source: the error GitHub gives beyond it, "body is too long (maximum is 65536 characters)".
    private const int LongestBody = 65_536;
    private const int LongestTitle = 256;

    public Issue CreateIssue(Actor actor, Repo repo, string title, string? body = null, IReadOnlyList<string>? labels = null)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "issues", "read");
        CheckTexts("Issue", title, body);
        var issue = NewIssue(actor, repo, title, body);
        // "Labels are silently dropped" for those without push access.
        if (labels is not null && AtLeast(actor, repo, "triage"))
            issue.Labels.AddRange(labels.Distinct(StringComparer.OrdinalIgnoreCase).Select(l => LabelOf(repo, l)));
        SendIssue(issue, actor, "opened");
        foreach (var label in issue.Labels)
            Labelled(issue, actor, label);
        return issue;
    }

    /// <summary>An issue or pull request by its number.</summary>
    /// <exception cref="GitHubException">404, 410 for a deleted one, 301 for one that was moved to another repository.</exception>
    public Issue Issue(Repo repo, int number)
    {
        using var hold = Hold();
        if (repo.Issues.TryGetValue(number, out var issue))
            return issue;
        if (repo.Deleted.Contains(number))
            throw GitHubException.Gone("This issue was deleted");
        if (repo.Transferred.TryGetValue(number, out var moved))
            throw GitHubException.Moved($"{Urls.Api}/repositories/{moved.Repo.Id}/issues/{moved.Number}");
        throw GitHubException.NotFound();
    }

    /// <summary>Makes a milestone. Source: https://docs.github.com/en/rest/issues/milestones</summary>
    public Milestone CreateMilestone(Actor actor, Repo repo, string title)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "issues", "write");
        var milestone = new Milestone(NextId(), repo.Milestones.Count + 1, title, actor.Account, Now);
        repo.Milestones.Add(milestone);
        return milestone;
    }

    /// <summary>Puts an issue under a milestone by its number; null takes it off.</summary>
    /// <exception cref="GitHubException">422: there is no such milestone.</exception>
    public void SetMilestone(Actor actor, Issue issue, int? number)
    {
        using var hold = Hold();
        NeedAuthor(actor, issue, "triage");
        issue.Milestone = number is null ? null : issue.Repo.Milestones.Find(one => one.Number == number) ?? throw GitHubException.Invalid("Issue", "milestone", "invalid");
    }

    public void EditIssue(Actor actor, Issue issue, IssueUpdate update)
    {
        using var hold = Hold();
        NeedAuthor(actor, issue);
        CheckTexts("Issue", update.Title ?? issue.Title, update.Body);
        Retitle(actor, issue, update.Title, update.Body);
        if (update.Labels is not null)
            SetLabels(actor, issue, update.Labels);
        if (update.State is not null)
            SetState(actor, issue, update.State, update.StateReason);
    }

    /// <summary>Closes or opens an issue or pull request. Reason: completed, not_planned or duplicate.</summary>
    public void SetState(Actor actor, Issue issue, string state, string? reason = null)
    {
        using var hold = Hold();
        if (state is not ("open" or "closed"))
            throw GitHubException.Invalid(issue.Pull is null ? "Issue" : "PullRequest", "state", "invalid");
        NeedAuthor(actor, issue, "triage");
        if (issue.Open == (state == "open"))
            return;
        if (state == "closed")
            Close(actor, issue, issue.Pull is null ? reason ?? "completed" : null);
        else
            Reopen(actor, issue);
    }

    /// <summary>Takes an issue away for ever. Source: https://docs.github.com/en/issues/tracking-your-work-with-issues/administering-issues/deleting-an-issue</summary>
    public void DeleteIssue(Actor actor, Issue issue)
    {
        using var hold = Hold();
        NeedAdmin(actor, issue.Repo);
        _ = issue.Repo.Issues.Remove(issue.Number) | issue.Repo.OpenIssues.Remove(issue.Number);
        issue.Repo.Deleted.Add(issue.Number);
        SendIssue(issue, actor, "deleted");
    }

    /// <summary>
    /// Moves an issue with its comments to another repository of the same owner; its old address leads there.
    /// Source: https://docs.github.com/en/issues/tracking-your-work-with-issues/administering-issues/transferring-an-issue-to-another-repository
    /// </summary>
    public Issue TransferIssue(Actor actor, Issue issue, Repo target)
    {
        using var hold = Hold();
        NeedRole(actor, issue.Repo, "write");
        NeedRole(actor, target, "write");
        if (issue.Pull is not null || issue.Repo.Owner != target.Owner)
            throw GitHubException.Refused("This issue can't be transferred there.");
        var moved = NewIssue(new Actor(issue.User), target, issue.Title, issue.Body);
        foreach (var comment in issue.Comments)
        {
            issue.Repo.Comments.Remove(comment.Id);
            AddTo(moved, new Comment { Id = NextId(), Issue = moved, User = comment.User, Body = comment.Body, CreatedAt = comment.CreatedAt, UpdatedAt = comment.UpdatedAt, LastEditedAt = comment.LastEditedAt, ByApp = comment.ByApp });
        }
        SendIssue(issue, actor, "transferred", payload => payload["changes"] = GitHubJson.Changes(
            ("new_issue", Render.Issue(moved)), ("new_repository", Render.Repository(target))));
        _ = issue.Repo.Issues.Remove(issue.Number) | issue.Repo.OpenIssues.Remove(issue.Number);
        issue.Repo.Transferred[issue.Number] = moved;
        SendIssue(moved, actor, "opened");
        return moved;
    }

    /// <summary>Only those who may write go on commenting. Source: https://docs.github.com/en/rest/issues/issues#lock-an-issue</summary>
    public void Lock(Actor actor, Issue issue, bool locked = true, string? reason = null)
    {
        using var hold = Hold();
        NeedWrite(actor, issue.Repo, "issues", "triage");
        issue.Locked = locked;
        issue.LockReason = locked ? reason : null;
        Note(issue, actor, locked ? "locked" : "unlocked");
        SendIssue(issue, actor, locked ? "locked" : "unlocked");
    }

    public Comment Comment(Actor actor, Issue issue, string body)
    {
        using var hold = Hold();
        NeedWrite(actor, issue.Repo, IssueKind(issue), "read");
        CheckComment(body);
        // An App is no collaborator, whatever it may write else. Source: https://github.com/probot/stale/issues/25
        if (issue.Locked && (actor.Installation is not null || !AtLeast(actor, issue.Repo, "write")))
            throw GitHubException.Forbidden("Unable to create comment because issue is locked.");
        var comment = new Comment { Id = NextId(), Issue = issue, User = actor.Account, Body = body, CreatedAt = Now, UpdatedAt = Now, ByApp = actor.Installation is not null };
        AddTo(issue, comment);
        issue.UpdatedAt = Now;
        SendComment(comment, actor, "created");
        return comment;
    }

    public Comment Comment(Repo repo, long id)
    {
        using var hold = Hold();
        return repo.Comments.GetValueOrDefault(id) ?? throw GitHubException.NotFound();
    }

    public void EditComment(Actor actor, Comment comment, string body)
    {
        using var hold = Hold();
        NeedAuthor(actor, comment);
        CheckComment(body);
        var former = comment.Body;
        comment.Body = body;
        comment.UpdatedAt = comment.Issue.UpdatedAt = Now;
        comment.LastEditedAt = Now;
        SendComment(comment, actor, "edited", payload => payload["changes"] = GitHubJson.Changes(("body", GitHubJson.From(former))));
    }

    /// <summary>
    /// Hides a comment: its words stay, and it counts as updated, not as edited.
    /// Source: https://docs.github.com/en/communities/moderating-comments-and-conversations/managing-disruptive-comments#hiding-a-comment
    /// </summary>
    public void HideComment(Actor actor, Comment comment)
    {
        using var hold = Hold();
        NeedWrite(actor, comment.Issue.Repo, IssueKind(comment.Issue), "triage");
        comment.UpdatedAt = Now;
    }

    public void DeleteComment(Actor actor, Comment comment)
    {
        using var hold = Hold();
        NeedAuthor(actor, comment);
        comment.Issue.Comments.Remove(comment);
        comment.Issue.Repo.Comments.Remove(comment.Id);
        comment.Issue.UpdatedAt = Now;
        SendComment(comment, actor, "deleted");
    }

    private Issue NewIssue(Actor actor, Repo repo, string title, string? body)
    {
        var issue = new Issue
        {
            Repo = repo,
            Id = NextId(),
            Number = ++repo.LastNumber,
            Title = title,
            Body = body,
            User = actor.Account,
            CreatedAt = Now,
            UpdatedAt = Now,
            ByApp = actor.Installation is not null,
        };
        repo.Issues.Add(issue.Number, issue);
        repo.OpenIssues.Add(issue.Number, issue);
        return issue;
    }

    private void Retitle(Actor actor, Issue issue, string? title, string? body)
    {
        var (oldTitle, oldBody) = (issue.Title, issue.Body);
        (issue.Title, issue.Body) = (title ?? oldTitle, body ?? oldBody);
        if (oldTitle == issue.Title && oldBody == issue.Body)
            return;
        issue.UpdatedAt = Now;
        if (oldTitle != issue.Title)
            Note(issue, actor, "renamed", oldTitle: oldTitle);
        SendIssue(issue, actor, "edited", payload =>
        {
            var changes = GitHubJson.Changes();
            if (oldTitle != issue.Title)
                changes["title"] = GitHubJson.From(oldTitle);
            if (oldBody != issue.Body)
                changes["body"] = GitHubJson.From(oldBody ?? "");
            payload["changes"] = changes;
        });
    }

    private void Close(Actor actor, Issue issue, string? reason, string? commit = null)
    {
        issue.Open = false;
        issue.Repo.OpenIssues.Remove(issue.Number);
        issue.StateReason = reason;
        issue.ClosedBy = actor.Account;
        issue.ClosedAt = issue.UpdatedAt = Now;
        Note(issue, actor, "closed", commit);
        SendIssue(issue, actor, "closed");
    }

    private void Reopen(Actor actor, Issue issue)
    {
        if (issue.Pull is { } pull)
            NeedReopenable(pull);
        issue.Open = true;
        issue.Repo.OpenIssues.Add(issue.Number, issue);
        issue.StateReason = issue.Pull is null ? "reopened" : null;
        issue.ClosedBy = null;
        issue.ClosedAt = null;
        issue.UpdatedAt = Now;
        Note(issue, actor, "reopened");
        SendIssue(issue, actor, "reopened");
    }

    private void Note(Issue issue, Actor actor, string what, string? commit = null, Label? label = null, string? oldTitle = null) =>
        issue.Events.Add(new IssueEvent(NextId(), issue, actor, what, Now, commit, label, oldTitle));

    private static void AddTo(Issue issue, Comment comment)
    {
        issue.Comments.Add(comment);
        issue.Repo.Comments.Add(comment.Id, comment);
    }

    private void NeedAuthor(Actor actor, Issue issue, string role = "write") =>
        NeedWrite(actor, issue.Repo, IssueKind(issue), issue.User == actor.Account ? "read" : role);

    private void NeedAuthor(Actor actor, Comment comment) =>
        NeedWrite(actor, comment.Issue.Repo, IssueKind(comment.Issue), comment.User == actor.Account ? "read" : "write");

    private static string IssueKind(Issue issue) => issue.Pull is null ? "issues" : "pull_requests";

    private static void CheckComment(string body)
    {
        if (string.IsNullOrWhiteSpace(body))
            throw GitHubException.Invalid("IssueComment", "body", "missing_field");
        if (body.Length > LongestBody)
            throw GitHubException.Invalid("IssueComment", "body", "custom", $"body is too long (maximum is {LongestBody} characters)");
    }

    private static void CheckTexts(string resource, string title, string? body)
    {
        if (string.IsNullOrWhiteSpace(title))
            throw GitHubException.Invalid(resource, "title", "missing_field");
        if (title.Length > LongestTitle)
            throw GitHubException.Invalid(resource, "title", "custom", $"title is too long (maximum is {LongestTitle} characters)");
        if (body?.Length > LongestBody)
            throw GitHubException.Invalid(resource, "body", "custom", $"body is too long (maximum is {LongestBody} characters)");
    }
}
