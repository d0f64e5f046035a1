using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Works.Reading;

/// <summary>Identifiers in fields that hold nothing else, in canonical form: read by the same grammar as links.</summary>
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
        return value.Any(char.IsWhiteSpace) ? null : Identifiers.Doi.Verdict(value)?.Id;
    }

    /// <summary>Several DOIs in one field, parted by blanks, commas or semicolons; a DOI may hold a semicolon itself.</summary>
    /// <param name="text">The field's text.</param>
    /// <returns>Those that are DOIs.</returns>
    public static IEnumerable<Identifier> Dois(string? text)
    {
        foreach (var word in (text ?? "").Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var start = 0;
            for (var i = 0; i <= word.Length; i++)
            {
                if (i < word.Length && !(word[i] is ',' or ';' && BeginsDoi(word.AsSpan(i + 1))))
                    continue;
                if (Doi(word[start..i]) is { } doi)
                    yield return doi;
                start = i + 1;
            }
        }
    }

    /// <summary>An arXiv number, with or without <c>arXiv:</c>, subject class and version.</summary>
    /// <param name="text">The field's text.</param>
    /// <returns>The identifier without version, or null where the text is none.</returns>
    public static Identifier? Arxiv(string? text) => Identifiers.Arxiv.Read(text?.Trim() ?? "")?.Id;

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

    private static bool BeginsDoi(ReadOnlySpan<char> text)
    {
        foreach (var start in (ReadOnlySpan<string>)["10.", "doi:", "http"])
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
