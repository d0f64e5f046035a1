using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SbiContrib.Core.Duplicates;

namespace SbiContrib.Core.Lists;

/// <summary>Compares names as people type them.</summary>
internal static class Words
{
    private const int Longest = 200;

    /// <summary>The levels of a typed path; <c>/</c> counts as a step only with a space around it.</summary>
    public static ImmutableArray<string> Parts(string typed) =>
        [.. typed.Replace(" / ", "\n", StringComparison.Ordinal).Split(['\n', '>', '»', '→', '›', '|']).Select(p => p.Trim()).Where(p => p.Length > 0)];

    /// <summary>Lower case letters and digits in words, without accents, emoji and marks.</summary>
    public static string Plain(string text)
    {
        var folded = new StringBuilder();
        foreach (var c in text.Length > Longest ? text[..Longest] : text)
            Folding.Append(folded, c);
        var plain = new StringBuilder();
        foreach (var c in folded.ToString())
        {
            if (char.IsLetterOrDigit(c))
                plain.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(c == '&' ? " and " : " ");
        }
        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>How alike two plain names are, of 100: 100 only where they are the same.</summary>
    public static int Likeness(string a, string b)
    {
        if (a == b)
            return 100;
        var longer = Math.Max(a.Length, b.Length);
        if (longer == 0)
            return 0;
        var distance = Distance(a, b);
        // A short name has no room for errors: "Reviews" may lack a letter, "GAN" may not.
        var allowed = longer / 5;
        var alike = Math.Max(0, 99 - distance * 100 / longer);
        return distance <= Math.Min(allowed, 3) ? Math.Max(alike, 86) : Math.Min(alike, 84);
    }

    /// <summary>The number of letters to change, add, leave out or swap.</summary>
    private static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[b.Length];
    }
}
