using Markdig.Syntax;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>A line that says where a reference link leads: <c>[key]: address</c>.</summary>
/// <param name="Label">Its key, as written.</param>
/// <param name="Url">Its address, as written, without the angle brackets around it.</param>
/// <param name="UrlStart">Where the address begins in the file, its angle bracket left out.</param>
/// <param name="First">Its first line, from 0.</param>
/// <param name="Last">Its last line.</param>
internal sealed record Definition(string Label, string Url, int UrlStart, int First, int Last);

/// <summary>Where the reference links of a page lead, <c>[title][key]</c> or <c>[title]</c> (https://spec.commonmark.org/0.31.2/#link-reference-definitions).</summary>
internal sealed class References
{
    /// <summary>The longest key that CommonMark knows.</summary>
    private const int Longest = 999;

    public static readonly References None = new([], null);

    private readonly Dictionary<string, Definition> byKey = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<int, Definition> byLine = [];

    private readonly SourceLines? lines;

    private References(IReadOnlyList<Definition> all, SourceLines? lines)
    {
        (All, this.lines) = (all, lines);
        foreach (var definition in all)
        {
            byKey.TryAdd(PlainText.OneLine(definition.Label), definition);
            byLine.TryAdd(definition.First, definition);
        }
    }

    /// <summary>The definitions in the page's order; of two with one key the first counts.</summary>
    public IReadOnlyList<Definition> All { get; }

    /// <summary>Finds them on a page that Markdig read; <c>[^1]: …</c> is GitHub's footnote.</summary>
    /// <param name="lines">The page.</param>
    /// <param name="document">The same, as it was read.</param>
    /// <param name="shift">How many characters of the page weren't read.</param>
    /// <param name="hidden">Which lines aren't on the page for its readers.</param>
    public static References Of(SourceLines lines, MarkdownDocument document, int shift, Predicate<int> hidden)
    {
        // Nothing else is looked for on a page that can't have one.
        if (!lines.Text.Contains("]:", StringComparison.Ordinal))
            return None;
        var all = document.Descendants<LinkReferenceDefinition>().Where(d => !d.LabelSpan.IsEmpty).Select(d => Of(lines, d, shift)).Where(d => d.Label is not ['^', ..] && !hidden(d.First)).OrderBy(d => d.UrlStart).ToList();
        return all.Count == 0 ? None : new(all, lines);
    }

    private static Definition Of(SourceLines lines, LinkReferenceDefinition found, int shift)
    {
        var url = found.UrlSpan.IsEmpty ? "" : lines.Text.Substring(found.UrlSpan.Start + shift, found.UrlSpan.Length);
        var angled = url is ['<', .., '>'] ? 1 : 0;
        return new(
            lines.Text.Substring(found.LabelSpan.Start + shift, found.LabelSpan.Length), url[angled..^angled], found.UrlSpan.Start + shift + angled,
            lines.LineAt(found.Span.Start + shift), lines.LineAt(Math.Max(found.Span.Start, found.Span.End) + shift));
    }

    /// <summary>These and others, that count before them.</summary>
    public References With(IReadOnlyCollection<Definition> others) => others.Count == 0 ? this : new([.. others, .. All], null);

    private ILookup<Definition, int> Uses => field ??= (lines is null ? [] : In(lines.Text, 0, lines.Text.Length).Where(u => !byLine.ContainsKey(lines.LineAt(u.At)))).ToLookup(u => u.Definition, u => u.At);

    /// <summary>Where the page has a definition's key in brackets, whatever stands around it.</summary>
    public IEnumerable<int> UsesOf(Definition definition) => Uses[definition];

    /// <summary>The definitions that stand on lines of their own and are used between two offsets and nowhere else.</summary>
    public List<Definition> OnlyIn(int start, int end) =>
        lines is null ? [] : [.. In(lines.Text, start, end).Select(u => u.Definition).Distinct().Where(d => IsWhole(d) && UsesOf(d).All(at => at >= start && at < end))];

    /// <summary>Whether a definition stands on lines of its own, not in a quotation.</summary>
    public bool IsWhole(Definition definition) => lines is not null && lines.Content(definition.First).TrimStart() is ['[', ..];

    /// <summary>Whether definitions stand as the page uses them.</summary>
    public bool AreByUse(List<Definition> group) => group.Count > 1 && group.Select(FirstUse).ToList() is var uses && uses.Zip(uses.Skip(1)).All(p => p.First <= p.Second);

    /// <summary>Where a definition is used first; behind all where it isn't.</summary>
    public int FirstUse(Definition definition) => UsesOf(definition).FirstOrDefault(int.MaxValue);

    /// <summary>The definitions that stand together with one, nothing between them.</summary>
    public List<Definition> Together(Definition definition)
    {
        var all = All.Where(IsWhole).ToList();
        var (first, last) = (all.IndexOf(definition), all.IndexOf(definition));
        while (last >= 0 && last + 1 < all.Count && all[last + 1].First == all[last].Last + 1)
            last++;
        while (first > 0 && all[first - 1].Last + 1 == all[first].First)
            first--;
        return first < 0 ? [] : all[first..(last + 1)];
    }

    /// <summary>Where a key leads; null where it isn't defined.</summary>
    public Definition? this[string label] => All.Count > 0 && IsLabel(label) ? byKey.GetValueOrDefault(PlainText.OneLine(label)) : null;

    /// <summary>The definition that begins on a line, from 0; null where none does.</summary>
    public Definition? At(int line) => byLine.GetValueOrDefault(line);

    /// <summary>Whether a text may be a key: what has brackets of its own may not.</summary>
    public static bool IsLabel(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '[' or ']' || (text[i] == '\\' && ++i == text.Length))
                return false;
        }
        return text.Length <= Longest && text is not ['^', ..] && !string.IsNullOrWhiteSpace(text);
    }

    /// <summary>Whether two texts are one key.</summary>
    public static bool Same(string label, string other) => PlainText.OneLine(label).Equals(PlainText.OneLine(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>The keys between two offsets of a text that lead somewhere, and where each stands.</summary>
    public IEnumerable<(Definition Definition, int At)> In(string text, int start, int end)
    {
        if (All.Count == 0)
            yield break;
        for (var open = text.IndexOf('[', start, end - start); open >= 0 && open < end;)
        {
            // A key has no brackets in it: the nearest one closes it, or another begins.
            var next = open + 1;
            while (next < end && text[next] is not ('[' or ']'))
                next += text[next] == '\\' ? 2 : 1;
            if (next < end && text[next] == ']' && this[text[(open + 1)..next]] is { } definition)
                yield return (definition, open);
            open = next >= end ? -1 : text[next] == '[' ? next : text.IndexOf('[', next, end - next);
        }
    }
}
