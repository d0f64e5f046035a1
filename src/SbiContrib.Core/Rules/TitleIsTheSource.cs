using SbiContrib.Core.Words;

namespace SbiContrib.Core.Rules;

/// <summary>A title that somebody asked for by a command is shown to the maintainer beside the source's.</summary>
internal static class TitleIsTheSource
{
    public static Finding? Check(CheckedItem item) => item is { Typed: { TitleStands: true, Title: { } title }, Lookup.Work.Title: { } told } && title != told
        ? Finding.Warning(nameof(TitleIsTheSource), $"the title was asked for as “{Markdown.Plain(title)}”; the source says “{Markdown.Plain(told)}”")
        : null;
}
