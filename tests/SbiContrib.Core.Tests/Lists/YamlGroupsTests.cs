using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>Data files that hold their entries under names, as the pages of a group have them.</summary>
public sealed class YamlGroupsTests
{
    private const string Named = "papers:\n    - title: \"Loops\"\n      authors: Grace Hopper, Alan Turing\n      pdf: https://arxiv.org/pdf/2101.00001\n      conference: ICML 2021\n\n    - title: \"Bounds\"\n      authors: Alan Turing\n      pdf: https://arxiv.org/pdf/2001.00002\n      conference: ICML 2020\n";

    private const string Grouped = "# By hand\ncategories:\n  - heading: In press\n    pubs:\n    - title: Loops\n      authors:\n      - Grace Hopper\n      url: https://arxiv.org/abs/2101.00001\n      year: 2021\n\n  - heading: Published\n    pubs:\n    - title: Bounds\n      authors:\n      - Alan Turing\n      url: https://arxiv.org/abs/2001.00002\n      year: 2020\n    - title: Older bounds\n      authors:\n      - Alan Turing\n      url: https://arxiv.org/abs/1901.00003\n      year: 2019\n";

    private const string Several = "books:\n- title: A book\n  url: https://example.org/1\narticles:\n- title: Loops\n  url: https://arxiv.org/abs/2101.00001\n- title: Bounds\n  url: https://arxiv.org/abs/2001.00002\n";

    private static readonly NewEntry Work = new("Sharper [bounds]: a \"test\"", [new("main", "https://arxiv.org/abs/2206.00004")], ["Ada Lovelace"], "2022", null, null, null);

    public static TheoryData<string, string, int> Files => new() { { Named, "", 2 }, { Grouped, "In press|Published", 3 }, { Several, "books|articles", 3 } };

    [Theory, MemberData(nameof(Files))]
    public void EntriesAreReadWithTheNamesAboveThem(string file, string sections, int entries)
    {
        var document = ListReader.Read(new ListFile("_data/papers.yml", file));
        Assert.Equal(sections, string.Join('|', document.Sections.Select(s => string.Join(" / ", s.Path))));
        Assert.Equal(entries, document.Entries.Length);
        Assert.All(document.Entries, e => Assert.NotEmpty(e.Links));
        Assert.All(document.Entries, e => Assert.Equal(e.Text, string.Join('\n', file.Split('\n')[(e.Lines.First - 1)..e.Lines.Last])));
    }

    [Theory, MemberData(nameof(Files))]
    public void AddingAndTakingOutIsNothing(string file, string sections, int entries)
    {
        var document = ListReader.Read(new ListFile("_data/papers.yml", file));
        foreach (var section in document.Sections)
        {
            var change = document.Add(Work, section.Path);
            var after = ListReader.Read(change.Files[0]);
            var written = after.Entries.Single(e => e.Title == Work.Title);
            Assert.Equal((change.Entry.Text, change.Entry.Lines), (written.Text, written.Lines));
            Assert.Equal(section.Path, written.Section);
            Assert.Equal(entries + 1, after.Entries.Length);
            Assert.Equal(file, after.Remove(written).Files[0].Text);
        }
        Assert.Equal(sections.Length == 0 ? 1 : sections.Split('|').Length, document.Sections.Length);
    }

    [Fact]
    public void AnEntryMovesToAnotherGroupAsItStands()
    {
        var document = ListReader.Read(new ListFile("_data/papers.yml", Grouped));
        var after = ListReader.Read(document.Move(document.Entries[2], ["In press"], null).Files[0]);
        Assert.Equal(["In press", "In press", "Published"], after.Entries.Select(e => e.Section[0]));
        Assert.Contains(document.Entries[2].Text, after.Entries.Select(e => e.Text));
    }

    [Fact]
    public void AFileWithoutAnEndIsNoList()
    {
        Assert.Throws<FormatException>(() => ListReader.Read(new ListFile("a.yml", "papers: &a\n- title: T\n  more: *a\n")));
        Assert.Throws<FormatException>(() => ListReader.Read(new ListFile("a.yml", "papers: " + new string('[', 50_000) + new string(']', 50_000) + "\n")));
    }

    [Theory]
    [InlineData("papers: 3\n")]
    [InlineData("a: {b: [c]}\n")]
    [InlineData("")]
    public void WhatHoldsNoEntriesIsNoList(string file) => Assert.Throws<FormatException>(() => ListReader.Read(new ListFile("_data/papers.yml", file)));
}
