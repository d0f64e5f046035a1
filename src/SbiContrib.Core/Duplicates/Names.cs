using System.Text;

namespace SbiContrib.Core.Duplicates;

/// <summary>The family names of a list of authors, as they are compared.</summary>
internal sealed class Names
{
    private readonly string[][] _families;

    private Names(string[][] families, bool isWhole)
    {
        _families = families;
        IsWhole = isWhole;
    }

    /// <summary>Whether the list names every author: no collaboration stands for them, and it wasn't cut.</summary>
    public bool IsWhole { get; }

    public int Count => _families.Length;

    public static Names Of(IEnumerable<string> authors)
    {
        var (families, isWhole) = (new List<string[]>(), true);
        foreach (var author in authors)
        {
            var name = author.Trim().TrimEnd('.');
            if (name.Length == 0)
                continue;
            if (name.EndsWith("et al", StringComparison.OrdinalIgnoreCase) || name is "…" or "others" || name.Contains("Collaboration", StringComparison.OrdinalIgnoreCase) || name.Contains("Consortium", StringComparison.OrdinalIgnoreCase))
                isWhole = false;
            else if (Family(name) is { Length: > 0 } family)
                families.Add(family);
        }
        return new([.. families], isWhole);
    }

    /// <summary>The share of the shorter list's authors that the other has too; null where one is unknown.</summary>
    public double? Overlap(Names other)
    {
        var (few, many) = Count <= other.Count ? (this, other) : (other, this);
        if (few.Count == 0)
            return null;
        var shared = few._families.Count(family => Array.Exists(many._families, one => one.Intersect(family, StringComparer.Ordinal).Any()));
        // A list that was cut may have been cut elsewhere: it can confirm, not contradict.
        return shared == 0 && !(IsWhole && other.IsWhole) ? null : (double)shared / few.Count;
    }

    /// <summary>The family name's words: before the comma, or the last word; a particle alone names nobody.</summary>
    private static string[] Family(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var words = Words(comma > 0 ? name[..comma] : name);
        return comma > 0 ? [.. words.Where(word => word.Length > 2).DefaultIfEmpty(words.LastOrDefault(""))] : words.Length > 0 ? [words[^1]] : [];
    }

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
