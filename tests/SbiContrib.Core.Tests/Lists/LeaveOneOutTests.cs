namespace SbiContrib.Core.Tests.Lists;

public sealed class LeaveOneOutTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("lists/sbi-seed-2022/index.md", 0.5)]
    [InlineData("lists/sbi-site/index.md", 0.5)]
    [InlineData("lists/sbi-site/software.md", 0.5)]
    [InlineData("lists/awesome-neural-sbi/README.md", 0.5)]
    [InlineData("lists/hepml/README.md", 0.5)]
    public void EntriesOfTheRealListsComeBack(string path, double least)
    {
        var result = LeaveOneOut.Of(Corpora.List(path));
        output.WriteLine($"{path}: {result.Equal} of {result.All} come back byte for byte, {result.Placed} to their place");
        foreach (var (was, now) in result.Differing.Take(400))
            output.WriteLine($"{was.Lines.First}\n< {was.Text}\n> {now.Text}");
        Assert.True(result.Equal >= least * result.All);
    }
}
