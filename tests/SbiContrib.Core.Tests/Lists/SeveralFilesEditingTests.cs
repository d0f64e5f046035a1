using SbiContrib.Core.Lists;
using SbiContrib.Core.Lists.Folder;

namespace SbiContrib.Core.Tests.Lists;

public sealed class SeveralFilesEditingTests
{
    private static readonly NewEntry Work = new("Weaving numbers", [new("main", "https://arxiv.org/abs/2402.00077")], ["Ada Lovelace", "Émile Borel"], "2024", null, null, null) { Date = "2024-02-01" };

    [Fact]
    public void AnEntryStandsUnderItsDayAndItsKeyAmongTheKeys()
    {
        var change = SeveralFiles.Read("review").Read().Add(Work, ["Classification", "Jet images"]);
        var key = change.Entry.Text.Split('{')[1].Split(',')[0];
        Assert.Equal($$"""
            % February 01, 2024
            @article{{{key}},
                author = "Lovelace, Ada and Borel, {\'E}mile",
                title = "{Weaving numbers}",
                eprint = "2402.00077",
                archivePrefix = "arXiv",
                month = "2",
                year = "2024"
            }
            """.ReplaceLineEndings("\n"), change.Entry.Text);
        Assert.StartsWith("Lovelace:2024", key, StringComparison.Ordinal);
        Assert.Contains($@"\cite{{Lovelace:2024abc,Borel:2024xyz,{key},Specimen:2023qrs,Example:2022def}}", change.Files[1].Text, StringComparison.Ordinal);
        Assert.EndsWith("@article{dummy,\n}\n", change.Files[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AWorkOfAnotherSectionIsCitedByTheKeyThatItHas()
    {
        var known = Work with { Links = [new("main", "https://arxiv.org/abs/2403.01234")] };
        var change = SeveralFiles.Read("review").Read().Add(known, ["Anomaly detection"]);
        Assert.Equal("review/Review.tex", Assert.Single(change.Files).Path);
        Assert.Contains(@"\item \textbf{Anomaly detection}~\cite{Lovelace:2024abc,Specimen:2023qrs}", change.Files[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ASectionWithoutAnyIsCitedAtItsName() =>
        Assert.Contains(@"\item Classical ones~\cite{Lovelace:2024", SeveralFiles.Read("review").Read().Add(Work, ["Reviews", "Classical ones"]).Files[1].Text, StringComparison.Ordinal);

    [Fact]
    public void ACorrectionChangesItsFieldAlone()
    {
        var list = SeveralFiles.Read("review");
        var document = list.Read();
        var entry = document.Entries.First(e => e.Title == "Flows and what they carry");
        var change = document.Correct(entry, new(Title: "Flows & what they carry"));
        Assert.Equal(list.Files[0].Text.Replace("{Flows and what", @"{Flows \& what", StringComparison.Ordinal), Assert.Single(change.Files).Text);
        Assert.Empty(document.Correct(entry, new(Title: entry.Title)).Files);
    }

    [Fact]
    public void AnEntryMovesFromOneSectionToAnother()
    {
        var document = SeveralFiles.Read("review").Read();
        var entry = document.Entries.Single(e => e.Section is ["Anomaly detection"]);
        var change = document.Move(entry, ["Classification", "W/Z tagging"], null);
        Assert.Contains(@"tagging}~\cite{Borel:2024xyz,Specimen:2023qrs,Example:2022def}.", change.Files[0].Text, StringComparison.Ordinal);
        Assert.Contains("\\item \\textbf{Anomaly detection}\n", change.Files[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Regression")]
    [InlineData("Classification / Graphs")]
    [InlineData("Anomaly detection / Autoencoders")]
    public void ANewSectionStandsBehindItsSiblings(string path)
    {
        var list = SeveralFiles.Read("review");
        string[] section = path.Split(" / ");
        var after = list.After(list.Read().AddSection(Work, [.. section])).Read();
        Assert.Equal("Weaving numbers", Assert.Single(after.Entries, e => e.Section.SequenceEqual(section)).Title);
        Assert.Equal(list.Read().Sections.Length + (section.Length == 2 && section[0] == "Anomaly detection" ? 1 : 1), after.Sections.Length);
    }

    [Fact]
    public void AFileIsNamedByItsIdentifierWhereTheNeighboursAre()
    {
        var change = SeveralFiles.Read("publications").Read().Add(Work with { Ids = [new("arxiv", "2402.00077"), new("inspire", "1234567")] }, ["software"]);
        Assert.Equal(new("publications/1234567.yml", "inspire-id: 1234567\narea: software\n"), Assert.Single(change.Files));
    }

    [Fact]
    public void AFileSaysAllThatTheNeighboursSayWhereNoIdentifierDoes()
    {
        var change = SeveralFiles.Read("publications").Read().Add(Work, ["software"]);
        Assert.Equal(
            new("publications/lovelace-weaving-numbers.yml", "title: \"Weaving numbers\"\nlink: https://arxiv.org/abs/2402.00077\ndate: 2024-02-01\ncitation: \"Ada Lovelace and Émile Borel, arXiv:2402.00077\"\narea: software\n"),
            Assert.Single(change.Files));
    }

    [Theory]
    [InlineData("analysis")]
    [InlineData("training")]
    public void WhatIsWrittenIsValid(string section)
    {
        var list = SeveralFiles.Read("publications");
        var schema = EntrySchema.Read(list.Files.Single(f => f.Path == list.Schema));
        foreach (var entry in new[] { Work, Work with { Ids = [new("inspire", "7654321")] }, Work with { Title = "yes: a \"title\" # with {{ all }}" } })
            Assert.Empty(schema.Problems(Assert.Single(list.Read().Add(entry, [section]).Files).Text));
    }

    [Fact]
    public void WhatTheSchemaWantsIsSaid()
    {
        var document = SeveralFiles.Read("publications").Read();
        Assert.Contains("`date` is wanted", document.Refusal(Work with { Date = null, Year = null }, ["software"]), StringComparison.Ordinal);
        Assert.Null(document.Refusal(Work, ["software"]));
    }

    [Fact]
    public void TheSchemaNamesTheSections() =>
        Assert.Equal(["analysis", "software", "training", "analysis / software"], SeveralFiles.Read("publications").Read().Sections.Select(s => string.Join(" / ", s.Path)));

    [Fact]
    public void AFieldIsCorrectedAndASectionChangedInTheFileAlone()
    {
        var document = SeveralFiles.Read("publications").Read();
        var entry = document.Entries.Single(e => e.Title == "Notes on an engine");
        Assert.Equal("title: \"Notes\"\nlink: https://arxiv.org/abs/2301.00001\ndate: 2023-01-01\ncitation: \"Ada Lovelace, arXiv:2301.00001\"\narea: analysis\nproject: engine\n", document.Correct(entry, new(Title: "Notes")).Files[0].Text);
        Assert.Equal("title: \"Notes on an engine\"\nlink: https://arxiv.org/abs/2301.00001\ndate: 2023-01-01\ncitation: \"Ada Lovelace, arXiv:2301.00001\"\narea: training\nproject: engine\n", document.Move(entry, ["training"], "engine").Files[0].Text);
        Assert.Equal(["publications/lovelace-notes23.yml"], document.Remove(entry).Deleted);
    }
}
