namespace SbiContrib.Core.Lint;

using Item = Lists.Markdown.Item;

/// <summary>Bullets that differ from those of most other entries.</summary>
internal static class MixedStyle
{
    /// <summary>A habit is what so many of a hundred keep.</summary>
    private const int Habit = 80;

    public static readonly LintRule Rule = new("mixed-style", "An entry's bullet is written otherwise than most of the list's.", LintLevel.Warning) { Check = Check };

    private static IEnumerable<LintFinding> Check(LintedList list)
    {
        if (list.Markdown is not { } page)
            yield break;
        var bullets = page.Items.Where(i => Sign(i) is '*' or '-' or '+').ToList();
        var most = bullets.GroupBy(Sign).OrderByDescending(g => g.Count()).FirstOrDefault();
        if (most is not null && bullets.Count > most.Count() && most.Count() * 100 >= bullets.Count * Habit)
        {
            // A section with a bullet of its own is of one style; a list in which they change falls apart into several.
            var mixed = bullets.GroupBy(i => i.Block.Section).Where(section => section.Select(Sign).Distinct().Count() > 1).Select(section => section.Key).ToHashSet();
            foreach (var item in bullets.Where(i => Sign(i) != most.Key && mixed.Contains(i.Block.Section)))
                yield return Rule.At(page.File.Path, item.Block.First + 1, $"the bullet is “{Sign(item)}”, {most.Count()} of {bullets.Count} entries have “{most.Key}”") with { Fix = new(item.Start + Indent(item), 1, most.Key.ToString()) };
        }
        // Bullets of the first level, and those of each deeper one within their section.
        foreach (var finding in page.Items.GroupBy(i => Indent(i) < 2 ? -1 : i.Block.Section).SelectMany(level => Indented(page, [.. level])))
            yield return finding;
    }

    /// <summary>A space more or less before a bullet: it makes no deeper list, and looks as if it did.</summary>
    private static IEnumerable<LintFinding> Indented(LintedPage page, List<Item> section)
    {
        var most = section.Where(i => Sign(i) != '\0').GroupBy(Indent).OrderByDescending(g => g.Count()).FirstOrDefault();
        if (most is null || most.Count() * 2 <= section.Count)
            yield break;
        foreach (var item in section.Where(i => Sign(i) != '\0' && Math.Abs(Indent(i) - most.Key) == 1))
        {
            var fix = item.Block.First == item.Block.Last ? new LintFix(item.Start, Indent(item), new string(' ', most.Key)) : null;
            yield return Rule.At(page.File.Path, item.Block.First + 1, $"{Indent(item)} space(s) stand before the bullet, {most.Count()} of {section.Count} entries beside it have {most.Key}") with { Fix = fix };
        }
    }

    private static int Indent(Item item) => item.Shape.Marker.Length - item.Shape.Marker.TrimStart(' ').Length;

    private static char Sign(Item item) => item.Shape.Marker.TrimStart(' ') is [var sign and ('*' or '-' or '+'), ..] ? sign : '\0';
}
