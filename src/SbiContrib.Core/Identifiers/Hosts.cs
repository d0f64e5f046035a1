using System.Collections.Frozen;

namespace SbiContrib.Core.Identifiers;

/// <summary>
/// Which rule reads which host; <c>*.</c> stands for the host and all below it. A host without a rule is searched for a DOI,
/// then judged by the kind of its page.
/// </summary>
internal static class Hosts
{
    private static readonly (Func<Address, Verdict?> Rule, string[] Names)[] Table =
    [
        // arXiv and who shows its papers
        (Arxiv.Site, ["*.arxiv.org", "xxx.lanl.gov", "lanl.arxiv.org", "xxx.itp.ac.cn", "arxiv.itp.ac.cn"]),
        (Arxiv.Mirror, ["ar5iv.org", "ar5iv.labs.arxiv.org", "alphaxiv.org", "arxiv-vanity.com", "arxivxplorer.com", "scirate.com", "emergentmind.com", "themoonlight.io"]),
        (Arxiv.Mirror, ["connectedpapers.com", "scholar-inbox.com", "deeplearn.org", "bohrium.com", "front.math.ucdavis.edu"]),
        (Arxiv.HuggingFace, ["huggingface.co", "hf.co"]),
        (Arxiv.PapersWithCode, ["paperswithcode.com"]),

        // DOIs
        (Doi.Resolver, ["*.doi.org", "doi.acm.org", "doi.acm.com", "doi.acm.de", "doi.acm.net", "dx.doi.com", "dx.doi.de", "dx.doi.net", "doi.ieeecomputersociety.org"]),

        // conferences
        (OpenReview.Site, ["*.openreview.net"]),
        (Proceedings.Pmlr, ["proceedings.mlr.press"]),
        (Proceedings.Jmlr, ["jmlr.org", "jmlr.csail.mit.edu"]),
        (Proceedings.Neurips, ["proceedings.neurips.cc", "papers.neurips.cc", "papers.nips.cc", "proceedings.nips.cc", "datasets-benchmarks-proceedings.neurips.cc"]),
        (Proceedings.Acl, ["*.aclanthology.org", "aclanthology.info", "*.aclweb.org"]),

        // indexes
        (Ads.Site, ["ui.adsabs.harvard.edu", "adsabs.harvard.edu", "articles.adsabs.harvard.edu", "*.scixplorer.org"]),
        (Indexes.Inspire, ["inspirehep.net", "old.inspirehep.net", "labs.inspirehep.net"]),
        (Indexes.Pubmed, ["pubmed.ncbi.nlm.nih.gov", "pubmed.com", "pubmed.gov"]),
        (Indexes.Pmc, ["pmc.ncbi.nlm.nih.gov"]),
        (Indexes.Ncbi, ["ncbi.nlm.nih.gov"]),
        (Indexes.Eutils, ["eutils.ncbi.nlm.nih.gov"]),
        (Indexes.EuropePmc, ["europepmc.org"]),
        (Indexes.SemanticScholar, ["*.semanticscholar.org"]),
        (Indexes.Hal, ["*.hal.science", "*.archives-ouvertes.fr", "*.ccsd.cnrs.fr"]),

        // preprints and data
        (Preprints.Biorxiv, ["*.biorxiv.org", "*.medrxiv.org"]),
        (Preprints.Osf, ["osf.io"]),
        (Preprints.OsfCommunity, ["psyarxiv.com", "edarxiv.org", "mindrxiv.org", "biohackrxiv.org", "engrxiv.com"]),
        (Preprints.Ssrn, ["*.ssrn.com"]),
        (Preprints.ResearchSquare, ["*.researchsquare.com"]),
        (Publishers.Zenodo, ["zenodo.org"]),
        (at => PageKind.Of(at), ["sandbox.zenodo.org"]), // its numbers are no DOIs
        (Publishers.Invenio, ["data.caltech.edu", "ultraviolet.library.nyu.edu", "fdat.uni-tuebingen.de", "researchdata.tuwien.ac.at", "researchdata.tuwien.at", "works.hcommons.org"]),

        // software
        (Repositories.GitHub, ["github.com", "codeload.github.com", "github.dev"]),
        (Repositories.GitHubApi, ["api.github.com"]),
        (Repositories.RawGitHub, ["raw.githubusercontent.com"]),
        (Repositories.GitHubShown, ["colab.research.google.com", "mybinder.org", "nbviewer.org", "nbviewer.jupyter.org", "nbviewer.ipython.org", "cdn.jsdelivr.net", "deepnote.com"]),
        (Repositories.GitLab, ["gitlab.com"]),
        (_ => Verdict.NeedsPage, ["gist.github.com", "gist.githubusercontent.com"]),
        (_ => Verdict.NotAWork, ["*.github.com", "*.gitlab.com", "test.pypi.org"]), // their companies' own pages
        (Packages.Pypi, ["pypi.org", "pypi.python.org", "pypistats.org", "pepy.tech", "piwheels.org"]),
        (Packages.Cran, ["cran.r-project.org"]),
        (Packages.CranShown, ["rdrr.io", "mran.microsoft.com"]),
        (Packages.Bioconductor, ["bioconductor.org"]),
        (Packages.Julia, ["juliahub.com", "docs.juliahub.com"]),
        (Packages.Conda, ["anaconda.org", "prefix.dev"]),

        // publishers whose address gives the DOI by a rule
        (Publishers.Elife, ["*.elifesciences.org"]),
        (Publishers.Nature, ["nature.com"]),
        (Publishers.Hindawi, ["*.hindawi.com"]),
        (Publishers.Copernicus, ["*.copernicus.org"]),
        (Publishers.Peerj, ["peerj.com"]),
        (Publishers.Rsc, ["pubs.rsc.org", "xlink.rsc.org"]),
        (Publishers.Cambridge, ["*.cambridge.org"]),
        (Publishers.Lancet, ["thelancet.com"]),
        (Publishers.Jstor, ["jstor.org"]),
        (Publishers.Jmir, ["*.jmir.org"]),
        (Publishers.Ams, ["ams.org"]),
        (Publishers.Ametsoc, ["journals.ametsoc.org"]),
        (Publishers.Erudit, ["*.erudit.org"]),
        (Publishers.Egms, ["egms.de"]),
        (Publishers.DeGruyter, ["degruyter.com", "degruyterbrill.com"]),
        (Publishers.Acm, ["dl.acm.org"]),
        (Publishers.Queue, ["queue.acm.org"]),
        (Publishers.Iucr, ["journals.iucr.org"]),
        (Publishers.Bsi, ["linkresolver.bsigroup.com"]),
        (Publishers.Nap, ["nap.nationalacademies.org", "nap.edu"]),
        (Publishers.Sae, ["papers.sae.org"]),
        (Publishers.Michigan, ["quod.lib.umich.edu"]),
        (Publishers.Oup, ["academic.oup.com"]),
        (Publishers.Scipost, ["scipost.org"]),
        (Publishers.Joss, ["theoj.org"]),

        // indexes whose pages only lead on
        (PageKind.Scholar, ["scholar.google.com"]),
        (PageKind.GoogleBooks, ["books.google.com"]),
        (PageKind.Dblp, ["dblp.org", "dblp.dagstuhl.de", "dblp.uni-trier.de", "dblp1.uni-trier.de"]),
        (PageKind.Zbmath, ["zbmath.org"]),
        (PageKind.ResearchGate, ["researchgate.net"]),
    ];

    private static readonly FrozenDictionary<string, Func<Address, Verdict?>> Rules = Named(name => name[0] != '*' ? name : null);

    private static readonly FrozenDictionary<string, Func<Address, Verdict?>>.AlternateLookup<ReadOnlySpan<char>> Families = Named(name => name[0] == '*' ? name[2..] : null).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly (string Start, string Host)[] Everywhere = [("scholar.google.", "scholar.google.com"), ("books.google.", "books.google.com"), ("cran.", "cran.r-project.org")];

    /// <summary>What the host's rule says; null where it has none or the rule knows no such address.</summary>
    public static Verdict? Rule(Address at) => RuleOf(at.Host)?.Invoke(at);

    /// <summary>Whether a host has a rule.</summary>
    public static bool Knows(string host) => host.Length > 0 && RuleOf(host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host) is not null;

    private static Func<Address, Verdict?>? RuleOf(string host)
    {
        host = Canonical(host);
        if (Rules.TryGetValue(host, out var own))
            return own;
        for (var dot = -1; ; dot = host.IndexOf('.', dot + 1))
        {
            if (Families.TryGetValue(host.AsSpan(dot + 1), out var rule))
                return rule;
            if (host.IndexOf('.', dot + 1) < 0)
                return null;
        }
    }

    /// <summary>Services that stand under many hosts: Google's in every country, CRAN's mirrors, the universities' portals of HAL.</summary>
    private static string Canonical(string host)
    {
        foreach (var (start, canonical) in Everywhere)
        {
            if (host.StartsWith(start, StringComparison.Ordinal))
                return canonical;
        }
        return host.StartsWith("hal.", StringComparison.Ordinal) && host.EndsWith(".fr", StringComparison.Ordinal) ? "hal.science" : host;
    }

    private static FrozenDictionary<string, Func<Address, Verdict?>> Named(Func<string, string?> key) =>
        Table.SelectMany(row => row.Names.Select(name => (Name: key(name), row.Rule))).Where(pair => pair.Name is not null).ToFrozenDictionary(pair => pair.Name!, pair => pair.Rule, StringComparer.Ordinal);
}
