namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>Finds the place of a date among others that stand newest or oldest first.</summary>
internal static class BibOrder
{
    /// <summary>How far the end of the keys counts as being from any of them, in entries.</summary>
    private const int Open = 300;

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

    /// <summary>
    /// The number of those that stand before a new one, by their places in another file whose order they follow in stretches:
    /// between the two neighbours, one before and one after it, that are nearest to it there.
    /// </summary>
    /// <param name="places">Their places there; null where they have none.</param>
    /// <param name="place">The new one's.</param>
    public static int Place(IReadOnlyList<int?> places, int place)
    {
        var (best, found) = ((Wrong: int.MaxValue, Gap: int.MaxValue), 0);
        for (var i = 0; i <= places.Count; i++)
        {
            var (before, after) = (i > 0 ? places[i - 1] : null, i < places.Count ? places[i] : null);
            var wrong = (before > place ? 1 : 0) + (after < place ? 1 : 0);
            var gap = (before is { } b ? Math.Abs(place - b) : Open) + (after is { } a ? Math.Abs(a - place) : Open);
            if (wrong < best.Wrong || (wrong == best.Wrong && gap <= best.Gap))
                (best, found) = ((wrong, gap), i);
        }
        return found;
    }

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
