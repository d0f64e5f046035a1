using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Tests.Identifiers;

/// <summary>Real links and what they name, a table a kind.</summary>
public sealed class LinkTests
{
    [Theory]
    [InlineData("https://arxiv.org/abs/2010.06439", "arxiv:2010.06439", null)]
    [InlineData("https://arxiv.org/abs/1810.04805v2", "arxiv:1810.04805", "2")]
    [InlineData("http://arxiv.org/pdf/hep-ph/9905221v2.pdf", "arxiv:hep-ph/9905221", "2")]
    [InlineData("https://arxiv.org/html/2301.12345v1#S2", "arxiv:2301.12345", "1")]
    [InlineData("https://export.arxiv.org/api/query?id_list=2101.00001", "arxiv:2101.00001", null)]
    [InlineData("http://xxx.lanl.gov/abs/0705.2171", "arxiv:0705.2171", null)]
    [InlineData("https://ar5iv.labs.arxiv.org/html/2401.10515", "arxiv:2401.10515", null)]
    [InlineData("https://www.alphaxiv.org/abs/2301.12345", "arxiv:2301.12345", null)]
    [InlineData("https://huggingface.co/papers/2301.12345", "arxiv:2301.12345", null)]
    [InlineData("https://doi.org/10.48550/arXiv.2407.10362v3", "arxiv:2407.10362", "3")]
    [InlineData("https://ui.adsabs.harvard.edu/abs/2020arXiv201207436Z/abstract", "arxiv:2012.07436", null)]
    [InlineData("https://arxiv.org/ftp/arxiv/papers/1506/1506.08005.pdf", "arxiv:1506.08005", null)]
    [InlineData("https://scholar.archive.org/work/x/access/wayback/https://arxiv.org/pdf/1506.08005v1.pdf", "arxiv:1506.08005", "1")]
    [InlineData("arXiv:0710.0994", "arxiv:0710.0994", null)]
    [InlineData("2303.05376", "arxiv:2303.05376", null)]
    [InlineData("math.GT/0309136", "arxiv:math/0309136", null)]
    [InlineData("HTTPS://ARXIV.ORG/ABS/2010.06439V2", "arxiv:2010.06439", "2")]
    public void Arxiv(string link, string id, string? version) => Names(link, id, version);

    [Theory]
    [InlineData("https://doi.org/10.1073/pnas.1912789117", "doi:10.1073/pnas.1912789117")]
    [InlineData("http://dx.doi.org/10.7554/eLife.46574", "doi:10.7554/elife.46574")]
    [InlineData("https://doi.org/10/gf4gqc", "doi:10/gf4gqc")]
    [InlineData("https://dx.doi.org/10%2Fgf4gqc", "doi:10/gf4gqc")]
    [InlineData("https://doi.org/10.1002%252Fsim.4184", "doi:10.1002/sim.4184")]
    [InlineData("10.1002/(SICI)1522-2594(199911)42:5<952::AID-MRM16>3.0.CO;2-S", "doi:10.1002/(sici)1522-2594(199911)42:5<952::aid-mrm16>3.0.co;2-s")]
    [InlineData("https://doi.org/10.1002/(SICI)1522-2594(199911)42:5%3C952::AID-MRM16%3E3.0.CO;2-S", "doi:10.1002/(sici)1522-2594(199911)42:5<952::aid-mrm16>3.0.co;2-s")]
    [InlineData("https://ascelibrary.org/doi/abs/10.1061/%28ASCE%290887-381X%282003%2917%3A1%2837%29", "doi:10.1061/(asce)0887-381x(2003)17:1(37)")]
    [InlineData("https://iopscience.iop.org/article/10.1088/2632-2153/ac98f4/meta", "doi:10.1088/2632-2153/ac98f4")]
    [InlineData("https://academic.oup.com/mnras/article/doi/10.1093/mnras/stae995/7643658", "doi:10.1093/mnras/stae995")]
    [InlineData("https://www.frontiersin.org/articles/10.3389/frai.2021.550603/full?utm_source=ad", "doi:10.3389/frai.2021.550603")]
    [InlineData("https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0000030&type=printable", "doi:10.1371/journal.pone.0000030")]
    [InlineData("https://link.springer.com/content/pdf/10.1007%2Fs10549-018-4743-9.pdf", "doi:10.1007/s10549-018-4743-9")]
    [InlineData("https://projecteuclid.org/journals/bayesian-analysis/volume-7/issue-3/x/10.1214/12-BA719.short", "doi:10.1214/12-ba719")]
    [InlineData("https://www.emerald.com/insight/content/doi/10.1108/IJPH-07-2016-0028/full/html", "doi:10.1108/ijph-07-2016-0028")]
    [InlineData("https://www.taylorfrancis.com/books/edit/10.1201/9781315120621/lubricant-additives-leslie-rudnick", "doi:10.1201/9781315120621")]
    [InlineData("https://onlinelibrary.wiley.com/doi/10.1155/2013/868174", "doi:10.1155/2013/868174")]
    [InlineData("https://www.tandfonline.com/doi/epdf/10.1080/01457632.2023.2255811?needAccess=true", "doi:10.1080/01457632.2023.2255811")]
    [InlineData("https://zenodo.org/badge/DOI/10.5281/zenodo.8092340.svg", "doi:10.5281/zenodo.8092340")]
    public void DoiInTheAddress(string link, string id) => Names(link, id, null);

    [Theory]
    [InlineData("https://www.biorxiv.org/content/10.1101/087619v3.full", "doi:10.1101/087619", "3")]
    [InlineData("https://www.biorxiv.org/content/10.1101/2019.12.11.872580v1.full.pdf+html", "doi:10.1101/2019.12.11.872580", "1")]
    [InlineData("https://www.biorxiv.org/content/10.64898/2025.12.03.123456v2", "doi:10.64898/2025.12.03.123456", "2")]
    [InlineData("https://www.biorxiv.org/content/early/2017/08/31/087619.full.pdf", "doi:10.1101/087619", null)]
    [InlineData("https://elifesciences.org/articles/54967?utm_source=alert", "doi:10.7554/elife.54967", null)]
    [InlineData("https://www.nature.com/articles/s41563-020-00871-7", "doi:10.1038/s41563-020-00871-7", null)]
    [InlineData("https://www.nature.com/articles/nature12373.pdf", "doi:10.1038/nature12373", null)]
    [InlineData("https://osf.io/preprints/metaarxiv/9a3rw/download", "doi:10.31222/osf.io/9a3rw", null)]
    [InlineData("https://papers.ssrn.com/sol3/papers.cfm?abstract_id=5018989", "doi:10.2139/ssrn.5018989", null)]
    [InlineData("https://www.ssrn.com/abstract=3520189", "doi:10.2139/ssrn.3520189", null)]
    [InlineData("https://www.researchsquare.com/article/rs-624370/v1", "doi:10.21203/rs.3.rs-624370/v1", "1")]
    [InlineData("https://zenodo.org/records/8092340", "doi:10.5281/zenodo.8092340", null)]
    [InlineData("https://peerj.com/articles/cs-123.pdf", "doi:10.7717/peerj-cs.123", null)]
    [InlineData("https://pubs.rsc.org/en/content/articlelanding/2012/ee/c1ee02148f", "doi:10.1039/c1ee02148f", null)]
    [InlineData("https://gmd.copernicus.org/articles/14/7659/2021/", "doi:10.5194/gmd-14-7659-2021", null)]
    [InlineData("https://academic.oup.com/mnras/article-pdf/507/4/6215/40427947/stab2576.pdf", "doi:10.1093/mnras/stab2576", null)]
    [InlineData("https://academic.oup.com/mbe/article-pdf/38/1/100/1/msaa200.pdf", "doi:10.1093/molbev/msaa200", null)]
    [InlineData("https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(21)01431-8/fulltext", "doi:10.1016/s0140-6736(21)01431-8", null)]
    [InlineData("https://raw.githubusercontent.com/openjournals/joss-papers/joss.05702/joss.05702/10.21105.joss.05702.pdf", "doi:10.21105/joss.05702", null)]
    public void DoiByTheHostsRule(string link, string id, string? version) => Names(link, id, version);

    [Theory]
    [InlineData("https://openreview.net/pdf?id=BJgsN3R9Km", "openreview:BJgsN3R9Km")]
    [InlineData("https://proceedings.mlr.press/v137/frank20a/frank20a.pdf", "pmlr:v137/frank20a")]
    [InlineData("https://jmlr.org/papers/volume22/20-1380/20-1380.pdf", "jmlr:v22/20-1380")]
    [InlineData("https://papers.nips.cc/paper_files/paper/2022/file/a98846e9d9cc01cfb87eb694d946ce6b-Paper-Conference.pdf", "neurips:2022/a98846e9d9cc01cfb87eb694d946ce6b")]
    [InlineData("https://www.aclanthology.org/2020.lrec-1.2/", "acl:2020.lrec-1.2")]
    [InlineData("https://www.aclweb.org/anthology/P18-1001.pdf", "acl:P18-1001")]
    [InlineData("https://inspirehep.net/literature/1759770", "inspire:1759770")]
    [InlineData("http://inspirehep.net/record/1759770?ln=en", "inspire:1759770")]
    [InlineData("https://ui.adsabs.harvard.edu/#abs/2019PhDT........69B/abstract", "ads:2019PhDT........69B")]
    [InlineData("https://ui.adsabs.harvard.edu/abs/2023A%26ARv..31....1A/abstract", "ads:2023A&ARv..31....1A")]
    [InlineData("https://www.ncbi.nlm.nih.gov/pubmed?term=21249754", "pmid:21249754")]
    [InlineData("https://www.ncbi.nlm.nih.gov/pmc/articles/3716263", "pmcid:PMC3716263")]
    [InlineData("https://europepmc.org/article/MED/34136733", "pmid:34136733")]
    [InlineData("https://www.semanticscholar.org/reader/204e3073870fae3d05bcbc2f6a8e263d9b72e776", "s2:204e3073870fae3d05bcbc2f6a8e263d9b72e776")]
    [InlineData("https://hal.archives-ouvertes.fr/hal-01600136/document", "hal:hal-01600136")]
    [InlineData("https://osf.io/n3rvk/download", "osf:n3rvk")]
    [InlineData("www.github.com/Mackelab/SBI.git", "github:mackelab/sbi")]
    [InlineData("git@github.com:mackelab/sbi.git", "github:mackelab/sbi")]
    [InlineData("https://github.com/zotero/translators/blob/master/GitHub.js#L3", "github:zotero/translators")]
    [InlineData("https://gitlab.com/group/Sub/name/-/tree/main", "gitlab:group/sub/name")]
    [InlineData("https://pypi.org/project/Scikit_Learn.ext/", "pypi:scikit-learn-ext")]
    [InlineData("https://CRAN.R-project.org/package=EasyABC", "cran:EasyABC")]
    [InlineData("https://juliahub.com/ui/Packages/General/Turing", "julia:Turing")]
    [InlineData("https://anaconda.org/conda-forge/sbi", "conda:sbi")]
    public void OtherSchemes(string link, string id) => Names(link, id, null);

    [Theory]
    [InlineData("[paper](https://arxiv.org/abs/2010.06439)")]
    [InlineData("<https://arxiv.org/abs/2010.06439>.")]
    [InlineData("<a href=\"https://arxiv.org/abs/2010.06439\">here</a>")]
    [InlineData("\\href{https://arxiv.org/abs/2010.06439}{the paper}")]
    [InlineData("https://arxiv.org/abs/2010. 06439")]
    [InlineData("https:// arxiv.org/abs/2010.06439")]
    [InlineData("arXiv 2010.06439 [hep-ph]")]
    [InlineData("ａｒＸｉｖ：２０１０．０６４３９")]
    [InlineData("https://arxiv\u2024org\u2215abs\u22152010\u202406439")]
    [InlineData("https://arxiv.org/abs/2010.\u200b06439\u00a0")]
    [InlineData("\u0430rxiv.org/abs/2010.06439")]
    [InlineData("https%3A%2F%2Farxiv.org%2Fabs%2F2010.06439")]
    [InlineData("https://www.google.com/url?q=https://arxiv.org/abs/2010.06439&sa=D")]
    [InlineData("https://web.archive.org/web/2020/https://arxiv.org/abs/2010.06439")]
    [InlineData("https://arxiv-org.ezproxy.example.edu/abs/2010.06439")]
    [InlineData("//arxiv.org:443//abs//2010.06439/?context=stat#x")]
    [InlineData("Please add the paper at arxiv.org/abs/2010.06439, thanks")]
    public void WhateverTheBrowserShows(string pasted) => Names(pasted, "arxiv:2010.06439", null);

    [Theory]
    [InlineData("(see https://doi.org/10.1016/S0140-6736(21)01431-8)", "doi:10.1016/s0140-6736(21)01431-8")]
    [InlineData("Breast Cancer Res Treat. 2018 July ; 170(1): 77–87. doi:10.1007/s10549-018-4743-9; something else", "doi:10.1007/s10549-018-4743-9")]
    [InlineData("https://doi.org/10.1126/sciadv.1500214. 2015", "doi:10.1126/sciadv.1500214")]
    [InlineData("https://doi.org/10.1007/978-3-030-29135-8\\_9", "doi:10.1007/978-3-030-29135-8_9")]
    public void ProseAroundADoi(string pasted, string id) => Names(pasted, id, null);

    [Theory]
    [InlineData("https://www.sciencedirect.com/science/article/pii/S0377221719301419", UnknownReason.NeedsPage)]
    [InlineData("https://www.nature.com/articles/hdy201326.pdf", UnknownReason.NeedsPage)]
    [InlineData("https://www.nature.com/articles/sdata201618", UnknownReason.NeedsPage)]
    [InlineData("https://www.researchsquare.com/article/rs-2/v2", UnknownReason.NeedsPage)]
    [InlineData("http://downloads.hindawi.com/journals/ijmms/2003/508392.pdf", UnknownReason.NeedsPage)]
    [InlineData("http://citeseerx.ist.psu.edu/viewdoc/summary?doi=10.1.1.279.4002", UnknownReason.NeedsPage)]
    [InlineData("https://www.alphaxiv.org/abs/0185fbae-2888-7197-8590-e777925799e8", UnknownReason.NeedsPage)]
    [InlineData("https://ml4physicalsciences.github.io/2020/files/NeurIPS_ML4PS_2020_112.pdf", UnknownReason.NeedsPage)]
    [InlineData("https://lampe.readthedocs.io", UnknownReason.NeedsPage)]
    [InlineData("https://www.researchgate.net/profile/Karsten-Maurer/publication/321315355_Comparison", UnknownReason.NeedsPage)]
    [InlineData("https://arxiv.org/", UnknownReason.NotAWork)]
    [InlineData("https://arxiv.org/list/q-fin/recent", UnknownReason.NotAWork)]
    [InlineData("https://scholar.google.de/citations?user=INQwsQkAAAAJ&hl=de", UnknownReason.NotAWork)]
    [InlineData("https://github.com/simulation-based-inference/", UnknownReason.NotAWork)]
    [InlineData("https://openreview.net/group?id=ICLR.cc/2024", UnknownReason.NotAWork)]
    [InlineData("https://www.aclanthology.org/volumes/P18-1/", UnknownReason.NotAWork)]
    [InlineData("https://www.jstor.org/stable/i250748", UnknownReason.NotAWork)]
    [InlineData("https://dblp.org/pid/k/DonaldEKnuth.html", UnknownReason.NotAWork)]
    [InlineData("https://iris-hep.org", UnknownReason.NotAWork)]
    [InlineData("https://example.org/search?q=inference", UnknownReason.NotAWork)]
    [InlineData("https://asdf.org/abs/0706.0001v1", UnknownReason.Unknown)]
    [InlineData("https://arxiv.org/abs/2013.06439", UnknownReason.Unknown)]
    [InlineData("https://thisisnouri", UnknownReason.Unknown)]
    [InlineData("a paper about inference", UnknownReason.Unknown)]
    [InlineData("10.1073/pnas. 1912789117", UnknownReason.Unknown)]
    [InlineData("https://arxiv.org/abs/2010.06439,https://arxiv.org/abs/2010.06440", UnknownReason.Unknown)]
    [InlineData("", UnknownReason.Unknown)]
    public void NothingIsGuessed(string link, UnknownReason reason)
    {
        var found = Identify.Link(link);
        Assert.Null(found.Id);
        Assert.Null(found.Url);
        Assert.Equal(reason, found.Reason);
    }

    [Theory]
    [InlineData("arxiv:hep-ph/9905221", "https://arxiv.org/abs/hep-ph/9905221")]
    [InlineData("doi:10.1002/(sici)1522-2594(199911)42:5<952::aid-mrm16>3.0.co;2-s", "https://doi.org/10.1002/(sici)1522-2594(199911)42:5%3C952::aid-mrm16%3E3.0.co%3B2-s")]
    [InlineData("ads:2023A&ARv..31....1A", "https://ui.adsabs.harvard.edu/abs/2023A%26ARv..31....1A/abstract")]
    [InlineData("neurips:2019/d0921d442ee91b896ad95059d13df618", "https://proceedings.neurips.cc/paper_files/paper/2019/hash/d0921d442ee91b896ad95059d13df618-Abstract.html")]
    [InlineData("s2:CorpusID:12345", "https://api.semanticscholar.org/CorpusID:12345")]
    [InlineData("gitlab:group/sub/name", "https://gitlab.com/group/sub/name")]
    [InlineData("jmlr:v22/20-1234", "https://www.jmlr.org/papers/v22/20-1234.html")]
    [InlineData("osf:n3rvk", "https://osf.io/n3rvk/")]
    [InlineData("julia:Turing", "https://juliahub.com/ui/Packages/General/Turing")]
    public void WhatWeWriteWeRead(string id, string page)
    {
        Names(id, id, null);
        Names(page, id, null);
        Assert.Equal(page, Identify.Link(id).Url?.AbsoluteUri);
    }

    [Fact]
    public void FindsEveryWorkOfAText()
    {
        const string prose = """
            We compare [SNPE](https://arxiv.org/abs/1905.07488) and sbi (https://github.com/mackelab/sbi), see also
            doi:10.1073/pnas.1912789117 and arXiv:1905.07488. The data are from 2019.0001 of <https://www.sciencedirect.com/science/article/pii/S0377221719301419>.
            """;
        var found = Identify.InText(prose);
        Assert.Equal(["arxiv:1905.07488", "github:mackelab/sbi", "doi:10.1073/pnas.1912789117", ""], found.Select(one => one.Id?.ToString() ?? ""));
        Assert.Equal(UnknownReason.NeedsPage, found[^1].Reason);
    }

    private static void Names(string link, string id, string? version)
    {
        var found = Identify.Link(link);
        Assert.Equal(id, found.Id?.ToString());
        Assert.Equal(version, found.Version);
        Assert.Equal(link, found.Input);
        Assert.Null(found.Reason);
    }
}
