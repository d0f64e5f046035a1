using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// Entities as GitHub's JSON, the same for answers and webhooks. Shapes: https://github.com/github/rest-api-description (tested against it).
/// Each part answers for one family; call under the model's lock.
/// </summary>
internal sealed partial class GitHubJson(GitHubModel model)
{
    /// <summary>GitHub leaves letters beyond ASCII and quotes as they are.</summary>
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Urls Urls => model.Urls;

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static JsonNode? Time(DateTimeOffset? time) => time is { } value ? Time(value) : null;

    /// <summary>The <c>changes</c> of a webhook.</summary>
    public static JsonObject Changes(params ReadOnlySpan<(string Name, JsonNode Value)> members)
    {
        var changes = new JsonObject();
        foreach (var (name, value) in members)
            changes[name] = value;
        return changes;
    }

    /// <summary>What a changed member was.</summary>
    public static JsonObject From(string former) => new() { ["from"] = former };

    internal static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> render) => new([.. items.Select(render)]);

    private JsonObject? UserOrNull(Account? account) => account is null ? null : User(account);

    public JsonObject User(Account account)
    {
        var api = $"{Urls.Api}/users/{Uri.EscapeDataString(account.Login)}";
        return new JsonObject
        {
            ["login"] = account.Login,
            ["id"] = account.Id,
            ["node_id"] = Urls.NodeId(account.Type switch { "Bot" => "BOT", "Organization" => "O", _ => "U" }, account.Id),
            ["avatar_url"] = $"{Urls.Web}/avatars/u/{account.Id}",
            ["gravatar_id"] = "",
            ["url"] = api,
            ["html_url"] = account.Type == "Bot" ? $"{Urls.Web}/apps/{model.Options.AppSlug}" : $"{Urls.Web}/{account.Login}",
            ["followers_url"] = api + "/followers",
            ["following_url"] = api + "/following{/other_user}",
            ["gists_url"] = api + "/gists{/gist_id}",
            ["starred_url"] = api + "/starred{/owner}{/repo}",
            ["subscriptions_url"] = api + "/subscriptions",
            ["organizations_url"] = api + "/orgs",
            ["repos_url"] = api + "/repos",
            ["events_url"] = api + "/events{/privacy}",
            ["received_events_url"] = api + "/received_events",
            ["type"] = account.Type,
            ["user_view_type"] = "public",
            ["site_admin"] = false,
        };
    }

    /// <summary>A user with the profile; their own answers <c>GET /user</c>.</summary>
    public JsonObject Profile(Account account, bool own)
    {
        var user = User(account);
        foreach (var name in (string[])["company", "blog", "location", "email", "hireable", "bio", "twitter_username"])
            user[name] = null;
        user["name"] = account.Name;
        foreach (var name in (string[])["public_repos", "public_gists", "followers", "following"])
            user[name] = 0;
        user["created_at"] = Time(account.CreatedAt);
        user["updated_at"] = Time(account.CreatedAt);
        if (!own)
            return user;
        user["user_view_type"] = "private";
        foreach (var name in (string[])["private_gists", "total_private_repos", "owned_private_repos", "disk_usage", "collaborators"])
            user[name] = 0;
        user["two_factor_authentication"] = true;
        return user;
    }

    public JsonObject App(int? installations = null)
    {
        var app = new JsonObject
        {
            ["id"] = model.Options.AppId,
            ["slug"] = model.Options.AppSlug,
            ["client_id"] = model.ClientId,
            ["node_id"] = Urls.NodeId("A", model.Options.AppId),
            ["owner"] = User(model.AppOwner),
            ["name"] = model.Options.AppSlug,
            ["description"] = "",
            ["external_url"] = Urls.Web,
            ["html_url"] = $"{Urls.Web}/apps/{model.Options.AppSlug}",
            ["created_at"] = Time(model.AppOwner.CreatedAt),
            ["updated_at"] = Time(model.AppOwner.CreatedAt),
            ["permissions"] = Permissions(model.Options.AppPermissions),
            ["events"] = Events(),
        };
        if (installations is { } count)
            app["installations_count"] = count;
        return app;
    }

    private JsonObject? AppOrNull(bool byApp) => byApp ? App() : null;

    /// <summary>An installation; webhooks tell its times in seconds, answers as text.</summary>
    public JsonObject Installation(Installation installation, bool epoch = false) => new()
    {
        ["id"] = installation.Id,
        ["client_id"] = model.ClientId,
        ["account"] = User(installation.Account),
        ["repository_selection"] = installation.RepositoryIds is null ? "all" : "selected",
        ["access_tokens_url"] = $"{Urls.Api}/app/installations/{installation.Id}/access_tokens",
        ["repositories_url"] = $"{Urls.Api}/installation/repositories",
        ["html_url"] = $"{Urls.Web}/settings/installations/{installation.Id}",
        ["app_id"] = model.Options.AppId,
        ["app_slug"] = model.Options.AppSlug,
        ["target_id"] = installation.Account.Id,
        ["target_type"] = installation.Account.Type,
        ["permissions"] = Permissions(installation.Permissions),
        ["events"] = Events(),
        ["created_at"] = epoch ? installation.CreatedAt.ToUnixTimeSeconds() : Time(installation.CreatedAt),
        ["updated_at"] = epoch ? installation.UpdatedAt.ToUnixTimeSeconds() : Time(installation.UpdatedAt),
        ["single_file_name"] = null,
        ["has_multiple_single_files"] = false,
        ["single_file_paths"] = new JsonArray(),
        ["suspended_by"] = UserOrNull(installation.SuspendedBy),
        ["suspended_at"] = Time(installation.SuspendedAt),
    };

    public JsonObject Token(AccessToken token)
    {
        var body = new JsonObject
        {
            ["token"] = token.Value,
            ["expires_at"] = Time(token.ExpiresAt),
            ["permissions"] = Permissions(token.Actor.Permissions!),
            ["repository_selection"] = token.Actor.Repositories is null && token.Actor.Installation!.RepositoryIds is null ? "all" : "selected",
        };
        if (token.Actor.Repositories is { } chosen)
            body["repositories"] = Array(model.RepositoriesOf(token.Actor.Installation!).Where(r => chosen.Contains(r.Id)), r => Repository(r));
        return body;
    }

    private static JsonObject Permissions(IReadOnlyDictionary<string, string> permissions)
    {
        var json = new JsonObject();
        foreach (var (name, level) in permissions)
            json[name] = level;
        return json;
    }

    private static JsonArray Events() => new(
        "check_suite", "issue_comment", "issues", "pull_request", "pull_request_review", "push", "repository", "status");

    /// <summary>The short form in which installations name their repositories.</summary>
    public static JsonArray Short(IEnumerable<Repo> repos) => Array(repos, r => new JsonObject
    {
        ["id"] = r.Id, ["node_id"] = Urls.NodeId("R", r.Id), ["name"] = r.Name, ["full_name"] = r.FullName, ["private"] = r.Private,
    });
}
