using System.Collections.Immutable;
using SbiContrib.Core.Duplicates;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>A work that a list of the site has already isn't added again; one that looks like a listed one is shown to the maintainer beside it.</summary>
internal static class NotListedYet
{
    /// <summary>How many likenesses are told: a maintainer with ten minutes reads no more.</summary>
    private const int MostLikely = 3;

    public static IEnumerable<Finding> Check(CheckedItem item, SiteLists lists, SiteFacts site)
    {
        var found = lists.Find(item.ToCandidate());
        if (item.Typed.Distinct || IsElsewhere(item, found))
            return found.Take(MostLikely).Select(like => Finding.Warning(nameof(NotListedYet), $"{Link(like, site)}: {Markdown.Plain(like.Finding.Reason)}; {(item.Typed.Distinct ? "a maintainer wants it all the same" : "it is asked for in a further section")}"));
        return found is [{ Finding.Verdict: DuplicateVerdict.Certain } same, ..]
            ? [Finding.Error(nameof(NotListedYet), Outcome.Listed, Listed(item, same, site))]
            : found.Take(MostLikely).Select(like => Finding.Warning(nameof(NotListedYet), $"{Link(like, site)}: {Markdown.Plain(like.Finding.Reason)}{Update(like)}"));
    }

    // Asked for in a section where none of them stands.
    private static bool IsElsewhere(CheckedItem item, ImmutableArray<ListedEntry> found) =>
        item.Typed.Also && item.Place is { } place && !found.Any(same => same.Finding.Verdict == DuplicateVerdict.Certain && same.Entry.Section.SequenceEqual(place.Section) && same.Entry.Label == place.Label);

    private static string Listed(CheckedItem item, ListedEntry same, SiteFacts site) =>
        $"{Markdown.Code(item.Typed.Link)}: the list has it already: {Link(same, site)} in {Markdown.Plain(string.Join(" / ", same.Entry.Section))}.{Update(same)}";

    private static string Update(ListedEntry listed) => listed.Finding.Update switch
    {
        WorkUpdate.PublishesFound => " The list has the preprint; yours is the published version: a correction of that entry (\"this is published now\") gives it the new link.",
        WorkUpdate.PreprintOfFound => " The list has the published version; yours is its preprint.",
        _ => "",
    };

    // A list that keeps no titles names its works by where they lead.
    private static string Name(Lists.Entry entry) => entry.Title.Length > 0 ? entry.Title : entry.Links.Select(link => Identifiers.Identify.Link(link.Url).Id?.ToString() ?? link.Url).FirstOrDefault() ?? "an entry";

    // ?plain=1 shows the file's lines instead of the page.
    internal static string Link(ListedEntry listed, SiteFacts site) =>
        $"[{Markdown.Plain(Name(listed.Entry))}]({site.Url}/blob/{site.Head}/{string.Join('/', (listed.Entry.File ?? listed.List.Path).Split('/').Select(Uri.EscapeDataString))}?plain=1#L{listed.Entry.Lines.First})";
}
