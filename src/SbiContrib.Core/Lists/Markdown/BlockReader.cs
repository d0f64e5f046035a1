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
    private readonly LiquidLines liquid;
    private readonly References references;
    private readonly BlockText source;
    private readonly List<Block> blocks = [];
    private readonly List<HeadingAt> headings = [new([], 0, -1)];
    private readonly Stack<HeadingAt> open = new();
    private readonly List<LineRange> contents = [];
    private readonly List<Table> tables = [];
    private int section;
    private int run;
    private bool loose;
    private ParagraphBlock? lastLoose;

    private BlockReader(SourceLines lines, MarkdownDocument document, int shift)
    {
        this.lines = lines;
        this.shift = shift;
        liquid = new(lines);
        references = References.Of(lines, document, shift, liquid.Hides);
        source = new(lines, shift, liquid, references);
        open.Push(headings[0]);
    }

    public static Page Read(SourceLines lines)
    {
        // A byte order mark would hide the first heading.
        var unread = lines.Text.StartsWith('\uFEFF') ? 1 : 0;
        var document = Markdig.Markdown.Parse(lines.Text[unread..], Pipeline);
        var reader = new BlockReader(lines, document, unread);
        // Where definitions stand is known; they part nothing.
        foreach (var group in document.OfType<LinkReferenceDefinitionGroup>().ToList())
            document.Remove(group);
        var found = document.OfType<ParagraphBlock>().Where(reader.IsLoose).Take(2).Select(reader.source.LinesOf).ToList();
        reader.loose = found.Count > 1 || found.Exists(p => reader.source.NamesPersons(p.First, p.Last));
        reader.Visit(document);
        return new(reader.blocks, reader.headings, reader.contents, reader.tables, reader.references);
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
            if (liquid.Hides(source.LineOf(container[i].Span.Start)))
                continue;
            switch (container[i])
            {
                case HeadingBlock heading:
                    Head(heading.Level, source.TextOf(heading), source.LineOf(heading.Span.Start), source.LineOf(heading.Span.End));
                    break;
                case ListBlock list when source.IsContents(list):
                    contents.Add(new(source.LineOf(list.Span.Start), source.LastLine(list)));
                    headings[section].Prose = true;
                    break;
                case ListBlock list:
                    run++;
                    VisitList(list, 0);
                    break;
                case QuoteBlock { Count: 0 }:
                    // It held definitions.
                    break;
                case QuoteBlock quote when i > 0 && container[i - 1] is ListBlock or QuoteBlock && Owns(quote):
                    blocks[^1] = blocks[^1] with { Last = source.LastLine(quote) };
                    break;
                case QuoteBlock quote when quote.Any(b => b is ListBlock list && source.HasLink(list.Span.Start + shift, list.Span.End + 1 + shift)):
                    // A list may stand in a box.
                    run++;
                    Visit(quote);
                    run++;
                    break;
                case ParagraphBlock paragraph:
                    VisitParagraph(paragraph, i + 1 < container.Count ? container[i + 1] : null);
                    break;
                case Markdig.Extensions.Yaml.YamlFrontMatterBlock or ThematicBreakBlock:
                    break;
                case HtmlBlock { Type: HtmlBlockType.Comment }:
                    break;
                default:
                    headings[section].Prose = true;
                    break;
            }
        }
    }

    private bool IsLoose(ParagraphBlock paragraph) => source.LinesOf(paragraph) is var (first, last) && source.IsLoose(first, last);

    private void VisitParagraph(ParagraphBlock paragraph, Markdig.Syntax.Block? next)
    {
        var (first, last) = source.LinesOf(paragraph);
        if (VisitTable(first, last))
            return;
        if (loose && paragraph.Parent is MarkdownDocument && source.IsLoose(first, last))
        {
            // They are one run as long as nothing else comes between them.
            run += paragraph.Parent.IndexOf(paragraph) is > 0 and var at && paragraph.Parent[at - 1] == lastLoose ? 0 : 1;
            lastLoose = paragraph;
            blocks.Add(new(first, last, lines.Start(first) + lines.Content(first).Length - lines.Content(first).TrimStart().Length, section, run));
            return;
        }
        var bold = source.BoldLine(last);
        if (bold is null || (first != last && next is not ListBlock))
        {
            headings[section].Prose = true;
            return;
        }
        headings[section].Prose |= first != last;
        Head(BoldLevel, bold, last, last);
    }

    /// <summary>Reads a paragraph that is a table, or ends with one.</summary>
    private bool VisitTable(int first, int last)
    {
        for (var line = first; line < last; line++)
        {
            if (!lines.Content(line + 1).TrimStart(" |:").StartsWith("-") || Table.At(lines, line, section, references) is not { } table)
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
        var heads = depth <= 8 && list.OfType<ListItemBlock>().Any(i => i.OfType<ListBlock>().FirstOrDefault() is { } inner && source.IsHeadingItem(i, inner));
        foreach (var item in list.OfType<ListItemBlock>().Where(i => !liquid.Hides(source.LineOf(i.Span.Start))))
        {
            var nested = item.OfType<ListBlock>().FirstOrDefault();
            if (heads && nested is null && !source.HasLink(source.BodyOf(item), lines.End(source.LastLine(item))))
            {
                // Among bullets that head others, one with nothing under it yet.
                var above = section;
                Head(BoldLevel + 1 + depth, lines.Text[source.BodyOf(item)..lines.ContentEnd(source.LineOf(item.Span.Start))].TrimEnd(' ', ':'), source.LineOf(item.Span.Start), source.LastLine(item), inList: true);
                section = above;
                continue;
            }
            if (nested is null || !heads || !source.IsHeadingItem(item, nested))
            {
                var first = source.LineOf(item.Span.Start);
                var last = source.LastLine(item);
                blocks.Add(new(first, last, source.BodyOf(item), section, run));
                // What a template is told stands between this entry and the next.
                run += last < source.LineOf(item.Span.End) && LiquidLines.IsAside(lines.Content(last + 1)) ? 1 : 0;
                continue;
            }
            var outer = section;
            var name = lines.Text[source.BodyOf(item)..lines.ContentEnd(source.LineOf(nested.Span.Start) - 1)];
            Head(BoldLevel + 1 + depth, name.TrimEnd(' ', ':'), source.LineOf(item.Span.Start), source.LineOf(nested.Span.Start) - 1, inList: true);
            run++;
            VisitList(nested, depth + 1);
            section = outer;
            run++;
        }
    }

    private bool Owns(QuoteBlock quote) =>
        blocks.Count > 0 && blocks[^1].Section == section && blocks[^1].Run == run && !lines.Content(source.LineOf(quote.Span.Start)).Contains("[!", StringComparison.Ordinal);
}
