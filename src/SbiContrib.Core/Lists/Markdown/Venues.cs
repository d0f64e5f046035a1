using System.Buffers;
using System.Collections.Frozen;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Tells where a work appeared from other text.</summary>
internal static class Venues
{
    private const int Longest = 60;

    private static readonly SearchValues<char> NoVenue = SearchValues.Create(".;:!?\"[]{}<>*");

    private static readonly FrozenSet<string> Small = FrozenSet.ToFrozenSet("of on in for the and to und der arxiv biorxiv medrxiv &".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Groups = FrozenSet.ToFrozenSet("collaboration collaborations consortium group team members".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Conferences = FrozenSet.ToFrozenSet("proceedings conference workshop symposium neurips nips icml iclr aistats uai aaai ijcai cvpr iccv eccv kdd acl emnlp naacl interspeech icassp".Split(' '), StringComparer.OrdinalIgnoreCase);

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
        return words.Length is > 0 and <= 7 && Array.TrueForAll(words, w => Small.Contains(w) || char.IsUpper(w[0]) || w.Length > 2 && char.IsUpper(w[1])) && !venue.AsSpan().ContainsAny(NoVenue);
    }

    /// <summary>
    /// Where what follows a list of names begins to be a venue, its separator left out: <c>A. Bee, C. Dee, Genetics</c>, <c>A. Bee, C. Dee. NeurIPS</c>.
    /// Only to be asked of what a year stands behind; -1 where it is names to the end.
    /// </summary>
    public static (int Names, int Venue)? BehindNames(string text)
    {
        var comma = text.LastIndexOf(", ", StringComparison.Ordinal);
        var stop = text.LastIndexOf(". ", StringComparison.Ordinal);
        if (stop > comma && stop > 2 && (Names.Rest(text[..stop]) || char.IsLower(text[stop - 1]) && char.IsLower(text[stop - 2])) && IsBehind(text[..stop], text[(stop + 2)..].Trim()))
            return (Names.Rest(text[..stop]) ? stop + 1 : stop, stop + 2);
        return comma > 0 && IsBehind(text[..comma], text[(comma + 2)..].Trim()) ? (comma, comma + 2) : null;
    }

    private static bool IsBehind(string names, string venue)
    {
        var words = venue.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 8 || !Names.AreNames(names) || Names.Rest(venue) || Names.HasInitial(venue) || venue is "others"
            || Array.Exists(words, w => Groups.Contains(w)) || words[0] is "and" or "&" || !Array.TrueForAll(words, w => Small.Contains(w) || w.Any(char.IsUpper)))
            return false;
        var listed = Names.Split(names).Names;
        var full = listed.All(n => n.Trim().Contains(' ', StringComparison.Ordinal));
        var initials = full && listed.All(n => Names.HasInitial(n) || Names.Rest(n));
        // A word alone among full names, words without initials among names with them, or what is no name.
        return words.Length == 1 ? full || IsCoined(words[0]) : initials && !HasInitials(words) || IsOne(venue) && !HasInitials(words);
    }

    /// <summary>Whether a word has capitals as no name has: <c>NeurIPS</c>, <c>eLife</c>.</summary>
    private static bool IsCoined(string word) => word.Count(char.IsUpper) > 2 || char.IsLower(word[0]) || (word.Length > 1 && word.All(c => char.IsUpper(c) || char.IsDigit(c)));

    private static bool HasInitials(string[] words) => words.Length == 2 && words[0].All(char.IsUpper) && words[0].Length < 4 && words[1].Length > 1 && words[1].Any(char.IsLower);

    /// <summary>Whether a venue is a conference, by its name.</summary>
    public static bool IsOfConference(string venue) => venue.Split([' ', '.', ',', ':', '('], StringSplitOptions.RemoveEmptyEntries).Any(Conferences.Contains);

    /// <summary>Whether a name is rather a venue's than a person's: <c>Nature Physics</c>.</summary>
    public static bool IsOne(string text) => text.Split([' ', '.', ',', '&', ':'], StringSplitOptions.RemoveEmptyEntries).Any(w => Kinds.Contains(w) || w.Length > 1 && w.All(char.IsUpper));
}
