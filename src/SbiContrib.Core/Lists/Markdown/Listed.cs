using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Text that was read from a list, with its emphasis, code and links.</summary>
internal static class Listed
{
    private static readonly SearchValues<char> Harmful = SearchValues.Create(" <>\"\\`{}|^[]()'");

    private static readonly string[] HarmlessTags = ["<br>", "<br/>", "<br />", "<sub>", "</sub>", "<sup>", "</sup>", "<b>", "</b>", "<i>", "</i>", "<em>", "</em>", "<small>", "</small>", "<kbd>", "</kbd>"];

    /// <summary>Whether a note is a block quote.</summary>
    public static bool IsQuote(string note) => note.StartsWith("> ", StringComparison.Ordinal) && !note.AsSpan().ContainsAny('\r', '\n');

    /// <summary>
    /// Writes such a text again: emphasis, code, images, harmless tags and the entry's own links stay, all else is escaped.
    /// Its lines stay lines where they stand further in than the entry's bullet, so that none of them begins something new.
    /// </summary>
    public static string Note(string markdown, ImmutableArray<EntryLink> links, Escape escape, string newLine)
    {
        var written = new StringBuilder();
        foreach (var line in markdown.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'))
        {
            var inner = line.TrimStart(' ', '\t');
            var bullet = Bullet(inner);
            var inside = written.Length > 0 && line.Length - inner.Length >= 2;
            var said = Line(inner[(inside ? bullet : 0)..].TrimEnd(), links, escape, 0);
            if (said.Length == 0)
                continue;
            var lead = inside ? newLine + line[..(line.Length - inner.Length + bullet)] : written.Length > 0 ? " " : "";
            written.Append(lead).Append(inside && bullet == 0 && said[0] is '#' or '>' or '=' or '+' or '-' ? "\\" : "").Append(said);
        }
        return written.ToString();
    }

    /// <summary>An address as it was read from a list: one on the same site may lack its host.</summary>
    public static string Url(string url)
    {
        if (Escape.Url(url) is { Length: > 0 } whole)
            return whole;
        var clean = Escape.Clean(url);
        var colon = clean.IndexOf(':', StringComparison.Ordinal);
        var harmless = colon < 0 || (clean.AsSpan().IndexOfAny("/#?.") is >= 0 and var at && at < colon) || clean.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);
        return harmless && !clean.AsSpan().ContainsAny(Harmful) ? clean : "";
    }

    /// <summary>How long the bullet is that a line begins with.</summary>
    private static int Bullet(string line)
    {
        if (line is ['-' or '*' or '+', ' ', ..])
            return 2;
        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 4 && line[digits..] is ['.' or ')', ' ', ..] ? digits + 2 : 0;
    }

    private static string Line(string markdown, ImmutableArray<EntryLink> links, Escape escape, int depth)
    {
        var written = new StringBuilder();
        foreach (var inline in InlineScanner.Scan(markdown, 0, markdown.Length, escape.References))
        {
            var whole = markdown[inline.Start..inline.End];
            var inner = markdown[inline.InnerStart..inline.InnerEnd];
            written.Append(inline.Kind switch
            {
                InlineKind.Strong or InlineKind.Emphasis when depth < 3 =>
                    markdown[inline.Start..inline.InnerStart] + Line(inner, links, escape, depth + 1) + markdown[inline.InnerEnd..inline.End],
                InlineKind.Code when !inner.AsSpan().ContainsAny('{', '|') => whole,
                InlineKind.Link when inline.Target is { } target && IsOwn(target, links) =>
                    "[" + Line(inner, links, escape, depth + 1) + markdown[inline.InnerEnd..inline.End],
                InlineKind.Link when inline.Target is null && IsOwn(markdown[inline.UrlStart..inline.UrlEnd], links) =>
                    "[" + Line(inner, links, escape, depth + 1) + "](" + markdown[inline.UrlStart..inline.UrlEnd] + ")",
                InlineKind.Image when inline.Target is null && Escape.Url(markdown[inline.UrlStart..inline.UrlEnd]) == markdown[inline.UrlStart..inline.UrlEnd] =>
                    "![" + escape.Text(PlainText.Unescape(inner)) + "](" + markdown[inline.UrlStart..inline.UrlEnd] + ")",
                InlineKind.Address when inner == markdown[inline.UrlStart..inline.UrlEnd] => whole,
                InlineKind.Html when IsHarmless(whole) => whole,
                _ => Spaced(whole, escape),
            });
        }
        return written.ToString();
    }

    private static bool IsOwn(string url, ImmutableArray<EntryLink> links) => links.Any(l => l.Url == url) && Url(url) == url;

    /// <summary>A tag without attributes, or a comment that ends.</summary>
    private static bool IsHarmless(string html) =>
        Array.Exists(HarmlessTags, t => html.Equals(t, StringComparison.OrdinalIgnoreCase))
        || (html.StartsWith("<!--", StringComparison.Ordinal) && html.EndsWith("-->", StringComparison.Ordinal) && html.IndexOf("-->", StringComparison.Ordinal) == html.Length - 3 && !html.AsSpan().ContainsAny('{', '@', '#'));

    /// <summary>Escapes a stretch and keeps the space around and between its words.</summary>
    private static string Spaced(string text, Escape escape)
    {
        var words = text.Split("  ").Select(t => Single(t, escape)).ToList();
        return string.Join("  ", words);
    }

    private static string Single(string text, Escape escape)
    {
        var plain = escape.Text(PlainText.Unescape(text));
        return (text.StartsWith(' ') ? " " : "") + plain + (text.EndsWith(' ') && plain.Length > 0 ? " " : "");
    }
}
