namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Takes definitions out of a page.</summary>
internal static class Definitions
{
    /// <summary>A text without some of its definitions, and without a blank line more than stood around them.</summary>
    /// <param name="text">The text; other lines than the definitions' may have gone from it.</param>
    /// <param name="gone">The definitions.</param>
    public static string Without(string text, IReadOnlyList<Definition> gone)
    {
        if (gone.Count == 0)
            return text;
        var lines = new SourceLines(text);
        foreach (var definition in BlockReader.Read(lines).References.All.Where(d => gone.Any(g => g.Label == d.Label && g.Url == d.Url)).Reverse())
        {
            var (start, end) = Stretch(lines, definition);
            text = string.Concat(text.AsSpan(0, start), text.AsSpan(end));
        }
        return text;
    }

    private static (int Start, int End) Stretch(SourceLines lines, Definition definition)
    {
        var (start, end) = (lines.Start(definition.First), lines.End(definition.Last));
        var above = definition.First == 0 || lines.IsBlank(definition.First - 1);
        var isLast = end == lines.Text.Length;
        if (above && !isLast && lines.IsBlank(definition.Last + 1))
            return (start, lines.End(definition.Last + 1));
        // A file that ends without a line end still does so afterwards.
        var open = isLast && lines.ContentEnd(definition.Last) == end;
        var first = isLast && above && definition.First > 1 ? definition.First - 1 : definition.First;
        return (open && first > 0 ? lines.ContentEnd(first - 1) : lines.Start(first), end);
    }
}
