using System.Collections.Immutable;
using System.Text;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Text that was read from a list, with its emphasis, code and links.</summary>
internal static class Listed
{
    /// <summary>Whether a note is a block quote.</summary>
    public static bool IsQuote(string note) => note.StartsWith("> ", StringComparison.Ordinal) && !note.AsSpan().ContainsAny('\r', '\n');

    /// <summary>Writes such a text again: emphasis, code and the entry's own links stay, all else is escaped.</summary>
    public static string Note(string markdown, ImmutableArray<EntryLink> links, Escape escape)
    {
        // Lines are part of what was written, but no line of it may begin something.
        var lines = markdown.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        return string.Join(' ', lines.Select(l => Line(l.Trim(), links, escape, 0)).Where(l => l.Length > 0));
    }

    private static string Line(string markdown, ImmutableArray<EntryLink> links, Escape escape, int depth)
    {
        var written = new StringBuilder();
        foreach (var inline in InlineScanner.Scan(markdown, 0, markdown.Length))
        {
            var whole = markdown[inline.Start..inline.End];
            var inner = markdown[inline.InnerStart..inline.InnerEnd];
            written.Append(inline.Kind switch
            {
                InlineKind.Strong or InlineKind.Emphasis when depth < 3 =>
                    markdown[inline.Start..inline.InnerStart] + Line(inner, links, escape, depth + 1) + markdown[inline.InnerEnd..inline.End],
                InlineKind.Code when !inner.AsSpan().ContainsAny('{', '|') => whole,
                InlineKind.Link when links.Any(l => l.Url == markdown[inline.UrlStart..inline.UrlEnd] && Escape.Url(l.Url) == l.Url) =>
                    "[" + Line(inner, links, escape, depth + 1) + "](" + markdown[inline.UrlStart..inline.UrlEnd] + ")",
                InlineKind.Address => whole,
                _ => Spaced(whole, escape),
            });
        }
        return written.ToString();
    }

    /// <summary>Escapes a stretch and keeps the space around it.</summary>
    private static string Spaced(string text, Escape escape)
    {
        var plain = escape.Text(PlainText.Unescape(text));
        return (text.StartsWith(' ') ? " " : "") + plain + (text.EndsWith(' ') && plain.Length > 0 ? " " : "");
    }
}
