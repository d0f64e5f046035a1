using System.Text.Json;

namespace SbiContrib.Core.Works.Reading;

/// <summary>Dates as precise as the source says: <c>2021</c>, <c>2021-09</c>, <c>2021-09-30</c>.</summary>
internal static class Dates
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>A date out of numbers; a part that can't be is left out with all that follow it.</summary>
    /// <param name="year">The year.</param>
    /// <param name="month">The month, where known.</param>
    /// <param name="day">The day, where known.</param>
    /// <returns>The date, or null where the year can't be one.</returns>
    public static string? Of(int? year, int? month = null, int? day = null)
    {
        if (year is not { } y || y is < 1000 or > 2999)
            return null;
        if (month is not { } m || m is < 1 or > 12)
            return $"{y:D4}";
        return day is { } d && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? $"{y:D4}-{m:D2}-{d:D2}" : $"{y:D4}-{m:D2}";
    }

    /// <summary>A date written year first, with a time or not: <c>2021-09-30T12:00:00Z</c>, <c>2021/9</c>, <c>2021</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The date, or null where the text doesn't begin with one.</returns>
    public static string? Written(string? text)
    {
        if (text is null)
            return null;
        var day = text.AsSpan().Trim();
        var end = day.IndexOfAny('T', ' ');
        var parts = (end < 0 ? day : day[..end]).ToString().Split('-', '/');
        return parts[0].Length == 4 ? Of(Number(parts, 0), Number(parts, 1), Number(parts, 2)) : null;
    }

    /// <summary>A month by number or by English name.</summary>
    /// <param name="text">The text, such as <c>09</c>, <c>Sep</c>, <c>September</c>.</param>
    /// <returns>The number of the month, or null.</returns>
    public static int? Month(string? text)
    {
        var month = text?.Trim() ?? "";
        if (int.TryParse(month, out var number))
            return number;
        var index = month.Length < 3 ? -1 : Array.IndexOf(Months, month[..3].ToLowerInvariant());
        return index < 0 ? null : index + 1;
    }

    /// <summary>CSL's date: <c>{"date-parts":[[2021,9,30]]}</c>, any part of which may miss or be null.</summary>
    /// <param name="date">The value.</param>
    /// <returns>The date, or null where it has no year.</returns>
    public static string? Parts(JsonElement? date)
    {
        var parts = date.At("date-parts").Items().Select(first => ((JsonElement?)first).Items().Select(part => Json.Number(part)).ToArray()).FirstOrDefault() ?? [];
        return Of(parts.ElementAtOrDefault(0), parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
    }

    private static int? Number(string[] parts, int index) =>
        index < parts.Length && int.TryParse(parts[index], out var number) ? number : null;
}
