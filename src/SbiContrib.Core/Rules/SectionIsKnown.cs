using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>The section must be one of the site's.</summary>
internal static class SectionIsKnown
{
    public static Finding? Check(CheckedItem item)
    {
        if (item.Place is not null)
            return null;
        var asked = item.Typed.Section is { Length: > 0 } typed
            ? $"there is no section {Markdown.Code(typed)} in the list."
            : "please say in which section it should stand; where the issue has no field for it, a line `/add LINK SECTION` does.";
        return Finding.Error(nameof(SectionIsKnown), Outcome.NoSection, $"{Markdown.Code(item.Typed.Link)}: {asked}{SectionWords.Choice(item.Candidates)}");
    }
}
