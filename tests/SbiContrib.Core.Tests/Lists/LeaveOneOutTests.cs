using System.Globalization;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>How much of a list comes back to the byte when each of its entries is taken out and added again.</summary>
public sealed class LeaveOneOutTests(ITestOutputHelper output)
{
    /// <summary>SBI_CONTRIB_ALL=1 measures every entry; else the large lists are sampled.</summary>
    private static readonly bool All = Environment.GetEnvironmentVariable("SBI_CONTRIB_ALL") is "1";

    /// <summary>SBI_CONTRIB_STEP=25 measures every 25th entry.</summary>
    private static readonly string? Step = Environment.GetEnvironmentVariable("SBI_CONTRIB_STEP");

    /// <summary>SBI_CONTRIB_TELL=1 prints each entry that differs.</summary>
    private static readonly bool Tell = Environment.GetEnvironmentVariable("SBI_CONTRIB_TELL") is "1";

    /// <summary>SBI_CONTRIB_LIST=awesome measures the lists whose path has that in it alone.</summary>
    private static readonly string Only = Environment.GetEnvironmentVariable("SBI_CONTRIB_LIST") ?? "";

    [Theory]
    [InlineData("lists/sbi-seed-2022/index.md", 0.5, 1)]
    [InlineData("lists/sbi-site/index.md", 0.5, 1)]
    [InlineData("lists/sbi-site/software.md", 1, 1)]
    [InlineData("lists/awesome-neural-sbi/README.md", 0.93, 1)]
    [InlineData("lists/hepml/README.md", 0.98, 40)]
    [InlineData("lists/sbi-site/papers.yaml", 1, 100)]
    [InlineData("lists/hepml", 1, 100)]
    [InlineData("lists/iris-hep/publications", 1, 5)]
    public void EntriesOfTheRealListsComeBack(string path, double least, int step)
    {
        Assert.SkipUnless(path.Contains(Only, StringComparison.Ordinal), "another list is asked for");
        var list = Path.HasExtension(path) ? ListFiles.Of(Corpora.List(path)) : SeveralFiles.Real(path, path);
        step = int.TryParse(Step, CultureInfo.InvariantCulture, out var asked) ? asked : All ? 1 : step;
        var result = LeaveOneOut.Of(list, step);
        output.WriteLine(result.Report(path));
        if (All || Step is not null)
            output.WriteLine(LeaveOneOut.Of(list, step, workAlone: true).Report($"{path}, from the work alone"));
        foreach (var entry in result.All.Where(e => Tell && (e.Reason is not null || e.Ordered && !e.Placed)))
            output.WriteLine($"{entry.Reason ?? $"another place{(entry.InOrder ? ", it stood in order" : "")}: {entry.Is!.Lines.First}"}\n{LeaveOneOut.Told(entry)}");
        Assert.True(result.Equal >= least * result.All.Count, $"{result.Equal} of {result.All.Count}");
    }

    [Theory]
    [InlineData("continued.md")]
    [InlineData("continued.md/crlf")]
    [InlineData("dated.md")]
    [InlineData("tables.md")]
    [InlineData("tables.md/crlf")]
    public void EntriesOfAnEvenPageComeBack(string page)
    {
        var result = LeaveOneOut.Of(ListFiles.Of(SamplePages.Read(page)), 1);
        Assert.True(result.Equal >= result.All.Count - 2, result.Report(page));
    }

    [Theory]
    [InlineData("review")]
    [InlineData("review/crlf")]
    [InlineData("publications")]
    [InlineData("publications/crlf")]
    public void EntriesOfAnEvenListOfSeveralFilesComeBack(string name)
    {
        var result = LeaveOneOut.Of(SeveralFiles.Read(name), 1);
        Assert.True(result.Differing.Count == 0, result.Report(name));
    }
}
