using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>Reads a BibTeX file with exact positions. One pass; what is between entries is left alone.</summary>
/// <remarks>https://www.bibtex.org/Format/: braces count whether a backslash stands before them or not; a quotation mark ends a value only outside braces.</remarks>
internal sealed class BibReader
{
    private readonly string text;
    private int at;

    private BibReader(string text) => this.text = text;

    /// <summary>The entries of a file, without <c>@comment</c>, <c>@string</c> and <c>@preamble</c>.</summary>
    public static ImmutableArray<BibItem> Read(string text) => new BibReader(text).Items();

    private ImmutableArray<BibItem> Items()
    {
        var items = ImmutableArray.CreateBuilder<BibItem>();
        while (NextStart() is >= 0 and var start)
        {
            if (Item(start, items.Count > 0 ? items[^1].End : 0) is { } item)
                items.Add(item);
        }
        return items.ToImmutable();
    }

    // An entry begins where a line does: an address with an "@" in a comment is none.
    private int NextStart()
    {
        for (; at < text.Length; at++)
        {
            at = text.IndexOf('@', at);
            if (at < 0)
                break;
            var line = text.LastIndexOfAny(['\n', '\r'], at) + 1;
            if (text.AsSpan(line, at - line).IsWhiteSpace() && at + 1 < text.Length && char.IsAsciiLetter(text[at + 1]))
                return at;
        }
        at = text.Length;
        return -1;
    }

    private BibItem? Item(int start, int before)
    {
        at++;
        var type = Word();
        SkipSpace();
        if (at >= text.Length || text[at] is not ('{' or '('))
            return null;
        var close = text[at++] == '{' ? '}' : ')';
        if (type.ToLowerInvariant() is "comment" or "string" or "preamble")
        {
            SkipBraces(close);
            return null;
        }
        SkipSpace();
        var keyStart = at;
        while (at < text.Length && text[at] is not (',' or '}' or ')' or '\n' or '@'))
            at++;
        var key = text[keyStart..at].Trim();
        var (fields, closed) = Fields(close);
        return new(type, key, Block(start, before), start, at, fields, closed);
    }

    private (ImmutableArray<BibField> Fields, bool Closed) Fields(char close)
    {
        var fields = ImmutableArray.CreateBuilder<BibField>();
        while (at < text.Length)
        {
            SkipSpace();
            if (at >= text.Length)
                break;
            if (text[at] == close)
            {
                at++;
                return (fields.ToImmutable(), true);
            }
            if (text[at] == '@' && IsLineStart(at))
                break;
            if (Field(close) is { } field)
                fields.Add(field);
            else
                at += at < text.Length && text[at] != close && !(text[at] == '@' && IsLineStart(at)) ? 1 : 0;
        }
        // Never closed: it ends with what could be read of it.
        at = fields.Count > 0 ? Math.Min(at, text.Length) : at;
        return (fields.ToImmutable(), false);
    }

    private BibField? Field(char close)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_' or '.' or ':' or '+'))
            at++;
        var name = text[start..at];
        SkipSpace();
        if (name.Length == 0 || at >= text.Length || text[at] != '=')
            return null;
        var equal = at++;
        SkipSpace();
        var valueStart = at;
        var value = Value(close);
        return new(name, value, start, equal, valueStart, at);
    }

    // Parts may be joined by "#".
    private string Value(char close)
    {
        var value = "";
        while (at < text.Length)
        {
            value += Part(close);
            var end = at;
            SkipSpace();
            if (at >= text.Length || text[at] != '#')
            {
                at = end;
                break;
            }
            at++;
            SkipSpace();
        }
        return value;
    }

    private string Part(char close)
    {
        var start = at;
        if (at < text.Length && text[at] == '{')
        {
            at++;
            SkipBraces('}');
            return text[(start + 1)..Math.Max(start + 1, at - 1)];
        }
        if (at < text.Length && text[at] == '"')
        {
            for (var depth = 0; ++at < text.Length && !(text[at] == '"' && depth == 0) && !(text[at] == '@' && IsLineStart(at));)
                depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
            var end = Math.Min(at, text.Length);
            at = at < text.Length && text[at] == '"' ? at + 1 : end;
            return text[(start + 1)..Math.Max(start + 1, end)];
        }
        while (at < text.Length && text[at] is not (',' or '#' or '\n' or '\r') && text[at] != close)
            at++;
        return text[start..at].Trim();
    }

    private void SkipBraces(char close)
    {
        for (var depth = 1; at < text.Length && depth > 0; at++)
        {
            if (text[at] == '@' && IsLineStart(at))
                return;
            depth += text[at] == '{' && close == '}' ? 1 : text[at] == close ? -1 : 0;
        }
    }

    private bool IsLineStart(int offset) => offset == 0 || text[offset - 1] is '\n' or '\r';

    private string Word()
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        return text[start..at];
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    /// <summary>Comment lines right above an entry belong to it.</summary>
    private int Block(int start, int before)
    {
        var block = text.LastIndexOfAny(['\n', '\r'], start) + 1;
        while (block > before)
        {
            var end = block - 1 - (block > 1 && text[block - 1] == '\n' && text[block - 2] == '\r' ? 1 : 0);
            var line = end <= 0 ? 0 : text.LastIndexOfAny(['\n', '\r'], end - 1) + 1;
            if (line < before || !text.AsSpan(line, Math.Max(0, end - line)).TrimStart().StartsWith("%"))
                break;
            block = line;
        }
        return block;
    }
}
