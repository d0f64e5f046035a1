using System.Globalization;
using System.Text;
using SbiContrib.Core.Duplicates;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>Makes a key that no other entry has, in the form of the neighbours' keys.</summary>
internal static class BibKey
{
    private const int LongestName = 40;

    public static string Of(NewEntry entry, BibStyle style, IReadOnlySet<string> taken)
    {
        var (family, year) = (Family(entry), entry.Year is { Length: >= 4 } y && y.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 ? y[..4] : "");
        var seed = Hash(entry.Ids.IsEmpty ? string.Concat(entry.Links.Select(l => l.Url)) + entry.Title : entry.Ids[0].ToString());
        for (var i = 0u; ; i++)
        {
            var key = style.HasInspireKeys
                ? $"{family}:{(year.Length > 0 ? year : "0000")}{Letters(seed + i)}"
                : $"{family.ToLowerInvariant()}{year}{FirstWord(entry.Title)}{(i == 0 ? "" : Suffix(i))}";
            if (!taken.Contains(key))
                return key;
        }
    }

    private static string Family(NewEntry entry)
    {
        var name = entry.Persons.Select(p => p.Family ?? p.Literal?.Split(' ')[0]).FirstOrDefault() ?? entry.Authors.Select(Last).FirstOrDefault() ?? "";
        var plain = Plain(name, keepCase: true);
        return plain.Length > 0 ? plain : "Unknown";
    }

    /// <summary>The family name of an author as listed, in ASCII letters; empty where it has none.</summary>
    internal static string FamilyOf(string author) => Plain(Last(author), keepCase: true);

    private static string Last(string author) => author.Contains(',', StringComparison.Ordinal) ? author[..author.IndexOf(',', StringComparison.Ordinal)] : author[(author.LastIndexOf(' ') + 1)..];

    /// <summary>ASCII letters and dashes, as keys of INSPIRE have them.</summary>
    private static string Plain(string name, bool keepCase)
    {
        var plain = new StringBuilder();
        foreach (var c in Escape.Clean(name))
        {
            if (plain.Length >= LongestName)
                break;
            var folded = new StringBuilder();
            Folding.Append(folded, c);
            foreach (var letter in folded.ToString().Where(l => char.IsAsciiLetter(l) || (l == '-' && plain.Length > 0)))
                plain.Append(keepCase && char.IsUpper(c) ? char.ToUpperInvariant(letter) : letter);
        }
        return plain.ToString().Trim('-');
    }

    /// <summary>The first word of a title that says something, in small letters.</summary>
    internal static string FirstWord(string title) =>
        Escape.Clean(title).Split(' ').Select(w => Plain(w, keepCase: false)).FirstOrDefault(w => w.Length > 3) ?? "";

    private static string Letters(uint seed) => string.Concat(Enumerable.Range(0, 3).Select(i => (char)('a' + (seed / (uint)Math.Pow(26, i) % 26))));

    private static string Suffix(uint i) => i <= 25 ? ((char)('a' + i)).ToString() : i.ToString(CultureInfo.InvariantCulture);

    /// <summary>FNV-1a: the same work gets the same key wherever it is made anew.</summary>
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
}
