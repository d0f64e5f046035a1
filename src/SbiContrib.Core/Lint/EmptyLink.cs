namespace SbiContrib.Core.Lint;

/// <summary>A link that leads nowhere.</summary>
internal static class EmptyLink
{
    public static readonly LintRule Rule = new("empty-link", "A link has no address, or no text.", LintLevel.Error) { Check = Check };

    private static IEnumerable<LintFinding> Check(LintedList list) => Addressless(list).Concat(list.Markdown is null ? [] : Textless(list));

    private static IEnumerable<LintFinding> Textless(LintedList list) =>
        from entry in list.Entries
        from link in entry.Links.Where(l => l.Url.Length > 0).DistinctBy(l => l.Url)
        let at = entry.Text.IndexOf($"[]({link.Url})", StringComparison.Ordinal)
        where at == 0 || (at > 0 && entry.Text[at - 1] != '!')
        select Rule.At(list.PathOf(entry), LintedList.LineOf(entry, $"[]({link.Url})"), $"the link to “{(link.Url.Length > 100 ? link.Url[..99] + "…" : link.Url)}” has no text");

    private static IEnumerable<LintFinding> Addressless(LintedList list) =>
        from entry in list.Entries
        from link in entry.Links.Where(l => string.IsNullOrWhiteSpace(l.Url))
        select Rule.At(list.PathOf(entry), LintedList.LineOf(entry, "]()"), $"the {link.Role} link of “{LintedList.Name(entry)}” has no address");
}
