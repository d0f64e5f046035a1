namespace SbiContrib.Core.Lint;

/// <summary>A link that leads nowhere.</summary>
internal static class EmptyLink
{
    public static readonly LintRule Rule = new("empty-link", "A link has no address.", LintLevel.Error) { Check = Check };

    private static IEnumerable<LintFinding> Check(LintedList list) =>
        from entry in list.Entries
        from link in entry.Links.Where(l => string.IsNullOrWhiteSpace(l.Url))
        select Rule.At(list.PathOf(entry), LintedList.LineOf(entry, "]()"), $"the {link.Role} link of “{LintedList.Name(entry)}” has no address");
}
