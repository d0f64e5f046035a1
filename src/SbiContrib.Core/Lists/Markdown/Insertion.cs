using System.Text;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Where a new entry goes into the text, with the line ends and blank lines that belong to it.</summary>
internal sealed class Insertion(SourceLines lines, IReadOnlyList<Item> items, Page page)
{
    private readonly IReadOnlyList<HeadingAt> headings = page.Headings;

    /// <summary>The offset, the text to insert there, and how much of that text stands before the entry itself.</summary>
    public (int Offset, string Text, int Lead) At(int section, List<Item> own, int place, string entry)
    {
        var before = place > 0 ? own[place - 1] : null;
        var after = place < own.Count ? own[place] : null;
        if (new Holes(lines, items, page).At(section, own, before, after) is { } hole)
            return (hole, entry + lines.NewLine, 0);
        if (own.Count == 0)
            return InEmpty(section, entry);
        var gap = Gap(own, before, after);
        if (after is not null && (before is null || before.Block.Run == after.Block.Run))
            return (after.Start, entry + lines.NewLine + gap, 0);
        return Behind(before!, gap, entry);
    }

    /// <summary>At the end of a section that holds words only, a blank line behind them.</summary>
    public (int Offset, string Text, int Lead) BehindWords(int section, string entry)
    {
        var next = headings.Skip(section + 1).FirstOrDefault()?.Line ?? lines.Count;
        var line = next - 1;
        while (line > headings[section].LastLine && lines.IsBlank(line))
            line--;
        var (end, nl) = (lines.End(line), lines.NewLine);
        var open = end == lines.ContentEnd(line);
        return (end, (open ? nl : "") + nl + entry + (open ? "" : nl), (open ? 2 : 1) * nl.Length);
    }

    private (int Offset, string Text, int Lead) Behind(Item before, string gap, string entry)
    {
        var end = lines.End(before.Block.Last);
        // A file that ends without a line end still does so afterwards.
        var open = lines.ContentEnd(before.Block.Last) == end;
        var lead = open ? lines.NewLine + gap : gap;
        return (end, lead + entry + (open ? "" : lines.NewLine), lead.Length);
    }

    private (int Offset, string Text, int Lead) InEmpty(int section, string entry)
    {
        var (line, nl) = (headings[section].LastLine + 1, lines.NewLine);
        if (lines.Text.Length == 0)
            return (0, entry + nl, 0);
        if (page.Tables.FirstOrDefault(t => t.Section == section) is { } table)
        {
            var end = lines.End(table.Header + 1);
            return lines.ContentEnd(table.Header + 1) == end ? (end, nl + entry, nl.Length) : (end, entry + nl, 0);
        }
        var spaced = line < lines.Count && line > 0 && lines.Content(line).IsWhiteSpace() && lines.End(line) > lines.Start(line);
        if (line >= lines.Count)
            return (lines.Text.Length, (EndsOpen ? nl : "") + nl + entry + nl, (EndsOpen ? nl : "").Length + nl.Length);
        var at = lines.Start(spaced ? line + 1 : line);
        var lead = spaced || section == 0 ? "" : nl;
        if (headings[section].InList)
            return InBullet(headings[section], entry);
        if (EndsOpen && at == lines.Text.Length)
            lead = nl + lead;
        var next = at < lines.Text.Length && !lines.IsBlank(lines.LineAt(at));
        // Headings one right under the other: what stands between them needs no blank lines either.
        if (next && !spaced && lines.Content(lines.LineAt(at)).StartsWith("#") && lines.Content(headings[section].Line).StartsWith("#"))
            return (at, entry + nl, 0);
        // Of several blank lines all stay: the entry has one of its own, and takes it along when it goes.
        return (at, lead + entry + nl + (next || (spaced && at < lines.Text.Length) ? nl : ""), lead.Length);
    }

    /// <summary>Right under the bullet that heads it, one step further in.</summary>
    private (int Offset, string Text, int Lead) InBullet(HeadingAt heading, string entry)
    {
        var at = lines.End(heading.LastLine);
        var open = at == lines.ContentEnd(heading.LastLine);
        return (at, open ? lines.NewLine + entry : entry + lines.NewLine, open ? lines.NewLine.Length : 0);
    }

    private bool EndsOpen => lines.Text.Length > 0 && lines.Text[^1] is not ('\n' or '\r');

    /// <summary>The blank lines between two entries, as most of the section has them, else the list.</summary>
    private string Gap(List<Item> own, Item? before, Item? after)
    {
        var gaps = Gaps(own);
        if (gaps.Count == 0)
            gaps = Gaps(items);
        var here = before is not null && after is not null && before.Block.Run == after.Block.Run ? Between(before, after) : null;
        var commonest = gaps.GroupBy(g => g).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key == here).FirstOrDefault()?.Key;
        return commonest ?? "";
    }

    private List<string> Gaps(IReadOnlyList<Item> own) =>
        [.. own.Zip(own.Skip(1)).Where(p => p.First.Block.Run == p.Second.Block.Run).Select(p => Between(p.First, p.Second))];

    private string Between(Item first, Item second)
    {
        var gap = new StringBuilder();
        for (var line = first.Block.Last + 1; line < second.Block.First; line++)
            gap.Append(lines.NewLine);
        return gap.ToString();
    }
}

/// <summary>What goes when an entry goes: its lines, and the blank lines that came with it.</summary>
internal static class Removal
{
    public static (int Start, int End) Of(SourceLines lines, IReadOnlyList<Item> items, int at)
    {
        var item = items[at];
        if (at + 1 < items.Count && items[at + 1].Block.Run == item.Block.Run && items[at + 1].Block.Section == item.Block.Section)
            return (item.Start, items[at + 1].Start);
        if (at > 0 && items[at - 1].Block.Run == item.Block.Run && items[at - 1].Block.Section == item.Block.Section)
            return Last(lines, items[at - 1], item);
        var after = item.Block.Last + 1;
        var blank = after < lines.Count && lines.IsBlank(after) && item.Block.First > 0 && lines.IsBlank(item.Block.First - 1);
        return (item.Start, blank ? lines.End(after) : item.End);
    }

    private static (int Start, int End) Last(SourceLines lines, Item before, Item item)
    {
        var open = lines.ContentEnd(item.Block.Last) == item.End;
        return open ? (lines.ContentEnd(before.Block.Last), item.End) : (before.End, item.End);
    }
}
