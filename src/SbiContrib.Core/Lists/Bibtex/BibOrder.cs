namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>Finds the place of a date among others that stand newest or oldest first.</summary>
internal static class BibOrder
{
    /// <summary>The order that most neighbours keep, newest first or oldest first; none where they keep neither.</summary>
    /// <returns>1 where the newest comes first, -1 where the oldest does, else 0.</returns>
    public static int Of(IReadOnlyList<BibDate?> dates)
    {
        var (down, up) = (0, 0);
        var last = (BibDate?)null;
        foreach (var date in dates)
        {
            if (date is { } now && last is { } before)
            {
                var sign = before.Against(now);
                (down, up) = (down + (sign > 0 ? 1 : 0), up + (sign < 0 ? 1 : 0));
            }
            last = date ?? last;
        }
        return down + up == 0 ? 0 : down * 4 >= (down + up) * 3 ? 1 : up * 4 >= (down + up) * 3 ? -1 : 0;
    }

    /// <summary>The number of those that stand before a new one.</summary>
    /// <param name="dates">Their dates in order.</param>
    /// <param name="date">The new one's.</param>
    /// <param name="order">The order that they keep; where none, the newest first, as living reviews do.</param>
    public static int Place(IReadOnlyList<BibDate?> dates, BibDate? date, int order)
    {
        if (date is not { } day)
            return order < 0 ? dates.Count : 0;
        return order < 0
            ? dates.Count - Least([.. dates.Reverse().Select(d => d is { } other ? Math.Sign(other.Against(day)) : 0)])
            : Least([.. dates.Select(d => d is { } other ? Math.Sign(other.Against(day)) : 0)]);
    }

    /// <summary>The number of those that stand before a new one, by their places in another file whose order they follow.</summary>
    /// <param name="places">Their places there; null where they have none.</param>
    /// <param name="place">The new one's.</param>
    public static int Place(IReadOnlyList<int?> places, int place) =>
        Least([.. places.Select(p => p is { } other ? Math.Sign(place - other) : 0)]);

    /// <summary>The first place with the fewest on the wrong side, so that some that stand out of order mislead nobody: 1 is for those that belong before the new one, -1 for those behind it.</summary>
    private static int Least(int[] sides)
    {
        var (cost, best, place) = (0, 0, 0);
        for (var i = 0; i < sides.Length; i++)
        {
            cost -= sides[i];
            if (cost < best)
                (best, place) = (cost, i + 1);
        }
        return place;
    }
}
