using System.Buffers;
using System.Net;
using System.Text;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Markdown as a reader sees it: no markup, one line.</summary>
internal static class PlainText
{
    private static readonly SearchValues<char> EntityCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#");

    /// <summary>The plain text of a piece of Markdown.</summary>
    public static string Of(string markdown)
    {
        var plain = new StringBuilder(markdown.Length);
        Append(plain, markdown, 0);
        return OneLine(plain.ToString());
    }

    /// <summary>The plain text of a heading: the badges beside it aren't part of its name, unless it has no other.</summary>
    public static string WithoutImages(string markdown)
    {
        if (!markdown.Contains("![", StringComparison.Ordinal))
            return Of(markdown);
        var plain = new StringBuilder(markdown.Length);
        foreach (var inline in InlineScanner.Scan(markdown, 0, markdown.Length))
        {
            var inner = markdown[inline.InnerStart..inline.InnerEnd];
            var image = inline.Kind == InlineKind.Image || (inline.Kind == InlineKind.Link && inner.StartsWith("![", StringComparison.Ordinal));
            plain.Append(image ? "" : Of(markdown[inline.Start..inline.End])).Append(image ? "" : " ");
        }
        return OneLine(plain.ToString()) is { Length: > 0 } name ? name : Of(markdown);
    }

    /// <summary>White space as single spaces, none around.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void Append(StringBuilder plain, string markdown, int depth)
    {
        foreach (var inline in InlineScanner.Scan(markdown, 0, markdown.Length))
        {
            var inner = markdown[inline.InnerStart..inline.InnerEnd];
            if (inline.Kind is InlineKind.Text)
                plain.Append(inner.StartsWith('$') && inner.Length > 1 ? inner : Unescape(inner));
            else if (inline.Kind is InlineKind.Code)
                plain.Append(inner);
            else if (inline.Kind is InlineKind.Address)
                plain.Append(inner);
            else if (depth < 8)
                Append(plain, inner, depth + 1);
        }
    }

    /// <summary>Where an entity that begins at an offset ends; -1 where none does.</summary>
    public static int EntityEnd(string text, int i)
    {
        var length = text.AsSpan(i + 1).IndexOfAnyExcept(EntityCharacters);
        return length is > 0 and < 34 && text[i + 1 + length] == ';' ? i + 1 + length : -1;
    }

    /// <summary>Whether a backslash is TeX's, before a mark and its letter, <c>\"o</c>, <c>\'{e}</c>: Markdown has no need of one there, and without it the mark would be a quotation mark.</summary>
    public static bool IsAccent(string text, int i) =>
        text[i] == '\\' && i + 2 < text.Length && text[i + 1] is '"' or '\'' or '^' && (char.IsAsciiLetter(text[i + 2]) || text.AsSpan(i + 2) is ['{', var letter, '}', ..] && char.IsAsciiLetter(letter)) && (i == 0 || text[i - 1] != '\\');

    /// <summary>Takes escapes and entities for what they stand for.</summary>
    public static string Unescape(string text)
    {
        if (!text.AsSpan().ContainsAny('\\', '&'))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsAccent(text, i))
                plain.Append(text[i]);
            else if (text[i] == '\\' && i + 1 < text.Length && char.IsAscii(text[i + 1]) && (char.IsPunctuation(text[i + 1]) || char.IsSymbol(text[i + 1])))
                plain.Append(text[++i]);
            else if (text[i] == '&' && EntityEnd(text, i) is var close and > 0)
            {
                plain.Append(WebUtility.HtmlDecode(text[i..(close + 1)]));
                i = close;
            }
            else
                plain.Append(text[i]);
        }
        return plain.ToString();
    }
}
