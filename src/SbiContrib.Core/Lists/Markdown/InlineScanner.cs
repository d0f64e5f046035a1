using System.Buffers;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Cuts an entry's text into stretches of text, emphasis, code and links, in one pass over it.</summary>
internal sealed class InlineScanner
{
    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\r\n<>]|");
    private readonly string text;
    private readonly int end;
    private readonly List<Inline> found = [];
    private readonly HashSet<string> unclosed = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> brackets;
    private readonly References references;
    private int from;

    private InlineScanner(string text, int start, int end, References references)
    {
        this.text = text;
        this.end = end;
        this.references = references;
        from = start;
        brackets = Brackets.Match(text, start, end);
    }

    /// <summary>The stretches between two offsets; they follow each other without a gap.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="end">Where to end.</param>
    /// <param name="references">Where the page's reference links lead; without them there are none.</param>
    public static IReadOnlyList<Inline> Scan(string text, int start, int end, References? references = null) => new InlineScanner(text, start, end, references ?? References.None).Run(start);

    private List<Inline> Run(int start)
    {
        for (var i = start; i < end;)
        {
            var inline = At(i);
            if (inline is null)
            {
                i += text[i] == '\\' && i + 1 < end ? 2 : Same(i);
                continue;
            }
            Flush(i);
            found.Add(inline.Value);
            i = from = inline.Value.End;
        }
        Flush(end);
        return found;
    }

    /// <summary>How far to step over what is plain text: a run of one delimiter is one thing.</summary>
    private int Same(int i)
    {
        if (text[i] is not ('*' or '_' or '`' or '$'))
            return 1;
        var n = 1;
        while (i + n < end && text[i + n] == text[i])
            n++;
        return n;
    }

    private void Flush(int to)
    {
        to = Math.Min(to, end);
        if (to > from)
            found.Add(new(InlineKind.Text, from, to, from, to, 0, 0));
    }

    private Inline? At(int i) => text[i] switch
    {
        '`' => Fence(i, InlineKind.Code),
        '$' => Mathematics(i),
        '*' or '_' => Emphasis(i),
        '<' => Angle(i),
        '!' when i + 1 < end && text[i + 1] == '[' => Link(i, i + 1, InlineKind.Image),
        '[' => Link(i, i, InlineKind.Link),
        '{' => LiquidComment(i),
        'h' => Bare(i),
        _ => null,
    };

    private Inline? Fence(int i, InlineKind kind)
    {
        var n = Same(i);
        var fence = text.Substring(i, n);
        if (unclosed.Contains(fence))
            return null;
        for (var j = i + n; j < end; j++)
        {
            if (text[j] != '`')
                continue;
            var m = Same(j);
            if (m == n)
                return new(kind, i, j + n, i + n, j, 0, 0);
            j += m - 1;
        }
        unclosed.Add(fence);
        return null;
    }

    /// <summary>Mathematics is text, but what stands in it is no markup.</summary>
    private Inline? Mathematics(int i)
    {
        var n = Same(i);
        if (n > 2 || i + n >= end || char.IsWhiteSpace(text[i + n]))
            return null;
        var close = Closing(text.Substring(i, n), i + n);
        return close < 0 || text.AsSpan(i, close - i).Contains('\n') || text.AsSpan(i, close - i).Contains("](", StringComparison.Ordinal)
            ? null
            : new(InlineKind.Text, i, close + n, i, close + n, 0, 0);
    }

    private Inline? Emphasis(int i)
    {
        var n = Math.Min(Same(i), 3);
        var word = i > 0 && text[i] == '_' && char.IsLetterOrDigit(text[i - 1]);
        if (word || i + n >= end || char.IsWhiteSpace(text[i + n]))
            return null;
        var close = Closing(text.Substring(i, n), i + n);
        return close < 0 || char.IsWhiteSpace(text[close - 1])
            ? null
            : new(n == 1 ? InlineKind.Emphasis : InlineKind.Strong, i, close + n, i + n, close, 0, 0);
    }

    private int Closing(string mark, int start)
    {
        if (unclosed.Contains(mark))
            return -1;
        for (var j = start; j <= end - mark.Length; j++)
        {
            if (text[j] == '\\')
                j++;
            else if (j > start && text[j] == mark[0] && Same(j) >= mark.Length && text.AsSpan(j).StartsWith(mark, StringComparison.Ordinal))
                return j;
        }
        unclosed.Add(mark);
        return -1;
    }

    private Inline? Angle(int i)
    {
        var comment = text.AsSpan(i, end - i).StartsWith("<!--", StringComparison.Ordinal);
        var close = comment ? "-->" : ">";
        if (i + 1 >= end || char.IsWhiteSpace(text[i + 1]) || unclosed.Contains(close))
            return null;
        var at = text.IndexOf(close, i, end - i, StringComparison.Ordinal);
        if (at < 0)
        {
            unclosed.Add(close);
            return null;
        }
        var inner = text.AsSpan(i + 1, at - i - 1);
        if (inner.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || inner.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return inner.ContainsAny(' ', '\n') ? null : new(InlineKind.Address, i, at + 1, i + 1, at, i + 1, at);
        return comment || char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '/' ? new(InlineKind.Html, i, at + close.Length, at, at, 0, 0) : null;
    }

    /// <summary>What a template leaves out, <c>{% comment %} … {% endcomment %}</c>, is no more seen than an HTML comment.</summary>
    private Inline? LiquidComment(int i)
    {
        if (LiquidLines.CommentEnd(text.AsSpan(i, end - i)) is not (> 0 and var length))
            return null;
        return new(InlineKind.Html, i, i + length, i + length, i + length, 0, 0);
    }

    private Inline? Link(int i, int bracket, InlineKind kind)
    {
        if (!brackets.TryGetValue(bracket, out var close))
            return null;
        if (close + 1 < end && text[close + 1] == '(' && LinkTarget.At(text, close + 1, end) is { } target)
            return new(kind, i, target.End, bracket + 1, close, target.UrlStart, target.UrlEnd);
        return references.All.Count > 0 ? Reference(i, bracket + 1, close, kind) : null;
    }

    /// <summary>A link whose address stands elsewhere on the page: <c>[title][key]</c>, <c>[title][]</c>, <c>[title]</c>.</summary>
    private Inline? Reference(int i, int inner, int close, InlineKind kind)
    {
        if (close + 1 < end && text[close + 1] == '[' && brackets.TryGetValue(close + 1, out var last) && (last == close + 2 || References.IsLabel(text[(close + 2)..last])))
        {
            var label = last == close + 2 ? text[inner..close] : text[(close + 2)..last];
            return references[label] is { } full ? new(kind, i, last + 1, inner, close, close + 2, last) { Target = full.Url } : null;
        }
        return references[text[inner..close]] is { } alone ? new(kind, i, close + 1, inner, close, close, close) { Target = alone.Url } : null;
    }

    private Inline? Bare(int i)
    {
        var rest = text.AsSpan(i, end - i);
        if (!rest.StartsWith("http://", StringComparison.Ordinal) && !rest.StartsWith("https://", StringComparison.Ordinal))
            return null;
        var length = rest.IndexOfAny(AddressEnds);
        var address = rest[..(length < 0 ? rest.Length : length)].TrimEnd(".,;:!?\"'*_~");
        while (address.EndsWith(')') && address.Count(')') > address.Count('('))
            address = address[..^1];
        return new(InlineKind.Address, i, i + address.Length, i, i + address.Length, i, i + address.Length);
    }
}
