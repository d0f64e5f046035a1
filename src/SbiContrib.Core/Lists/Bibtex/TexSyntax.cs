namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>What the characters of a LaTeX page are.</summary>
internal static class TexSyntax
{
    /// <summary>The braces of a <c>\cite</c>, <c>\citep</c>, … at a backslash; null where none stands there.</summary>
    public static (int Open, int Close)? CiteAt(string text, int at)
    {
        var name = NameAt(text, at);
        if (!name.StartsWith("cite", StringComparison.Ordinal) || name.Length > 12)
            return null;
        var open = at + 1 + name.Length;
        if (open < text.Length && text[open] == '*')
            open++;
        while (open < text.Length && text[open] == '[' && text.IndexOf(']', open) is > 0 and var bracket)
            open = bracket + 1;
        return open < text.Length && text[open] == '{' && text.IndexOf('}', open) is > 0 and var close ? (open, close) : null;
    }

    public static IEnumerable<CitedKey> KeysIn(string text, int open, int close)
    {
        for (var start = open + 1; start <= close;)
        {
            var end = text.IndexOf(',', start, close - start) is >= 0 and var comma ? comma : close;
            var (first, last) = (start, end);
            while (first < last && char.IsWhiteSpace(text[first]))
                first++;
            while (last > first && char.IsWhiteSpace(text[last - 1]))
                last--;
            if (last > first)
                yield return new(text[first..last], first, last);
            start = end + 1;
        }
    }

    public static string NameAt(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        return text[(at + 1)..end];
    }

    public static int Close(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (text[at] == '{')
                depth++;
            else if (text[at] == '}' && --depth == 0)
                return at;
        }
        return -1;
    }

    public static bool IsEscaped(string text, int at)
    {
        var slashes = 0;
        while (at > slashes && text[at - 1 - slashes] == '\\')
            slashes++;
        return slashes % 2 == 1;
    }

    public static int LineEnd(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
}
