namespace SbiContrib.Core.Lists.Markdown;

/// <summary>What stands on a page.</summary>
/// <param name="Blocks">The entries.</param>
/// <param name="Headings">What they stand under; the first is the page before any heading.</param>
/// <param name="Contents">The lines of the tables of contents, from 0.</param>
/// <param name="Tables">The tables whose rows are entries.</param>
/// <param name="References">Where its reference links lead.</param>
internal sealed record Page(IReadOnlyList<Block> Blocks, IReadOnlyList<HeadingAt> Headings, IReadOnlyList<LineRange> Contents, IReadOnlyList<Table> Tables, References References);

/// <summary>Where an entry stands; lines from 0, the last one included.</summary>
/// <param name="First">Its first line.</param>
/// <param name="Last">Its last line, quotes that belong to it included.</param>
/// <param name="Body">The offset behind its bullet.</param>
/// <param name="Section">The number of its section.</param>
/// <param name="Run">The number of the list it stands in: entries of one run have nothing but blank lines between them.</param>
internal sealed record Block(int First, int Last, int Body, int Section, int Run)
{
    /// <summary>The table that it is a row of; null where it is none.</summary>
    public Table? Table { get; init; }
}

/// <summary>A heading and what stands under it.</summary>
/// <param name="Path">The headings above it and itself, as plain text.</param>
/// <param name="Level">1 to 6 for headings, more for bold lines and bullets that head others.</param>
/// <param name="Line">Its line, from 0; -1 for what stands before any heading.</param>
internal sealed record HeadingAt(IReadOnlyList<string> Path, int Level, int Line)
{
    /// <summary>The last line of the heading itself.</summary>
    public int LastLine { get; init; } = Line;

    /// <summary>Whether something else than entries stands under it.</summary>
    public bool Prose { get; set; }

    /// <summary>Whether it is no heading of its own but a bullet with bullets under it.</summary>
    public bool InList { get; init; }
}
