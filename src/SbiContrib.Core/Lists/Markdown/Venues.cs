using System.Buffers;
using System.Collections.Frozen;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Tells where a work appeared from other text.</summary>
internal static class Venues
{
    private const int Longest = 60;

    private static readonly SearchValues<char> NoVenue = SearchValues.Create(".;:!?\"[]{}<>*");

    private static readonly FrozenSet<string> Small = FrozenSet.ToFrozenSet("of on in for the and to und der arxiv biorxiv medrxiv &".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Kinds = FrozenSet.ToFrozenSet(
        "journal letters physics review reviews nature science proceedings conference transactions bulletin annals advances astronomy astrophysics statistics bioinformatics workshop symposium university press arxiv preprint learning intelligence research notices society systems springer ieee acm".Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text is nothing but a venue and its year, <c>NeurIPS 2019.</c></summary>
    public static bool WithYear(string text)
    {
        if (YearAt.Trailing(text) is not { } year || year > Longest)
            return false;
        var venue = text[..year].TrimEnd(' ', ',', '(', '\'', '’').TrimEnd();
        var words = venue.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= 7 && Array.TrueForAll(words, w => Small.Contains(w) || char.IsUpper(w[0])) && !venue.AsSpan().ContainsAny(NoVenue);
    }

    /// <summary>Whether a name is rather a venue's than a person's: <c>Nature Physics</c>.</summary>
    public static bool IsOne(string text) => text.Split([' ', '.', ',', '&', ':'], StringSplitOptions.RemoveEmptyEntries).Any(w => Kinds.Contains(w) || w.Length > 1 && w.All(char.IsUpper));
}
