using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>Pull requests and their reviews. Source: https://docs.github.com/en/rest/pulls</summary>
internal static class PullRoutes
{
    public static void Map(Router router)
    {
        router.GetRepo("/pulls", List);
        router.Repo("POST", "/pulls", Create);
        router.GetRepo("/pulls/{number:int}", call => call.Render.Pull(call.Pull, full: true));
        router.Repo("PATCH", "/pulls/{number:int}", Edit);
        router.GetRepo("/pulls/{number:int}/files", Files);
        router.GetRepo("/pulls/{number:int}/commits", Commits);
        router.GetRepo("/pulls/{number:int}/merge", call => call.Pull.Merged ? Answer.Nothing : throw GitHubException.NotFound());
        router.Repo("PUT", "/pulls/{number:int}/merge", Merge);
        router.Repo("PUT", "/pulls/{number:int}/update-branch", UpdateBranch);
        router.GetRepo("/pulls/{number:int}/comments", call => call.Page<Comment>([], _ => null));
        router.GetRepo("/pulls/{number:int}/reviews", call => call.Page(
            call.Pull.Reviews.Where(r => r.State != "PENDING" || r.User == call.Actor.Account), r => call.Render.Review(r)));
        router.Repo("POST", "/pulls/{number:int}/reviews", call => call.Render.Review(
            call.Model.Review(call.Actor, call.Pull, call.Text("event"), call.Text("body"), call.Text("commit_id"))));
        router.GetRepo("/pulls/{number:int}/reviews/{id:long}", call => call.Render.Review(Review(call)));
        router.Repo("PUT", "/pulls/{number:int}/reviews/{id:long}", call => Reviewed(call, r => call.Model.EditReview(call.Actor, r, call.Need("body"))));
        router.Repo("PUT", "/pulls/{number:int}/reviews/{id:long}/dismissals", call => Reviewed(call, r => call.Model.DismissReview(call.Actor, r)));
    }

    private static Answer List(Call call)
    {
        var state = call.Query("state") ?? "open";
        var (head, root) = (call.Query("head"), call.Query("base"));
        var pulls = call.Repo.Issues.Values.Where(i => i.Pull is not null)
            .Where(i => state == "all" || i.Open == (state == "open"))
            .Where(i => root is null || i.Pull!.BaseRef == root)
            // Only "user:ref-name" filters; a bare branch name is ignored, as on GitHub.
            .Where(i => head is null || !head.Contains(':', StringComparison.Ordinal) || $"{call.Repo.Owner.Login}:{i.Pull!.HeadRef}".Equals(head, StringComparison.OrdinalIgnoreCase));
        return call.Page(IssueRoutes.Sorted(call, pulls), i => call.Render.Pull(i.Pull!, full: false));
    }

    private static Answer Create(Call call)
    {
        var pull = call.Model.CreatePull(call.Actor, call.Repo, call.Text("title") ?? "", call.Need("head"), call.Need("base"), call.Text("body"), call.Flag("draft"));
        return Answer.Created(call.Render.Pull(pull, full: true));
    }

    private static Answer Edit(Call call)
    {
        var pull = call.Pull;
        call.Model.EditPull(call.Actor, pull, new PullUpdate(call.Text("title"), call.Text("body"), call.Text("state"), call.Text("base")));
        return call.Render.Pull(pull, full: true);
    }

    private static Answer Files(Call call)
    {
        var git = call.Repo.Git;
        var (root, head) = Ends(call);
        return call.Page(git.ThreeDots(root, head).Take(3000), f => call.Render.File(call.Repo, head.Sha, f));
    }

    private static Answer Commits(Call call)
    {
        var (root, head) = Ends(call);
        return call.Page(call.Repo.Git.Between(root, head).Take(250), c => call.Render.Commit(call.Repo, c));
    }

    private static (LibGit2Sharp.Commit Base, LibGit2Sharp.Commit Head) Ends(Call call) =>
        (RepositoryRoutes.CommitOf(call, call.Pull.BaseSha), RepositoryRoutes.CommitOf(call, call.Pull.HeadSha));

    private static Answer Merge(Call call)
    {
        var sha = call.Model.Merge(call.Actor, call.Pull, call.Text("sha"), call.Text("merge_method") ?? "merge", call.Text("commit_title"), call.Text("commit_message"));
        return new JsonObject { ["sha"] = sha, ["merged"] = true, ["message"] = "Pull Request successfully merged" };
    }

    private static Answer UpdateBranch(Call call)
    {
        call.Model.UpdateBranch(call.Actor, call.Pull, call.Text("expected_head_sha"));
        return new Answer(202, new JsonObject { ["message"] = "Updating pull request branch.", ["url"] = call.Model.Urls.Page(call.Pull.Issue) });
    }

    private static Review Review(Call call) => call.Model.Review(call.Pull, call.Id("id"));

    private static Answer Reviewed(Call call, Action<Review> effect)
    {
        var review = Review(call);
        effect(review);
        return call.Render.Review(review);
    }

    /// <summary>Source: https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit</summary>
    public static Answer OfCommit(Call call, string sha) => call.Page(
        call.Repo.Issues.Values.Where(i => i.Pull is { } p && (p.HeadSha == sha || p.MergeCommitSha == sha)), i => call.Render.Pull(i.Pull!, full: false));
}
