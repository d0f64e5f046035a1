using System.Collections.Frozen;

namespace SbiContrib.Core.Identifiers;

/// <summary>Addresses that hold many works even where a number stands in them: issues, volumes, journals, persons, and what single hosts list.</summary>
internal static class ListPages
{
    // Behind one of these, numbers say which issue or volume.
    private static readonly FrozenSet<string> Issues = FrozenSet.ToFrozenSet(
        ["toc", "loi", "issue", "issues", "volume", "volumes", "vol", "volumes-and-issues", "bookseries", "tocs"], StringComparer.OrdinalIgnoreCase);

    // One of these and a name or number: the whole of it.
    private static readonly FrozenSet<string> Wholes = FrozenSet.ToFrozenSet(
        ["journal", "journals", "author", "authors", "profile", "category", "conference", "topic", "persons"], StringComparer.OrdinalIgnoreCase);

    // A journal's home is its name alone here.
    private static readonly FrozenSet<string> JournalHosts = FrozenSet.ToFrozenSet(
        ["academic.oup.com", "direct.mit.edu", "nature.com", "journals.aps.org", "journals.plos.org", "pubs.aip.org", "jamanetwork.com", "peerj.com", "joss.theoj.org", "kaggle.com"]);

    // What begins a host's lists.
    private static readonly FrozenDictionary<string, string[]> Rooms = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["chemrxiv.org"] = ["engage/chemrxiv/public-dashboard", "engage/chemrxiv/category-dashboard"],
        ["dataverse.harvard.edu"] = ["dataverse"],
        ["dl.acm.org"] = ["topic", "profile", "conference", "subject", "topics"],
        ["frontiersin.org"] = ["research-topics"],
        ["journals.sagepub.com"] = ["home"],
        ["mdpi.com"] = ["journal", "topics", "about"],
        ["cds.cern.ch"] = ["collection"],
        ["figshare.com"] = ["authors", "browse", "categories"],
        ["huggingface.co"] = ["docs", "organizations", "collections"],
        ["ieeexplore.ieee.org"] = ["xpl/RecentIssue.jsp", "xpl/mostRecentIssue.jsp", "xpl/conhome", "xpl/tocresult.jsp", "Xplore", "author"],
        ["joss.theoj.org"] = ["papers/by", "papers/in", "papers/tagged", "papers/published", "papers/active"],
        ["linkedin.com"] = ["in", "company", "school"],
        ["nature.com"] = ["collections"],
        ["neurips.cc"] = ["Conferences"],
        ["paperswithcode.com"] = ["task", "sota", "area"],
        ["scopus.com"] = ["authid", "results"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Has(Address at)
    {
        var count = at.Segments.Length;
        return IsIssue(at) || (count == 2 && Wholes.Contains(at[0]) && !IsFile(at[1]) && !HasQuery(at))
            || (count == 1 && JournalHosts.Contains(at.Host) && !at[0].AsSpan().ContainsAnyInRange('0', '9'))
            || (count == 1 && (at[0][0] == '@' || at[0] is "models" or "datasets" or "spaces")) || (count > 1 && at.Segments[^2] == "persons")
            // Open Journal Systems: the journal's name alone.
            || (at[0] == "index.php" && ((count == 2 && at.Host.StartsWith("ojs.", StringComparison.Ordinal)) || (count == 3 && at[2] == "index")))
            || at.Host switch
            {
                "orcid.org" or "cv.hal.science" => true,
                "openalex.org" => at[0].Length > 1 && at[0][0] is not ('W' or 'w') && at[0] != "works",
                "mdpi.com" when count < 4 && IsIssn(at[0]) => true,
                "openaccess.thecvf.com" => count == 1,
                "bioconductor.org" => at.Segments[^1] is "BiocViews.html" or "bioc" or "html" or "release" or "devel",
                _ => Rooms.TryGetValue(at.Host, out var rooms) && Array.Exists(rooms, room => at.Path.StartsWith(room, StringComparison.Ordinal) && (at.Path.Length == room.Length || at.Path[room.Length] == '/')),
            };
    }

    /// <summary>An issue's or a volume's page: from its name on there are only numbers; one more is an article's.</summary>
    private static bool IsIssue(Address at)
    {
        var first = Array.FindIndex(at.Segments, Issues.Contains);
        if (first < 0)
            return false;
        if (first == 0 && at[0] is "toc" or "loi" or "bookseries")
            return true;
        var last = Array.FindLastIndex(at.Segments, Issues.Contains);
        var behind = at.Segments[(last + 1)..];
        return behind.Length > 0 && behind.Length <= (last > first ? 1 : 3) + (behind[0] == "view" ? 1 : 0)
            && Array.TrueForAll(behind, part => part is "view" or "current" or "archive" || !part.AsSpan().ContainsAnyExceptInRange('-', '9'));
    }

    private static bool IsFile(string part) => part.LastIndexOf('.') is > 0 and var dot && part.Length - dot is > 2 and < 7;

    private static bool HasQuery(Address at) => at.Parameters.Length > 0;

    private static bool IsIssn(string text) => text.Length == 9 && text[4] == '-' && Proceedings.Digits(text[..4]) && Proceedings.Digits(text[5..8]);
}
