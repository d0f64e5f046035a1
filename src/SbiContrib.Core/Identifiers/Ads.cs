namespace SbiContrib.Core.Identifiers;

/// <summary>NASA ADS and SciX: bibcodes (ui.adsabs.harvard.edu/help/actions/bibcode).</summary>
internal static class Ads
{
    /// <summary>A bibcode's length: year, journal, volume, qualifier, page, author.</summary>
    public const int Length = 19;

    /// <summary>The page of one record; what leads from it to others is a list.</summary>
    public static Verdict? Site(Address at)
    {
        var path = at.Fragment.StartsWith("abs/", StringComparison.Ordinal) || at.Fragment.StartsWith("/abs/", StringComparison.Ordinal)
            ? at.Fragment.Trim('/').Split('/')
            : at.Segments;
        if (at.Value("bibcode") is { Length: Length } asked)
            return Read(asked);
        var of = Array.FindIndex(path, part => part is "abs" or "full" or "pdf" or "link_gateway" or "bib_query" or "article_list");
        if (of < 0 || of + 1 >= path.Length)
            return path.Length > 0 && path[0] == "link_gateway" ? Verdict.NeedsPage : Verdict.NotAWork;
        if (path[^1] is "coreads" or "references" or "citations" or "similar" or "toc" or "metrics" or "graphics" && path.Length > of + 2)
            return Verdict.NotAWork;
        var rest = string.Join('/', path[(of + 1)..]);
        rest = rest.StartsWith("doi:", StringComparison.OrdinalIgnoreCase) ? rest[4..] : rest;
        return Read(path[of + 1]) ?? Arxiv.Read(path[of + 1])
            ?? (Doi.Find(rest) == 0 ? Doi.Verdict(DoiEnd.Trimmed(rest)) : null) ?? Verdict.NeedsPage;
    }

    /// <summary>A bibcode; that of an arXiv preprint holds its number, which is its better known name.</summary>
    public static Verdict? Read(string text)
    {
        if (!IsBibcode(text))
            return null;
        if (text.AsSpan(4, 5).SequenceEqual("arXiv") && (Arxiv.Read(text[9..18]) ?? Arxiv.Read($"{text[9..13]}.{text[13..18]}")) is { } found)
            return found;
        return OldArxiv(text) ?? Verdict.Is("ads", text);
    }

    /// <summary>A preprint's before April 2007, <c>2006astro.ph..1001G</c>: archive, month and number, which make <c>astro-ph/0601001</c>.</summary>
    private static Verdict? OldArxiv(string text)
    {
        var archive = text.AsSpan(4, 14).TrimEnd("0123456789");
        var number = text.AsSpan(4 + archive.Length, 14 - archive.Length);
        return number.Length is 4 or 5 && !archive.ContainsAnyInRange('A', 'Z') && int.Parse(number) is > 1_000 and < 13_000
            ? Arxiv.Read($"{archive.TrimEnd('.').ToString().Replace('.', '-')}/{text.AsSpan(2, 2)}{number.ToString().PadLeft(5, '0')}")
            : null;
    }

    /// <summary>Four digits, a journal that begins with a letter, fields padded with dots, an initial.</summary>
    public static bool IsBibcode(ReadOnlySpan<char> text)
    {
        if (text.Length != Length || text[..4].ContainsAnyExceptInRange('0', '9') || text[0] is not ('1' or '2') || !char.IsAsciiLetter(text[4]))
            return false;
        foreach (var character in text[4..])
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '&' or ':' or '+'))
                return false;
        }
        return (char.IsAsciiLetter(text[^1]) || text[^1] == '.') && text[9..18].ContainsAnyInRange('0', '9');
    }
}
