using System.Collections.Immutable;

namespace SbiContrib.Core.Identifiers;

/// <summary>The canonical page of an identifier.</summary>
public static class Landing
{
    /// <summary>The longest address under which a page itself is a work.</summary>
    public const int LongestWeb = 1_000;

    /// <summary>The page to which a reader is sent for a work.</summary>
    /// <param name="id">An identifier of a known scheme, in canonical spelling.</param>
    /// <returns>Its address; null for a scheme without pages.</returns>
    public static Uri? Page(Identifier id)
    {
        if (id.Scheme == "web")
            return Uri.TryCreate(id.Value, UriKind.Absolute, out var web) && (web.Scheme == Uri.UriSchemeHttps || web.Scheme == Uri.UriSchemeHttp) ? web : null;
        var value = Uri.EscapeDataString(id.Value).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);
        var page = id.Scheme switch
        {
            "arxiv" => $"https://arxiv.org/abs/{value}",
            "doi" => $"https://doi.org/{value.Replace("%28", "(", StringComparison.Ordinal).Replace("%29", ")", StringComparison.Ordinal)}",
            "openreview" => $"https://openreview.net/forum?id={value}",
            "pmid" => $"https://pubmed.ncbi.nlm.nih.gov/{value}/",
            "pmcid" => $"https://pmc.ncbi.nlm.nih.gov/articles/{value}/",
            "inspire" => $"https://inspirehep.net/literature/{value}",
            "ads" => $"https://ui.adsabs.harvard.edu/abs/{value}/abstract",
            "s2" when value.StartsWith("CorpusID:", StringComparison.Ordinal) => $"https://api.semanticscholar.org/{value}",
            "s2" => $"https://www.semanticscholar.org/paper/{value}",
            "acl" => $"https://aclanthology.org/{value}/",
            "pmlr" => $"https://proceedings.mlr.press/{value}.html",
            "jmlr" => $"https://www.jmlr.org/papers/{value}.html",
            "neurips" => Neurips(value),
            "hal" => $"https://hal.science/{value}",
            "osf" => $"https://osf.io/{value}/",
            "github" => $"https://github.com/{value}",
            "gitlab" => $"https://gitlab.com/{value}",
            "pypi" => $"https://pypi.org/project/{value}/",
            "cran" => $"https://cran.r-project.org/package={value}",
            "julia" => $"https://juliahub.com/ui/Packages/General/{value}",
            "conda" => $"https://anaconda.org/conda-forge/{value}",
            _ => null,
        };
        return page is null ? null : new Uri(page);
    }

    /// <summary>The pages at which a work may be found, the likeliest first.</summary>
    /// <param name="id">An identifier of a known scheme, in canonical spelling.</param>
    /// <returns>One address for most; NeurIPS names the track in it, which the identifier doesn't.</returns>
    public static ImmutableArray<Uri> Pages(Identifier id) => (id.Scheme, Page(id)) switch
    {
        (_, null) => [],
        ("neurips", { } page) => [page, .. Tracks.Select(track => Neurips(id.Value, track)).Where(address => address != page.AbsoluteUri).Select(address => new Uri(address))],
        (_, { } page) => [page],
    };

    private static readonly string[] Tracks = ["", "-Conference", "-Datasets_and_Benchmarks", "-Datasets_and_Benchmarks_Track"];

    /// <summary>Since 2022 the main conference's pages carry its name.</summary>
    private static string Neurips(string value) => Neurips(value, string.CompareOrdinal(value, "2022") >= 0 ? "-Conference" : "");

    private static string Neurips(string value, string track) => Neurips("proceedings.neurips.cc", value, track);

    /// <summary>A paper's page on the proceedings' host, or on that of 2021's data sets.</summary>
    internal static string Neurips(string host, string value, string track) =>
        value.Split('/') is [var year, var hash] ? $"https://{host}/paper_files/paper/{year}/hash/{hash}-Abstract{track}.html" : $"https://{host}/";
}
