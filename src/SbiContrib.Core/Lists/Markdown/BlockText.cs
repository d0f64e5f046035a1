using Markdig.Syntax;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>What the blocks that Markdig found say, by their own text.</summary>
/// <param name="lines">The page.</param>
/// <param name="shift">How many characters of it Markdig didn't see.</param>
/// <param name="liquid">Its lines that are for the site's template.</param>
/// <param name="references">Where its reference links lead.</param>
internal sealed class BlockText(SourceLines lines, int shift, LiquidLines liquid, References references)
{
    /// <summary>A heading's name.</summary>
    public string TextOf(HeadingBlock heading)
    {
        var text = lines.Text.AsSpan(heading.Span.Start + shift, heading.Span.Length);
        if (heading.IsSetext)
            return string.Join('\n', text[..text.TrimEnd().TrimEnd("=-").Length].Trim().ToString().Split('\n').SkipWhile(l => LiquidLines.IsTag(l)));
        var plain = WithoutAttributes(text.TrimStart('#').Trim());
        var closed = plain.TrimEnd('#');
        return WithoutAttributes(closed.Length == 0 || closed[^1] is ' ' or '\t' ? closed.Trim() : plain).ToString();
    }

    /// <summary>A heading's name without what kramdown is told of it: <c>{#id}</c>, <c>{: .class}</c>.</summary>
    private static ReadOnlySpan<char> WithoutAttributes(ReadOnlySpan<char> text) =>
        text is [.., '}'] && text.LastIndexOf('{') is > 0 and var at && text[at + 1] is '#' or '.' or ':' && char.IsWhiteSpace(text[at - 1]) ? text[..at].TrimEnd() : text;

    /// <summary>Whether a paragraph is an entry: its first line is a title alone, bold or a link, and links stand in it. One alone on a page is none, unless it names persons.</summary>
    public bool IsLoose(int first, int last)
    {
        if (first == last || lines.Content(first).TrimStart() is not (['*', '*', ..] or ['_', '_', ..] or ['[', ..]))
            return false;
        var (start, end) = (lines.Start(first), lines.ContentEnd(last));
        if (!lines.Text.AsSpan(start, end - start).Contains("](", StringComparison.Ordinal) && !references.In(lines.Text, start, end).Any())
            return false;
        var title = lines.Content(first).Trim().TrimEnd("\\ ").ToString();
        title = title.EndsWith("<br>", StringComparison.OrdinalIgnoreCase) ? title[..^4].TrimEnd() : title;
        return InlineScanner.Scan(title, 0, title.Length, references) is [{ Kind: InlineKind.Strong or InlineKind.Link } only]
            && !Badges.Is(title[only.InnerStart..only.InnerEnd]) && !Roles.IsRole(PlainText.Of(title[only.InnerStart..only.InnerEnd]));
    }

    /// <summary>Whether a further line of a paragraph is names and nothing else, and persons' beyond doubt.</summary>
    public bool NamesPersons(int first, int last) =>
        Enumerable.Range(first + 1, last - first).Any(line => Names.ArePersons(PlainText.Of(lines.Content(line).Trim().TrimEnd("\\ ").ToString())));

    /// <summary>The text of a line that is bold as a whole.</summary>
    public string? BoldLine(int line)
    {
        var content = lines.Content(line).Trim();
        if (content.Length < 5 || content[..2] is not ("**" or "__"))
            return null;
        var text = content.ToString();
        var inlines = InlineScanner.Scan(text, 0, text.Length);
        var colon = inlines.Count == 2 && text[inlines[1].Start..].Trim() == ":";
        return inlines[0].Kind == InlineKind.Strong && (inlines.Count == 1 || colon) && !text.Contains("](", StringComparison.Ordinal)
            ? text[inlines[0].InnerStart..inlines[0].InnerEnd].TrimEnd(':', ' ')
            : null;
    }

    /// <summary>A bullet without a link that has bullets with links under it heads them, unless they say only what its own work has: <c>[[Paper]](…)</c>.</summary>
    public bool IsHeadingItem(ListItemBlock item, ListBlock nested)
    {
        var at = LineOf(nested.Span.Start);
        return LineOf(item.Span.Start) < at
            && !HasLink(BodyOf(item), lines.Start(at))
            && LinkTexts.LeadToWorks(lines.Text, lines.Start(at), lines.End(LastLine(nested)), references);
    }

    /// <summary>Whether a link stands between two offsets.</summary>
    public bool HasLink(int from, int to)
    {
        var text = lines.Text.AsSpan(from, Math.Max(0, to - from));
        return text.Contains("](", StringComparison.Ordinal) || text.Contains("http", StringComparison.OrdinalIgnoreCase) || references.In(lines.Text, from, Math.Max(from, to)).Any();
    }

    /// <summary>A list that leads to places of its own page is a table of contents.</summary>
    public bool IsContents(ListBlock list)
    {
        var text = lines.Text.AsSpan(list.Span.Start + shift, list.Span.Length);
        var inPage = text.Count("](#") - text.Count("\\](#");
        var named = references.In(lines.Text, list.Span.Start + shift, list.Span.End + 1 + shift).ToList();
        return inPage + named.Count > 0 && inPage == text.Count("](") - text.Count("\\](") && named.TrueForAll(n => n.Definition.Url.StartsWith('#'));
    }

    /// <summary>The offset behind a bullet.</summary>
    public int BodyOf(ListItemBlock item)
    {
        var (text, at) = (lines.Text, item.Span.Start + shift);
        var end = lines.ContentEnd(lines.LineAt(at));
        while (at < end && char.IsAsciiDigit(text[at]))
            at++;
        at = Math.Min(at + 1, end);
        while (at < end && text[at] is ' ' or '\t')
            at++;
        return at;
    }

    /// <summary>The line, from 0, of an offset that Markdig tells.</summary>
    public int LineOf(int offset) => lines.LineAt(offset + shift);

    /// <summary>The lines of a paragraph; definitions that it begins with are none of it.</summary>
    public (int First, int Last) LinesOf(ParagraphBlock paragraph)
    {
        var (first, last) = (LineOf(paragraph.Span.Start), LastLine(paragraph));
        while (references.At(first) is { } definition && definition.Last < last)
            first = definition.Last + 1;
        return (first, last);
    }

    /// <summary>The last line of a block that readers see.</summary>
    public int LastLine(Markdig.Syntax.Block block)
    {
        var last = LineOf(Math.Max(block.Span.Start, block.Span.End));
        while (last > LineOf(block.Span.Start) && (lines.IsBlank(last) || LiquidLines.IsAside(lines.Content(last)) || liquid.Hides(last)))
            last--;
        return last;
    }
}
