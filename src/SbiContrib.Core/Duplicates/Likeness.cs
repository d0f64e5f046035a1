namespace SbiContrib.Core.Duplicates;

/// <summary>How alike two texts are, from 0 to 100: twice the longest common subsequence over both lengths.</summary>
/// <remarks>
/// Written here: the packages that offer it drop letters outside ASCII or allocate for every pair,
/// and the bit-parallel form (Hyyrö, 2004) is short.
/// </remarks>
internal static class Likeness
{
    private const int Ascii = 128;

    /// <summary>Of how many blocks of 64 characters a title is at most whose characters go into a table.</summary>
    private const int Tabled = 4;

    /// <summary>Two texts as they stand.</summary>
    public static double Ratio(string a, string b)
    {
        if (a.Length + b.Length == 0)
            return 100;
        return a == b ? 100 : 200.0 * Common(a, b) / (a.Length + b.Length);
    }

    /// <summary>The share of words that both have, whatever else one of them says.</summary>
    public static double OfWords(Title a, Title b)
    {
        var shared = a.Words.Intersect(b.Words, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (shared.Length == 0)
            return 0;
        var (restA, restB) = (Rest(a, shared), Rest(b, shared));
        if (restA.Length == 0 || restB.Length == 0)
            return 100;
        var both = string.Join(' ', shared);
        var (withA, withB) = ($"{both} {restA}", $"{both} {restB}");
        var least = Math.Min(withA.Length, withB.Length);
        return Math.Max(Ratio(withA, withB), 200.0 * both.Length / (both.Length + least));
    }

    private static string Rest(Title title, string[] shared) =>
        string.Join(' ', title.Words.Except(shared, StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>The length of the longest common subsequence, 64 characters of <paramref name="a"/> at a time.</summary>
    private static int Common(string a, string b)
    {
        var blocks = (a.Length + 63) / 64;
        Span<ulong> rows = blocks <= 16 ? stackalloc ulong[blocks] : new ulong[blocks];
        rows.Fill(ulong.MaxValue);
        // Where each ASCII character stands in a title of usual length is found once.
        Span<ulong> places = blocks <= Tabled ? stackalloc ulong[blocks * Ascii] : [];
        places.Clear();
        for (var i = 0; i < a.Length && places.Length > 0; i++)
        {
            if (a[i] < Ascii)
                places[((i / 64) * Ascii) + a[i]] |= 1UL << (i % 64);
        }
        foreach (var character in b)
        {
            var carry = 0UL;
            for (var block = 0; block < blocks; block++)
            {
                var from = block * 64;
                var matches = places.Length > 0 && character < Ascii ? places[(block * Ascii) + character] : Matches(a.AsSpan(from, Math.Min(64, a.Length - from)), character);
                var row = rows[block];
                var hit = row & matches;
                var sum = row + hit + carry;
                carry = sum < row || (carry == 1 && sum == row) ? 1UL : 0UL;
                rows[block] = sum | (row & ~matches);
            }
        }
        var common = 0;
        for (var block = 0; block < blocks; block++)
        {
            var used = Math.Min(64, a.Length - (block * 64));
            var mask = used == 64 ? ulong.MaxValue : (1UL << used) - 1;
            common += System.Numerics.BitOperations.PopCount(~rows[block] & mask);
        }
        return common;
    }

    private static ulong Matches(ReadOnlySpan<char> text, char character)
    {
        var matches = 0UL;
        for (var i = text.IndexOf(character); i >= 0;)
        {
            matches |= 1UL << i;
            var next = text[(i + 1)..].IndexOf(character);
            i = next < 0 ? -1 : i + 1 + next;
        }
        return matches;
    }
}
