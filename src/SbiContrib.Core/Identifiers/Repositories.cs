using System.Collections.Frozen;

namespace SbiContrib.Core.Identifiers;

/// <summary>Code hosts: a repository is its owner and name, however deep the link goes.</summary>
internal static class Repositories
{
    private static readonly FrozenSet<string> GitHubPages = FrozenSet.ToFrozenSet(
    [
        "about", "account", "advisories", "apps", "assets", "codespaces", "collections", "contact", "copilot", "customer-stories", "dashboard", "discussions", "edu", "enterprise",
        "enterprises", "events", "explore", "features", "gist", "git-guides", "github-copilot", "home", "issues", "join", "login", "marketplace", "mobile", "new", "newsroom", "nonprofit", "notifications", "orgs", "organizations",
        "premium-support", "pricing", "pulls", "readme", "resources", "search", "security", "sessions", "settings", "site", "signup", "solutions", "sponsors", "stars", "team", "topics", "trending", "user-attachments", "users", "watching", "why-github",
    ]);

    private static readonly FrozenSet<string> GitLabPages = FrozenSet.ToFrozenSet(
        ["-", "about", "api", "assets", "dashboard", "explore", "groups", "help", "projects", "search", "snippets", "topics", "users"]);

    // What GitLab put behind a repository before it wrote "/-/".
    private static readonly FrozenSet<string> GitLabViews = FrozenSet.ToFrozenSet(
        ["-", "blob", "tree", "raw", "issues", "merge_requests", "wikis", "commits", "commit", "tags", "releases", "pipelines"]);

    public static Verdict? GitHub(Address at) =>
        GitHubPages.Contains(at[0].ToLowerInvariant()) ? Verdict.NotAWork : GitHubName(at[0], at[1]) ?? Verdict.NotAWork;

    public static Verdict? GitHubApi(Address at) => (at[0] == "repos" ? GitHubName(at[1], at[2]) : null) ?? Verdict.NotAWork;

    /// <summary>Who shows a repository's notebooks and files: <c>/github/owner/name/…</c>, <c>/v2/gh/owner/name/main</c>.</summary>
    public static Verdict? GitHubShown(Address at)
    {
        var start = Array.FindIndex(at.Segments, part => part is "gh" or "github");
        return start is 0 or 1 ? GitHubName(at[start + 1], at[start + 2]) : null;
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
        return (at[1] == "joss-papers" ? Publishers.Joss(at) : null)
            ?? (assets > 0 ? Proceedings.PmlrPaper(at[1], at[assets + 1]) : null)
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

    /// <summary>Without the remote's extension and the branch that a package manager wants: <c>sbi.git@main</c>.</summary>
    private static string Named(string name)
    {
        name = name.Split('@')[0];
        return (name.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name).TrimEnd('.');
    }

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
