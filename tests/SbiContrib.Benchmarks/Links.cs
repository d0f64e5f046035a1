using BenchmarkDotNet.Attributes;

namespace SbiContrib.Benchmarks;

/// <summary>A thousand links of every kind; <c>LINKS</c> names a file with real ones, one a line.</summary>
[MemoryDiagnoser]
public class Links
{
    private static readonly string[] Kinds =
    [
        "https://arxiv.org/abs/2010.06439v2", "https://doi.org/10.1073/pnas.1912789117", "https://www.biorxiv.org/content/10.1101/2021.08.03.454978v1.full.pdf",
        "https://openreview.net/forum?id=BJgsN3R9Km", "https://github.com/mackelab/sbi/blob/main/README.md", "https://iopscience.iop.org/article/10.1088/2632-2153/ac98f4/meta",
        "https://www.sciencedirect.com/science/article/pii/S0377221719301419", "https://ui.adsabs.harvard.edu/abs/2023AAS...24134006W/abstract",
        "https://scholar.google.com/scholar?hl=en&q=inference", "Please add doi:10.1007/s10549-018-4743-9, thanks",
    ];

    private string[] _links = [];

    [GlobalSetup]
    public void Read() => _links = Environment.GetEnvironmentVariable("LINKS") is { Length: > 0 } file
        ? File.ReadAllLines(file)
        : [.. Enumerable.Range(0, 1000).Select(at => Kinds[at % Kinds.Length])];

    [Benchmark]
    public int Identify()
    {
        var known = 0;
        foreach (var link in _links)
            known += Core.Identifiers.Identify.Link(link).Id is null ? 0 : 1;
        return known;
    }
}
