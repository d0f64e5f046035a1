namespace SbiContrib.Core.Lists.Markdown;

/// <summary>The lines of a page that are for the site's template and not for its readers.</summary>
internal sealed class LiquidLines
{
    /// <summary>What stands in them isn't on the page, or stands there once for each of something else.</summary>
    private static readonly string[] Hiding = ["comment", "for", "tablerow", "capture"];

    private readonly HashSet<int> hidden = [];

    public LiquidLines(SourceLines lines)
    {
        for (var line = 0; lines.Text.Contains("{%", StringComparison.Ordinal) && line < lines.Count; line++)
        {
            if (Array.Find(Hiding, name => Tag(lines.Content(line)) == name) is not { } tag || End(lines, line, tag) is not (> 0 and var end))
                continue;
            hidden.UnionWith(Enumerable.Range(line, end - line + 1));
            line = end;
        }
    }

    /// <summary>Whether a line stands in a comment, or is repeated by a loop.</summary>
    public bool Hides(int line) => hidden.Contains(line);

    /// <summary>Whether a line holds a tag alone.</summary>
    public static bool IsTag(ReadOnlySpan<char> line) =>
        line.Trim() is ['{', '%', .., '%', '}'] tag && !tag[2..^2].Contains('%');

    /// <summary>Whether a line is a tag, or tells kramdown of the block above it: <c>{: .class}</c>.</summary>
    public static bool IsAside(ReadOnlySpan<char> line) =>
        IsTag(line) || (line.Trim() is ['{', ':', .., '}'] said && !said[1..^1].ContainsAny('{', '}'));

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> line)
    {
        var tag = line.TrimStart();
        if (!tag.StartsWith("{%"))
            return [];
        var name = tag[2..].TrimStart("- ");
        return name[..(name.IndexOfAny(' ', '%', '-') is >= 0 and var end ? end : name.Length)];
    }

    private static string Tag(ReadOnlySpan<char> line) => Name(line).ToString();

    /// <summary>The line that closes a tag; -1 where none does, or the tag is closed on its own line.</summary>
    private static int End(SourceLines lines, int from, string tag)
    {
        if (!IsTag(lines.Content(from)))
            return -1;
        var depth = 0;
        for (var line = from; line < lines.Count; line++)
        {
            var name = Name(lines.Content(line));
            depth += name.SequenceEqual(tag) ? 1 : name.StartsWith("end") && name[3..].SequenceEqual(tag) ? -1 : 0;
            if (depth == 0)
                return line;
        }
        return -1;
    }
}
