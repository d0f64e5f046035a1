using System.Collections.Frozen;

namespace SbiContrib.Core.Identifiers;

/// <summary>Preprint servers whose addresses give the DOI by the server's rule.</summary>
internal static class Preprints
{
    // Each OSF community registers its DOIs under a prefix of its own.
    private static readonly FrozenDictionary<string, string> OsfPrefixes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["osf"] = "10.31219",
        ["agrixiv"] = "10.31220",
        ["arabixiv"] = "10.31221",
        ["metaarxiv"] = "10.31222",
        ["eartharxiv"] = "10.31223",
        ["engrxiv"] = "10.31224",
        ["bodoarxiv"] = "10.31225",
        ["focusarchive"] = "10.31226",
        ["inarxiv"] = "10.31227",
        ["lawarxiv"] = "10.31228",
        ["lissa"] = "10.31229",
        ["marxiv"] = "10.31230",
        ["mindrxiv"] = "10.31231",
        ["nutrixiv"] = "10.31232",
        ["paleorxiv"] = "10.31233",
        ["psyarxiv"] = "10.31234",
        ["socarxiv"] = "10.31235",
        ["sportrxiv"] = "10.31236",
        ["thesiscommons"] = "10.31237",
        ["africarxiv"] = "10.31730",
        ["ecoevorxiv"] = "10.32942",
        ["mediarxiv"] = "10.33767",
        ["edarxiv"] = "10.35542",
        ["indiarxiv"] = "10.35543",
        ["biohackrxiv"] = "10.37044",
    }.ToFrozenDictionary();

    /// <summary>
    /// bioRxiv and medRxiv: the DOI stands in the path, the version behind it; addresses by date leave the prefix out,
    /// which changed on 2025-12-01 (10.1101 before, 10.64898 since; around that day the address doesn't tell).
    /// </summary>
    public static Verdict? Biorxiv(Address at)
    {
        if (Doi.In(at) is { } carried)
            return carried;
        if (at[0] is not ("content" or "cgi") || at.Segments[^1] == "recent")
            return at.Segments.Length == 0 || at[0] is not "lookup" ? Verdict.NotAWork : Verdict.NeedsPage;
        var name = DoiEnd.Trimmed("10.1101/" + at.Segments[^1].Replace(".source.xml", "", StringComparison.Ordinal));
        var early = Array.IndexOf(at.Segments, "early");
        var day = early >= 0 ? string.Concat(at[early + 1], at[early + 2]) : "";
        return Versioned(name) is { Version: var version, Id.Value: { } doi } && (Proceedings.Digits(doi[8..]) ? day : doi[8..12] + doi[13..15]) is { Length: 6 } month && string.CompareOrdinal(month, "202511") < 0
            ? Verdict.Is("doi", doi, version)
            : Verdict.NeedsPage;
    }

    /// <summary>A bioRxiv DOI, with the version that addresses put behind it taken apart; null for any other DOI.</summary>
    public static Verdict? Versioned(string doi)
    {
        var prefix = doi.StartsWith("10.1101/", StringComparison.Ordinal) ? 8 : doi.StartsWith("10.64898/", StringComparison.Ordinal) ? 9 : 0;
        if (prefix == 0)
            return null;
        var suffix = doi[prefix..];
        var v = suffix.IndexOf('v', StringComparison.Ordinal);
        var number = v < 0 ? suffix : suffix[..v];
        var isOurs = number.Length == 6 ? Proceedings.Digits(number) : number.Split('.') is [{ Length: 4 }, { Length: 2 }, { Length: 2 }, { Length: > 4 }] && !number.AsSpan().ContainsAnyExceptInRange('.', '9');
        if (!isOurs)
            return null;
        var end = v < 0 ? v : suffix.AsSpan(v + 1).IndexOfAnyExceptInRange('0', '9') is >= 0 and var rest ? v + 1 + rest : suffix.Length;
        return v < 0 ? Verdict.Is("doi", doi) : end > v + 1 ? Verdict.Is("doi", doi[..(prefix + v)], suffix[(v + 1)..end]) : null;
    }

    /// <summary>osf.io: a community's preprint by its DOI, anything else of five letters by its own name.</summary>
    public static Verdict? Osf(Address at)
    {
        if (at[0] == "preprints")
            return OsfPrefixes.TryGetValue(at[1].ToLowerInvariant(), out var prefix) && Guid(at[2]) is { } preprint ? OsfDoi(prefix, preprint)
                : at.Segments.Length == 2 && Guid(at[1]) is not null ? Verdict.NeedsPage : Verdict.NotAWork;
        return Guid(at[0]) is { } id ? Verdict.Is("osf", id[..5], id.Length > 7 ? id[7..] : null) : Doi.In(at) ?? Verdict.NotAWork;
    }

    /// <summary>A community's own host: <c>edarxiv.org/wc6r7</c>.</summary>
    public static Verdict? OsfCommunity(Address at) =>
        OsfPrefixes.TryGetValue(at.Host.Split('.')[0], out var prefix) && Guid(at[0] == "preprints" ? at[1] : at[0]) is { } id ? OsfDoi(prefix, id) : null;

    /// <summary>SSRN: the abstract's number.</summary>
    public static Verdict? Ssrn(Address at)
    {
        var number = at.Value("abstract_id", "abstractid", "abstract");
        if (number.Length == 0)
            number = at[0].StartsWith("abstract=", StringComparison.OrdinalIgnoreCase) ? at[0]["abstract=".Length..] : "";
        number = number.TrimEnd('/');
        return number.Length is > 0 and < 9 && Proceedings.Digits(number) ? Verdict.Is("doi", "10.2139/ssrn." + number)
            : at.Path.Contains("Delivery", StringComparison.OrdinalIgnoreCase) ? Verdict.NeedsPage : Doi.In(at) ?? Verdict.NotAWork;
    }

    /// <summary>Research Square: its number is the DOI's since spring 2020 (before, the two ran apart), and each version has its own.</summary>
    public static Verdict? ResearchSquare(Address at)
    {
        var number = at[1].StartsWith("rs-", StringComparison.OrdinalIgnoreCase) ? at[1][3..] : "";
        var version = at[2].Split('.')[0].ToLowerInvariant();
        return number.Length is > 4 and < 9 && Proceedings.Digits(number) && int.Parse(number) >= 20_000 && version.Length > 1 && version[0] == 'v' && Proceedings.Digits(version[1..])
            ? Verdict.Is("doi", $"10.21203/rs.3.rs-{number}/{version}", version[1..])
            : null;
    }

    private static Verdict OsfDoi(string prefix, string id) =>
        Verdict.Is("doi", $"{prefix}/osf.io/{id}", id.Length > 7 ? id[7..] : null);

    /// <summary>Five letters and digits, none that are mistaken for another and no page's name; <c>_v2</c> where it names a version.</summary>
    private static string? Guid(string text)
    {
        var id = text.ToLowerInvariant();
        var name = id.Length > 7 && id[5..7] == "_v" && Proceedings.Digits(id[7..]) ? id[..5] : id;
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character))
                return null;
        }
        return name.Length == 5 && !name.AsSpan().ContainsAny("01ilo") && name is not ("terms" or "share" or "users" or "teams" or "pages") ? id : null;
    }
}
