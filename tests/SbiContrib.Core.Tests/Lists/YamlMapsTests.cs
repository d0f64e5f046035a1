using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>Data files whose fields hold more than texts: links with their roles, authors in their parts, fields of another entry, groups.</summary>
public sealed class YamlMapsTests
{
    private const string Linked = "- title: Loops\n  authors: [Grace Hopper]\n  year: 2021\n  links:\n    - name: arXiv\n      url: https://arxiv.org/abs/2101.00001\n    - name: Code\n      url: https://github.com/grace/loops\n\n- title: Bounds\n  authors: [Alan Turing]\n  year: 2020\n  links:\n    - name: Paper\n      url: https://doi.org/10.1000/bounds\n";

    private const string Flow = "- title: Loops\n  links: [{type: pdf, url: \"https://arxiv.org/pdf/2101.00001\"}, {type: code, url: \"https://github.com/grace/loops\"}]\n- title: Bounds\n  links: [{type: pdf, url: \"https://arxiv.org/pdf/2001.00002\"}]\n";

    private const string Plain = "- title: Loops\n  urls:\n  - https://arxiv.org/abs/2101.00001\n  - https://github.com/grace/loops\n- title: Bounds\n  urls:\n  - https://arxiv.org/abs/2001.00002\n";

    private const string Roled = "- title: Loops\n  links:\n    arxiv: https://arxiv.org/abs/2101.00001\n    code: https://github.com/grace/loops\n- title: Bounds\n  links:\n    arxiv: https://arxiv.org/abs/2001.00002\n";

    private const string Parted = "- title: Loops\n  authors:\n    - given: Grace\n      family: Hopper\n    - given: Alan\n      family: Turing\n  url: https://arxiv.org/abs/2101.00001\n- title: Bounds\n  authors:\n    - given: Alan\n      family: Turing\n  url: https://arxiv.org/abs/2001.00002\n";

    private const string Grouped = "- heading: Counting\n  papers:\n    - title: Loops\n      url: https://arxiv.org/abs/2101.00001\n\n- heading: \"Proving\"\n  papers:\n    - title: Bounds\n      url: https://arxiv.org/abs/2001.00002\n";

    private static readonly NewEntry New = new(
        "Stars", [new("arxiv", "https://arxiv.org/abs/2103.00003"), new("code", "https://github.com/ada/stars")], ["Ada de Lovelace", "Borel, Émile"], "2021", null, null, null);

    [Theory]
    [InlineData(Linked, "arxiv https://arxiv.org/abs/2101.00001|code https://github.com/grace/loops")]
    [InlineData(Flow, "pdf https://arxiv.org/pdf/2101.00001|code https://github.com/grace/loops")]
    [InlineData(Plain, "arxiv https://arxiv.org/abs/2101.00001|code https://github.com/grace/loops")]
    [InlineData(Roled, "arxiv https://arxiv.org/abs/2101.00001|code https://github.com/grace/loops")]
    public void LinksAreReadWithTheirRoles(string file, string links)
    {
        var entries = Read(file).Entries;
        Assert.Equal(["Loops", "Bounds"], entries.Select(e => e.Title));
        Assert.Equal(links, string.Join('|', entries[0].Links.Select(l => $"{l.Role} {l.Url}")));
    }

    [Theory]
    [InlineData(Linked, "  links:\n    - name: arXiv\n      url: https://arxiv.org/abs/2103.00003\n    - name: Code\n      url: https://github.com/ada/stars\n")]
    [InlineData(Flow, "  links: [{type: pdf, url: \"https://arxiv.org/abs/2103.00003\"}, {type: code, url: \"https://github.com/ada/stars\"}]\n")]
    [InlineData(Plain, "  urls:\n  - https://arxiv.org/abs/2103.00003\n  - https://github.com/ada/stars\n")]
    [InlineData(Roled, "  links:\n    arxiv: https://arxiv.org/abs/2103.00003\n    code: https://github.com/ada/stars\n")]
    public void AWorksLinksAreWrittenAsTheOthersAre(string file, string lines)
    {
        var change = Read(file).Add(New, []);
        Assert.Contains(lines.TrimEnd(), change.Entry.Text, StringComparison.Ordinal);
        Assert.Equal(["https://arxiv.org/abs/2103.00003", "https://github.com/ada/stars"], Read(change.Files[0].Text).Entries.Single(e => e.Title == "Stars").Links.Select(l => l.Url));
    }

    [Fact]
    public void AuthorsAreWrittenInTheirParts()
    {
        var change = Read(Parted).Add(New, []);
        Assert.Contains("  authors:\n    - given: Ada de\n      family: Lovelace\n    - given: Émile\n      family: Borel\n", change.Entry.Text, StringComparison.Ordinal);
        Assert.Equal(["Ada de Lovelace", "Émile Borel"], change.Entry.Authors);
        Assert.Contains("      family: de Lovelace\n", Read(Parted).Add(New with { Persons = [new("Ada", "de Lovelace", null)] }, []).Entry.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Linked)]
    [InlineData(Flow)]
    [InlineData(Plain)]
    [InlineData(Roled)]
    [InlineData(Parted)]
    public void AnEntryComesBackAsItWas(string file)
    {
        var list = Read(file);
        foreach (var entry in list.Entries)
        {
            var listed = new NewEntry(entry.Title, entry.Links, entry.Authors, entry.Year, entry.Venue, entry.Label, entry.Note) { AsListed = true };
            Assert.Equal(entry.Text, Read(list.Remove(entry).Files[0].Text).Add(listed, entry.Section).Entry.Text);
            Assert.Empty(list.Correct(entry, new(Title: entry.Title, Links: entry.Links, Authors: entry.Authors)).Files);
        }
    }

    [Fact]
    public void ALinkAmongSeveralIsCorrected()
    {
        var list = Read(Linked);
        var change = list.Correct(list.Entries[0], new(Links: [new("arxiv", "https://arxiv.org/abs/2101.99999"), list.Entries[0].Links[1]]));
        Assert.Equal(Linked.Replace("2101.00001", "2101.99999", StringComparison.Ordinal), change.Files[0].Text);
    }

    [Fact]
    public void AnEntryTakesFieldsFromAnother()
    {
        const string File = "- &first\n  title: Loops\n  category: Methods\n  venue: ICML\n  url: https://arxiv.org/abs/2101.00001\n- <<: *first\n  title: Bounds\n  url: https://arxiv.org/abs/2001.00002\n";
        var list = Read(File);
        Assert.Equal(["Methods"], list.Entries[1].Section);
        Assert.Equal("ICML", list.Entries[1].Venue);
        var entry = list.Entries[1];
        var left = Read(list.Remove(entry).Files[0].Text);
        Assert.Equal(File, left.Add(new NewEntry(entry.Title, entry.Links, entry.Authors, entry.Year, entry.Venue, entry.Label, entry.Note) { AsListed = true }, entry.Section).Files[0].Text);
        Assert.Equal(File.Replace("Bounds", "Better bounds", StringComparison.Ordinal), list.Correct(entry, new(Title: "Better bounds")).Files[0].Text);
    }

    [Theory]
    [InlineData(Grouped, "\n- heading: \"On: \\\"stars\\\"\"\n  papers:\n    - title: Stars\n")]
    [InlineData("alpha:\n- title: Loops\n  url: https://arxiv.org/abs/2101.00001\nbeta:\n- title: Bounds\n  url: https://arxiv.org/abs/2001.00002\n", "'On: \"stars\"':\n- title: Stars\n")]
    public void AGroupIsMadeAsTheOthersAre(string file, string lines)
    {
        var change = Read(file).AddSection(New, ["On: \"stars\""]);
        Assert.StartsWith(file, change.Files[0].Text, StringComparison.Ordinal);
        Assert.Contains(lines, change.Files[0].Text, StringComparison.Ordinal);
        var now = Read(change.Files[0].Text);
        Assert.Equal(["On: \"stars\""], now.Entries[^1].Section);
        Assert.Equal(change.Entry.Lines, now.Entries[^1].Lines);
    }

    private static IListDocument Read(string text) => ListReader.Read(new ListFile("_data/papers.yml", text));
}
