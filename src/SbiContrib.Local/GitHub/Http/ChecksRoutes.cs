using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>Check runs and commit statuses. Source: https://docs.github.com/en/rest/checks and https://docs.github.com/en/rest/commits/statuses</summary>
internal static class ChecksRoutes
{
    public static void Map(Router router)
    {
        router.Repo("POST", "/check-runs", Create);
        router.GetRepo("/check-runs/{id:long}", call => call.Render.CheckRun(Run(call)));
        router.Repo("PATCH", "/check-runs/{id:long}", call => Fill(call, Run(call)));
        router.Repo("POST", "/check-runs/{id:long}/rerequest", call => RepositoryRoutes.Done(() => call.Model.Rerequest(call.Actor, Run(call))));
        router.GetRepo("/check-runs/{id:long}/annotations", call => call.Page(Run(call).Annotations, a => call.Render.Annotation(Run(call), a)));
        router.Repo("POST", "/statuses/{sha}", call => Answer.Created(call.Render.Status(call.Model.CreateStatus(
            call.Actor, call.Repo, call.Path("sha"), call.Need("state"), call.Text("context"), call.Text("description"), call.Text("target_url")))));
    }

    public static Answer RunsOf(Call call, string sha) =>
        call.Page(
            call.Model.RunsOf(call.Repo, sha).Where(r => call.Query("check_name") is not { } name || r.Name == name)
                .Where(r => call.Query("status") is not { } status || r.Status == status).OrderByDescending(r => r.Id),
            r => call.Render.CheckRun(r),
            "check_runs");

    public static Answer SuitesOf(Call call, string sha)
    {
        var commit = RepositoryRoutes.CommitOf(call, sha);
        return call.Page([commit], c =>
        {
            var suite = call.Render.CheckSuite(call.Repo, c, GitHubModel.BranchesAt(call.Repo, sha).FirstOrDefault(), null);
            suite["repository"] = call.Render.Repository(call.Repo);
            return suite;
        }, "check_suites");
    }

    public static Answer Combined(Call call, string sha) => call.Render.CombinedStatus(call.Repo, sha);

    public static Answer StatusesOf(Call call, string sha) =>
        call.Page(call.Repo.Statuses.Where(s => s.Sha == sha).OrderByDescending(s => s.Id), s => call.Render.Status(s));

    private static CheckRun Run(Call call) => call.Model.CheckRun(call.Repo, call.Id("id"));

    private static Answer Create(Call call)
    {
        var run = call.Model.CreateCheckRun(call.Actor, call.Repo, call.Need("name"), call.Need("head_sha"));
        return Answer.Created(Fill(call, run));
    }

    private static JsonObject Fill(Call call, CheckRun run)
    {
        run.Name = call.Text("name") ?? run.Name;
        run.ExternalId = call.Text("external_id") ?? run.ExternalId;
        run.DetailsUrl = call.Text("details_url") ?? run.DetailsUrl;
        run.StartedAt = DateTimeOffset.TryParse(call.Text("started_at"), out var started) ? started : run.StartedAt;
        run.CompletedAt = DateTimeOffset.TryParse(call.Text("completed_at"), out var completed) ? completed : run.CompletedAt;
        if ((call.Body as JsonObject)?["output"] is JsonObject output)
            Output(run, output);
        call.Model.UpdateCheckRun(call.Actor, run, call.Text("status"), call.Text("conclusion"));
        return call.Render.CheckRun(run);
    }

    /// <summary>"The Checks API limits the number of annotations to a maximum of 50 per API request"; further ones are added.</summary>
    private static void Output(CheckRun run, JsonObject output)
    {
        run.Title = Call.TextOf(output, "title") ?? run.Title;
        run.Summary = Call.TextOf(output, "summary") ?? run.Summary;
        run.Text = Call.TextOf(output, "text") ?? run.Text;
        var annotations = (output["annotations"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (annotations.Count > 50)
            throw GitHubException.Refused("Invalid request.\n\nNo more than 50 items are allowed; " + annotations.Count + " were supplied.");
        run.Annotations.AddRange(annotations.Select(a => new CheckAnnotation(
            Call.TextOf(a, "path") ?? "", Line(a, "start_line"), Line(a, "end_line"), Call.TextOf(a, "annotation_level") ?? "notice", Call.TextOf(a, "message") ?? "", Call.TextOf(a, "title"))));
    }

    private static int Line(JsonObject annotation, string name) =>
        annotation[name] is JsonValue value && value.TryGetValue<int>(out var line) ? line : throw GitHubException.Refused($"Invalid request.\n\n\"{name}\" wasn't supplied.");
}
