using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>An entry of a page: where it stands, and what it says, read when it is asked for.</summary>
internal sealed class Item(SourceLines lines, Block block, Page page)
{
    private Shape? shape;
    private Entry? entry;
    private Standing? standing;
    private (bool Read, WorkDate? Date) date;

    public Block Block => block;

    public Shape Shape => shape ??= block.Table is { } table ? RowReader.Read(lines.Content(block.First).ToString(), table, page.References) : ShapeReader.Read(lines.Text, Start, block.Body, lines.ContentEnd(block.Last), page.References);

    public Entry Entry => entry ??= Entries.Of(Shape, [.. page.Headings[block.Section].Path], new(block.First + 1, block.Last + 1), page.References);

    public WorkDate? Date
    {
        get
        {
            if (!date.Read)
                date = (true, IsTool ? null : WorkDate.Of(Entry.Links.Select(l => l.Url), Entry.Year));
            return date.Date;
        }
    }

    /// <summary>What leads to code first is a tool: the day of a paper about it isn't its own.</summary>
    private bool IsTool => Entry.Links is [{ Role: var role }, ..] && Roles.IsTool(role);

    /// <summary>What its place goes by.</summary>
    public Standing Standing => standing ??= new(Entry.Title, Date, Entry.Label);

    /// <summary>Its label, found without reading what has none.</summary>
    public string? Label => block.Table is null && lines.Text.AsSpan(block.Body).TrimStart() is ['*' or '_', '*' or '_', ..] ? Entry.Label : null;

    public int Start => lines.Start(block.First);

    public int End => lines.End(block.Last);
}

/// <summary>From an entry's parts to what they say.</summary>
internal static class Entries
{
    public static Entry Of(Shape shape, ImmutableArray<string> section, LineRange range, References references) => new(
        section,
        shape[Slot.Label] is { } label ? PlainText.Of(label.Value) : null,
        PlainText.Of(TitleOf(shape)),
        [.. shape.Elements.SelectMany(e => LinksOf(e, references))],
        shape[Slot.Authors] is { } authors ? [.. Names.Split(authors.Value).Names.Select(n => n.AsSpan().ContainsAny('*', '_') ? PlainText.Of(n) : PlainText.OneLine(PlainText.Unescape(n)))] : [],
        shape[Slot.Year]?.Value,
        shape[Slot.Venue]?.Value,
        shape.Table is null ? Skeleton.Of(shape) : RowReader.Note(shape),
        shape.ToString(),
        range);

    /// <summary>The link of a part; a note may hold several of its own.</summary>
    private static IEnumerable<EntryLink> LinksOf(Element element, References references) => element switch
    {
        { Url: { } url } => [new(element.Role, url)],
        { Slot: Slot.Title } when IsAddress(element) => [new(Roles.Main, element.Value)],
        { Slot: Slot.Note } => InlineScanner.Scan(element.Value, 0, element.Value.Length, references)
            .Where(i => i.Kind is InlineKind.Link or InlineKind.Address).Select(i => new EntryLink(Roles.Extra, i.Url(element.Value))),
        _ => [],
    };

    /// <summary>Whether a title is but the address that it leads to.</summary>
    public static bool IsAddress(Element title) => title is { Url: null, Open: "" or "<" } && Roles.IsAddress(title.Value);

    private static string TitleOf(Shape shape)
    {
        if (shape[Slot.Title] is not { } title)
            return "";
        // Code shows a backslash as it is.
        return title.Open.EndsWith('`') ? title.Open + title.Value + title.Close[..Math.Min(title.Close.Length, Ticks(title.Open))] : title.Value;
    }

    private static int Ticks(string open) => open.Length - open.TrimEnd('`').Length;
}
