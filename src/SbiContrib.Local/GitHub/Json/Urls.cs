using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace SbiContrib.Local.GitHub;

/// <summary>Where the pages (<paramref name="Web"/>) and the API are, and GitHub's opaque global ids.</summary>
internal sealed record Urls(string Web)
{
    /// <summary>As on GitHub Enterprise Server. Source: https://docs.github.com/en/enterprise-server@3.19/rest/using-the-rest-api/getting-started-with-the-rest-api</summary>
    public string Api { get; } = Web + "/api/v3";

    public string RepoApi(Repo repo) => $"{Api}/repos/{repo.FullName}";

    public string RepoPage(Repo repo) => $"{Web}/{repo.FullName}";

    public string IssueApi(Issue issue) => $"{RepoApi(issue.Repo)}/issues/{issue.Number}";

    public string PullApi(Pull pull) => $"{RepoApi(pull.Issue.Repo)}/pulls/{pull.Issue.Number}";

    public string Page(Issue issue) => $"{RepoPage(issue.Repo)}/{(issue.Pull is null ? "issues" : "pull")}/{issue.Number}";

    public string Page(Review review) => $"{Page(review.Pull.Issue)}#pullrequestreview-{review.Id}";

    /// <summary>A path with each of its parts escaped.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>A global id of a kind, from which <see cref="IdOf"/> gets the number back. Source: https://docs.github.com/en/graphql/guides/using-global-node-ids</summary>
    public static string NodeId(string kind, long id)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, id);
        return $"{kind}_{Base64Url.EncodeToString(bytes)}";
    }

    public static string NodeId(string kind, Repo repo, string sha) => $"{kind}_{Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{repo.Id}:{sha}"))}";

    /// <summary>The number in a global id of this kind, or null.</summary>
    public static long? IdOf(string kind, string nodeId)
    {
        if (!nodeId.StartsWith(kind + "_", StringComparison.Ordinal) || !Base64Url.IsValid(nodeId.AsSpan(kind.Length + 1)))
            return null;
        var bytes = Base64Url.DecodeFromChars(nodeId.AsSpan(kind.Length + 1));
        return bytes.Length == 8 ? BinaryPrimitives.ReadInt64BigEndian(bytes) : null;
    }
}
