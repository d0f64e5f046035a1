using CsCheck;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

public sealed class YamlTests
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

    [Theory]
    [InlineData("papers.yaml")]
    [InlineData("handmade.yml")]
    public void AnEntryThatWasReadIsWrittenAgainToTheByte(string name)
    {
        var file = SamplePages.Read(name);
        var document = ListReader.Read(file);
        foreach (var entry in document.Entries.Where(e => document.Entries.Count(o => o.Section.SequenceEqual(e.Section)) > 1))
        {
            var change = ListReader.Read(document.Remove(entry).Files[0]).Add(LeaveOneOut.Again(entry), entry.Section);
            Assert.Equal(entry.Text, change.Entry.Text);
            if (change.Order != ListOrder.None)
                Assert.Equal(file.Text, change.Files[0].Text);
        }
    }

    /// <summary>YamlDotNet, which didn't write it, reads each field as it was meant.</summary>
    [Theory]
    [InlineData("papers.yaml")]
    [InlineData("handmade.yml")]
    public void HostileTextIsOneField(string name)
    {
        var file = SamplePages.Read(name);
        var document = ListReader.Read(file);
        var keys = Load(file.Text).SelectMany(e => e.Keys).ToHashSet(StringComparer.Ordinal);
        NewEntries.Any.Sample(
            entry =>
            {
                var before = Load(file.Text);
                var after = Load(document.Add(entry, document.Sections[0].Path).Files[0].Text);
                Assert.Equal(before.Count + 1, after.Count);
                var added = after.Single(e => e.TryGetValue("title", out var title) && title is string text && text == NewEntries.Plain(entry.Title));
                Assert.Subset(keys, added.Keys.ToHashSet(StringComparer.Ordinal));
            },
            iter: 200, threads: 1);
    }

    private static List<Dictionary<string, object>> Load(string text) => new YamlDotNet.Serialization.DeserializerBuilder().Build().Deserialize<List<Dictionary<string, object>>>(text);
}
