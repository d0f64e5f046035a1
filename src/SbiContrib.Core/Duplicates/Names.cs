using System.Text;

namespace SbiContrib.Core.Duplicates;

/// <summary>The family names of a list of authors, as they are compared.</summary>
internal sealed class Names
{
    private readonly string[][] _families;
    private readonly char[] _initials;
    private readonly HashSet<string> _words;

    private Names(string[][] families, char[] initials, bool isWhole)
    {
        _families = families;
        _words = new(families.SelectMany(family => family), StringComparer.Ordinal);
        _initials = initials;
        IsWhole = isWhole;
    }

    /// <summary>Whether the list names every author: no collaboration stands for them, and it wasn't cut.</summary>
    public bool IsWhole { get; }

    public int Count => _families.Length;

    public static Names Of(IEnumerable<string> authors)
    {
        var (families, initials, isWhole) = (new List<string[]>(), new List<char>(), true);
        foreach (var author in authors)
        {
            var name = author.Trim().TrimEnd('.');
            if (name.Length == 0)
                continue;
            if (name.EndsWith("et al", StringComparison.OrdinalIgnoreCase) || name is "…" or "others" || name.Contains("Collaboration", StringComparison.OrdinalIgnoreCase) || name.Contains("Consortium", StringComparison.OrdinalIgnoreCase))
                isWhole = false;
            else if (Parts(name) is { Family.Length: > 0 } parts)
            {
                families.Add(parts.Family);
                initials.Add(parts.Initial);
            }
        }
        return new([.. families], [.. initials], isWhole);
    }

    /// <summary>The share of the shorter list's authors that the other has too; null where one is unknown.</summary>
    public double? Overlap(Names other)
    {
        var (few, many) = Count <= other.Count ? (this, other) : (other, this);
        if (few.Count == 0)
            return null;
        var shared = few._families.Count(family => Array.Exists(family, many._words.Contains));
        // A list that was cut may have been cut elsewhere: it can confirm, not contradict.
        return shared == 0 && !(IsWhole && other.IsWhole) ? null : (double)shared / few.Count;
    }

    /// <summary>Whether all that the lists share are family names, each with another initial: <c>Wei Wang; Li Zhang</c> and <c>Hao Wang; Yu Zhang</c>.</summary>
    public bool AreNamesakes(Names other)
    {
        var shared = 0;
        if (!_words.Overlaps(other._words))
            return false;
        for (var at = 0; at < Count; at++)
        {
            for (var there = 0; there < other.Count; there++)
            {
                if (!Array.Exists(_families[at], word => Array.IndexOf(other._families[there], word) >= 0))
                    continue;
                if (_initials[at] == None || other._initials[there] == None || _initials[at] == other._initials[there])
                    return false;
                shared++;
            }
        }
        return shared > 0;
    }

    /// <summary>The family name's words: before the comma, else the last word, or what stands before initials that end the name (<c>van der Berg LJ</c>). A particle alone names nobody.</summary>
    private static (string[] Family, char Initial) Parts(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var words = Words(comma > 0 ? name[..comma] : name);
        if (comma > 0)
            return ([.. words.Where(word => word.Length > 2).DefaultIfEmpty(words.LastOrDefault(""))], First(Words(name[comma..])));
        if (words.Length > 1 && name[(name.LastIndexOf(' ') + 1)..] is { Length: 1 or 2 } last && last.All(char.IsAsciiLetterUpper))
            return ([words[^2]], First([words[^1]]));
        return words.Length > 0 ? ([words[^1]], words.Length > 1 ? First(words) : None) : ([], None);
    }

    private const char None = '\0';

    private static char First(string[] words) => words.Length > 0 ? words[0][0] : None;

    private static string[] Words(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsLetter(character) || character is >= '\u0300' and <= '\u036F')
                Folding.Append(plain, character);
            else if (character is not ('-' or '\'' or '’'))
                plain.Append(' ');
        }
        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
