namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Finds the year in a text.</summary>
internal static class YearAt
{
    /// <summary>Whether four characters are the year of a paper.</summary>
    public static bool Is(ReadOnlySpan<char> text) =>
        text is ['1', '9', _, _] or ['2', '0', _, _] && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3]);

    /// <summary>Whether a text is a year, or a day as <c>2021-09-30</c>.</summary>
    public static bool IsDate(string text) =>
        text.Length is 4 or 7 or 10 && Is(text.AsSpan(0, 4)) && (text.Length < 5 || text[4] is '-' or '/' or '.') && text.Skip(5).All(c => char.IsAsciiDigit(c) || c is '-' or '/' or '.');

    /// <summary>The last bracket that ends with a year, <c>(2021)</c> or <c>(Nature, 2021)</c>: where it opens and where its year begins.</summary>
    public static (int Start, int YearStart)? Bracketed(string text)
    {
        for (var close = text.LastIndexOf(')'); close >= 5; close = text.LastIndexOf(')', close - 1))
        {
            var open = text.LastIndexOf('(', close);
            if (open >= 0 && open + 4 < close && Is(text.AsSpan(close - 4, 4)) && (close - 5 == open || !char.IsLetterOrDigit(text[close - 5])))
                return (open, close - 4);
        }
        return null;
    }

    /// <summary>Where a year at the text's end begins: <c>Nature, 2021.</c></summary>
    public static int? Trailing(string text)
    {
        var trimmed = text.TrimEnd(' ', '.', ',');
        return trimmed.Length > 5 && Is(trimmed.AsSpan(trimmed.Length - 4)) && !char.IsLetterOrDigit(trimmed[^5]) ? trimmed.Length - 4 : null;
    }

    /// <summary>The year of a text that a year ends, in brackets or bare, and where what is before it ends.</summary>
    public static (int Before, int Start)? Ending(string text) =>
        Bracketed(text) is { } year && text.AsSpan(year.YearStart + 5).Trim(" .,:;").IsEmpty ? (year.Start, year.YearStart) : Trailing(text) is { } bare ? (bare, bare) : null;
}
