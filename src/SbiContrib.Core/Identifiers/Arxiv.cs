using System.Collections.Frozen;

namespace SbiContrib.Core.Identifiers;

/// <summary>arXiv numbers (info.arxiv.org/help/arxiv_identifier.html) and the hosts that show them.</summary>
internal static class Arxiv
{
    private static readonly FrozenSet<string> Archives = FrozenSet.ToFrozenSet(
    [
        "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph", "cmp-lg", "comp-gas",
        "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math", "math-ph", "mtrl-th", "nlin",
        "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio", "quant-ph", "solv-int", "supr-con",
    ]);

    private static readonly FrozenSet<string> Views = FrozenSet.ToFrozenSet(
        ["abs", "pdf", "html", "ps", "format", "src", "e-print", "other", "cits", "show-email", "tb", "prevnext", "papers", "paper", "overview", "doc", "v", "bibtex", "resources", "arxiv"]);

    private static readonly string[] Extensions = [".pdf", ".html", ".ps", ".gz", ".tex", ".md"];

    /// <summary>arXiv itself and its mirrors: what isn't an article's page is a list, a search or the home.</summary>
    public static Verdict? Site(Address at) =>
        Mirror(at) ?? Read(at.Value("id_list", "identifier")) ?? (at.Segments.Length > 1 && Views.Contains(at[0]) ? Verdict.Unknown : Verdict.NotAWork);

    /// <summary>A host that shows arXiv's articles among other things.</summary>
    public static Verdict? Mirror(Address at)
    {
        for (var i = 0; i < at.Segments.Length - 1; i++)
        {
            if (Views.Contains(at.Segments[i].ToLowerInvariant()) && Read(string.Join('/', at.Segments[(i + 1)..Math.Min(i + 3, at.Segments.Length)])) is { } found)
                return found;
        }
        return Read(at.Path) ?? (at[0] is "ftp" or "PS_cache" ? Read(at.Segments[^1]) ?? Read($"{at[1]}/{at.Segments[^1]}") : null) ?? Doi.In(at);
    }

    /// <summary>Hugging Face: the page of a paper by its arXiv number; models and data are software, which only their page names.</summary>
    public static Verdict? HuggingFace(Address at) =>
        at[0] == "papers" ? Read(at[1]) ?? Verdict.NotAWork : null;

    /// <summary>Papers with Code: by a slug, or by another site's number in the query.</summary>
    public static Verdict? PapersWithCode(Address at) =>
        OpenReview.Read(at.Value("openreview")) ?? Read(at.Value("arxiv")) ?? (at[0] == "paper" ? Verdict.NeedsPage : null);

    /// <summary>Reads a number, old or new, with or without version, class and a view's extension.</summary>
    public static Verdict? Read(string text)
    {
        var id = Wrapping.Bare(Wrapping.Unqueried(text.TrimStart('/')).TrimEnd(Wrapping.Ends)).ToLowerInvariant();
        foreach (var label in (ReadOnlySpan<string>)["oai:", "arxiv.org:", "arxiv:"])
            id = id.StartsWith(label, StringComparison.Ordinal) ? id[label.Length..] : id;
        foreach (var extension in Extensions)
            id = id.EndsWith(extension, StringComparison.Ordinal) ? id[..^extension.Length] : id;
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? New(id) : New(id[..slash]) ?? Old(id[..slash], id[(slash + 1)..]);
    }

    /// <summary><c>2010.06439v2</c>: year and month, then four digits until 2014 and five since.</summary>
    private static Verdict? New(string text)
    {
        var (number, version) = Split(text);
        if (number.Length is not (9 or 10) || number[4] != '.' || version is "?" || !IsDigits(number[..4]) || !IsDigits(number[5..]))
            return null;
        var (year, month) = (int.Parse(number.AsSpan(0, 2)), int.Parse(number.AsSpan(2, 2)));
        var width = year < 15 ? 4 : 5;
        return month is >= 1 and <= 12 && year >= 7 && number.Length == 5 + width ? Verdict.Is("arxiv", number, version) : null;
    }

    /// <summary><c>hep-ph/9905221</c>; the subject class of <c>math.GT/0309136</c> isn't part of the name.</summary>
    private static Verdict? Old(string archive, string text)
    {
        var dot = archive.IndexOf('.', StringComparison.Ordinal);
        archive = dot > 0 && archive.Length - dot == 3 ? archive[..dot] : archive;
        var (number, version) = Split(text.Split('/')[0]);
        return Archives.Contains(archive) && number.Length == 7 && IsDigits(number) && version is not "?"
            ? Verdict.Is("arxiv", $"{archive}/{number}", version)
            : null;
    }

    /// <summary>The version behind a <c>v</c>: null where there is none, <c>?</c> where it isn't a number.</summary>
    private static (string Number, string? Version) Split(string text)
    {
        var v = text.IndexOf('v', StringComparison.Ordinal);
        if (v < 0)
            return (text, null);
        var version = text[(v + 1)..];
        return (text[..v], version.Length is > 0 and < 4 && IsDigits(version) && version[0] != '0' ? version : "?");
    }

    private static bool IsDigits(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
