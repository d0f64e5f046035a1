using System.Text.RegularExpressions;
using CsCheck;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

public sealed partial class YamlTests
{
    private static readonly NewEntry Work = new(
        "Simulation-based Bayesian inference for multi-fingered robotic grasping: a title that is long enough to be folded",
        [new("main", "https://arxiv.org/abs/2109.14275")], ["Norman Marlier", "Olivier Brüls", "Gilles Louppe"], "2021", "arxiv.org", null, null)
    { Date = "2021-09-29", Created = new(2022, 1, 2, 3, 4, 5, TimeSpan.Zero) };

    [Fact]
    public void WritesAnEntryAsItsNeighboursAreWritten()
    {
        var document = ListReader.Read(SamplePages.Read("papers.yaml"));
        var change = document.Add(Work, ["Robotics"]);
        Assert.Equal("""
            - id: 8
              created_at: 2022-01-02 03:04:05.000000
              published_on: 2021-09-29
              title: 'Simulation-based Bayesian inference for multi-fingered robotic grasping:
                a title that is long enough to be folded'
              authors: "Norman Marlier, Olivier Br\xFCls, Gilles Louppe"
              link: https://arxiv.org/abs/2109.14275
              journal: arxiv.org
              arxiv_id: '2109.14275'
              category: Robotics
            """, change.Entry.Text);
        Assert.EndsWith(change.Entry.Text + "\n", change.Files[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheNumberCollidesWithNoOther() =>
        Assert.StartsWith("- id: 12\n", ListReader.Read(SamplePages.Read("papers.yaml")).Add(Work with { LeastId = 12 }, ["Robotics"]).Entry.Text, StringComparison.Ordinal);

    [Fact]
    public void ReadsWhatItWrote() =>
        NewEntries.Any.Sample(
            entry =>
            {
                var file = SamplePages.Read("papers.yaml");
                var change = ListReader.Read(file).Add(entry, ["Robotics"]);
                var after = ListReader.Read(change.Files[0]);
                Assert.Equal(NewEntries.Plain(entry.Title), after.Entries[^1].Title);
                Assert.Equal(change.Entry.Text, after.Entries[^1].Text);
                Assert.Equal(change.Entry.Lines, after.Entries[^1].Lines);
                Assert.StartsWith(file.Text, change.Files[0].Text, StringComparison.Ordinal);
                Assert.Equal(file.Text, after.Remove(after.Entries[^1]).Files[0].Text);
            },
            iter: 300, threads: 1);

    /// <summary>Each entry of the real file but its number and the fields that no list entry carries comes back as PyYAML wrote it.</summary>
    [Fact]
    public void WritesTheRealFileAsItStands()
    {
        var file = Corpora.List("lists/sbi-site/papers.yaml");
        var document = ListReader.Read(file);
        var (same, all) = (0, 0);
        foreach (var entry in document.Entries.Where(e => !e.Section.IsEmpty).Where((_, i) => i % 25 == 0))
        {
            var again = document.Add(LeaveOneOut.Again(entry) with { Date = Day().Match(entry.Text).Groups[1].Value }, entry.Section).Entry;
            all++;
            same += Fields(again.Text).All(f => f.StartsWith("- id", StringComparison.Ordinal) || f.StartsWith("  doi", StringComparison.Ordinal) || entry.Text.Contains(f, StringComparison.Ordinal)) ? 1 : 0;
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{same} of {all} entries are written as they stand");
        Assert.True(same >= 0.98 * all, $"{same} of {all}");
    }

    private static IEnumerable<string> Fields(string text) => Field().Split(text);

    [GeneratedRegex(@"\n(?=  \S)", RegexOptions.None, 1000)]
    private static partial Regex Field();

    [GeneratedRegex(@"published_on: (\S+)", RegexOptions.NonBacktracking)]
    private static partial Regex Day();
}
