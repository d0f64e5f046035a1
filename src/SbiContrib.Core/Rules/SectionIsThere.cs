using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>A section that is to be made is told to the maintainer.</summary>
internal static class SectionIsThere
{
    public static Finding? Check(CheckedItem item) => item.Place is { IsNew: true } place
        ? Finding.Warning(nameof(SectionIsThere), $"the section {Markdown.Code(place.ToString())} isn't in the list: it is made with this entry")
        : null;
}
