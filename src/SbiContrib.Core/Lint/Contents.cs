using System.Globalization;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lint;

/// <summary>A table of contents that lies, and links to places of the page that aren't there.</summary>
internal static class Contents
{
    /// <summary>A table lists a level of headings when it lists so many of a hundred of them.</summary>
    private const int Covers = 60;

    public static readonly LintRule Rule = new("contents", "The table of contents leads nowhere, or leaves out a heading.", LintLevel.Error) { Check = Check };

    private static IEnumerable<LintFinding> Check(LintedList list) => list.Markdown is { } page ? Check(page) : [];

    private static IEnumerable<LintFinding> Check(LintedPage page)
    {
        var headings = page.Page.Headings.Where(h => h.Line >= 0 && h.Level <= 6 && !h.InList).ToList();
        var anchors = Anchors.Of(headings.Select(h => h.Path[^1]));
        var known = anchors.Concat(anchors.Select(Bare)).Concat(Named(page.File.Text)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var lines = page.Page.Contents.SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1)).ToList();
        var links = lines.SelectMany(line => LinksOf(page, line)).ToList();
        // Beside a picture the space before or behind a heading's words gives its anchor a dash more.
        foreach (var (line, text, anchor, offset) in links.Where(l => !known.Contains(l.Anchor) && !known.Contains(Bare(l.Anchor))))
        {
            var meant = Meant(text, headings);
            var message = meant >= 0 ? $"“#{anchor}” leads nowhere; the heading's anchor is “#{anchors[meant]}”" : $"“#{anchor}” leads nowhere: no heading has that anchor";
            yield return Rule.At(page.File.Path, line + 1, message) with { Fix = meant >= 0 ? new(offset, anchor.Length, anchors[meant]) : null };
        }
        foreach (var finding in Missing(page, headings, anchors, [.. links.Select(l => anchors.FirstOrDefault(a => a == l.Anchor || Bare(a) == Bare(l.Anchor)) ?? l.Anchor), .. links.Select(l => Meant(l.Text, headings)).Where(i => i >= 0).Select(i => anchors[i])], lines))
            yield return finding;
    }

    /// <summary>An anchor without what a picture, or the mark that makes a sign one, leaves of itself in it.</summary>
    private static string Bare(string anchor) => anchor.Replace("\uFE0F", "", StringComparison.Ordinal).Replace("%EF%B8%8F", "", StringComparison.OrdinalIgnoreCase).Trim('-');

    /// <summary>The number of the one heading that reads so; -1 where none or several do.</summary>
    private static int Meant(string text, List<HeadingAt> headings)
    {
        var plain = PlainText.Of(text);
        var same = Enumerable.Range(0, headings.Count).Where(i => plain.Equals(headings[i].Path[^1], StringComparison.OrdinalIgnoreCase)).ToList();
        return same.Count == 1 ? same[0] : -1;
    }

    /// <summary>Headings of the levels that the table lists, below it, that it leaves out.</summary>
    private static IEnumerable<LintFinding> Missing(LintedPage page, List<HeadingAt> headings, IReadOnlyList<string> anchors, HashSet<string> listed, List<int> lines)
    {
        if (lines.Count == 0)
            yield break;
        var below = Enumerable.Range(0, headings.Count).Where(i => headings[i].Line > lines[^1]).ToList();
        foreach (var level in below.GroupBy(i => headings[i].Level))
        {
            var told = level.Count(i => listed.Contains(anchors[i]));
            if (told == level.Count() || told * 100 < level.Count() * Covers)
                continue;
            foreach (var i in level.Where(i => !listed.Contains(anchors[i]) && !Omitted(page, headings[i]) && HoldsEntries(page, headings[i])))
                yield return Rule.At(page.File.Path, headings[i].Line + 1, string.Create(CultureInfo.InvariantCulture, $"the table of contents leaves out “{headings[i].Path[^1]}”, and lists {told} of {level.Count()} headings of its level"), LintLevel.Warning);
        }
    }

    /// <summary>Whether entries stand under a heading: a table of contents may leave out how to contribute, and the license.</summary>
    private static bool HoldsEntries(LintedPage page, HeadingAt heading) =>
        page.Items.Any(i => i.Entry.Links.Length > 0 && page.Page.Headings[i.Block.Section] is var own && own.Path.Count >= heading.Path.Count && own.Path.Take(heading.Path.Count).SequenceEqual(heading.Path));

    private static bool Omitted(LintedPage page, HeadingAt heading) => page.Lines.Content(heading.Line).Contains("omit ", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(int Line, string Text, string Anchor, int Offset)> LinksOf(LintedPage page, int line)
    {
        var (start, end) = (page.Lines.Start(line), page.Lines.ContentEnd(line));
        for (var at = page.File.Text.IndexOf("](#", start, end - start, StringComparison.Ordinal); at >= 0; at = page.File.Text.IndexOf("](#", at + 1, end - at - 1, StringComparison.Ordinal))
        {
            var open = page.File.Text.LastIndexOf('[', at, at - start + 1);
            var close = page.File.Text.IndexOf(')', at, end - at);
            if (open >= 0 && close > 0)
                yield return (line, page.File.Text[(open + 1)..at], page.File.Text[(at + 3)..close], at + 3);
        }
    }

    /// <summary>The names that the page itself gives to places: <c>&lt;a name="x"&gt;</c>, <c>id="x"</c>, <c>{#x}</c>.</summary>
    private static IEnumerable<string> Named(string text)
    {
        foreach (var mark in new[] { "name=\"", "id=\"", "name='", "id='", "{#", "{: #", "{:#" })
        {
            for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + 1, StringComparison.Ordinal))
            {
                var start = at + mark.Length;
                var end = text.AsSpan(start).IndexOfAny("\"' }\n");
                if (end > 0)
                    yield return text.Substring(start, end);
            }
        }
    }
}
