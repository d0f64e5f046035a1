using SbiContrib.Core.Lists.Bibtex;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lint;

/// <summary>Keys of a BibTeX file and its LaTeX page that don't meet.</summary>
internal static class Keys
{
    public static readonly LintRule Rule = new("keys", "A key is cited and not there, there twice, cited twice in a section, or cited nowhere.", LintLevel.Error) { Check = Check };

    private static IEnumerable<LintFinding> Check(LintedList list)
    {
        if (list.Document is not BibtexList review)
            yield break;
        var bib = new SourceLines(review.Bib.Text);
        foreach (var (first, again) in review.Items.GroupBy(i => i.Key, StringComparer.Ordinal).SelectMany(g => g.Skip(1).Select(again => (g.First(), again))))
            yield return Rule.At(review.Bib.Path, bib.LineAt(again.Start) + 1, $"the key “{again.Key}” is that of line {bib.LineAt(first.Start) + 1} too");
        // What stands behind it is read by nothing that stops there.
        if (review.Items.Select((item, i) => (item, i)).FirstOrDefault(x => x.item.IsSentinel && x.i + 1 < review.Items.Length) is { item: { } sentinel })
            yield return Rule.At(review.Bib.Path, bib.LineAt(sentinel.Start) + 1, $"the empty entry “{sentinel.Key}” isn't the last one");
        if (review.Tex is not { } page)
            yield break;
        var tex = new SourceLines(page.Text);
        var known = review.Items.Select(i => i.Key).ToHashSet(StringComparer.Ordinal);
        var cited = TexIndex.AllKeys(page.Text).ToList();
        foreach (var key in cited.Where(k => !known.Contains(k.Key)))
            yield return Rule.At(page.Path, tex.LineAt(key.Start) + 1, $"“{key.Key}” is cited, and no entry has that key");
        foreach (var key in review.Groups.SelectMany(g => g.Keys.GroupBy(k => k.Key, StringComparer.Ordinal).SelectMany(k => k.Skip(1))))
            yield return Rule.At(page.Path, tex.LineAt(key.Start) + 1, $"“{key.Key}” is cited twice in one section", LintLevel.Warning);
        foreach (var item in review.Items.Where(i => !i.IsSentinel).ExceptBy(cited.Select(k => k.Key), i => i.Key))
            yield return Rule.At(review.Bib.Path, bib.LineAt(item.Start) + 1, $"“{item.Key}” is cited nowhere", LintLevel.Advice);
    }
}
