using SbiContrib.Core.Lists.Bibtex;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lint;

using Item = Lists.Markdown.Item;

/// <summary>Entries that break the order that the others of their section keep.</summary>
internal static class OutOfOrder
{
    /// <summary>Fewer entries stand in some order by chance.</summary>
    private const int Least = 7;

    /// <summary>An order by title is what so many of a hundred keep; else there is none to break.</summary>
    private const int KeptTitles = 80;

    /// <summary>Years repeat, and look like an order sooner.</summary>
    private const int KeptYears = 85;

    public static readonly LintRule Rule = new("out-of-order", "An entry breaks the order that its section keeps.", LintLevel.Warning) { Check = Check };

    private static IEnumerable<LintFinding> Check(LintedList list) => (list.Markdown, list.Document) switch
    {
        ({ } page, _) => page.Items.GroupBy(i => i.Block.Section).SelectMany(section => OfSection(page, [.. section])),
        (_, BibtexList review) => OfReview(review),
        _ => [],
    };

    private static IEnumerable<LintFinding> OfSection(LintedPage page, List<Item> items)
    {
        List<Item> dated = [.. items.Where(i => i.Date is not null)];
        var years = dated.Count * 5 >= items.Count * 4 && dated.Select(i => i.Date!.Value.Year).Distinct().Count() > 2 ? dated : [];
        var orders = new[]
        {
            Breaking(items, (a, b) => string.Compare(Title(a), Title(b), StringComparison.OrdinalIgnoreCase), KeptTitles)?.Select(i => (Item: i, Words: "the alphabetical order of its section")),
            Breaking(years, (a, b) => b.Date!.Value.Year.CompareTo(a.Date!.Value.Year), KeptYears)?.Select(i => (Item: i, Words: "the order of its section, newest first")),
            Breaking(years, (a, b) => a.Date!.Value.Year.CompareTo(b.Date!.Value.Year), KeptYears)?.Select(i => (Item: i, Words: "the order of its section, oldest first")),
        };
        // The order that the fewest break is the one that is kept; one that nobody breaks excuses all others.
        var kept = orders.OfType<IEnumerable<(Item Item, string Words)>>().Select(o => o.ToList()).MinBy(o => o.Count) ?? [];
        return kept.Select(x => Rule.At(page.File.Path, x.Item.Block.First + 1, $"“{LintedList.Name(x.Item.Entry)}” breaks {x.Words}"));
    }

    // By the days of the comments alone: what stands without one tells no place. A month says that nobody merely added it late.
    private static IEnumerable<LintFinding> OfReview(BibtexList review)
    {
        var dated = review.Items.Select(item => (Item: item, Date: item.Comment(review.Bib.Text).Split('\n').Select(BibDate.OfComment).FirstOrDefault(d => d is { Month: > 0 }))).Where(x => x.Date is not null).ToList();
        var lines = new SourceLines(review.Bib.Text);
        return BibOrder.Of([.. dated.Select(x => x.Date)]) <= 0 ? [] : (Breaking(dated, (a, b) => Months(b.Date!.Value).CompareTo(Months(a.Date!.Value)), KeptYears) ?? [])
            .Select(x => Rule.At(review.Bib.Path, lines.LineAt(x.Item.Start) + 1, $"“{x.Item.Key}” ({x.Date!.Value.Year}-{x.Date.Value.Month:00}) breaks the order of the entries, newest first"));
    }

    private static int Months(BibDate date) => date.Year * 12 + date.Month;

    /// <summary>What stands outside the longest run that keeps the order; null where too little keeps it for an order.</summary>
    private static List<T>? Breaking<T>(List<T> items, Comparison<T> compare, int share)
    {
        if (items.Count < Least)
            return null;
        var kept = Longest(items, compare);
        return kept.Count * 100 < items.Count * share ? null : [.. items.Where((_, i) => !kept.Contains(i))];
    }

    /// <summary>The longest run of items that doesn't fall (patience sorting: n log n).</summary>
    private static HashSet<int> Longest<T>(List<T> items, Comparison<T> compare)
    {
        var (tails, before) = (new List<int>(), new int[items.Count]);
        for (var i = 0; i < items.Count; i++)
        {
            var (low, high) = (0, tails.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = compare(items[tails[middle]], items[i]) <= 0 ? (middle + 1, high) : (low, middle);
            }
            before[i] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count)
                tails.Add(i);
            else
                tails[low] = i;
        }
        var kept = new HashSet<int>();
        for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = before[i])
            kept.Add(i);
        return kept;
    }

    private static string Title(Item item) => item.Entry.Title.TrimStart('"', '“', '\'', '`', '$', '(', '[', ' ');
}
