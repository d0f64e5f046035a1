namespace SbiContrib.Core.Lists.Markdown;

/// <summary>When an entry's work appeared, as far as its own text says: the number that arXiv or bioRxiv gave it, or its year.</summary>
internal readonly record struct WorkDate(int Year, int Month, int Number)
{
    /// <summary>The date that the year, where it says a day or a month, or the links tell; null where neither does.</summary>
    public static WorkDate? Of(IEnumerable<string> urls, string? year)
    {
        if (Written(year) is { Month: > 0 } day)
            return day;
        foreach (var url in urls)
        {
            if (Numbered(url) is { } date)
                return date;
        }
        return year is { Length: >= 4 } && YearAt.Is(year.AsSpan(0, 4)) ? new(int.Parse(year.AsSpan(0, 4)), 0, 0) : null;
    }

    /// <summary>Earlier is less; where one knows the year only, years decide.</summary>
    public int Against(WorkDate other)
    {
        if (Year != other.Year || Month == 0 || other.Month == 0)
            return Year.CompareTo(other.Year);
        return Month != other.Month ? Month.CompareTo(other.Month) : Number == 0 || other.Number == 0 ? 0 : Number.CompareTo(other.Number);
    }

    /// <summary>How many months lie between two dates, about.</summary>
    public double Months(WorkDate other) => Math.Abs(Position - other.Position);

    /// <summary>A date as data files write it, <c>2021-09-30</c> or less of it; null where it is none.</summary>
    public static WorkDate? Written(string? date)
    {
        if (date is not { Length: >= 4 } || !YearAt.Is(date.AsSpan(0, 4)))
            return null;
        var month = date.Length >= 7 && Digits(date, 5, 2) ? int.Parse(date.AsSpan(5, 2)) : 0;
        return new(int.Parse(date.AsSpan(0, 4)), month, month > 0 && date.Length >= 10 && Digits(date, 8, 2) ? int.Parse(date.AsSpan(8, 2)) * MonthOf / 31 : 0);
    }

    /// <summary>About how many numbers arXiv gives in a month.</summary>
    private const int MonthOf = 25_000;

    private double Position => Year * 12 + (Month == 0 ? 6 : Month - 1 + (double)Number / MonthOf);

    private static WorkDate? Numbered(string url)
    {
        var arxiv = url.IndexOf("arxiv", StringComparison.OrdinalIgnoreCase);
        for (var i = Math.Max(arxiv, 0); arxiv >= 0 && i + 9 <= url.Length; i++)
        {
            if (url[i] is '/' or '.' or ':' && Digits(url, i + 1, 4) && i + 5 < url.Length && url[i + 5] == '.' && Digits(url, i + 6, 4))
            {
                var five = Digits(url, i + 6, 5);
                var (yy, mm) = (int.Parse(url.AsSpan(i + 1, 2)), int.Parse(url.AsSpan(i + 3, 2)));
                return mm is > 0 and <= 12 ? new(2000 + yy, mm, int.Parse(url.AsSpan(i + 6, five ? 5 : 4))) : null;
            }
        }
        var rxiv = url.IndexOf("10.1101/", StringComparison.Ordinal) + 8;
        return rxiv >= 8 && rxiv + 10 < url.Length && url[rxiv + 4] == '.' && url[rxiv + 7] == '.' && Digits(url, rxiv, 4) && Digits(url, rxiv + 5, 2)
            ? new(int.Parse(url.AsSpan(rxiv, 4)), int.Parse(url.AsSpan(rxiv + 5, 2)), 0)
            : null;
    }

    private static bool Digits(string text, int at, int count) =>
        at + count <= text.Length && text.AsSpan(at, count).IndexOfAnyExceptInRange('0', '9') < 0;
}
