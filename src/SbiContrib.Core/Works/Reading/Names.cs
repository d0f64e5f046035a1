using System.Collections.Frozen;
using System.Collections.Immutable;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Reading;

/// <summary>Names of authors, as the sources write them.</summary>
internal static class Names
{
    private static readonly FrozenSet<string> Particles = Set("""
        van von der den de del della di da do dos das du la le el al af av zu zum zur ten ter te 't bin ibn ben bint y e i dello degli dei delle lo vom op het het auf und
        """);

    private static readonly FrozenSet<string> Suffixes = Set("Jr Jr. Sr Sr. II III IV Jnr. Snr.");

    private static readonly FrozenSet<string> Degrees = Set("PhD MD BS BSc BA MS MSc MA MPH DPhil DSc MBBS FRCP RN DDS DVM Dr Prof");

    private static readonly FrozenSet<string> Bodies = Set("""
        collaboration collaborations consortium team group network initiative alliance committee society institute institution university laboratory lab labs foundation association
        project organisation organization community council centre center department ministry survey investigators contributors developers authors working observatory agency
        """);

    /// <summary>A name written as it is spoken; a comma parts the family name from the given.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The author, or null where the text holds no name.</returns>
    public static Author? Spoken(string? name) => Spoken(name, inverts: true);

    /// <summary>A name written as it is spoken: <c>Ludwig van der Berg</c>.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The author, or null where the text holds no name.</returns>
    /// <param name="inverts">A comma parts the family name from the given; otherwise a name with a comma is no person's.</param>
    public static Author? Spoken(string? name, bool inverts)
    {
        if (Clean(name) is not { } clean)
            return null;
        if (IsBody(clean))
            return new(null, null, clean);
        if (clean.IndexOf(',', StringComparison.Ordinal) is var comma and > 0 && comma < clean.Length - 1)
            return inverts ? Inverted(clean) : new(null, null, clean);
        var words = clean.Split(' ');
        var last = words.Length - (words.Length > 2 && Suffixes.Contains(words[^1]) ? 2 : 1);
        if (last < 1)
            return new(null, null, clean);
        while (last > 1 && Particles.Contains(words[last - 1]) && char.IsLower(words[last - 1].AsSpan().TrimStart('\'')[0]))
            last--;
        return new(string.Join(' ', words[..last]), string.Join(' ', words[last..]), null);
    }

    /// <summary>A name written with the family name first: <c>van der Berg, Ludwig</c>; without a comma it is one name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The author, or null where the text holds no name.</returns>
    public static Author? Inverted(string? name)
    {
        if (Clean(name) is not { } clean)
            return null;
        var comma = clean.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || IsBody(clean))
            return new(null, null, clean);
        var (family, given) = (clean[..comma].Trim(), clean[(comma + 1)..].Trim());
        if (family.Length == 0 || given.Length == 0)
            return new(null, null, clean.Trim(',', ' '));
        if (family.Contains(' ', StringComparison.Ordinal) && (Suffixes.Contains(given) || Degrees.Contains(given.Replace(".", "", StringComparison.Ordinal))))
            return Spoken(family);
        var second = given.IndexOf(',', StringComparison.Ordinal);
        return new(second > 0 && Suffixes.Contains(given[(second + 1)..].Trim()) ? given[..second].Trim() : given, family, null);
    }

    /// <summary>A name that the source itself gives in parts.</summary>
    /// <param name="given">The given names, or null.</param>
    /// <param name="family">The family name, or null.</param>
    /// <returns>The author, or null where both are empty.</returns>
    public static Author? Parts(string? given, string? family)
    {
        var (first, last) = (CleanText.Name(given), CleanText.Name(family));
        if (last is null)
            return first is null ? null : new(null, null, first);
        return new(first, last, null);
    }

    /// <summary>A name that is no person's, or that can't be taken apart.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The author, or null where the text holds no name.</returns>
    public static Author? Whole(string? name) => CleanText.Name(name) is { } clean ? new(null, null, clean) : null;

    /// <summary>The authors that are there, in order.</summary>
    /// <param name="authors">What was read of each.</param>
    /// <returns>All but the missing.</returns>
    public static ImmutableArray<Author> Authors(this IEnumerable<Author?> authors) => [.. authors.OfType<Author>()];

    /// <summary>Whether a name is that of a collaboration or an institution.</summary>
    /// <param name="name">The clean name.</param>
    /// <returns>Whether it has a word that no person's name has.</returns>
    public static bool IsBody(string name) => name.Split([' ', '-', ',', ':', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Any(word => Bodies.Contains(word.ToLowerInvariant()))
        && name.Contains(' ', StringComparison.Ordinal);

    private static string? Clean(string? name) => CleanText.Name(name)?.Trim(' ', ':', ';', ',') is { Length: > 0 } clean ? clean : null;

    private static FrozenSet<string> Set(string table) =>
        table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
