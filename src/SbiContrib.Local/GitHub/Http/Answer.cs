using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>What goes back: JSON, or bytes of a kind.</summary>
internal sealed record Answer(int Status, JsonNode? Json = null, byte[]? Raw = null, string ContentType = "application/json; charset=utf-8")
{
    public static readonly Answer Nothing = new(204);

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static implicit operator Answer(JsonNode json) => new(200, json);

    public static Answer Created(JsonNode json) => new(201, json);

    public static Answer Of(GitHubException refusal)
    {
        var answer = new Answer(refusal.Status, refusal.Body.DeepClone());
        if (refusal.Location is { } location)
            answer.Headers["Location"] = location;
        return answer;
    }

    /// <summary>An answer in plain words, as GitHub gives it to faults.</summary>
    public static Answer Message(int status, string message) => Of(new GitHubException(status, message));
}
