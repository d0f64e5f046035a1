using System.Text;

namespace SbiContrib.Core.Works.Text;

/// <summary>Text of a source as a reader wants it: Unicode without TeX, markup, entities and odd white space.</summary>
public static class CleanText
{
    private const int Longest = 200_000;

    /// <summary>One line: a title, a venue, a name.</summary>
    /// <param name="text">The text as the source gives it.</param>
    /// <returns>The clean text; null where nothing is left.</returns>
    public static string? Line(string? text)
    {
        var line = Blanks(Words(text), paragraphs: false);
        return line.Length == 0 ? null : line;
    }

    /// <summary>An abstract: paragraphs are parted by an empty line, all else is one line.</summary>
    /// <param name="text">The text as the source gives it.</param>
    /// <returns>The clean text; null where nothing is left.</returns>
    public static string? Paragraphs(string? text)
    {
        var clean = Blanks(Words(text), paragraphs: true);
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>A name: one line, in which only accents may be TeX.</summary>
    /// <param name="text">The name as the source gives it.</param>
    /// <returns>The clean name; null where nothing is left.</returns>
    public static string? Name(string? text) => Line(text);

    private static string Words(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text.Length > Longest)
            text = text[..Longest];
        return Composed.Compose(Tex.ToUnicode(Markup.ToText(text)));
    }

    // White space of any kind is one blank; two line feeds are a paragraph; what can't be shown is dropped.
    private static string Blanks(string text, bool paragraphs)
    {
        var written = new StringBuilder(text.Length);
        var (blank, lines) = (false, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                blank = true;
                lines += c == '\n' ? 1 : 0;
            }
            else if (Shown(text, ref i) is { Length: > 0 } shown)
            {
                if (blank && written.Length > 0)
                    written.Append(paragraphs && lines > 1 ? "\n\n" : " ");
                (blank, lines) = (false, 0);
                written.Append(shown);
            }
        }
        return written.ToString();
    }

    private static ReadOnlySpan<char> Shown(string text, ref int i)
    {
        var c = text[i];
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            return text.AsSpan(i++, 2);
        return char.IsSurrogate(c) || char.IsControl(c) || Invisible(c) ? default : text.AsSpan(i, 1);
    }

    // Zero-width and directional marks, the byte order mark, the soft hyphen: they only hide things.
    private static bool Invisible(char c) => c is '\u00AD' or '\u200B' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069');
}
