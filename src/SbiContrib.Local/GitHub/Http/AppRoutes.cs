using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>The app itself, users, limits. Source: https://docs.github.com/en/rest/apps, https://docs.github.com/en/rest/users</summary>
internal static class AppRoutes
{
    public static void Map(Router router, RateLimits limits)
    {
        router.Map("GET", "/app", call => AsApp(call).Render.App(call.Model.Installations.Count));
        router.Map("GET", "/app/installations", call => AsApp(call).Page(call.Model.Installations, i => call.Render.Installation(i)));
        router.Map("GET", "/app/installations/{id:long}", call => call.Render.Installation(AsApp(call).Model.Installation(call.Id("id"))));
        router.Map("POST", "/app/installations/{id:long}/access_tokens", NewToken);
        router.Map("GET", "/installation/repositories", Repositories);
        router.GetRepo("/installation", call => call.Render.Installation(AsApp(call).Model.InstallationOf(call.Repo)));
        router.Map("GET", "/users/{login}/installation", call => InstallationOn(call, call.Path("login")));
        router.Map("GET", "/orgs/{login}/installation", call => InstallationOn(call, call.Path("login")));
        router.Map("GET", "/apps/{slug}", call => call.Path("slug") == call.Model.Options.AppSlug ? call.Render.App() : throw GitHubException.NotFound());
        router.Map("GET", "/app/hook/deliveries", Deliveries);
        router.Map("GET", "/app/hook/deliveries/{id:long}", call => GitHubJson.Delivery(DeliveryOf(call), full: true));
        router.Map("POST", "/app/hook/deliveries/{id:long}/attempts", call =>
        {
            call.Model.Redeliver(DeliveryOf(call).Id);
            return new Answer(202, new JsonObject());
        });
        router.Map("GET", "/user", Myself);
        router.Map("GET", "/users/{login}", call => call.Render.Profile(call.Model.Account(call.Path("login")), own: false));
        router.Map("GET", "/user/{id:long}", call => call.Render.Profile(call.Model.AccountById(call.Id("id")), own: false));
        router.Map("GET", "/rate_limit", call => Limits(limits, call.Caller));
        router.Map("GET", "/meta", _ => new JsonObject { ["verifiable_password_authentication"] = false });
    }

    private static Call AsApp(Call call) => call.Caller.IsApp
        ? call
        : throw new GitHubException(401, "A JSON web token could not be decoded");

    private static Answer NewToken(Call call)
    {
        var permissions = (AsApp(call).Body as JsonObject)?["permissions"] is JsonObject asked
            ? asked.ToDictionary(p => p.Key, p => p.Value?.ToString() ?? "", StringComparer.Ordinal)
            : null;
        return Answer.Created(call.Render.Token(call.Model.CreateInstallationToken(call.Id("id"), permissions, Chosen(call))));
    }

    private static HashSet<long>? Chosen(Call call)
    {
        var ids = (call.Body as JsonObject)?["repository_ids"] as JsonArray;
        var names = (call.Body as JsonObject)?["repositories"] as JsonArray;
        if (ids is null && names is null)
            return null;
        var owner = call.Model.Installation(call.Id("id")).Account.Login;
        return [.. (ids ?? []).Select(i => i!.GetValue<long>()), .. (names ?? []).Select(n => call.Model.Repository(owner, n!.ToString()).Id)];
    }

    private static Answer Repositories(Call call)
    {
        var installation = call.Actor.Installation ?? throw GitHubException.Forbidden("You must authenticate with an installation access token in order to list repositories for an installation.");
        var repos = call.Model.RepositoriesOf(installation).Where(r => call.Actor.Repositories?.Contains(r.Id) != false).ToList();
        var answer = call.Page(repos, r => call.Render.Repository(r), "repositories");
        answer.Json!["repository_selection"] = installation.RepositoryIds is null ? "all" : "selected";
        return answer;
    }

    private static JsonObject InstallationOn(Call call, string login) =>
        call.Render.Installation(AsApp(call).Model.Installations.FirstOrDefault(i => i.Account == call.Model.Account(login)) ?? throw GitHubException.NotFound());

    /// <summary>
    /// Newest first, a cursor instead of pages, optionally only the failed. Source: https://docs.github.com/en/rest/apps/webhooks#list-deliveries-for-an-app-webhook
    /// </summary>
    private static Answer Deliveries(Call call)
    {
        var size = Math.Clamp(int.TryParse(AsApp(call).Query("per_page"), out var asked) ? asked : 30, 1, 100);
        var from = long.TryParse(call.Query("cursor"), out var cursor) ? cursor : long.MaxValue;
        var failed = call.Query("status");
        var found = call.Model.Deliveries.Where(d => d.Done && d.TargetType == "integration" && d.Id < from)
            .Where(d => failed is null || (failed == "failure") == (d.StatusCode is < 200 or >= 400))
            .OrderByDescending(d => d.Id).Take(size + 1).ToList();
        Answer answer = GitHubJson.Array(found.Take(size), d => GitHubJson.Delivery(d, full: false));
        if (found.Count > size)
            answer.Headers["Link"] = $"<{call.Model.Urls.Api}/app/hook/deliveries?per_page={size}&cursor={found[size - 1].Id}>; rel=\"next\"";
        return answer;
    }

    private static Delivery DeliveryOf(Call call) =>
        AsApp(call).Model.Deliveries.FirstOrDefault(d => d.Id == call.Id("id") && d.TargetType == "integration") ?? throw GitHubException.NotFound();

    private static Answer Myself(Call call)
    {
        if (call.Actor.Installation is not null || call.Caller.IsApp)
            throw GitHubException.Forbidden("Resource not accessible by integration");
        return call.Actor.IsNobody ? throw new GitHubException(401, "Requires authentication") : call.Render.Profile(call.Actor.Account, own: true);
    }

    private static JsonObject Limits(RateLimits limits, Caller caller)
    {
        var (limit, used, reset) = limits.State(caller);
        JsonObject Told(int most, int taken) => new() { ["limit"] = most, ["used"] = taken, ["remaining"] = most - taken, ["reset"] = reset };
        return new JsonObject
        {
            ["resources"] = new JsonObject { ["core"] = Told(limit, used), ["search"] = Told(30, 0), ["graphql"] = Told(5000, 0) },
            ["rate"] = Told(limit, used),
        };
    }
}
