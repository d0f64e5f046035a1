using System.Collections.Frozen;

namespace SbiContrib.Core.Identifiers;

/// <summary>Code hosts: a repository is its owner and name, however deep the link goes.</summary>
internal static class Repositories
{
    private static readonly FrozenSet<string> GitHubPages = FrozenSet.ToFrozenSet(
    [
        "about", "account", "apps", "codespaces", "collections", "contact", "copilot", "customer-stories", "dashboard", "discussions", "enterprise",
        "enterprises", "events", "explore", "features", "issues", "join", "login", "marketplace", "new", "notifications", "orgs", "organizations",
        "pricing", "pulls", "readme", "search", "security", "settings", "site", "signup", "sponsors", "stars", "team", "topics", "trending", "users", "watching",
    ]);

    private static readonly FrozenSet<string> GitLabPages = FrozenSet.ToFrozenSet(
        ["about", "dashboard", "explore", "groups", "help", "projects", "search", "snippets", "topics", "users"]);

    // What GitLab put behind a repository before it wrote "/-/".
    private static readonly FrozenSet<string> GitLabViews = FrozenSet.ToFrozenSet(
        ["-", "blob", "tree", "raw", "issues", "merge_requests", "wikis", "commits", "commit", "tags", "releases", "pipelines"]);

    public static Verdict? GitHub(Address at)
    {
        var start = at.Host.StartsWith("api.", StringComparison.Ordinal) && at[0] == "repos" ? 1 : 0;
        return GitHubPages.Contains(at[start].ToLowerInvariant()) ? Verdict.NotAWork : GitHubName(at[start], at[start + 1]) ?? Verdict.NotAWork;
    }

    public static Verdict? GitHubName(string owner, string name)
    {
        name = Named(name);
        return IsName(owner, dots: false) && IsName(name, dots: true) ? Verdict.Is("github", $"{owner}/{name}".ToLowerInvariant()) : null;
    }

    /// <summary>Raw files of a repository; PMLR and JOSS keep their papers so. Another PDF isn't the software beside it.</summary>
    public static Verdict? RawGitHub(Address at)
    {
        var assets = at[0] == "mlresearch" ? Array.IndexOf(at.Segments, "assets") : -1;
        var file = at[Math.Max(0, at.Segments.Length - 1)];
        if (at[1] == "joss-papers" && file.StartsWith("10.21105.joss.", StringComparison.Ordinal) && Proceedings.Digits(file.Split('.')[3]))
            return Verdict.Is("doi", "10.21105/joss." + file.Split('.')[3]);
        return (assets > 0 ? Proceedings.PmlrPaper(at[1], at[assets + 1]) : null)
            ?? (file.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ? Verdict.NeedsPage : GitHub(at));
    }

    /// <summary>GitLab's groups nest: all up to the first view belongs to the name.</summary>
    public static Verdict? GitLab(Address at)
    {
        var end = Array.FindIndex(at.Segments, GitLabViews.Contains);
        var name = at.Segments[..(end < 0 ? at.Segments.Length : end)];
        if (name.Length < 2 || GitLabPages.Contains(name[0]))
            return Verdict.NotAWork;
        name[^1] = Named(name[^1]);
        return Array.TrueForAll(name, part => IsName(part, dots: true)) ? Verdict.Is("gitlab", string.Join('/', name).ToLowerInvariant()) : Verdict.NeedsPage;
    }

    private static string Named(string name) =>
        (name.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name).TrimEnd('.');

    private static bool IsName(string text, bool dots)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_') && !(dots && character == '.'))
                return false;
        }
        return text.Length is > 0 and <= 100 && text is not ("." or "..");
    }
}
