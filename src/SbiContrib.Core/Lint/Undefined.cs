using SbiContrib.Core.Lists;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lint;

/// <summary>Reference links without a definition, and definitions that say two things.</summary>
internal static class Undefined
{
    public static readonly LintRule Rule = new("reference", "A reference link has no definition, or its key has two.", LintLevel.Error) { Check = Check };

    private static IEnumerable<LintFinding> Check(LintedList list) =>
        list.Markdown is { } page ? page.Items.SelectMany(i => OfEntry(page, i.Entry)).Concat(Twice(page)) : [];

    private static IEnumerable<LintFinding> OfEntry(LintedPage page, Entry entry)
    {
        if (!entry.Text.Contains("][", StringComparison.Ordinal))
            yield break;
        var text = Unclosed.WithoutCode(entry.Text);
        var pairs = Brackets.Match(text, 0, text.Length);
        foreach (var (open, close) in pairs.Where(p => IsReference(text, p.Key, p.Value, pairs)))
        {
            var last = pairs[close + 1];
            var (shown, key) = (text[(open + 1)..close], text[(close + 2)..last]);
            var label = key.Length > 0 ? key : shown;
            if (References.IsLabel(label) && page.Page.References[label] is null)
                yield return Rule.At(page.File.Path, entry.Lines.First + text.AsSpan(0, open).Count('\n'), $"“{Unclosed.Shown(text.AsSpan(open, last + 1 - open))}” is no link: nothing on the page defines “[{Unclosed.Shown(label)}]: …”");
        }
    }

    /// <summary>Whether two pairs of brackets follow each other as in <c>[title][key]</c>; several in a row, or behind a word as <c>a[i][j]</c>, are none.</summary>
    private static bool IsReference(string text, int open, int close, Dictionary<int, int> pairs)
    {
        if (close + 1 >= text.Length || text[close + 1] != '[' || !pairs.TryGetValue(close + 1, out var last) || text.AsSpan(open + 1, close - open - 1).IsWhiteSpace())
            return false;
        var (before, after) = (open > 0 ? text[open - 1] : ' ', last + 1 < text.Length ? text[last + 1] : ' ');
        return !char.IsLetterOrDigit(before) && before is not (']' or ')' or '\\') && after is not ('(' or '[') && text.AsSpan(open + 1, close - open - 1).ContainsAnyExceptInRange('0', '9');
    }

    private static IEnumerable<LintFinding> Twice(LintedPage page) =>
        from definition in page.Page.References.All
        where page.Page.References[definition.Label] is { } first && first != definition && first.Url != definition.Url
        select Rule.At(page.File.Path, definition.First + 1, $"“[{Unclosed.Shown(definition.Label)}]” leads to “{Unclosed.Shown(page.Page.References[definition.Label]!.Url)}” since line {page.Page.References[definition.Label]!.First + 1}: this line counts for nothing", LintLevel.Warning);
}
