using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>One request of the API, read and signed: its parameters by name, its repository, its body.</summary>
internal sealed class Call(GitHubModel model, Caller caller, HttpContext http, JsonNode? body)
{
    private Repo? _repo;

    public GitHubModel Model => model;

    public GitHubJson Render => model.Render;

    public Caller Caller => caller;

    public Actor Actor => caller.Actor;

    public JsonNode? Body => body;

    public bool WantsRaw => http.Request.Headers.Accept.ToString() is var accept
        && accept.Contains("github", StringComparison.Ordinal) && accept.Contains("raw", StringComparison.Ordinal);

    /// <summary>The repository of the path, by its id or name, which the caller may see.</summary>
    public Repo Repo => _repo ??= FindRepo();

    public Issue Issue => model.Issue(Repo, Number("number"));

    public Pull Pull => model.Pull(Repo, Number("number"));

    /// <summary>A parameter of the path; slashes that came escaped are slashes again.</summary>
    public string Path(string name) =>
        http.Request.RouteValues[name] is string value ? value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) : throw GitHubException.NotFound();

    public bool HasPath(string name) => http.Request.RouteValues[name] is string { Length: > 0 };

    public long Id(string name) => long.TryParse(Path(name), out var id) ? id : throw GitHubException.NotFound();

    public int Number(string name) => int.TryParse(Path(name), out var number) ? number : throw GitHubException.NotFound();

    public string? Query(string name) => http.Request.Query[name] is [var value, ..] && !string.IsNullOrEmpty(value) ? value : null;

    /// <summary>Whether the body names this member, even as null.</summary>
    public bool Has(string name) => body is JsonObject json && json.ContainsKey(name);

    /// <summary>A text of the body, or null.</summary>
    /// <exception cref="GitHubException">422 where it is something else.</exception>
    public string? Text(string name) => TextOf(body, name);

    public static string? TextOf(JsonNode? json, string name) => (json as JsonObject)?[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw GitHubException.Refused($"Invalid request.\n\nFor 'properties/{name}', is not a string."),
    };

    /// <summary>A text that the body must have.</summary>
    public string Need(string name) => Text(name) ?? throw GitHubException.Refused($"Invalid request.\n\n\"{name}\" wasn't supplied.");

    public bool Flag(string name) => (body as JsonObject)?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>A list of texts, given as such, as the body itself, or as objects with a name.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        var list = body as JsonArray ?? (body as JsonObject)?[name] as JsonArray;
        return list?.Select(item => item is JsonObject ? TextOf(item, "name") ?? "" : item?.ToString() ?? "").ToList();
    }

    public IReadOnlyList<JsonObject> Objects(string name) =>
        [.. ((body as JsonObject)?[name] as JsonArray ?? []).OfType<JsonObject>()];

    /// <summary>One page of a list, with the Link header. Source: https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api</summary>
    public Answer Page<T>(IEnumerable<T> items, Func<T, JsonNode?> render, string? wrapper = null)
    {
        var all = items.ToList();
        var size = Math.Clamp(int.TryParse(Query("per_page"), out var asked) ? asked : 30, 1, 100);
        var page = Math.Max(int.TryParse(Query("page"), out var wanted) ? wanted : 1, 1);
        var array = GitHubJson.Array(all.Skip((page - 1) * size).Take(size), render);
        Answer answer = wrapper is null ? array : new JsonObject { ["total_count"] = all.Count, [wrapper] = array };
        if (Links(page, (all.Count + size - 1) / size) is { Length: > 0 } links)
            answer.Headers["Link"] = links;
        return answer;
    }

    private string Links(int page, int last)
    {
        var links = new List<string>();
        if (page > 1)
            links.AddRange([Link(page - 1, "prev"), Link(1, "first")]);
        if (page < last)
            links.AddRange([Link(page + 1, "next"), Link(last, "last")]);
        return string.Join(", ", links);
    }

    private string Link(int page, string relation)
    {
        var query = http.Request.Query.Where(q => q.Key != "page").SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v)).Append(new("page", page.ToString()));
        var path = http.Request.Path.Value![GitHubServer.ApiPath.Length..];
        return $"<{model.Urls.Api}{Urls.Escape(path.TrimStart('/')).Insert(0, "/")}{QueryString.Create(query)}>; rel=\"{relation}\"";
    }

    private Repo FindRepo()
    {
        var repo = http.Request.RouteValues.ContainsKey("repository") ? model.Repository(Id("repository")) : Named();
        model.NeedRead(Actor, repo);
        return repo;
    }

    private Repo Named()
    {
        try
        {
            return model.Repository(Path("owner"), Path("name"));
        }
        catch (GitHubException moved) when (moved.Location is { } home)
        {
            // The rest of the address stays: GitHub leads each call of a renamed repository to the same call by its id.
            var rest = http.Request.Path.Value![$"{GitHubServer.ApiPath}/repos/{Path("owner")}/{Path("name")}".Length..];
            throw GitHubException.Moved(home + rest + http.Request.QueryString);
        }
    }
}
