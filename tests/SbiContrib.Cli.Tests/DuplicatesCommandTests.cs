namespace SbiContrib.Cli.Tests;

public sealed class DuplicatesCommandTests
{
    private const string Entries =
        "a\tBenchmarking simulation-based inference\thttps://arxiv.org/abs/2101.04653\tLueckmann, J.; Boelts, J.\n" +
        "b\tBayesian robotic grasping by simulation and inference\thttps://arxiv.org/abs/2303.05873\n" +
        "c\tBenchmarking Simulation-Based Inference\thttps://proceedings.mlr.press/v130/lueckmann21a.html\tJan-Matthis Lueckmann; Jan Boelts\n" +
        "d\tMulti-fingered Bayesian robotic grasping by simulation and inference\n" +
        "e\tA benchmark\tarXiv:2101.04653v1\n";

    [Fact]
    public void GroupsAreJoinedByCertainPairs()
    {
        var (code, output, _) = Run.Sbi(Entries, "duplicates", "-");
        Assert.Equal(0, code);
        Assert.Equal(
            """[{"keys":["a","c","e"],"pairs":[{"a":"a","b":"c","reason":"the titles are equal and all of the authors are the same; it is the preprint of the listed one"},{"a":"a","b":"e","reason":"both are arxiv:2101.04653"}]}]""" + "\n",
            output);
    }

    [Fact]
    public void LikelyPairsStandAlone()
    {
        var (code, output, _) = Run.Sbi(Entries, "duplicates", "--likely", "-");
        Assert.Equal(0, code);
        Assert.Equal("""[{"a":"b","b":"d","reason":"the titles are 88 % alike"}]""" + "\n", output);
    }

    [Fact]
    public void NothingIsAnEmptyList() => Assert.Equal((0, "[]\n", ""), Run.Sbi("", "duplicates", "-"));

    [Fact]
    public void ALineWithoutATitleIsNamed()
    {
        var (code, output, error) = Run.Sbi("a\tTitle\nno cells\n", "duplicates", "-");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("line 2 has 1 cells", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileIsReadAsStandardInputIs()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Entries);
            Assert.Equal(Run.Sbi(Entries, "duplicates", "-"), Run.Sbi("", "duplicates", file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
