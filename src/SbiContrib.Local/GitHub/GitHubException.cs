using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// What GitHub answers instead of doing what was asked: a status and a body of <c>message</c>, <c>errors</c>, <c>documentation_url</c>.
/// Source: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
/// </summary>
public sealed class GitHubException : Exception
{
    /// <summary>A server fault without a text of its own.</summary>
    public GitHubException()
        : this(500, "Server Error")
    {
    }

    /// <summary>A server fault with <paramref name="message"/>.</summary>
    public GitHubException(string message)
        : this(500, message)
    {
    }

    /// <summary>A server fault with its cause.</summary>
    public GitHubException(string message, Exception innerException)
        : base(message, innerException) => Body = BodyOf(500, message);

    /// <summary>An answer of <paramref name="status"/> with GitHub's <paramref name="message"/> and the page that explains it.</summary>
    public GitHubException(int status, string message, string documentation = "")
        : base(message)
    {
        Status = status;
        Body = BodyOf(status, message, documentation);
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; } = 500;

    /// <summary>The JSON body.</summary>
    public JsonObject Body { get; }

    /// <summary>The address for a 301 answer, else null.</summary>
    public string? Location { get; private init; }

    internal static GitHubException NotFound() => new(404, "Not Found");

    internal static GitHubException Gone(string message) => new(410, message);

    internal static GitHubException Forbidden(string message) => new(403, message);

    internal static GitHubException Moved(string location)
    {
        var moved = new GitHubException(301, "Moved Permanently") { Location = location };
        moved.Body["url"] = location;
        return moved;
    }

    /// <summary>422 without a list of errors.</summary>
    internal static GitHubException Refused(string message) => new(422, message);

    /// <summary>422 with one error: <c>code</c> is missing, missing_field, invalid, already_exists or custom (then with a message).</summary>
    internal static GitHubException Invalid(string resource, string field, string code, string? message = null)
    {
        var error = new JsonObject { ["resource"] = resource, ["field"] = field, ["code"] = code };
        if (message is not null)
            error["message"] = message;
        var refusal = new GitHubException(422, "Validation Failed");
        refusal.Body["errors"] = new JsonArray(error);
        return refusal;
    }

    /// <summary>422 of a pull request that can't be made, in the order and shape GitHub gives it.</summary>
    internal static GitHubException NoPull(string message)
    {
        var refusal = new GitHubException(422, "Validation Failed");
        refusal.Body["errors"] = new JsonArray(new JsonObject
        {
            ["resource"] = "PullRequest",
            ["code"] = "custom",
            ["message"] = message,
        });
        return refusal;
    }

    private static JsonObject BodyOf(int status, string message, string documentation = "") => new()
    {
        ["message"] = message,
        ["documentation_url"] = documentation.Length > 0 ? documentation : "https://docs.github.com/rest",
        ["status"] = status.ToString(),
    };
}
