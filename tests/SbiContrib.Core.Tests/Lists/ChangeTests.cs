using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>Correcting, moving and making room: what changes, and that nothing else does.</summary>
public sealed class ChangeTests
{
    private static readonly NewEntry Work = new("Neural Posterior Estimation", [new("main", "https://arxiv.org/abs/1605.06376")], ["George Papamakarios", "Iain Murray"], "2016", "NIPS", null, null);

    [Fact]
    public void OnlyWhatIsCorrectedChanges()
    {
        var file = SamplePages.Read("page.md");
        var document = ListReader.Read(file);
        var entry = document.Entries.Single(e => e.Label == "Robotics");
        var change = document.Correct(entry, new(Links: [new("main", "https://doi.org/10.1000/182")]));
        Assert.Equal(file.Text.Replace("https://arxiv.org/abs/2109.14275", "https://doi.org/10.1000/182", StringComparison.Ordinal), change.Files.Single().Text);
        Assert.Equal(entry.Lines, change.Entry.Lines);
        Assert.Empty(document.Correct(entry, new(Title: entry.Title, Links: entry.Links, Authors: entry.Authors)).Files);
    }

    [Fact]
    public void AMovedEntryKeepsItsWords()
    {
        var file = SamplePages.Read("page.md");
        var document = ListReader.Read(file);
        var entry = document.Entries.Single(e => e.Label == "Robotics");
        var change = document.Move(entry, entry.Section, "Cosmology");
        Assert.Equal(entry.Text.Replace("Robotics", "Cosmology", StringComparison.Ordinal), change.Entry.Text);
        Assert.Equal(document.Entries.Count(e => e.Label == "Cosmology") + 1, ListReader.Read(change.Files[0]).Entries.Count(e => e.Label == "Cosmology"));
        var other = document.Move(entry, ["Selected papers", "Reviews"], null);
        Assert.StartsWith(" * [Simulation-based", other.Entry.Text, StringComparison.Ordinal);
        Assert.Contains(other.Entry.Text, other.Files[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ANewSectionIsMadeLikeItsSiblings()
    {
        var file = SamplePages.Read("page.md");
        var document = ListReader.Read(file);
        var change = document.AddSection(Work, ["Selected papers", "Methods"]);
        Assert.Contains("\n\n\n**Methods**\n", change.Files[0].Text, StringComparison.Ordinal);
        var read = ListReader.Read(change.Files[0]).Entries.Single(e => e.Title == Work.Title);
        Assert.Equal(["Selected papers", "Methods"], read.Section);
        Assert.Equal(read.Lines, change.Entry.Lines);
        Assert.Throws<ArgumentException>(() => document.AddSection(Work, ["Selected papers", "Reviews"]));
        Assert.Throws<ArgumentException>(() => document.AddSection(Work, ["No such thing", "Methods"]));
    }

    [Fact]
    public void ADataFileChangesInOneField()
    {
        var file = SamplePages.Read("papers.yaml");
        var document = ListReader.Read(file);
        var entry = document.Entries[2];
        var change = document.Correct(entry, new(Venue: "Nature", Year: entry.Year));
        Assert.Equal("Nature", ListReader.Read(change.Files[0]).Entries[2].Venue);
        Assert.Equal(Lines(file.Text).Count(), Lines(change.Files[0].Text).Count());
        Assert.Single(Lines(file.Text).Zip(Lines(change.Files[0].Text)), p => p.First != p.Second);
        var other = document.Sections.First(s => !s.Path.SequenceEqual(entry.Section)).Path;
        Assert.Equal(other, ListReader.Read(document.Move(entry, other, null).Files[0]).Entries[2].Section);
        Assert.Equal(["Cooking"], ListReader.Read(document.AddSection(Work, ["Cooking"]).Files[0]).Entries[^1].Section);
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n');
}
