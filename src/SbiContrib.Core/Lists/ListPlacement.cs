using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists;

/// <summary>What an entry's place goes by.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Date">When its work appeared, where that is known.</param>
/// <param name="Label">Its label.</param>
internal sealed record Standing(string Title, WorkDate? Date, string? Label);

/// <summary>Finds the place of a new entry among the others of its section.</summary>
internal static class ListPlacement
{
    /// <summary>How far, in months, the end of a list counts as being from any entry.</summary>
    private const double Open = 6;

    /// <summary>How many pairs of neighbours are many.</summary>
    private const int Many = 9;

    /// <summary>The order that the entries keep, or none: chance alone would not keep it so well.</summary>
    public static ListOrder OrderOf(IReadOnlyList<Standing> items)
    {
        var (older, newer, dated) = DatedPairs(items);
        var (up, down, titled) = Pairs(items, (a, b) => CompareTitles(a.Title, b.Title));
        if (titled >= 4 && up * 10 >= titled * 9 && down * 10 <= titled)
            return ListOrder.Alphabetical;
        if (dated < 3 || items.Count(i => i.Date is not null) * 5 < items.Count * 3)
            return ListOrder.None;
        // Of many pairs fewer need agree: chance keeps to the middle.
        var enough = dated < Many ? dated * 3 / 4.0 : dated * 2 / 3.0;
        return newer >= enough ? ListOrder.NewestFirst : older >= enough ? ListOrder.OldestFirst : ListOrder.None;
    }

    /// <summary>Whether a section that is too short to show an order may keep that of the sections around: its own dates don't speak against it.</summary>
    public static bool MayKeep(IReadOnlyList<Standing> items, ListOrder order)
    {
        var (older, newer, dated) = DatedPairs(items);
        return dated < 3 && items.Count(i => i.Date is not null) * 4 >= items.Count && (order == ListOrder.NewestFirst ? older <= newer : order == ListOrder.OldestFirst && newer <= older);
    }

    /// <summary>The order of a section that is too short to show one beyond doubt: kept without an exception, by every date or by at least four titles.</summary>
    public static ListOrder Brief(IReadOnlyList<Standing> items)
    {
        var (older, newer, dated) = DatedPairs(items);
        if (dated >= 2 && dated == items.Count - 1 && (older == dated || newer == dated))
            return newer == dated ? ListOrder.NewestFirst : ListOrder.OldestFirst;
        var (up, _, titled) = Pairs(items, (a, b) => CompareTitles(a.Title, b.Title));
        return titled >= 3 && up == titled && titled == items.Count - 1 ? ListOrder.Alphabetical : ListOrder.None;
    }

    private static (int Up, int Down, int All) DatedPairs(IReadOnlyList<Standing> items) => Pairs([.. items.Where(i => i.Date is not null)], (a, b) => a.Date!.Value.Against(b.Date!.Value));

    /// <summary>The number of entries that stand before the new one.</summary>
    public static int Place(IReadOnlyList<Standing> items, ListOrder order, Standing added) => order switch
    {
        ListOrder.Alphabetical => Least(items, item => CompareTitles(added.Title, item.Title)),
        ListOrder.NewestFirst => added.Date is { } day ? Tightest(items, day, -1) : 0,
        ListOrder.OldestFirst when added.Date is { } day => Tightest(items, day, 1),
        _ => BehindLabel(items, added.Label),
    };

    /// <summary>Where no order is kept: behind the last of its label, else at the end.</summary>
    private static int BehindLabel(IReadOnlyList<Standing> items, string? label)
    {
        for (var i = items.Count - 1; label is not null && i >= 0; i--)
        {
            if (string.Equals(items[i].Label, label, StringComparison.OrdinalIgnoreCase))
                return i + 1;
        }
        return items.Count;
    }

    /// <summary>
    /// Between the two neighbours, one before and one after it in time, that are nearest to it: real lists are sorted in stretches,
    /// and the nearest neighbours stand in the stretch where it belongs. The sign is 1 where dates grow, -1 where they fall.
    /// </summary>
    private static int Tightest(IReadOnlyList<Standing> items, WorkDate day, int sign)
    {
        var (best, place) = ((Wrong: int.MaxValue, Gap: double.MaxValue), items.Count);
        for (var i = 0; i <= items.Count; i++)
        {
            var (before, after) = (Dated(items, i - 1, -1), Dated(items, i, 1));
            var wrong = (before is { } b && sign * b.Against(day) > 0 ? 1 : 0) + (after is { } a && sign * a.Against(day) < 0 ? 1 : 0);
            var gap = (before is { } x ? x.Months(day) : Open) + (after is { } y ? y.Months(day) : Open);
            if (wrong < best.Wrong || (wrong == best.Wrong && gap <= best.Gap))
                (best, place) = ((wrong, gap), i);
        }
        // Of works of one day, and beside those without any, the one that was added last stands where the newest do.
        while (sign < 0 && place > 0 && ((items[place - 1].Date == day && day.Number > 0) || Dated(items, place - 1, -1) is null))
            place--;
        return place;
    }

    /// <summary>The date of the nearest entry that has one.</summary>
    private static WorkDate? Dated(IReadOnlyList<Standing> items, int from, int step)
    {
        while (from >= 0 && from < items.Count && items[from].Date is null)
            from += step;
        return from >= 0 && from < items.Count ? items[from].Date : null;
    }

    /// <summary>The place with the fewest entries on the wrong side; the comparison is negative where the new one comes before.</summary>
    private static int Least(IReadOnlyList<Standing> items, Func<Standing, int> compare)
    {
        var (cost, best, place) = (0, 0, 0);
        for (var i = 0; i < items.Count; i++)
        {
            cost -= Math.Sign(compare(items[i]));
            if (cost <= best)
                (best, place) = (cost, i + 1);
        }
        return place;
    }

    private static (int Up, int Down, int All) Pairs(IReadOnlyList<Standing> items, Func<Standing, Standing, int> compare)
    {
        var (up, down) = (0, 0);
        for (var i = 1; i < items.Count; i++)
        {
            var sign = compare(items[i - 1], items[i]);
            up += sign < 0 ? 1 : 0;
            down += sign > 0 ? 1 : 0;
        }
        return (up, down, up + down);
    }

    private static int CompareTitles(string a, string b) => string.Compare(SortKey(a), SortKey(b), StringComparison.OrdinalIgnoreCase);

    private static string SortKey(string title) => title.TrimStart('"', '“', '\'', '`', '$', '(', '[', ' ');
}
