using System.Collections.Immutable;
using System.Text;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>Makes a new group of entries in a data file that holds them in groups, headed as its siblings are.</summary>
internal static class YamlHeads
{
    /// <summary>The text with a group more.</summary>
    /// <param name="lines">The file.</param>
    /// <param name="items">Its entries.</param>
    /// <param name="path">The names of the new group, outermost first.</param>
    /// <param name="written">Its first entry, a line end behind it.</param>
    /// <returns>The text; null where no sibling shows how a group is headed: by one line with its name, or by that and one with a key.</returns>
    public static string? With(SourceLines lines, ImmutableArray<YamlItem> items, ImmutableArray<string> path, string written)
    {
        var groups = items.Select((item, i) => (item.Group, i)).GroupBy(x => string.Join('\n', x.Group), StringComparer.Ordinal).Select(g => (g.First().Group, First: g.First().i, Last: g.Last().i))
            .Where(g => g.Group.Length == path.Length && g.Group.SkipLast(1).SequenceEqual(path.SkipLast(1), StringComparer.Ordinal)).ToList();
        // What stands before the first group is the file's.
        var model = groups.FindLast(g => g.First > 0);
        if (model.Group.IsDefaultOrEmpty || Head(lines, items, model.First) is not { } head || Named(head.Lines, model.Group[^1], path[^1], lines.NewLine) is not { } named)
            return null;
        var gap = new StringBuilder().Insert(0, lines.NewLine, head.Blank).ToString();
        var sorted = groups.Count > 2 && groups.Zip(groups.Skip(1)).All(p => Compare(p.First.Group, p.Second.Group) <= 0);
        var next = sorted ? groups.Find(g => g.First > 0 && Compare(g.Group, path) > 0) : default;
        if (!next.Group.IsDefaultOrEmpty && Head(lines, items, next.First) is { } behind)
            return lines.Text.Insert(lines.Start(behind.First), named + written + gap);
        var end = lines.End(items[groups[^1].Last].Last);
        var open = end == lines.ContentEnd(items[groups[^1].Last].Last);
        return lines.Text.Insert(end, (open ? lines.NewLine : "") + gap + named + (open ? written[..^lines.NewLine.Length] : written));
    }

    private static int Compare(ImmutableArray<string> one, ImmutableArray<string> other) => StringComparer.OrdinalIgnoreCase.Compare(one[^1], other[^1]);

    /// <summary>The lines that head the group of an entry, and how many blank ones stand before them.</summary>
    private static (int First, List<string> Lines, int Blank)? Head(SourceLines lines, ImmutableArray<YamlItem> items, int first)
    {
        var from = items[first - 1].Last + 1;
        var start = from;
        while (start < items[first].First && lines.IsBlank(start))
            start++;
        var head = Enumerable.Range(start, items[first].First - start).Select(l => lines.Content(l).ToString()).ToList();
        return head.Count is 1 or 2 && head.TrueForAll(l => !string.IsNullOrWhiteSpace(l) && l.TrimStart()[0] != '#') ? (start, head, start - from) : null;
    }

    /// <summary>Such lines with another name: <c>Name:</c>, or <c>- heading: Name</c> above <c>papers:</c>.</summary>
    private static string? Named(List<string> head, string old, string name, string newLine)
    {
        var (line, indent) = (head[0].TrimEnd(), head[0].Length - head[0].TrimStart().Length);
        var (start, end) = line.EndsWith(':') ? (indent, line.Length - 1) : (line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon ? colon + 2 : line.Length, line.Length);
        var said = line[start..end].Trim();
        var quote = said.Length > 1 && said[0] is '"' or '\'' && said[^1] == said[0] ? said[0] : '\0';
        if ((quote == '\0' ? said : said[1..^1]) != old || (head.Count == 2 && !head[1].TrimEnd().EndsWith(':')) || (head.Count == 1 && !line.EndsWith(':')))
            return null;
        var clean = Escape.Clean(name);
        var scalar = quote == '"' ? YamlScalar.Double(clean, YamlStyle.Open) : quote == '\'' ? "'" + clean.Replace("'", "''", StringComparison.Ordinal) + "'" : YamlScalar.Write(clean, 0, 0, YamlStyle.Open, newLine);
        return string.Concat(line.AsSpan(0, start), scalar, line.AsSpan(end), newLine) + (head.Count == 2 ? head[1] + newLine : "");
    }
}
