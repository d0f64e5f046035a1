using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>What stands behind the <c>@</c> of an entry: a preprint isn't in the proceedings that its neighbours are in.</summary>
internal static class BibType
{
    private enum Kind
    {
        Preprint,
        Article,
        Proceedings,
        Other,
    }

    private static readonly string[] Proceeded = ["inproceedings", "conference", "incollection"];
    private static readonly string[] Loose = ["article", "misc", "unpublished", "online", "preprint", "techreport"];

    /// <summary>The type of a work: the commonest that its kind has among the neighbours, else theirs where it fits, else BibTeX's own.</summary>
    /// <param name="entry">The work.</param>
    /// <param name="near">The neighbours.</param>
    /// <param name="usual">What most of them are.</param>
    public static string Of(NewEntry entry, IEnumerable<BibItem> near, string usual)
    {
        var kind = KindOf(entry);
        var alike = kind == Kind.Other ? null : near.Where(i => KindOf(i) == kind).GroupBy(i => i.Type).MaxBy(g => g.Count())?.Key;
        return alike ?? kind switch
        {
            Kind.Article => Is(usual, ["article"]) ? usual : "article",
            Kind.Proceedings => Is(usual, Proceeded) ? usual : "inproceedings",
            _ => Is(usual, Loose) ? usual : "misc",
        };
    }

    /// <summary>The field in which an entry of a type says where it appeared.</summary>
    public static string VenueField(string type) => Is(type, Proceeded) ? "booktitle" : "journal";

    private static bool Is(string type, string[] types) => types.Contains(type, StringComparer.OrdinalIgnoreCase);

    private static Kind KindOf(NewEntry entry) => entry switch
    {
        { Kind: "thesis" or "book" or "chapter" or "software" or "dataset" } => Kind.Other,
        { Kind: "preprint" } or { Venue: not { Length: > 0 } } => Kind.Preprint,
        { Kind: "proceedings" } => Kind.Proceedings,
        { Kind: null or "other" } => Venues.IsOfConference(entry.Venue!) ? Kind.Proceedings : Kind.Article,
        _ => Kind.Article,
    };

    private static Kind KindOf(BibItem item) =>
        item["booktitle"] is { Length: > 0 } ? Kind.Proceedings
        : item["journal"] is { Length: > 0 } journal && !journal.Contains("arxiv", StringComparison.OrdinalIgnoreCase) ? Kind.Article
        : item["eprint"] is { Length: > 0 } || item["journal"] is not null || item["archivePrefix"] is not null ? Kind.Preprint : Kind.Other;
}
