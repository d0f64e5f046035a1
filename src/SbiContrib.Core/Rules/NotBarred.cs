using SbiContrib.Core.Lists.Crawler;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>A work that the list's crawler is told to leave out would be gone after its next run: it isn't added.</summary>
internal static class NotBarred
{
    public static Finding? Check(CheckedItem item, SiteFacts site)
    {
        if (item is not { Place.List.Path: { } path, Work.Title: { } title } || site.Settings?.Lists.FirstOrDefault(list => list.Path == path)?.Crawler?.Blacklist is not { } blacklist)
            return null;
        return site.CrawlerFiles.FirstOrDefault(file => file.Path == blacklist) is { } file && Blacklist.Line(file, title) is { } line
            ? Finding.Error(nameof(NotBarred), Outcome.Barred, $"{Markdown.Code(item.Typed.Link)}: the maintainers keep {Markdown.Plain(title)} out of this list: [its title stands here]({site.Url}/blob/{site.Head}/{string.Join('/', blacklist.Split('/').Select(Uri.EscapeDataString))}#L{line}), so the list's crawler would take it out again. If you think that is a mistake, please say so in a comment.")
            : null;
    }
}
