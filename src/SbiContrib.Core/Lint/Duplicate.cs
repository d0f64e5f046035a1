using SbiContrib.Core.Duplicates;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Lists.Bibtex;

namespace SbiContrib.Core.Lint;

/// <summary>One work twice.</summary>
internal static class Duplicate
{
    /// <summary>Where more works than this share stand in several sections, they do so on purpose.</summary>
    private const double OnPurpose = 0.02;

    /// <summary>More advice than this isn't read.</summary>
    private const int MostAdvice = 50;

    public static readonly LintRule Rule = new("duplicate", "A work stands twice.", LintLevel.Error) { Check = Check };

    private static IEnumerable<LintFinding> Check(LintedList list)
    {
        foreach (var (first, second) in Copies(list))
            yield return Found(list, first, second, "word for word") with { Fix = FixOf(list, first, second) };
        var certain = list.Pairs.Where(p => p.Finding.Verdict == DuplicateVerdict.Certain && !IsSameText(list, p.First, p.Second) && !ArePages(list, p.First, p.Second)).ToList();
        // Two tools of one paper aren't one tool, and one work in two sections may stand there on purpose.
        var across = certain.Where(p => list.Markdown is not null && !(IsSameSection(list, p.First, p.Second) && LeadToOne(list, p.First, p.Second))).ToList();
        foreach (var pair in certain.Except(across).GroupBy(p => p.Second).Select(g => g.MinBy(p => p.First)))
            yield return Found(list, pair.First, pair.Second, pair.Finding.Reason);
        if (across.Select(p => p.Second).Distinct().Count() <= Math.Max(OnPurpose * list.Entries.Length, 3))
        {
            foreach (var pair in across.GroupBy(p => p.Second).Select(g => g.MinBy(p => p.First)))
                yield return Found(list, pair.First, pair.Second, pair.Finding.Reason) with { Level = LintLevel.Advice };
        }
        foreach (var pair in list.Pairs.Where(p => p.Finding.Verdict == DuplicateVerdict.Likely && !IsSameText(list, p.First, p.Second) && IsTelling(list.Entries[p.First]) && IsTelling(list.Entries[p.Second])).Take(MostAdvice))
            yield return Found(list, pair.First, pair.Second, pair.Finding.Reason) with { Level = LintLevel.Advice };
    }

    /// <summary>Whether a title is long enough that one like it may be the same: tools and pages have names of a word or two.</summary>
    private static bool IsTelling(Entry entry) => entry.Title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 2;

    private static LintFinding Found(LintedList list, int first, int second, string reason)
    {
        var (one, other) = (list.Entries[first], list.Entries[second]);
        var where = list.PathOf(one) == list.PathOf(other) ? $"line {one.Lines.First}" : $"{list.PathOf(one)}, line {one.Lines.First}";
        return Rule.At(list.PathOf(other), other.Lines.First, $"“{LintedList.Name(other)}” stands in {where} already: {reason}");
    }

    /// <summary>Entries that stand word for word in their section already.</summary>
    private static IEnumerable<(int First, int Second)> Copies(LintedList list) => list.Markdown is null ? [] : list.Entries
        .Select((entry, i) => (Key: string.Join('\n', entry.Section) + "\n\n" + entry.Text.Trim(), i)).GroupBy(x => x.Key, x => x.i, StringComparer.Ordinal)
        .SelectMany(same => same.Skip(1).Select(second => (same.First(), second)));

    // One entry that several sections cite is one entry, and a copy is told as such.
    private static bool IsSameText(LintedList list, int first, int second) => list.Markdown is null
        ? list.Document is BibtexList && list.Entries[first].Lines == list.Entries[second].Lines
        : IsSameSection(list, first, second) && list.Entries[first].Text.Trim() == list.Entries[second].Text.Trim();

    // Pages of one repository have its identifier, and are works of their own.
    private static bool ArePages(LintedList list, int first, int second)
    {
        var (one, other) = (Leads(list.Entries[first]), Leads(list.Entries[second]));
        return one.Id == other.Id && (Depth(one) || Depth(other)) && !Same(one.Url, other.Url);
    }

    private static bool IsSameSection(LintedList list, int first, int second) => list.Entries[first].Section.SequenceEqual(list.Entries[second].Section);

    /// <summary>Whether their first identifiers are one, or their titles are.</summary>
    private static bool LeadToOne(LintedList list, int first, int second)
    {
        var (one, other) = (Leads(list.Entries[first]), Leads(list.Entries[second]));
        return Folded(list.Entries[first].Title) == Folded(list.Entries[second].Title)
            || one.Id is null || other.Id is null || one.Id == other.Id;
    }

    private static (Identifier? Id, string Url) Leads(Entry entry) =>
        entry.Links.Select(link => (Identify.Link(link.Url).Id, link.Url)).FirstOrDefault(link => link.Id is not null, (null, ""));

    private static bool Depth((Identifier? Id, string Url) link) =>
        link.Id is { Scheme: "github" or "gitlab" or "bitbucket" } && link.Url.TrimEnd('/').Count(c => c == '/') > 4;

    private static bool Same(string one, string other) => one.TrimEnd('/').Equals(other.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private static string Folded(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The same bytes twice in one section: the second goes.</summary>
    private static LintFix? FixOf(LintedList list, int first, int second)
    {
        if (list.Markdown is not { } page || list.Entries[first].Text.Trim() != list.Entries[second].Text.Trim() || second >= page.Items.Length)
            return null;
        var after = list.Document.Remove(list.Entries[second]).Files[0].Text;
        var text = page.File.Text;
        var start = 0;
        while (start < after.Length && text[start] == after[start])
            start++;
        return new(start, text.Length - after.Length, "");
    }
}
