using System.Collections.Immutable;
using static SbiContrib.Core.Lists.Bibtex.TexSyntax;

namespace SbiContrib.Core.Lists.Bibtex;

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
        var keys = cite < 0 ? [] : KeysOf(text[at..end], at);
        groups.Add(new(path, start, nameEnd, end, keys, cite < 0 ? -1 : nameEnd, close + 1, open + 1));
        return end - 1;
    }

    private void Ends(int group, int at)
    {
        if (group >= 0)
            groups[group] = groups[group] with { Until = at };
    }

    private static ImmutableArray<CitedKey> KeysOf(string head, int from) =>
        [.. AllKeys(head).Select(k => new CitedKey(k.Key, k.Start + from, k.End + from))];

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
}
