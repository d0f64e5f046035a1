using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>A list whose entries follow a schema gets none that doesn't.</summary>
internal static class EntryFits
{
    public static Finding? Check(CheckedItem item, SiteLists lists) => lists.Refusal(item) is { } wanted
        ? Finding.Error(nameof(EntryFits), Outcome.Incomplete,
            $"{Markdown.Code(item.Typed.Link)}: the schema of {Markdown.Code(item.Place!.List.Path)} doesn't take what is known of the work ({Markdown.Plain(wanted)}). A maintainer can write the entry by hand; a link to another version of the work may tell more.")
        : null;
}
