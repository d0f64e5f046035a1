using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Duplicates;

/// <summary>A candidate, made ready once for all its comparisons.</summary>
internal sealed class Profile
{
    private static readonly string[] PreprintDois =
    [
        "10.1101/", "10.64898/", "10.21203/rs.", "10.2139/ssrn.", "10.26434/chemrxiv", "10.20944/preprints", "10.22541/", "10.36227/techrxiv", "10.31234/", "10.31219/", "10.31235/", "10.31223/", "10.35542/",
    ];

    // Zenodo, figshare, Dryad, Dataverse, Mendeley Data, PANGAEA, OSF's projects, ICPSR, Materials Cloud, 4TU.
    private static readonly string[] DepositDois = ["10.5281/", "10.6084/", "10.5061/", "10.7910/", "10.17632/", "10.1594/", "10.17605/", "10.3886/", "10.24435/", "10.4121/"];

    private static readonly string[] Degrees = ["hdl.handle.net/", "theses.fr/", "proquest.com/", "ethos.bl.uk/", "etheses.", "dissertations."];

    public Profile(Candidate candidate)
    {
        Candidate = candidate;
        Title = Title.Of(candidate.Title);
        Names = Names.Of(candidate.Authors);
        Ids = [.. candidate.Ids.Select(Work)];
        IsSoftware = Ids.Any(IsSoftwareId);
        IsThesis = Ids.Any(id => id is { Scheme: "ads" } && id.Value.AsSpan(4).StartsWith("PhDT") || id is { Scheme: "hal" } && id.Value.StartsWith("tel-", StringComparison.Ordinal));
    }

    public Candidate Candidate { get; }

    public Title Title { get; }

    public Names Names { get; }

    /// <summary>Its identifiers, those of its versions made one.</summary>
    public Identifier[] Ids { get; }

    public bool IsSoftware { get; }

    public bool IsThesis { get; }

    /// <summary>It is known as a deposit alone, which may hold a work, or its data, code and slides under the same title.</summary>
    public bool IsDeposit => Ids.Length > 0 && Array.TrueForAll(Ids, IsDepositId);

    /// <summary>It stands where theses are kept.</summary>
    public bool IsDegree => Ids.Length > 0 && Array.TrueForAll(Ids, id => id.Scheme is "url" or "web" && Array.Exists(Degrees, host => id.Value.Contains(host, StringComparison.OrdinalIgnoreCase)));

    public bool IsPreprint => Ids.Any(IsPreprintId) && !IsPublished;

    public bool IsPublished => Ids.Any(id => id.Scheme is "pmlr" or "jmlr" or "neurips" or "acl" || (id.Scheme == "doi" && !IsPreprintId(id) && !IsDepositId(id)));

    /// <summary>The work behind a version's own DOI: <c>…/7eb4g_v1</c> and <c>…/rs-1/v2</c> are the preprint's.</summary>
    private static Identifier Work(Identifier id)
    {
        var v = id.Scheme == "doi" ? id.Value.LastIndexOf('v') : -1;
        var isVersion = v > 8 && id.Value[v - 1] is '_' or '/' or '.' && v + 1 < id.Value.Length && !id.Value.AsSpan(v + 1).ContainsAnyExceptInRange('0', '9') && IsPreprintId(id);
        return isVersion ? id with { Value = id.Value[..(v - 1)] } : id;
    }

    private static bool IsPreprintId(Identifier id) =>
        id.Scheme is "arxiv" or "osf" || (id.Scheme == "doi" && Array.Exists(PreprintDois, prefix => id.Value.StartsWith(prefix, StringComparison.Ordinal)));

    private static bool IsDepositId(Identifier id) => id.Scheme == "doi" && Array.Exists(DepositDois, prefix => id.Value.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsSoftwareId(Identifier id) =>
        id.Scheme is "github" or "gitlab" or "pypi" or "cran" or "julia" or "conda"
        || (id.Scheme == "ads" && (id.Value.AsSpan(4).StartsWith("ascl", StringComparison.Ordinal) || id.Value.AsSpan(4).StartsWith("zndo", StringComparison.Ordinal) || id.Value.AsSpan(4).StartsWith("harv.data", StringComparison.Ordinal)));
}
