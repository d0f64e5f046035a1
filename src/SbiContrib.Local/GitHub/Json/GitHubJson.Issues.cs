using System.Text.Json.Nodes;
using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>Issues, comments, labels, pull requests, reviews.</summary>
internal sealed partial class GitHubJson
{
    public JsonObject Issue(Issue issue)
    {
        var url = Urls.IssueApi(issue);
        var json = new JsonObject
        {
            ["url"] = url,
            ["repository_url"] = Urls.RepoApi(issue.Repo),
            ["labels_url"] = url + "/labels{/name}",
            ["comments_url"] = url + "/comments",
            ["events_url"] = url + "/events",
            ["html_url"] = Urls.Page(issue),
            ["id"] = issue.Id,
            ["node_id"] = Urls.NodeId(issue.Pull is null ? "I" : "PR", issue.Id),
            ["number"] = issue.Number,
            ["title"] = issue.Title,
            ["user"] = User(issue.User),
            ["labels"] = Array(issue.Labels, l => Label(issue.Repo, l)),
            ["state"] = issue.Open ? "open" : "closed",
            ["state_reason"] = issue.StateReason,
            ["locked"] = issue.Locked,
            ["active_lock_reason"] = issue.LockReason,
            ["assignee"] = UserOrNull(issue.Assignees.FirstOrDefault()),
            ["assignees"] = Array(issue.Assignees, User),
            ["milestone"] = issue.Milestone is { } milestone ? Milestone(issue.Repo, milestone) : null,
            ["comments"] = issue.Comments.Count,
            ["created_at"] = Time(issue.CreatedAt),
            ["updated_at"] = Time(issue.UpdatedAt),
            ["closed_at"] = Time(issue.ClosedAt),
            ["author_association"] = GitHubModel.Association(issue.User, issue.Repo),
            ["body"] = issue.Body,
            ["closed_by"] = UserOrNull(issue.ClosedBy),
            ["reactions"] = Reactions(url),
            ["timeline_url"] = url + "/timeline",
            ["performed_via_github_app"] = AppOrNull(issue.ByApp),
        };
        if (issue.Pull is { } pull)
        {
            json["draft"] = pull.Draft;
            json["pull_request"] = new JsonObject
            {
                ["url"] = Urls.PullApi(pull),
                ["html_url"] = Urls.Page(issue),
                ["diff_url"] = Urls.Page(issue) + ".diff",
                ["patch_url"] = Urls.Page(issue) + ".patch",
                ["merged_at"] = Time(pull.MergedAt),
            };
        }
        return json;
    }

    public JsonObject Comment(Comment comment)
    {
        var url = $"{Urls.RepoApi(comment.Issue.Repo)}/issues/comments/{comment.Id}";
        return new JsonObject
        {
            ["url"] = url,
            ["html_url"] = $"{Urls.Page(comment.Issue)}#issuecomment-{comment.Id}",
            ["issue_url"] = Urls.IssueApi(comment.Issue),
            ["id"] = comment.Id,
            ["node_id"] = Urls.NodeId("IC", comment.Id),
            ["user"] = User(comment.User),
            ["created_at"] = Time(comment.CreatedAt),
            ["updated_at"] = Time(comment.UpdatedAt),
            ["author_association"] = GitHubModel.Association(comment.User, comment.Issue.Repo),
            ["body"] = comment.Body,
            ["reactions"] = Reactions(url),
            ["performed_via_github_app"] = AppOrNull(comment.ByApp),
        };
    }

    private JsonObject Milestone(Repo repo, Milestone milestone)
    {
        var url = $"{Urls.RepoApi(repo)}/milestones/{milestone.Number}";
        var issues = repo.Issues.Values.Where(issue => issue.Milestone == milestone).ToList();
        return new JsonObject
        {
            ["url"] = url,
            ["html_url"] = $"{Urls.RepoPage(repo)}/milestone/{milestone.Number}",
            ["labels_url"] = url + "/labels",
            ["id"] = milestone.Id,
            ["node_id"] = Urls.NodeId("MI", milestone.Id),
            ["number"] = milestone.Number,
            ["state"] = "open",
            ["title"] = milestone.Title,
            ["description"] = null,
            ["creator"] = User(milestone.Creator),
            ["open_issues"] = issues.Count(issue => issue.Open),
            ["closed_issues"] = issues.Count(issue => !issue.Open),
            ["created_at"] = Time(milestone.CreatedAt),
            ["updated_at"] = Time(milestone.CreatedAt),
            ["closed_at"] = null,
            ["due_on"] = null,
        };
    }

    public JsonObject Label(Repo repo, Label label) => new()
    {
        ["id"] = label.Id,
        ["node_id"] = Urls.NodeId("LA", label.Id),
        ["url"] = $"{Urls.RepoApi(repo)}/labels/{Uri.EscapeDataString(label.Name)}",
        ["name"] = label.Name,
        ["color"] = label.Color,
        ["default"] = false,
        ["description"] = label.Description,
    };

    public JsonObject Event(IssueEvent noted, bool withIssue)
    {
        var repo = noted.Issue.Repo;
        var json = new JsonObject
        {
            ["id"] = noted.Id,
            ["node_id"] = Urls.NodeId("EV", noted.Id),
            ["url"] = $"{Urls.RepoApi(repo)}/issues/events/{noted.Id}",
            ["actor"] = User(noted.Actor.Account),
            ["event"] = noted.Event,
            ["commit_id"] = noted.CommitId,
            ["commit_url"] = noted.CommitId is null ? null : $"{Urls.RepoApi(repo)}/commits/{noted.CommitId}",
            ["created_at"] = Time(noted.CreatedAt),
            ["performed_via_github_app"] = AppOrNull(noted.Actor.Installation is not null),
        };
        if (noted.Event == "closed")
            json["state_reason"] = noted.Issue.StateReason;
        if (noted.Event == "locked")
            json["lock_reason"] = noted.Issue.LockReason;
        if (noted.Label is { } label)
            json["label"] = new JsonObject { ["name"] = label.Name, ["color"] = label.Color };
        if (noted.OldTitle is { } old)
            json["rename"] = new JsonObject { ["from"] = old, ["to"] = noted.Issue.Title };
        if (withIssue)
            json["issue"] = Issue(noted.Issue);
        return json;
    }

    private static JsonObject Reactions(string url)
    {
        var json = new JsonObject { ["url"] = url + "/reactions", ["total_count"] = 0 };
        foreach (var name in (string[])["+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"])
            json[name] = 0;
        return json;
    }

    /// <summary>A pull request; lists and reviews leave out what costs git work.</summary>
    public JsonObject Pull(Pull pull, bool full)
    {
        var issue = pull.Issue;
        var (url, page, repo) = (Urls.PullApi(pull), Urls.Page(issue), issue.Repo);
        var json = new JsonObject
        {
            ["url"] = url,
            ["id"] = pull.Id,
            ["node_id"] = Urls.NodeId("PR", pull.Id),
            ["html_url"] = page,
            ["diff_url"] = page + ".diff",
            ["patch_url"] = page + ".patch",
            ["issue_url"] = Urls.IssueApi(issue),
            ["number"] = issue.Number,
            ["state"] = issue.Open ? "open" : "closed",
            ["locked"] = issue.Locked,
            ["active_lock_reason"] = issue.LockReason,
            ["title"] = issue.Title,
            ["user"] = User(issue.User),
            ["body"] = issue.Body,
            ["created_at"] = Time(issue.CreatedAt),
            ["updated_at"] = Time(issue.UpdatedAt),
            ["closed_at"] = Time(issue.ClosedAt),
            ["merged_at"] = Time(pull.MergedAt),
            ["merge_commit_sha"] = pull.MergeCommitSha,
            ["assignee"] = UserOrNull(issue.Assignees.FirstOrDefault()),
            ["assignees"] = Array(issue.Assignees, User),
            ["requested_reviewers"] = new JsonArray(),
            ["requested_teams"] = new JsonArray(),
            ["labels"] = Array(issue.Labels, l => Label(repo, l)),
            ["milestone"] = null,
            ["draft"] = pull.Draft,
            ["commits_url"] = url + "/commits",
            ["review_comments_url"] = url + "/comments",
            ["review_comment_url"] = $"{Urls.RepoApi(repo)}/pulls/comments{{/number}}",
            ["comments_url"] = Urls.IssueApi(issue) + "/comments",
            ["statuses_url"] = $"{Urls.RepoApi(repo)}/statuses/{pull.HeadSha}",
            ["head"] = End(repo, pull.HeadRef, pull.HeadSha),
            ["base"] = End(repo, pull.BaseRef, pull.BaseSha),
            ["_links"] = Links(pull),
            ["author_association"] = GitHubModel.Association(issue.User, repo),
            ["auto_merge"] = null,
        };
        if (full)
            Fill(json, pull);
        return json;
    }

    private void Fill(JsonObject json, Pull pull)
    {
        var git = pull.Issue.Repo.Git;
        var head = git.Lookup<LibGit2Sharp.Commit>(pull.HeadSha);
        var root = git.Lookup<LibGit2Sharp.Commit>(pull.BaseSha);
        var files = git.ThreeDots(root, head);
        json["merged"] = pull.Merged;
        json["mergeable_state"] = model.MergeableState(pull);
        json["mergeable"] = model.Mergeable(pull);
        json["rebaseable"] = model.Mergeable(pull);
        json["merged_by"] = UserOrNull(pull.MergedBy);
        json["comments"] = pull.Issue.Comments.Count;
        json["review_comments"] = 0;
        json["maintainer_can_modify"] = false;
        json["commits"] = git.Between(root, head).Count;
        json["additions"] = files.Sum(f => f.LinesAdded);
        json["deletions"] = files.Sum(f => f.LinesDeleted);
        json["changed_files"] = files.Count;
    }

    private JsonObject End(Repo repo, string branch, string sha) => new()
    {
        ["label"] = $"{repo.Owner.Login}:{branch}",
        ["ref"] = branch,
        ["sha"] = sha,
        ["user"] = User(repo.Owner),
        ["repo"] = Repository(repo),
    };

    private JsonObject Links(Pull pull)
    {
        var (url, issue, repo) = (Urls.PullApi(pull), Urls.IssueApi(pull.Issue), Urls.RepoApi(pull.Issue.Repo));
        return new JsonObject
        {
            ["self"] = Href(url),
            ["html"] = Href(Urls.Page(pull.Issue)),
            ["issue"] = Href(issue),
            ["comments"] = Href(issue + "/comments"),
            ["review_comments"] = Href(url + "/comments"),
            ["review_comment"] = Href(repo + "/pulls/comments{/number}"),
            ["commits"] = Href(url + "/commits"),
            ["statuses"] = Href($"{repo}/statuses/{pull.HeadSha}"),
        };
    }

    private static JsonObject Href(string address) => new() { ["href"] = address };

    /// <summary>A review; webhooks spell its state in lower case.</summary>
    public JsonObject Review(Review review, bool lowerCase = false)
    {
        var page = Urls.Page(review);
        var json = new JsonObject
        {
            ["id"] = review.Id,
            ["node_id"] = Urls.NodeId("PRR", review.Id),
            ["user"] = User(review.User),
            ["body"] = lowerCase && review.Body.Length == 0 ? null : review.Body,
            ["state"] = lowerCase ? review.State.ToLowerInvariant() : review.State,
            ["html_url"] = page,
            ["pull_request_url"] = Urls.PullApi(review.Pull),
            ["_links"] = new JsonObject { ["html"] = Href(page), ["pull_request"] = Href(Urls.PullApi(review.Pull)) },
            ["commit_id"] = review.CommitId,
            ["author_association"] = GitHubModel.Association(review.User, review.Pull.Issue.Repo),
        };
        if (review.SubmittedAt is { } time)
            json["submitted_at"] = Time(time);
        return json;
    }
}
