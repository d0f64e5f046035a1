using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>A list of names as it is written: the names and what stands between them.</summary>
internal sealed record NameList(ImmutableArray<string> Names, ImmutableArray<string> Joins);

/// <summary>Tells names apart from other text.</summary>
internal static class Names
{
    private static readonly SearchValues<char> NoName = SearchValues.Create("()[]{}<>!?\"=");

    private static readonly FrozenSet<string> Particles = FrozenSet.ToFrozenSet(
        "de la le van von der den di da do dos du del della al el bin ibn y e et ten ter te zu zur af av st the for of on behalf and und les 't others".Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Cuts a list of names where it is joined.</summary>
    public static NameList Split(string text)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var joins = ImmutableArray.CreateBuilder<string>();
        var semicolons = text.Contains(';', StringComparison.Ordinal);
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = JoinAt(text, i, semicolons);
            if (length == 0 || i == start)
            {
                i += Math.Max(length, 1);
                continue;
            }
            names.Add(text[start..i]);
            joins.Add(text.Substring(i, length));
            start = i += length;
        }
        names.Add(text[start..]);
        return Inverted(new(names.ToImmutable(), joins.ToImmutable()));
    }

    /// <summary>Whether a text is a list of names and nothing else.</summary>
    public static bool AreNames(string text)
    {
        var names = Split(text.Trim()).Names;
        var good = names.Count(IsName);
        return names.Length == 1 ? good == 1 && IsLoneName(names[0]) : good >= 2 && good * 5 >= names.Length * 4;
    }

    /// <summary>Whether a text that is set off from others names persons beyond doubt: by initials, as a pair of full names, or with "et al.".</summary>
    public static bool ArePersons(string text)
    {
        var names = Split(text.Trim()).Names;
        return AreNames(text) && !Venues.IsOne(text)
            && (Rest(text) || Array.Exists([.. names], HasInitial) || (names.Length > 1 && names.All(n => n.Contains(' ', StringComparison.Ordinal))));
    }

    /// <summary>Whether a list of names ends with those that it doesn't name.</summary>
    public static bool Rest(string text) => text.TrimEnd('.', ' ', '*', '_').EndsWith("et al", StringComparison.Ordinal);

    /// <summary>Whether a name has initials, and isn't an abbreviation as <c>Phys. Rev. D</c>.</summary>
    public static bool HasInitial(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('*', '_', ',')).ToList();
        return words.Exists(w => w.Length > 1 && IsInitials(w)) && words.Exists(w => w.Length > 1 && !w.EndsWith('.')) && !words.Exists(w => w.Length > 3 && w.EndsWith('.') && !IsInitials(w));
    }

    private static bool IsLoneName(string name)
    {
        var words = name.Trim('*', '_').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var most = Rest(name) ? 8 : 5;
        return words.Length >= 2 && words.Length <= most && !name.EndsWith(':') && Array.TrueForAll(words, w => w.Length > 0 && (char.IsUpper(w[0]) || Particles.Contains(w.TrimEnd('.'))));
    }

    private static bool IsName(string name)
    {
        var words = name.Trim().Trim('*', '_').TrimEnd('.').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 1 and <= 7
            && (Array.Exists(words, w => char.IsUpper(w[0])) || name.Trim().StartsWith("et al", StringComparison.Ordinal) || name.Trim() is "others")
            && Array.TrueForAll(words, w => Particles.Contains(w) || char.IsUpper(w[0]) || !char.IsAsciiLetterLower(w[0]) && !char.IsDigit(w[0]) || w is "others" || w.Contains('\'', StringComparison.Ordinal) || w.Contains('-', StringComparison.Ordinal) && Array.Exists(w.Split('-'), p => p.Length > 0 && char.IsUpper(p[0])))
            && !name.AsSpan().ContainsAny(NoName);
    }

    private static int JoinAt(string text, int i, bool semicolons)
    {
        var at = i;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        if (at == text.Length)
            return 0;
        var mark = text[at] == (semicolons ? ';' : ',') ? 1 : 0;
        var spaced = at > i;
        at += mark;
        var next = at;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        var word = next > at || spaced ? Word(text, next) : 0;
        at = next + word;
        while (word > 0 && at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return mark + word == 0 || at >= text.Length ? 0 : at - i;
    }

    private static int Word(string text, int at)
    {
        foreach (var word in (ReadOnlySpan<string>)["and", "&amp;", "&", "und"])
        {
            if (text.AsSpan(at).StartsWith(word, StringComparison.Ordinal) && at + word.Length < text.Length && char.IsWhiteSpace(text[at + word.Length]))
                return word.Length;
        }
        return 0;
    }

    /// <summary>Where every second part is initials, a name is two parts: <c>Doe, J., Roe, R.</c></summary>
    private static NameList Inverted(NameList list)
    {
        var (names, joins) = (list.Names, list.Joins);
        if (names.Length < 2 || names.Length % 2 != 0 || !Enumerable.Range(0, names.Length / 2).All(i => IsInitials(names[2 * i + 1]) && !IsInitials(names[2 * i])))
            return list;
        return new(
            [.. Enumerable.Range(0, names.Length / 2).Select(i => names[2 * i] + joins[2 * i] + names[2 * i + 1])],
            [.. Enumerable.Range(0, names.Length / 2 - 1).Select(i => joins[2 * i + 1])]);
    }

    private static bool IsInitials(string part) =>
        part.Length is > 0 and <= 8 && part.EndsWith('.') && part.Split(['.', ' ', '-'], StringSplitOptions.RemoveEmptyEntries).All(p => p.Length <= 2 && char.IsUpper(p[0]));
}
