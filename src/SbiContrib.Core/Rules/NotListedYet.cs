using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>A work that a list of the site has already isn't added again.</summary>
internal static class NotListedYet
{
    public static Finding? Check(CheckedItem item, SiteLists lists, SiteFacts site) => lists.Find(item.Ids) is { } listed
        ? Finding.Error(nameof(NotListedYet), Outcome.Listed,
            $"{Markdown.Code(item.Typed.Link)}: the list has it already: [{Markdown.Plain(listed.Entry.Title)}]({Address(site, listed)}) in {Markdown.Plain(string.Join(" / ", listed.Entry.Section))}.")
        : null;

    // ?plain=1 shows the file's lines instead of the page.
    private static string Address(SiteFacts site, ListedEntry listed) =>
        $"{site.Url}/blob/{site.Head}/{string.Join('/', listed.List.Path.Split('/').Select(Uri.EscapeDataString))}?plain=1#L{listed.Entry.Lines.First}";
}
