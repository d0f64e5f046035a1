namespace SbiContrib.Core.Tests.Lists;

public sealed class LeaveOneOutTests(ITestOutputHelper output)
{
    /// <summary>SBI_CONTRIB_ALL=1 measures every entry; else the largest list is sampled.</summary>
    private static readonly bool All = Environment.GetEnvironmentVariable("SBI_CONTRIB_ALL") is "1";

    [Theory]
    [InlineData("lists/sbi-seed-2022/index.md", 0.45, 1)]
    [InlineData("lists/sbi-site/index.md", 0.4, 1)]
    [InlineData("lists/sbi-site/software.md", 1, 1)]
    [InlineData("lists/awesome-neural-sbi/README.md", 0.89, 1)]
    [InlineData("lists/hepml/README.md", 0.98, 40)]
    [InlineData("lists/sbi-site/papers.yaml", 0.94, 100)]
    public void EntriesOfTheRealListsComeBack(string path, double least, int step)
    {
        var result = LeaveOneOut.Of(Corpora.List(path), All ? 1 : step);
        output.WriteLine($"{path}: {result}");
        if (All)
            output.WriteLine($"{path}, from the work alone: {LeaveOneOut.Of(Corpora.List(path), step, workAlone: true)}");
        foreach (var (was, now) in result.Differing.Take(100))
            output.WriteLine($"{was.Lines.First}\n< {was.Text}\n> {now?.Text}");
        Assert.True(result.Equal >= least * result.All, $"{result.Equal} of {result.All}");
    }

    [Theory]
    [InlineData("continued.md")]
    [InlineData("continued.md/crlf")]
    [InlineData("dated.md")]
    [InlineData("tables.md")]
    [InlineData("tables.md/crlf")]
    public void EntriesOfAnEvenPageComeBack(string page)
    {
        var result = LeaveOneOut.Of(SamplePages.Read(page), 1);
        Assert.True(result.Equal >= result.All - 2, string.Join('\n', result.Differing.Select(d => $"{d.Was.Text}\n{d.Is?.Text}")));
    }
}
