using Markdig;
using Markdig.Syntax;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Finds the sections and the entries of a page. Markdig says what each line is; the inline text is ours to read.</summary>
internal sealed class BlockReader
{
    private const int BoldLevel = 7;
    private static readonly MarkdownPipeline Pipeline = Build();
    private readonly SourceLines lines;
    private readonly int shift;
    private readonly List<Block> blocks = [];
    private readonly List<HeadingAt> headings = [new([], 0, -1)];
    private readonly Stack<HeadingAt> open = new();
    private readonly LiquidLines liquid;
    private readonly List<LineRange> contents = [];
    private readonly List<Table> tables = [];
    private int section;
    private int run;
    private bool loose;
    private ParagraphBlock? lastLoose;

    private BlockReader(SourceLines lines, int shift)
    {
        this.lines = lines;
        this.shift = shift;
        liquid = new(lines);
        open.Push(headings[0]);
    }

    public static Page Read(SourceLines lines)
    {
        // A byte order mark would hide the first heading.
        var reader = new BlockReader(lines, lines.Text.StartsWith('\uFEFF') ? 1 : 0);
        var document = Markdig.Markdown.Parse(lines.Text[reader.shift..], Pipeline);
        reader.loose = document.OfType<ParagraphBlock>().Where(p => reader.IsLoose(reader.LineOf(p.Span.Start), reader.LastLine(p))).Skip(1).Any();
        reader.Visit(document);
        return new(reader.blocks, reader.headings, reader.contents, reader.tables);
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder().UseYamlFrontMatter();
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    private void Visit(ContainerBlock container)
    {
        for (var i = 0; i < container.Count; i++)
        {
            if (liquid.Hides(LineOf(container[i].Span.Start)))
                continue;
            switch (container[i])
            {
                case HeadingBlock heading:
                    Head(heading.Level, TextOf(heading), LineOf(heading.Span.Start), LineOf(heading.Span.End));
                    break;
                case ListBlock list when IsContents(list):
                    contents.Add(new(LineOf(list.Span.Start), LastLine(list)));
                    headings[section].Prose = true;
                    break;
                case ListBlock list:
                    run++;
                    VisitList(list, 0);
                    break;
                case QuoteBlock quote when i > 0 && container[i - 1] is ListBlock or QuoteBlock && Owns(quote):
                    blocks[^1] = blocks[^1] with { Last = LastLine(quote) };
                    break;
                case QuoteBlock quote when quote.Any(b => b is ListBlock list && HasLink(list.Span.Start + shift, list.Span.End + 1 + shift)):
                    // A list may stand in a box.
                    run++;
                    Visit(quote);
                    run++;
                    break;
                case ParagraphBlock paragraph:
                    VisitParagraph(paragraph, i + 1 < container.Count ? container[i + 1] : null);
                    break;
                case Markdig.Extensions.Yaml.YamlFrontMatterBlock or LinkReferenceDefinitionGroup or ThematicBreakBlock:
                    break;
                case HtmlBlock { Type: HtmlBlockType.Comment }:
                    break;
                default:
                    headings[section].Prose = true;
                    break;
            }
        }
    }

    private string TextOf(HeadingBlock heading)
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

    private void VisitParagraph(ParagraphBlock paragraph, Markdig.Syntax.Block? next)
    {
        var (first, last) = (LineOf(paragraph.Span.Start), LastLine(paragraph));
        if (VisitTable(first, last))
            return;
        if (loose && paragraph.Parent is MarkdownDocument && IsLoose(first, last))
        {
            // They are one run as long as nothing else comes between them.
            run += paragraph.Parent.IndexOf(paragraph) is > 0 and var at && paragraph.Parent[at - 1] == lastLoose ? 0 : 1;
            lastLoose = paragraph;
            blocks.Add(new(first, last, lines.Start(first) + lines.Content(first).Length - lines.Content(first).TrimStart().Length, section, run));
            return;
        }
        var bold = BoldLine(last);
        if (bold is null || (first != last && next is not ListBlock))
        {
            headings[section].Prose = true;
            return;
        }
        headings[section].Prose |= first != last;
        Head(BoldLevel, bold, last, last);
    }

    /// <summary>Whether a paragraph is an entry: its first line is a title alone, bold or a link, and links stand in it. One alone on a page is none.</summary>
    private bool IsLoose(int first, int last)
    {
        if (first == last || lines.Content(first).TrimStart() is not (['*', '*', ..] or ['_', '_', ..] or ['[', ..]))
            return false;
        var (start, end) = (lines.Start(first), lines.ContentEnd(last));
        if (!lines.Text.AsSpan(start, end - start).Contains("](", StringComparison.Ordinal))
            return false;
        var title = lines.Content(first).Trim().TrimEnd("\\ ").ToString();
        title = title.EndsWith("<br>", StringComparison.OrdinalIgnoreCase) ? title[..^4].TrimEnd() : title;
        return InlineScanner.Scan(title, 0, title.Length) is [{ Kind: InlineKind.Strong or InlineKind.Link } only]
            && !Badges.Is(title[only.InnerStart..only.InnerEnd]) && !Roles.IsRole(PlainText.Of(title[only.InnerStart..only.InnerEnd]));
    }

    /// <summary>Reads a paragraph that is a table, or ends with one.</summary>
    private bool VisitTable(int first, int last)
    {
        for (var line = first; line < last; line++)
        {
            if (!lines.Content(line + 1).TrimStart(" |:").StartsWith("-") || Table.At(lines, line, section) is not { } table)
                continue;
            headings[section].Prose |= line > first;
            tables.Add(table);
            run++;
            for (var row = line + 2; row <= last && !LiquidLines.IsAside(lines.Content(row)); row++)
                blocks.Add(new(row, row, lines.Start(row), section, run) { Table = table });
            run++;
            return true;
        }
        return false;
    }

    /// <summary>The text of a line that is bold as a whole.</summary>
    private string? BoldLine(int line)
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

    private void Head(int level, string text, int line, int last, bool inList = false)
    {
        // A heading is open until one of its level or above comes.
        while (open.Peek().Level >= level)
            open.Pop();
        open.Push(new([.. open.Peek().Path, PlainText.WithoutImages(text)], level, line) { LastLine = last, InList = inList });
        headings.Add(open.Peek());
        section = headings.Count - 1;
    }

    private void VisitList(ListBlock list, int depth)
    {
        var heads = depth <= 8 && list.OfType<ListItemBlock>().Any(i => i.OfType<ListBlock>().FirstOrDefault() is { } inner && IsHeadingItem(i, inner));
        foreach (var item in list.OfType<ListItemBlock>().Where(i => !liquid.Hides(LineOf(i.Span.Start))))
        {
            var nested = item.OfType<ListBlock>().FirstOrDefault();
            if (heads && nested is null && !HasLink(BodyOf(item), lines.End(LastLine(item))))
            {
                // Among bullets that head others, one with nothing under it yet.
                var above = section;
                Head(BoldLevel + 1 + depth, lines.Text[BodyOf(item)..lines.ContentEnd(LineOf(item.Span.Start))].TrimEnd(' ', ':'), LineOf(item.Span.Start), LastLine(item), inList: true);
                section = above;
                continue;
            }
            if (nested is null || !heads || !IsHeadingItem(item, nested))
            {
                var first = LineOf(item.Span.Start);
                var last = LastLine(item);
                blocks.Add(new(first, last, BodyOf(item), section, run));
                // What a template is told stands between this entry and the next.
                run += last < LineOf(item.Span.End) && LiquidLines.IsAside(lines.Content(last + 1)) ? 1 : 0;
                continue;
            }
            var outer = section;
            var text = lines.Text[BodyOf(item)..lines.ContentEnd(LineOf(nested.Span.Start) - 1)];
            Head(BoldLevel + 1 + depth, text.TrimEnd(' ', ':'), LineOf(item.Span.Start), LineOf(nested.Span.Start) - 1, inList: true);
            run++;
            VisitList(nested, depth + 1);
            section = outer;
            run++;
        }
    }

    /// <summary>A bullet without a link that has bullets with links under it heads them, unless they say only what its own work has: <c>[[Paper]](…)</c>.</summary>
    private bool IsHeadingItem(ListItemBlock item, ListBlock nested)
    {
        var at = LineOf(nested.Span.Start);
        return LineOf(item.Span.Start) < at
            && !HasLink(BodyOf(item), lines.Start(at))
            && LinkTexts.LeadToWorks(lines.Text, lines.Start(at), lines.End(LastLine(nested)));
    }

    private bool HasLink(int from, int to)
    {
        var text = lines.Text.AsSpan(from, Math.Max(0, to - from));
        return text.Contains("](", StringComparison.Ordinal) || text.Contains("http", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A list that leads to places of its own page is a table of contents.</summary>
    private bool IsContents(ListBlock list)
    {
        var text = lines.Text.AsSpan(list.Span.Start + shift, list.Span.Length);
        var inPage = text.Count("](#");
        return inPage > 0 && inPage == text.Count("](") - text.Count("\\](");
    }

    private bool Owns(QuoteBlock quote) =>
        blocks.Count > 0 && blocks[^1].Section == section && blocks[^1].Run == run && !lines.Content(LineOf(quote.Span.Start)).Contains("[!", StringComparison.Ordinal);

    private int BodyOf(ListItemBlock item)
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

    private int LineOf(int offset) => lines.LineAt(offset + shift);

    private int LastLine(Markdig.Syntax.Block block)
    {
        var last = LineOf(Math.Max(block.Span.Start, block.Span.End));
        while (last > LineOf(block.Span.Start) && (lines.IsBlank(last) || LiquidLines.IsAside(lines.Content(last)) || liquid.Hides(last)))
            last--;
        return last;
    }
}
