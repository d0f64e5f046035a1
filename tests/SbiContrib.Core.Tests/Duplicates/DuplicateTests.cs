using SbiContrib.Core.Duplicates;

namespace SbiContrib.Core.Tests.Duplicates;

/// <summary>Pairs of works that are, may be, and aren't one.</summary>
public sealed class DuplicateTests
{
    private const string Lueckmann = "Lueckmann, Jan-Matthis; Boelts, Jan; Greenberg, David; Gonçalves, Pedro; Macke, Jakob";

    [Theory]
    [InlineData("Benchmarking Simulation-Based Inference", "https://arxiv.org/abs/2101.04653v1", "Benchmarking simulation-based inference", "https://arxiv.org/pdf/2101.04653", "both are arxiv:2101.04653")]
    [InlineData("Truncated Marginal Neural Ratio Estimation", "https://arxiv.org/abs/2107.01214", "Truncated marginal neural ratio estimation", "https://proceedings.neurips.cc/paper/2021/hash/01632f7b7a127233fa1188bd6c2e42e1-Abstract.html", "the titles are equal; it is the preprint of the listed one")]
    [InlineData("$\\texttt{galsbi}$: A Python package for the GalSBI galaxy population model", "https://arxiv.org/abs/2412.08722", "galsbi A Python package for the GalSBI galaxy population model", "https://joss.theoj.org/papers/10.21105/joss.08766.pdf", "the titles are equal; it is the preprint of the listed one")]
    [InlineData("Approximation bias during marginalisation over nuisance parameters", "", "Approximation Bias During Marginalization Over Nuisance Parameters", "", "the titles are equal")]
    [InlineData("Extraction of Drell–Yan angular coefficients with machines", "", "[PDF] Extraction of Drell-Yan Angular Coefficients with Machines", "", "the titles are equal")]
    [InlineData("A page about inference with simulators", "https://www.sciencedirect.com/science/article/pii/S0377221719301419", "A page about inference with simulators", "http://sciencedirect.com/science/article/pii/S0377221719301419/", "both have the same link and title")]
    public void Certain(string title, string link, string listed, string listedLink, string reason)
    {
        var found = Assert.Single(Compare((title, link, ""), (listed, listedLink, "")));
        Assert.Equal(DuplicateVerdict.Certain, found.Verdict);
        Assert.Equal(reason, found.Reason);
    }

    [Theory]
    [InlineData("Training deep neural density estimators to identify mechanistic models of neural dynamics", "Training deep neural density estimators to identify mechanistic models in neural dynamics")]
    [InlineData("Peregrine: Sequential simulation-based inference for gravitational wave signals", "Sequential simulation-based inference for gravitational wave signals")]
    public void CertainWhereTheAuthorsAgree(string title, string listed)
    {
        Assert.Equal(DuplicateVerdict.Certain, Assert.Single(Compare((title, "", Lueckmann), (listed, "", Lueckmann))).Verdict);
        Assert.Equal(DuplicateVerdict.Likely, Assert.Single(Compare((title, "", ""), (listed, "", ""))).Verdict);
    }

    [Theory]
    [InlineData("Simulation-based Bayesian inference for robotic grasping", "Marlier, Norman; Brüls, Olivier", "Simulation-based Bayesian inference for multi-fingered robotic grasping", "Norman Marlier; Olivier Bruls")]
    [InlineData("Simulation based inference in epidemic models", "Kratzer, G.", "Simulation Based Inference in Epidemic Models", "Smith, A.")]
    [InlineData("Measurement of off-shell Higgs boson production in the four lepton channel …", "", "Measurement of off-shell Higgs boson production in the four lepton channel using neural inference", "")]
    [InlineData("Neural inference of halo masses with selection effects included", Lueckmann, "Neural inference of halo masses without selection effects included", Lueckmann)]
    [InlineData("Deep supervised learning of posterior densities from simulators", Lueckmann, "Deep unsupervised learning of posterior densities from simulators", Lueckmann)]
    [InlineData("From posterior estimation to ratio estimation in particle physics", Lueckmann, "From ratio estimation to posterior estimation in particle physics", Lueckmann)]
    [InlineData("The Fast Halo Project I: inference of the initial density field from galaxies", Lueckmann, "The Fast Halo Project: inference of the initial density field from galaxies", Lueckmann)]
    [InlineData("Inference of reionization parameters from light-cone images", "Wei Wang; Li Zhang", "Inference of reionization parameters from light-cone images", "Hao Wang; Yu Zhang")]
    public void Likely(string title, string authors, string listed, string listedAuthors) =>
        Assert.Equal(DuplicateVerdict.Likely, Assert.Single(Compare((title, "", authors), (listed, "", listedAuthors))).Verdict);

    [Theory]
    [InlineData("Simulation-based inference in the search for CP violation", "Code for 'Simulation-based inference in the search for CP violation'")]
    [InlineData("Advances in water quality mapping of coral reefs", "Advances in water quality mapping of coral reefs (dataset)")]
    [InlineData("An implementation of neural inference in ATLAS", "Comment on 'An implementation of neural inference in ATLAS'")]
    [InlineData("Nucleosynthesis and the mass of the tau-neutrino", "Erratum: Nucleosynthesis and the mass of the tau-neutrino")]
    [InlineData("Exoplanet orbital characterization by inference", "Master thesis: Exoplanet orbital characterization by inference")]
    [InlineData("Inference of reionization parameters from light-cone images", "Inference of reionization parameters from light-cone images. II. Wavelets")]
    [InlineData("Halo inference from photometry, part I", "Halo inference from photometry, part II")]
    [InlineData("Inference of reionization parameters from light-cone images", "Correction: Inference of reionization parameters from light-cone images")]
    [InlineData("Inference of reionization parameters from light-cone images", "Expression of Concern: Inference of reionization parameters from light-cone images")]
    [InlineData("Inference of reionization parameters from light-cone images", "Notebooks for: Inference of reionization parameters from light-cone images")]
    [InlineData("A wholly other subject of study", "Simulation-based inference of galaxies")]
    [InlineData("", "")]
    public void Different(string title, string listed) => Assert.Empty(Compare((title, "", Lueckmann), (listed, "", Lueckmann)));

    [Theory]
    [InlineData("https://github.com/mackelab/sbi", "https://arxiv.org/abs/2007.09114")]
    [InlineData("https://ui.adsabs.harvard.edu/abs/2019PhDT........69B/abstract", "https://arxiv.org/abs/2007.09114")]
    public void SoftwareAndThesesOfAPapersTitleAreOtherWorks(string link, string listed) =>
        Assert.Empty(Compare(("sbi: a toolkit for simulation-based inference", link, ""), ("sbi: a toolkit for simulation-based inference", listed, "")));

    [Theory]
    [InlineData("https://zenodo.org/records/1234567")]
    [InlineData("https://doi.org/10.5061/dryad.abc123")]
    [InlineData("https://hdl.handle.net/1721.1/12345")]
    public void ADepositOfAPapersTitleMayBeItsDataAndIsForAPersonToJudge(string link) => Assert.Equal(DuplicateVerdict.Likely, Assert.Single(Compare(
        ("Inference of reionization parameters from light-cone images", link, Lueckmann), ("Inference of reionization parameters from light-cone images", "https://arxiv.org/abs/2105.03344", Lueckmann))).Verdict);

    [Fact]
    public void InitialsBehindANameAreInitials() => Assert.Equal("the titles are equal and all of the authors are the same", Assert.Single(Compare(
        ("Inference of reionization parameters from light-cone images", "", "Vasist M; Rozet F"), ("Inference of reionization parameters from light-cone images", "", "Malavika Vasist; François Rozet"))).Reason);

    [Theory]
    [InlineData("Tutorial")]
    [InlineData("Highlight")]
    public void AGenreBeforeTheColonIsNoName(string genre) => Assert.Equal(DuplicateVerdict.Likely, Assert.Single(Compare(
        ($"{genre}: sequential simulation-based inference for gravitational wave signals", "", Lueckmann), ("Sequential simulation-based inference for gravitational wave signals", "", Lueckmann))).Verdict);

    [Fact]
    public void TwoArxivNumbersOfOneTitleAreForAPersonToJudge() =>
        Assert.Equal(DuplicateVerdict.Likely, Assert.Single(Compare(
            ("Mass of the radion in the limit", "https://arxiv.org/abs/1703.00246", ""), ("Mass of the radion in the limit", "https://arxiv.org/abs/1812.00246", ""))).Verdict);

    [Theory]
    [InlineData("https://doi.org/10.1088/2632-2153/ac98f4", "https://arxiv.org/abs/2211.09126", WorkUpdate.PublishesFound)]
    [InlineData("https://arxiv.org/abs/2211.09126", "https://doi.org/10.1088/2632-2153/ac98f4", WorkUpdate.PreprintOfFound)]
    [InlineData("https://osf.io/preprints/psyarxiv/7eb4g_v2", "https://osf.io/preprints/psyarxiv/7eb4g", WorkUpdate.None)]
    public void APreprintAndItsPaperAreAnUpdate(string link, string listed, WorkUpdate update)
    {
        const string title = "DIGS: deep inference of galaxy spectra with neural posterior estimation";
        var found = Assert.Single(Compare((title, link, ""), (title, listed, "")));
        Assert.Equal((DuplicateVerdict.Certain, update), (found.Verdict, found.Update));
    }

    [Fact]
    public void AWorkIsNotItsOwnDuplicate()
    {
        var work = Candidate.OfLink("1", "Benchmarking simulation-based inference", "arXiv:2101.04653", []);
        var index = DuplicateIndex.Build([work]);
        Assert.Equal(1, index.Count);
        Assert.Empty(index.Find(work));
    }

    private static IEnumerable<DuplicateFinding> Compare((string Title, string Link, string Authors) asked, (string Title, string Link, string Authors) listed) =>
        DuplicateIndex.Build([Of("listed", listed)]).Find(Of("asked", asked));

    private static Candidate Of(string key, (string Title, string Link, string Authors) work) =>
        Candidate.OfLink(key, work.Title, work.Link, [.. work.Authors.Split(';', StringSplitOptions.RemoveEmptyEntries)]);
}
