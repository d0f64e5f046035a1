using static SbiContrib.Local.GitHub.RepositoryRoutes;

namespace SbiContrib.Local.GitHub;

/// <summary>Issues, their comments, labels and events. Source: https://docs.github.com/en/rest/issues</summary>
internal static class IssueRoutes
{
    public static void Map(Router router)
    {
        router.GetRepo("/issues", List);
        router.Repo("POST", "/issues", Create);
        router.GetRepo("/issues/{number:int}", call => call.Render.Issue(call.Issue));
        router.Repo("PATCH", "/issues/{number:int}", Edit);
        router.Repo("PUT", "/issues/{number:int}/lock", call => Done(() => call.Model.Lock(call.Actor, call.Issue, true, call.Text("lock_reason"))));
        router.Repo("DELETE", "/issues/{number:int}/lock", call => Done(() => call.Model.Lock(call.Actor, call.Issue, false)));
        router.GetRepo("/issues/{number:int}/events", call => call.Page(call.Issue.Events, e => call.Render.Event(e, withIssue: false)));
        router.GetRepo("/issues/events", call => call.Page(
            call.Repo.Issues.Values.SelectMany(i => i.Events).OrderByDescending(e => e.Id), e => call.Render.Event(e, withIssue: true)));
        router.GetRepo("/issues/events/{id:long}", call => call.Repo.Issues.Values.SelectMany(i => i.Events).FirstOrDefault(e => e.Id == call.Id("id")) is { } noted
            ? call.Render.Event(noted, withIssue: true)
            : throw GitHubException.NotFound());
        MapComments(router);
        MapLabels(router);
    }

    private static void MapComments(Router router)
    {
        router.GetRepo("/issues/{number:int}/comments", call => call.Page(Since(call, call.Issue.Comments, c => c.UpdatedAt), c => call.Render.Comment(c)));
        router.Repo("POST", "/issues/{number:int}/comments", call => Answer.Created(call.Render.Comment(call.Model.Comment(call.Actor, call.Issue, call.Text("body") ?? ""))));
        router.GetRepo("/issues/comments", call => call.Page(
            Since(call, call.Repo.Comments.Values, c => c.UpdatedAt).OrderBy(c => c.Id), c => call.Render.Comment(c)));
        router.GetRepo("/issues/comments/{id:long}", call => call.Render.Comment(Comment(call)));
        router.Repo("PATCH", "/issues/comments/{id:long}", call =>
        {
            call.Model.EditComment(call.Actor, Comment(call), call.Text("body") ?? "");
            return call.Render.Comment(Comment(call));
        });
        router.Repo("DELETE", "/issues/comments/{id:long}", call => Done(() => call.Model.DeleteComment(call.Actor, Comment(call))));
    }

    private static void MapLabels(Router router)
    {
        router.GetRepo("/labels", call => call.Page(call.Repo.Labels.Values, l => call.Render.Label(call.Repo, l)));
        router.Repo("POST", "/labels", call => Answer.Created(call.Render.Label(call.Repo, call.Model.CreateLabel(
            call.Actor, call.Repo, call.Need("name"), call.Text("color") ?? "ededed", call.Text("description")))));
        router.GetRepo("/labels/{label}", call => call.Render.Label(call.Repo, call.Model.Label(call.Repo, call.Path("label"))));
        router.Repo("PATCH", "/labels/{label}", EditLabel);
        // Octokit posts it, as GitHub once had it.
        router.Repo("POST", "/labels/{label}", EditLabel);
        router.Repo("DELETE", "/labels/{label}", call => Done(() => call.Model.DeleteLabel(call.Actor, call.Repo, call.Model.Label(call.Repo, call.Path("label")))));
        router.GetRepo("/issues/{number:int}/labels", call => call.Page(call.Issue.Labels, l => call.Render.Label(call.Repo, l)));
        router.Repo("POST", "/issues/{number:int}/labels", call => Labels(call, () => call.Model.AddLabels(call.Actor, call.Issue, call.Texts("labels") ?? [])));
        router.Repo("PUT", "/issues/{number:int}/labels", call => Labels(call, () => call.Model.SetLabels(call.Actor, call.Issue, call.Texts("labels") ?? [])));
        router.Repo("DELETE", "/issues/{number:int}/labels", call => Done(() => call.Model.SetLabels(call.Actor, call.Issue, [])));
        router.Repo("DELETE", "/issues/{number:int}/labels/{label}", call => Labels(call, () => call.Model.RemoveLabel(call.Actor, call.Issue, call.Path("label"))));
    }

    private static Answer EditLabel(Call call)
    {
        var label = call.Model.Label(call.Repo, call.Path("label"));
        call.Model.EditLabel(call.Actor, call.Repo, label, call.Text("new_name") ?? call.Text("name"), call.Text("color"), call.Text("description"));
        return call.Render.Label(call.Repo, label);
    }

    private static Answer Labels(Call call, Action effect)
    {
        effect();
        return GitHubJson.Array(call.Issue.Labels, l => call.Render.Label(call.Repo, l));
    }

    private static Comment Comment(Call call) => call.Model.Comment(call.Repo, call.Id("id"));

    private static Answer Create(Call call)
    {
        var issue = call.Model.CreateIssue(call.Actor, call.Repo, call.Text("title") ?? "", call.Text("body"), call.Texts("labels"));
        return Answer.Created(call.Render.Issue(issue));
    }

    private static Answer Edit(Call call)
    {
        var issue = call.Issue;
        call.Model.EditIssue(call.Actor, issue, new IssueUpdate(
            call.Text("title"), call.Text("body"), call.Text("state"), call.Text("state_reason"), call.Has("labels") ? call.Texts("labels") : null));
        if (call.Has("milestone"))
            call.Model.SetMilestone(call.Actor, issue, (int?)call.Body!["milestone"]);
        return call.Render.Issue(issue);
    }

    private static Answer List(Call call)
    {
        var state = call.Query("state") ?? "open";
        var labels = call.Query("labels")?.Split(',') ?? [];
        var creator = call.Query("creator");
        var issues = Since(call, call.Repo.Issues.Values, i => i.UpdatedAt)
            .Where(i => state == "all" || i.Open == (state == "open"))
            .Where(i => creator is null || string.Equals(i.User.Login, creator, StringComparison.OrdinalIgnoreCase))
            .Where(i => labels.All(l => i.Labels.Exists(has => string.Equals(has.Name, l, StringComparison.OrdinalIgnoreCase))));
        return call.Page(Sorted(call, issues), i => call.Render.Issue(i));
    }

    public static IEnumerable<Issue> Sorted(Call call, IEnumerable<Issue> issues)
    {
        Func<Issue, long> by = call.Query("sort") switch
        {
            "updated" => i => i.UpdatedAt.ToUnixTimeSeconds(),
            "comments" => i => i.Comments.Count,
            _ => i => i.Number,
        };
        return call.Query("direction") == "asc" ? issues.OrderBy(by).ThenBy(i => i.Number) : issues.OrderByDescending(by).ThenByDescending(i => i.Number);
    }

    private static IEnumerable<T> Since<T>(Call call, IEnumerable<T> items, Func<T, DateTimeOffset> time) =>
        DateTimeOffset.TryParse(call.Query("since"), out var since) ? items.Where(i => time(i) >= since) : items;
}
