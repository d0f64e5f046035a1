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
            if (IsCommentAlone(lines.Content(line)))
                hidden.Add(line);
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

    /// <summary>The length of the comment that a text begins with, on one line; 0 where it begins with none.</summary>
    public static int CommentEnd(ReadOnlySpan<char> text)
    {
        if (!Name(text).SequenceEqual("comment") || text[0] != '{')
            return 0;
        var line = text.IndexOfAny('\r', '\n') is >= 0 and var eol ? text[..eol] : text;
        for (var at = line.IndexOf("{%"); at >= 0;)
        {
            if (Name(line[at..]).SequenceEqual("endcomment") && line[at..].IndexOf("%}") is > 0 and var close)
                return at + close + 2;
            var next = line[(at + 2)..].IndexOf("{%");
            at = next < 0 ? -1 : at + 2 + next;
        }
        return 0;
    }

    /// <summary>A text without such comments.</summary>
    public static string WithoutComments(string text)
    {
        for (var at = text.IndexOf("{%", StringComparison.Ordinal); at >= 0; at = at < text.Length ? text.IndexOf("{%", at, StringComparison.Ordinal) : -1)
        {
            var length = CommentEnd(text.AsSpan(at));
            text = text.Remove(at, length);
            at += length == 0 ? 2 : 0;
        }
        return text;
    }

    /// <summary>Whether a line holds a comment and nothing else, behind a bullet or without one.</summary>
    private static bool IsCommentAlone(ReadOnlySpan<char> line)
    {
        var said = line.Trim().TrimStart("-*+").Trim();
        return said.StartsWith("{%") && CommentEnd(said) == said.Length;
    }

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
