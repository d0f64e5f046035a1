using System.Collections.Frozen;

namespace SbiContrib.Core.Identifiers;

/// <summary>Tells a page that may be a work from a home, a search, a list, a person and an organisation, by its shape.</summary>
internal static class PageKind
{
    // A path that ends with one of these holds many works or none.
    private static readonly FrozenSet<string> Lists = FrozenSet.ToFrozenSet(
    [
        "search", "find", "browse", "results", "list", "listing", "lists", "login", "signin", "register", "signup", "logout", "about", "about-us",
        "contact", "help", "faq", "news", "events", "jobs", "careers", "category", "categories", "tag", "tags", "topic", "topics", "subject", "subjects",
        "author", "authors", "people", "person", "profile", "profiles", "user", "users", "member", "members", "team", "staff", "toc", "loi", "volume", "volumes",
        "issue", "issues", "articles", "journals", "collections", "communities", "conferences", "terms", "privacy", "subscribe", "feed", "rss", "pid", "in-the-press",
        "publications", "scientific-contributions", "organization", "organisation", "organizations", "org", "orgs", "institution", "institutions", "lab", "labs", "group", "groups", "editorial-board",
    ], StringComparer.OrdinalIgnoreCase);

    // A path that begins with one of these lists, unless a number says that one thing is meant.
    private static readonly FrozenSet<string> Heads = FrozenSet.ToFrozenSet(
    [
        "search", "find", "browse", "list", "login", "category", "categories", "tag", "tags", "topic", "topics", "subject", "subjects", "author", "authors",
        "people", "person", "persons", "profile", "profiles", "user", "users", "pid", "scientific-contributions", "organization", "organizations", "orgs",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Homes = FrozenSet.ToFrozenSet(
        ["index.html", "index.htm", "index.php", "home", "home.html", "en", "de", "fr", "es", "main", "default.aspx"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Items = ["id", "identifier", "handle", "pid", "docid", "recordid", "nodeid", "artid", "article_id"];

    private static readonly string[] Searches = ["q", "query", "search", "searchtext", "querytext", "searchterm", "term", "keyword", "keywords", "s", "allfield", "q.s", "filter"];

    // Homes under these are a project's documentation or page: software, which the page names.
    private static readonly string[] Projects = [".github.io", ".readthedocs.io", ".readthedocs.org", ".gitlab.io", ".netlify.app", ".r-universe.dev", ".pages.dev", ".vercel.app"];

    public static Verdict Of(Address at)
    {
        var count = at.Segments.Length;
        var last = count > 0 ? at.Segments[^1] : "";
        if (count == 0 || (count == 1 && Homes.Contains(last)))
            return (at.Parameters.Length == 0 && !IsRoute(at.Fragment)) || IsSearch(at) ? Home(at.Host) : Verdict.NeedsPage;
        if (IsForeignArxiv(at))
            return Verdict.Unknown;
        if (ListPages.Has(at))
            return Verdict.NotAWork;
        var listed = ((Lists.Contains(last) || StartsWithWord(last, "about")) && !HasItem(at)) || (Heads.Contains(at[0]) && !IsItem(last) && !AsksForItem(at));
        var searched = at.Parameters.Length > 0 && (last.Contains("search", StringComparison.OrdinalIgnoreCase) || IsSearch(at)) && !HasItem(at);
        return listed || searched ? Verdict.NotAWork : Verdict.NeedsPage;
    }

    /// <summary>Google Scholar: a case or one cited work has a page; the rest is a search or a person.</summary>
    public static Verdict? Scholar(Address at) =>
        at.Value("view_op") == "view_citation" || at[0] == "scholar_case" ? Verdict.NeedsPage : Verdict.NotAWork;

    /// <summary>A book by its number, even where the address carries the search that found it.</summary>
    public static Verdict? GoogleBooks(Address at) =>
        at.Value("id", "vid").Length > 0 || at[1] == "edition" ? Verdict.NeedsPage : Verdict.NotAWork;

    /// <summary>dblp: a record is a work, an arXiv one by its number; conferences, journals and persons are lists.</summary>
    public static Verdict? Dblp(Address at)
    {
        if (at[0] == "doi")
            return Doi.In(at);
        var corr = at[0] == "rec" && at[2] == "corr" && at[3].StartsWith("abs-", StringComparison.Ordinal) ? at[3][4..].Split('.')[0] : "";
        var dash = corr.LastIndexOf('-');
        return at[0] != "rec" ? Verdict.NotAWork
            : (dash > 0 ? Arxiv.Read($"{corr[..dash]}.{corr[(dash + 1)..]}") ?? Arxiv.Read($"{corr[..dash]}/{corr[(dash + 1)..]}") : null) ?? Verdict.NeedsPage;
    }

    /// <summary>ResearchGate: a publication, also below its author's profile.</summary>
    public static Verdict? ResearchGate(Address at) =>
        Array.IndexOf(at.Segments, "publication") >= 0 && at.Segments.Length > 1 ? Verdict.NeedsPage : Verdict.NotAWork;

    /// <summary>zbMATH: a document, also as the only one that a search by its number finds.</summary>
    public static Verdict? Zbmath(Address at) => at.Value("q").StartsWith("an:", StringComparison.Ordinal) ? Verdict.NeedsPage : null;

    private static Verdict Home(string host) =>
        Array.Exists(Projects, project => host.EndsWith(project, StringComparison.Ordinal)) ? Verdict.NeedsPage : Verdict.NotAWork;

    private static bool IsSearch(Address at) => Array.Exists(at.Parameters, parameter => Array.IndexOf(Searches, parameter.Name) >= 0);

    private static bool HasItem(Address at) => Array.Exists(at.Segments, IsItem) || AsksForItem(at);

    private static bool AsksForItem(Address at) => Array.Exists(at.Parameters, parameter => Array.IndexOf(Items, parameter.Name) >= 0);

    /// <summary>Pages that a script shows have their path behind the <c>#</c>.</summary>
    private static bool IsRoute(string fragment) => fragment.StartsWith('/') || fragment.StartsWith("!/", StringComparison.Ordinal);

    /// <summary>A name with a number in it is one thing among many: <c>1593514</c>, <c>S0377221719301419</c>.</summary>
    private static bool IsItem(string part) => part.AsSpan().IndexOfAnyInRange('0', '9') >= 0;

    private static bool StartsWithWord(string part, string word) =>
        part.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (part.Length == word.Length || part[word.Length] == '-');

    /// <summary>arXiv's own path on a host that isn't arXiv's.</summary>
    private static bool IsForeignArxiv(Address at) => at.Segments.Length == 2 && at[0] is "abs" or "pdf" && Arxiv.Read(at[1]) is not null;
}
