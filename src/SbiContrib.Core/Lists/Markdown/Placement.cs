namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Finds the place of a new entry among the others of its section.</summary>
internal static class Placement
{
    private const int LookAhead = 3;

    /// <summary>The order that the entries keep, or none: chance alone would not keep it so well.</summary>
    public static ListOrder OrderOf(IReadOnlyList<Item> items)
    {
        var (older, newer, dated) = Pairs(items, (a, b) => a.Date is { } x && b.Date is { } y ? x.Against(y) : 0);
        var (up, down, titled) = Pairs(items, CompareTitles);
        if (titled >= 4 && up * 10 >= titled * 9 && down * 10 <= titled)
            return ListOrder.Alphabetical;
        if (dated < 3 || items.Count(i => i.Date is not null) * 5 < items.Count * 3)
            return ListOrder.None;
        return newer * 4 >= dated * 3 ? ListOrder.NewestFirst : older * 4 >= dated * 3 ? ListOrder.OldestFirst : ListOrder.None;
    }

    /// <summary>The number of entries that stand before the new one.</summary>
    public static int Place(IReadOnlyList<Item> items, ListOrder order, string title, WorkDate? date, string? label)
    {
        switch (order)
        {
            case ListOrder.Alphabetical:
                return Least(items, item => string.Compare(SortKey(title), SortKey(item.Entry.Title), StringComparison.OrdinalIgnoreCase), first: false);
            case ListOrder.NewestFirst:
                return date is { } day ? Before(items, item => item.Date is { } other ? other.Against(day) : 0) : 0;
            case ListOrder.OldestFirst when date is { } d:
                return Least(items, item => item.Date is { } other ? d.Against(other) : 0, first: false);
            default:
                return BehindLabel(items, label);
        }
    }

    /// <summary>Where no order is kept: behind the last of its label, else at the end.</summary>
    private static int BehindLabel(IReadOnlyList<Item> items, string? label)
    {
        for (var i = items.Count - 1; label is not null && i >= 0; i--)
        {
            if (string.Equals(items[i].Entry.Label, label, StringComparison.OrdinalIgnoreCase))
                return i + 1;
        }
        return items.Count;
    }

    /// <summary>
    /// Before the first that comes after it, as a person reads from the top, who passes over one that stands out of order:
    /// of it and the next two most come after.
    /// </summary>
    private static int Before(IReadOnlyList<Item> items, Func<Item, int> compare)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (compare(items[i]) < 0 && items.Skip(i).Take(LookAhead).Sum(item => Math.Sign(compare(item))) < 0)
                return i;
        }
        return items.Count;
    }

    /// <summary>The place with the fewest entries on the wrong side; the comparison is negative where the new one comes before.</summary>
    private static int Least(IReadOnlyList<Item> items, Func<Item, int> compare, bool first)
    {
        var (cost, best, place) = (0, 0, 0);
        for (var i = 0; i < items.Count; i++)
        {
            cost += Math.Sign(-compare(items[i])) * 1;
            if (cost < best || (cost == best && !first))
                (best, place) = (cost, i + 1);
        }
        return place;
    }

    private static (int Up, int Down, int All) Pairs(IReadOnlyList<Item> items, Func<Item, Item, int> compare)
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

    private static int CompareTitles(Item a, Item b) => string.Compare(SortKey(a.Entry.Title), SortKey(b.Entry.Title), StringComparison.OrdinalIgnoreCase);

    private static string SortKey(string title) => title.TrimStart('"', '“', '\'', '`', '$', '(', '[', ' ');
}
