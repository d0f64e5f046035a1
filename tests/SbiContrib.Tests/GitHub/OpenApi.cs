using System.Text.Json.Nodes;
using NJsonSchema;
using SbiContrib.Local.Npm;

namespace SbiContrib.Tests.GitHub;

/// <summary>GitHub's own description of its API, as a judge of answers. Source: https://github.com/octokit/openapi</summary>
internal sealed class OpenApi
{
    // Parameters that hold slashes.
    private static readonly HashSet<string> Long = ["{path}", "{ref}", "{branch}", "{basehead}"];
    private static readonly SemaphoreSlim Once = new(1);
    private static OpenApi? _loaded;
    private readonly JsonObject _document;
    private readonly Dictionary<string, JsonSchema> _schemas = [];

    private OpenApi(JsonObject document) => _document = document;

    public static async Task<OpenApi> Load()
    {
        await Once.WaitAsync();
        try
        {
            return _loaded ??= await Read();
        }
        finally
        {
            Once.Release();
        }
    }

    /// <summary>The described path that an actual one is, such as <c>/repos/{owner}/{repo}/issues</c>, or null.</summary>
    public string? Template(string method, string path)
    {
        var parts = path.Split('/');
        if (parts is [_, "repositories", _, ..])
            parts = ["", "repos", "lab", "site", .. parts[3..]];
        var fits = ((JsonObject)_document["paths"]!).Where(p => p.Value![method.ToLowerInvariant()] is not null && Fits(p.Key.Split('/'), parts)).Select(p => p.Key);
        return fits.MaxBy(p => (p.Count(c => c == '/') * 100) - p.Count(c => c == '{'));
    }

    /// <summary>What is wrong with an answer, or nothing.</summary>
    public async Task<IReadOnlyList<string>> Judge(string template, Recorded answer)
    {
        var responses = _document["paths"]![template]![answer.Method.ToLowerInvariant()]!["responses"]!;
        var response = responses[answer.Status.ToString()];
        if (response?["$ref"] is { } reference)
            response = _document["components"]!["responses"]![reference.ToString().Split('/')[^1]];
        if (response is null)
            return [$"status {answer.Status} is not described"];
        if (response["content"] is not JsonObject content || content.Count == 0)
            return answer.Body.Length == 0 || answer.Status >= 300 ? [] : ["a body where none is described"];
        var media = content["application/json"] ?? content.First().Value!;
        var schema = await Schema(template, answer.Method, answer.Status, media["schema"]!);
        return [.. schema.Validate(answer.Body).SelectMany(Told)];
    }

    private static IEnumerable<string> Told(NJsonSchema.Validation.ValidationError error) => error is NJsonSchema.Validation.ChildSchemaValidationError child
        ? child.Errors.SelectMany(e => e.Value).Select(e => $"{error.Path} > {e.Kind} {e.Path}")
        : [$"{error.Kind} {error.Path}"];

    private static async Task<OpenApi> Read()
    {
        var folder = await NpmPackage.Folder("@octokit/openapi", "23.0.2", Console.Error.WriteLine, TestContext.Current.CancellationToken);
        await using var file = File.OpenRead(Path.Combine(folder, "generated", "api.github.com.json"));
        return new OpenApi((JsonObject)(await JsonNode.ParseAsync(file, cancellationToken: TestContext.Current.CancellationToken))!);
    }

    private static bool Fits(string[] template, string[] path)
    {
        for (var i = 0; i < template.Length; i++)
        {
            if (i == template.Length - 1 && Long.Contains(template[i]))
                return path.Length >= template.Length || (template[i] == "{path}" && path.Length == i);
            if (i >= path.Length || (template[i] != path[i] && !(template[i].StartsWith('{') && path[i].Length > 0)))
                return false;
        }
        return template.Length == path.Length;
    }

    private async Task<JsonSchema> Schema(string template, string method, int status, JsonNode schema)
    {
        var key = $"{method} {template} {status}";
        if (_schemas.TryGetValue(key, out var known))
            return known;
        var needed = new Dictionary<string, JsonNode?>();
        var root = (JsonObject)Draft4(schema, needed)!;
        var definitions = new JsonObject();
        while (needed.Where(n => n.Value is null).Select(n => n.Key).FirstOrDefault() is { } name)
            needed[name] = definitions[name] = Draft4(_document["components"]!["schemas"]![name]!, needed);
        root["definitions"] = definitions;
        root["$schema"] = "http://json-schema.org/draft-04/schema#";
        return _schemas[key] = await JsonSchema.FromJsonAsync(root.ToJsonString());
    }

    /// <summary>OpenAPI 3.0 in the words of plain JSON Schema: <c>nullable</c> becomes a type, references lead to definitions.</summary>
    private static JsonNode? Draft4(JsonNode? node, Dictionary<string, JsonNode?> needed)
    {
        if (node is JsonArray array)
            return new JsonArray([.. array.Select(n => Draft4(n, needed))]);
        if (node is not JsonObject json)
            return node?.DeepClone();
        if (json["$ref"] is { } reference)
        {
            var name = reference.ToString().Split('/')[^1];
            needed.TryAdd(name, null);
            return new JsonObject { ["$ref"] = "#/definitions/" + name };
        }
        var result = new JsonObject();
        foreach (var (name, value) in json.Where(m => m.Key is not ("example" or "examples" or "description" or "title" or "default" or "discriminator" or "nullable" or "deprecated" or "externalDocs")))
        {
            // Stricter than GitHub itself: a bot's address has brackets.
            if (name == "format" && value?.ToString() == "email")
                continue;
            result[name] = name == "properties" ? Properties((JsonObject)value!, needed) : Draft4(value, needed);
        }
        return json["nullable"] is JsonValue nullable && nullable.GetValue<bool>() ? OrNull(result) : result;
    }

    private static JsonObject Properties(JsonObject properties, Dictionary<string, JsonNode?> needed)
    {
        var result = new JsonObject();
        foreach (var (name, value) in properties)
            result[name] = Draft4(value, needed);
        return result;
    }

    private static JsonObject OrNull(JsonObject schema) => new()
    {
        ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }),
    };
}
