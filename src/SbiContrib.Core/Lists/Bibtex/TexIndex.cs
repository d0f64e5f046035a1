using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>A key in a <c>\cite</c>, with where it stands.</summary>
internal readonly record struct CitedKey(string Key, int Start, int End);

/// <summary>A place of a LaTeX page that cites keys: an <c>\item</c>.</summary>
/// <param name="Path">Its path as plain text, outermost first.</param>
/// <param name="Start">Where its <c>\item</c> begins.</param>
/// <param name="NameEnd">Behind its name: where a first <c>\cite</c> would go.</param>
/// <param name="End">Behind its head: what follows is its description or what it holds.</param>
/// <param name="Keys">The keys of its head in order.</param>
/// <param name="Cite">Where its first <c>\cite</c> begins, a tie before it included; -1 where there is none.</param>
/// <param name="CiteEnd">Behind that <c>\cite</c>'s closing brace.</param>
/// <param name="Open">Behind that <c>\cite</c>'s opening brace.</param>
internal sealed record TexGroup(ImmutableArray<string> Path, int Start, int NameEnd, int End, ImmutableArray<CitedKey> Keys, int Cite, int CiteEnd, int Open)
{
    /// <summary>Whether other items stand below it.</summary>
    public bool HasItems { get; init; }

    /// <summary>Where the next item of its list begins, or its list ends.</summary>
    public int Until { get; init; }
}

/// <summary>Reads a LaTeX page: its items, nested as their lists are, and the keys that each cites in its head.</summary>
internal sealed class TexIndex
{
    private static readonly string[] Headings = ["part", "chapter", "section", "subsection", "subsubsection"];

    private readonly string text;
    private readonly ImmutableArray<TexGroup>.Builder groups = ImmutableArray.CreateBuilder<TexGroup>();
    private readonly List<(int Level, string Name)> headings = [];
    private readonly List<string?> names = [];
    private readonly List<int> openItems = [];

    private TexIndex(string text) => this.text = text;

    /// <summary>The items in the page's order.</summary>
    public static ImmutableArray<TexGroup> Read(string text)
    {
        var index = new TexIndex(text);
        index.Run();
        foreach (var open in index.openItems)
            index.Ends(open, text.Length);
        return index.groups.ToImmutable();
    }

    /// <summary>Every key that the page cites anywhere.</summary>
    public static IEnumerable<CitedKey> AllKeys(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && !IsEscaped(text, at))
                at = LineEnd(text, at);
            else if (text[at] == '\\' && CiteAt(text, at) is var (open, close))
            {
                foreach (var key in KeysIn(text, open, close))
                    yield return key;
                at = close;
            }
        }
    }

    private void Run()
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && !IsEscaped(text, at))
                at = LineEnd(text, at);
            else if (text[at] == '\\')
                at = Command(at);
        }
    }

    private int Command(int at)
    {
        var name = NameAt(text, at);
        switch (name)
        {
            case "":
                return at + 1;
            case "begin" when Lists(at):
                names.Add(null);
                openItems.Add(-1);
                return at + name.Length;
            case "end" when Lists(at) && names.Count > 0:
                Ends(openItems[^1], at);
                names.RemoveAt(names.Count - 1);
                openItems.RemoveAt(openItems.Count - 1);
                return at + name.Length;
            case "item" when names.Count > 0:
                return Item(at);
            case var heading when Array.IndexOf(Headings, heading) is >= 0 and var level:
                return Heading(at, level);
            default:
                return at + name.Length;
        }
    }

    private int Item(int start)
    {
        var at = start + "\\item".Length;
        var end = HeadEnd(at);
        var (cite, open, close) = FirstCite(at, end);
        var nameEnd = TrimEnd(at, cite >= 0 ? cite : end);
        names[^1] = TexText.ToPlain(text[at..nameEnd]);
        ImmutableArray<string> path = [.. headings.Select(h => h.Name), .. names.OfType<string>().Where(n => n.Length > 0)];
        foreach (var parent in openItems.Where(i => i >= 0).SkipLast(openItems[^1] >= 0 ? 1 : 0).TakeLast(1))
            groups[parent] = groups[parent] with { HasItems = true };
        Ends(openItems[^1], start);
        openItems[^1] = groups.Count;
        var keys = cite < 0 ? [] : AllKeys(text[..end], at);
        groups.Add(new(path, start, nameEnd, end, keys, cite < 0 ? -1 : nameEnd, close + 1, open + 1));
        return end - 1;
    }

    private void Ends(int group, int at)
    {
        if (group >= 0)
            groups[group] = groups[group] with { Until = at };
    }

    private static ImmutableArray<CitedKey> AllKeys(string upTo, int from) =>
        [.. AllKeys(upTo[from..]).Select(k => new CitedKey(k.Key, k.Start + from, k.End + from))];

    private (int Cite, int Open, int Close) FirstCite(int from, int end)
    {
        for (var at = from; at < end; at++)
        {
            if (text[at] == '\\' && CiteAt(text, at) is var (open, close) && close < end)
                return (at, open, close);
        }
        return (-1, -1, -1);
    }

    /// <summary>A head ends at a line break, a blank line, a comment, or where a list or another item begins.</summary>
    private int HeadEnd(int at)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '%' && !IsEscaped(text, at))
                return at;
            if (text[at] == '\n' && IsBlankFrom(at + 1))
                return at;
            if (text[at] != '\\')
                continue;
            if (CiteAt(text, at) is var (_, close))
            {
                at = close;
                continue;
            }
            var name = NameAt(text, at);
            if ((name.Length == 0 && at + 1 < text.Length && text[at + 1] == '\\') || name is "begin" or "end" or "item" or "newline" or "par" || Array.IndexOf(Headings, name) >= 0)
                return at;
            at += Math.Max(name.Length, 1);
        }
        return text.Length;
    }

    private int Heading(int at, int level)
    {
        var open = at + 1 + Headings[level].Length;
        if (open < text.Length && text[open] == '*')
            open++;
        if (open >= text.Length || text[open] != '{' || Close(text, open) is not (>= 0 and var close))
            return at + Headings[level].Length;
        headings.RemoveAll(h => h.Level >= level);
        headings.Add((level, TexText.ToPlain(text[(open + 1)..close])));
        return close;
    }

    private bool Lists(int at)
    {
        var open = text.IndexOf('{', at);
        return open >= 0 && open - at < 10 && text.AsSpan(open + 1).StartsWith("itemize}") | text.AsSpan(open + 1).StartsWith("enumerate}") | text.AsSpan(open + 1).StartsWith("description}");
    }

    private int TrimEnd(int from, int end)
    {
        while (end > from && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] == '~'))
            end--;
        return end;
    }

    private bool IsBlankFrom(int at)
    {
        var end = at < text.Length ? text.IndexOf('\n', at) : -1;
        return text.AsSpan(Math.Min(at, text.Length), (end < 0 ? text.Length : end) - Math.Min(at, text.Length)).IsWhiteSpace();
    }

    /// <summary>The braces of a <c>\cite</c>, <c>\citep</c>, … at a backslash; null where none stands there.</summary>
    private static (int Open, int Close)? CiteAt(string text, int at)
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

    private static IEnumerable<CitedKey> KeysIn(string text, int open, int close)
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

    private static string NameAt(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        return text[(at + 1)..end];
    }

    private static int Close(string text, int open)
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

    private static bool IsEscaped(string text, int at)
    {
        var slashes = 0;
        while (at > slashes && text[at - 1 - slashes] == '\\')
            slashes++;
        return slashes % 2 == 1;
    }

    private static int LineEnd(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
}
