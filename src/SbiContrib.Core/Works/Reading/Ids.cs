using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Works.Reading;

/// <summary>Identifiers in fields that hold nothing else: taken as they are, put in canonical form.</summary>
internal static class Ids
{
    private static readonly string[] DoiPrefixes = ["https://", "http://", "dx.doi.org/", "www.doi.org/", "doi.org/", "doi:", "info:doi/"];

    /// <summary>A DOI, however it is introduced; arXiv's own DOIs are the arXiv identifier.</summary>
    /// <param name="text">The field's text.</param>
    /// <returns>The identifier, or null where the text is no DOI.</returns>
    public static Identifier? Doi(string? text)
    {
        var value = text?.Trim().ToLowerInvariant().Replace("\\/", "/", StringComparison.Ordinal);
        if (value is null)
            return null;
        foreach (var prefix in DoiPrefixes)
            if (value.StartsWith(prefix, StringComparison.Ordinal))
                value = value[prefix.Length..].TrimStart();
        if (value.Contains("%2f", StringComparison.Ordinal))
            value = Uri.UnescapeDataString(value);
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (!value.StartsWith("10.", StringComparison.Ordinal) || slash < 5 || slash == value.Length - 1 || value.Any(char.IsWhiteSpace))
            return null;
        return value.StartsWith("10.48550/arxiv.", StringComparison.Ordinal) ? Arxiv(value["10.48550/arxiv.".Length..]) : new("doi", value);
    }

    /// <summary>Several DOIs in one field, parted by commas, semicolons or blanks.</summary>
    /// <param name="text">The field's text.</param>
    /// <returns>Those that are DOIs.</returns>
    public static IEnumerable<Identifier> Dois(string? text) =>
        (text ?? "").Split([' ', ',', ';', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Doi).OfType<Identifier>();

    /// <summary>An arXiv number, with or without <c>arXiv:</c>, subject class and version.</summary>
    /// <param name="text">The field's text.</param>
    /// <returns>The identifier without version, or null where the text is none.</returns>
    public static Identifier? Arxiv(string? text)
    {
        var value = text?.Trim() ?? "";
        if (value.StartsWith("arxiv:", StringComparison.OrdinalIgnoreCase))
            value = value[6..].Trim();
        (value, _) = Versioned(value);
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? NewStyle(value) : OldStyle(value[..slash], value[(slash + 1)..]);
    }

    /// <summary>Takes the version off an arXiv number.</summary>
    /// <param name="value">Such as <c>2101.00001v2</c>.</param>
    /// <returns>The number and the version, null where it names none.</returns>
    public static (string Number, string? Version) Versioned(string value)
    {
        var v = value.LastIndexOf('v');
        var versioned = v > 0 && char.IsAsciiDigit(value[v - 1]) && v + 1 < value.Length && value.AsSpan(v + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        return versioned ? (value[..v], value[(v + 1)..]) : (value, null);
    }

    /// <summary>An identifier that is a number, such as a PubMed one.</summary>
    /// <param name="scheme">Its scheme.</param>
    /// <param name="text">The field's text, with or without what comes before the number.</param>
    /// <returns>The identifier, or null where the text doesn't end in a number.</returns>
    public static Identifier? Number(string scheme, string? text)
    {
        var value = text?.Trim().TrimEnd('/') ?? "";
        var digits = value[(value.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1)..].TrimStart('0');
        return digits.Length is > 0 and < 15 ? new(scheme, scheme == "pmcid" ? $"PMC{digits}" : digits) : null;
    }

    /// <summary>All the identifiers of a work, its own first, each once.</summary>
    /// <param name="own">The work's own.</param>
    /// <param name="others">The others that were read; null where a field held none.</param>
    /// <returns>The identifiers in order.</returns>
    public static ImmutableArray<Identifier> All(Identifier own, params IEnumerable<Identifier?> others) =>
        [.. new Identifier?[] { own }.Concat(others).OfType<Identifier>().Distinct()];

    private static Identifier? NewStyle(string value) =>
        value.Length is 9 or 10 && value[4] == '.' && value.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && value.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0
            ? new("arxiv", value)
            : null;

    private static Identifier? OldStyle(string archive, string number)
    {
        var dot = archive.IndexOf('.', StringComparison.Ordinal);
        var group = (dot < 0 ? archive : archive[..dot]).ToLowerInvariant();
        var sound = number.Length == 7 && number.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && group.Length > 1 && group.All(c => char.IsAsciiLetterLower(c) || c == '-');
        return sound ? new("arxiv", $"{group}/{number}") : null;
    }
}
