using System.Buffers;

namespace SbiContrib.Local.GitHub;

/// <summary>Checks names and paths from outside before they reach git or the disk.</summary>
internal static class Names
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>A login or the name of a repository, given back as it is.</summary>
    /// <exception cref="GitHubException">422 for anything that isn't letters, digits, <c>- _ .</c></exception>
    public static string Check(string name) =>
        name.Length is > 0 and <= 100 && !name.AsSpan().ContainsAnyExcept(Plain) && name.Trim('.').Length > 0
            ? name
            : throw GitHubException.Invalid("Repository", "name", "invalid");

    /// <summary>A file's path inside a repository, given back as it is.</summary>
    /// <exception cref="GitHubException">422, as GitHub's "tree.path contains a malformed path component".</exception>
    public static string CheckPath(string path) =>
        path.Length is > 0 and <= 4096 && path.Split('/').All(Component)
            ? path
            : throw GitHubException.Refused("tree.path contains a malformed path component");

    /// <summary>Whether a text is a full object id.</summary>
    public static bool IsSha(string text) => text.Length == 40 && text.All(char.IsAsciiHexDigit);

    private static bool Component(string part) =>
        part.Length > 0 && part is not ("." or "..") && !part.Equals(".git", StringComparison.OrdinalIgnoreCase) && !part.Contains('\0', StringComparison.Ordinal);
}
