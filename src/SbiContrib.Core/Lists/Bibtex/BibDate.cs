using System.Globalization;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>When an entry's work appeared, as far as the file says: its comment, the number that arXiv gave it, or its year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Month">The month; 0 where it isn't known.</param>
/// <param name="Day">The day; 0 where it isn't known.</param>
internal readonly record struct BibDate(int Year, int Month, int Day)
{
    private static readonly string[] Forms = ["MMMM d, yyyy", "MMM d, yyyy", "MMMM d yyyy", "MMM d yyyy", "d MMMM yyyy", "d MMM yyyy", "yyyy-MM-dd", "yyyy/MM/dd"];

    private static readonly string[] MonthForms = ["MMMM yyyy", "MMM yyyy", "yyyy-MM"];

    /// <summary>Earlier is less; where one knows less, what both know decides.</summary>
    public int Against(BibDate other)
    {
        if (Year != other.Year || Month == 0 || other.Month == 0)
            return Year.CompareTo(other.Year);
        return Month != other.Month || Day == 0 || other.Day == 0 ? Month.CompareTo(other.Month) : Day.CompareTo(other.Day);
    }

    /// <summary>The date of an entry; null where nothing tells it.</summary>
    public static BibDate? Of(string text, BibItem item) => OfComments(item.Comment(text), item["eprint"]) ?? OfEprint(item["eprint"]) ?? OfYear(item);

    /// <summary>The day that the lines above an entry tell; where they leave its year out, the one that is nearest to arXiv's number.</summary>
    public static BibDate? OfComments(string comments, string? eprint) =>
        comments.Split('\n').Select(line => OfComment(line) ?? OfDay(line, OfEprint(eprint))).FirstOrDefault(d => d is not null);

    private static BibDate? OfDay(string line, BibDate? near)
    {
        if (near is not { } about || !line.StartsWith('%') || !DateOnly.TryParseExact(Plain(line) + ", 2000", Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;
        return new(about.Year + (day.Month - about.Month) switch { > 6 => -1, < -6 => 1, _ => 0 }, day.Month, day.Day);
    }

    /// <summary>The date that a comment tells, <c>% June 16, 2026</c> and the like.</summary>
    public static BibDate? OfComment(string line)
    {
        var words = Plain(line);
        if (DateOnly.TryParseExact(words, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new(day.Year, day.Month, day.Day);
        return DateOnly.TryParseExact(words, MonthForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? new(month.Year, month.Month, 0) : null;
    }

    private static string Plain(string line)
    {
        var words = line.Trim().TrimStart('%').Trim().TrimEnd('.', ',', '*').Replace(".", " ", StringComparison.Ordinal).Replace("Sept ", "Sep ", StringComparison.OrdinalIgnoreCase);
        return string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",", StringComparison.Ordinal);
    }

    /// <summary>A date as sources write it: <c>2021-09-30</c>, <c>2021-09</c>, <c>2021</c>.</summary>
    public static BibDate? OfSource(string? date)
    {
        var parts = (date ?? "").Split('-');
        return parts is [{ Length: 4 } year, ..] && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            ? new(y, Part(parts, 1, 12), Part(parts, 2, 31))
            : null;
    }

    /// <summary>The month in which arXiv numbered a work.</summary>
    public static BibDate? OfEprint(string? eprint)
    {
        var number = eprint is null ? "" : eprint[(eprint.LastIndexOf('/') + 1)..];
        if (number.Length < 7 || number.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') >= 0)
            return null;
        var (year, month) = (int.Parse(number.AsSpan(0, 2)), int.Parse(number.AsSpan(2, 2)));
        return month is > 0 and <= 12 ? new(year > 90 ? 1900 + year : 2000 + year, month, 0) : null;
    }

    private static BibDate? OfYear(BibItem item) =>
        item["year"] is { Length: 4 } year && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) ? new(y, 0, 0) : null;

    private static int Part(string[] parts, int at, int most) =>
        parts.Length > at && int.TryParse(parts[at], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 && n <= most ? n : 0;
}
