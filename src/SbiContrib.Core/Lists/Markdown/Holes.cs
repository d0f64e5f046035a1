namespace SbiContrib.Core.Lists.Markdown;

/// <summary>
/// Blank lines that an entry left behind when somebody cut its own lines and no more: as many as stood before it and behind it.
/// An entry that goes there takes none of its own. Only where the rest of the page leaves no doubt.
/// </summary>
internal sealed class Holes(SourceLines lines, IReadOnlyList<Item> items, Page page)
{
    /// <summary>Where between two entries of a section, or behind its heading, a hole is that is as wide as an entry leaves it; null where none is.</summary>
    /// <param name="section">The section.</param>
    /// <param name="own">Its entries.</param>
    /// <param name="before">The entry before the place; null where it is the first.</param>
    /// <param name="after">The entry behind it; null where it is the last.</param>
    public int? At(int section, List<Item> own, Item? before, Item? after)
    {
        var first = (before?.Block.Last ?? page.Headings[section].LastLine) + 1;
        var last = first;
        while (last < lines.Count && lines.IsBlank(last))
            last++;
        var ends = last == lines.Count;
        if ((after is null ? !ends && page.Headings.All(h => h.Line != last) : after.Block.First != last) || (before is null && page.Headings[section].Line < 0))
            return null;
        // The last line end begins a line that isn't there.
        var blank = last - first - (ends && last > first ? 1 : 0);
        var (above, below) = (before is null ? BehindHeading(section) : Gap(own, before), after is not null ? Gap(own, before ?? after) : ends ? 0 : BeforeHeading(last));
        return above is > 0 && below is { } under && (under > 0 || ends) && blank == above + under ? lines.Start(first + above.Value) : null;
    }

    /// <summary>The blank lines between entries of the section, else of the page; those behind one don't count.</summary>
    private int? Gap(List<Item> own, Item but) => Usual(Gaps(own, but)) ?? (own.Count > 3 ? null : Usual(Gaps(items, but)));

    private static IEnumerable<int> Gaps(IReadOnlyList<Item> among, Item but) =>
        among.Zip(among.Skip(1)).Where(p => p.First != but && p.First.Block.Run == p.Second.Block.Run && p.First.Block.Section == p.Second.Block.Section).Select(p => p.Second.Block.First - p.First.Block.Last - 1);

    private int? BehindHeading(int but) =>
        Usual(items.GroupBy(i => i.Block.Section).Where(g => g.Key != but && page.Headings[g.Key].Line >= 0).Select(g => Blank(page.Headings[g.Key].LastLine + 1, g.First().Block.First)).OfType<int>());

    private int? BeforeHeading(int but) =>
        Usual(items.Zip(items.Skip(1)).Where(p => p.First.Block.Section != p.Second.Block.Section).Select(p => (p.First.Block.Last + 1, Next: page.Headings.FirstOrDefault(h => h.Line > p.First.Block.Last)?.Line)).Where(p => p.Next is not null && p.Next != but).Select(p => Blank(p.Item1, p.Next!.Value)).OfType<int>());

    /// <summary>How many blank lines stand between two; null where something else does.</summary>
    private int? Blank(int from, int to) => Enumerable.Range(from, Math.Max(0, to - from)).All(lines.IsBlank) ? to - from : null;

    /// <summary>What nearly all are, where there are at least two.</summary>
    private static int? Usual(IEnumerable<int> counts) =>
        counts.ToList() is { Count: > 1 } all && all.GroupBy(c => c).MaxBy(g => g.Count())! is var most && most.Count() * 10 >= all.Count * 9 ? most.Key : null;
}
