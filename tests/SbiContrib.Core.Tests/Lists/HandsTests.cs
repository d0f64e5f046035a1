using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>What an entry says, in the hands that people write lists in; each line is of our own making.</summary>
public sealed class HandsTests
{
    /// <summary>Line, title, authors, year, venue, note; a dash is nothing.</summary>
    [Theory]
    // A venue behind names without emphasis.
    [InlineData("[A](https://x.org/a), D. Bee, M. Cee, J. Dee, ICML 2019", "A", "D. Bee|M. Cee|J. Dee", "2019", "ICML", "-")]
    [InlineData("[A](https://x.org/a), M. Bee, D. Cee, Genetics 2002", "A", "M. Bee|D. Cee", "2002", "Genetics", "-")]
    [InlineData("[A](https://x.org/a), A. Bee, C. Dee. NeurIPS 2019.", "A", "A. Bee|C. Dee", "2019", "NeurIPS", "-")]
    [InlineData("[A](https://x.org/a), A. Bee, C. Dee, Physical Review D, 2019", "A", "A. Bee|C. Dee", "2019", "Physical Review D", "-")]
    [InlineData("[A](https://x.org/a), Bee, Cee, Dee, Statistics and Computing 2012", "A", "Bee|Cee|Dee", "2012", "Statistics and Computing", "-")]
    [InlineData("[A](https://x.org/a), Bée et al., eLife 2020", "A", "Bée et al.", "2020", "eLife", "-")]
    [InlineData("[A](https://x.org/a), A. Bee, The ATLAS Collaboration, 2020", "A", "A. Bee|The ATLAS Collaboration", "2020", "-", "-")]
    [InlineData("[A](https://x.org/a), A. Bee, W. Press, 2020", "A", "A. Bee|W. Press", "2020", "-", "-")]
    // Emphasis may stand for authors as for a venue.
    [InlineData("[A](https://x.org/a), *J. Bee*, 2021", "A", "J. Bee", "2021", "-", "-")]
    [InlineData("[A](https://x.org/a), *Bayesian Analysis*, 2021", "A", "", "2021", "Bayesian Analysis", "-")]
    [InlineData("[A](https://x.org/a), *J. Stat. Mech.*, 2021", "A", "", "2021", "J. Stat. Mech.", "-")]
    [InlineData("[A](https://x.org/a), *G. Bee*, I. Cee, NeurIPS 2016", "A", "G. Bee|I. Cee", "2016", "NeurIPS", "-")]
    [InlineData("[A](https://x.org/a) – *J. Bee*, **R. Cee**, 2021", "A", "J. Bee|R. Cee", "2021", "-", "-")]
    [InlineData("[A](https://x.org/a) — *Jan Bee et al.* (NeurIPS 2020)", "A", "Jan Bee et al.", "2020", "NeurIPS", "-")]
    [InlineData("[A](https://x.org/a) \\\n  *Ada Bee, Éva Cee* \\\n  NeurIPS 2021.", "A", "Ada Bee|Éva Cee", "2021", "NeurIPS", "-")]
    // The title isn't always first, nor what is emphasised.
    [InlineData("\"The title\", J. Bee and R. Cee, *Proc. ICML* (2021). [arXiv](https://arxiv.org/abs/2101.00002)", "The title", "J. Bee|R. Cee", "2021", "Proc. ICML", "-")]
    [InlineData("Bee, K., Cee, J., & Dee, G. (2020). The front of it. *PNAS*. [doi](https://doi.org/10.1000/1)", "The front of it", "Bee, K.|Cee, J.|Dee, G.", "2020", "PNAS", "-")]
    [InlineData("A. Bee, B. Cee, \"The title\", ICML 2019 [arXiv](https://arxiv.org/abs/2101.00003)", "The title", "A. Bee|B. Cee", "2019", "ICML", "-")]
    [InlineData("**ICML 2021** - J. Bee. [A](https://arxiv.org/abs/2106.00001). *A remark.*", "A", "J. Bee", "2021", "ICML", "*A remark.*")]
    [InlineData("[![badge](https://x.org/x.svg)](https://x.org/b) [Tool](https://x.org/tool): words", "Tool", "", "-", "-", "words")]
    // Names and years in brackets, behind "by" and "in", between bars.
    [InlineData("[A](https://x.org/a) (A. Bee)", "A", "A. Bee", "-", "-", "-")]
    [InlineData("[A](https://x.org/a) (C. Dee and E. Eff)", "A", "C. Dee|E. Eff", "-", "-", "-")]
    [InlineData("[A](https://x.org/a) (Dee et al., 2019)", "A", "Dee et al.", "2019", "-", "-")]
    [InlineData("[A](https://x.org/a) (Random Forests)", "A", "", "-", "-", "(Random Forests)")]
    [InlineData("[A](https://x.org/a) (ICML 2019) by Jane Bee and John Cee", "A", "Jane Bee|John Cee", "2019", "ICML", "-")]
    [InlineData("[A](https://x.org/a) | J. Bee, R. Cee | ICLR 2021 | [Code](https://github.com/x/y)", "A", "J. Bee|R. Cee", "2021", "ICLR", "-")]
    [InlineData("[A](https://x.org/a), by Jane Bee and John Cee, in *Nature* 2020", "A", "Jane Bee|John Cee", "2020", "Nature", "-")]
    [InlineData("[A](https://x.org/a), J. Bee, R. Cee, **ICML 2019**", "A", "J. Bee|R. Cee", "2019", "ICML", "-")]
    [InlineData("[A](https://x.org/a), J. Bee, R. Cee, *ICML* **2019**", "A", "J. Bee|R. Cee", "2019", "ICML", "-")]
    // Names and years before a title.
    [InlineData("Bee, J., Cee, R.: [A](https://x.org/a)", "A", "Bee, J.|Cee, R.", "-", "-", "-")]
    [InlineData("Bee et al. (2019). [A](https://x.org/a)", "A", "Bee et al.", "2019", "-", "-")]
    [InlineData("(2019) [A](https://x.org/a)", "A", "", "2019", "-", "-")]
    [InlineData("[2019] [A](https://x.org/a)", "A", "", "2019", "-", "-")]
    [InlineData("**A** <br>\n  Ada Bee, Éva Cee <br>\n  *AISTATS 2019*. [[Paper]](https://arxiv.org/abs/1901.00001)", "A", "Ada Bee|Éva Cee", "2019", "AISTATS", "-")]
    public void AnEntrySaysWhatAReaderReads(string line, string title, string authors, string year, string venue, string note)
    {
        var page = $"# Papers\n\n- {line}\n";
        var entry = Assert.Single(ListReader.Read(new ListFile("README.md", page)).Entries);
        Assert.Equal((title, authors, year, venue, note), (entry.Title, string.Join('|', entry.Authors), entry.Year ?? "-", entry.Venue ?? "-", entry.Note ?? "-"));
        Assert.Equal($"- {line}", entry.Text);
    }

    [Theory]
    [InlineData("[A](https://x.org/a), J. Bee. DOI: [10.1000/x](https://doi.org/10.1000/x)", "main doi")]
    [InlineData("[A](https://x.org/a), J. Bee. [[arXiv:2103.00003]](https://arxiv.org/abs/2103.00003)", "main arxiv")]
    [InlineData("https://arxiv.org/abs/2101.00011", "main")]
    [InlineData("<https://arxiv.org/abs/2101.00011>", "main")]
    public void ALinkHasTheRoleOfWhatItShows(string line, string roles) =>
        Assert.Equal(roles, string.Join(' ', Assert.Single(ListReader.Read(new ListFile("README.md", $"- {line}\n")).Entries).Links.Select(l => l.Role)));

    [Fact]
    public void AnIdentifierThatALinkShowsIsTheNewEntrysOwn()
    {
        var list = ListReader.Read(new ListFile("README.md", "# P\n\n- [A](https://x.org/a), J. Bee. [[arXiv:2103.00003]](https://arxiv.org/abs/2103.00003)\n- [B](https://x.org/b), J. Cee. [[arXiv:2103.00004]](https://arxiv.org/abs/2103.00004)\n"));
        var change = list.Add(new("C", [new("main", "https://x.org/c"), new("arxiv", "https://arxiv.org/abs/2103.00005")], ["J. Dee"], null, null, null, null) { AsListed = true }, ["P"]);
        Assert.Equal("- [C](https://x.org/c), J. Dee. [[arXiv:2103.00005]](https://arxiv.org/abs/2103.00005)", change.Entry.Text);
    }

    [Theory]
    [InlineData("- https://x.org/a\n- https://x.org/b\n")]
    [InlineData("- <https://x.org/a>\n- <https://x.org/b>\n")]
    public void AnAddressAloneComesBack(string page)
    {
        var list = ListReader.Read(new ListFile("README.md", "# P\n\n" + page));
        var without = ListReader.Read(list.Remove(list.Entries[1]).Files[0]);
        Assert.Equal("# P\n\n" + page, without.Add(LeaveOneOut.Again(list.Entries[1]), ["P"]).Files[0].Text);
    }

    [Fact]
    public void ALabelInBracketsIsTheWordInThem()
    {
        var list = ListReader.Read(new ListFile("README.md", "# P\n\n- **[Cosmo]** [A](https://x.org/a)\n- **[Neuro]** [B](https://x.org/b)\n"));
        Assert.Equal(["Cosmo", "Neuro"], list.Entries.Select(e => e.Label));
        var change = list.Add(new("C", [new("main", "https://x.org/c")], [], null, null, "Neuro", null), ["P"]);
        Assert.Equal("- **[Neuro]** [C](https://x.org/c)", change.Entry.Text);
    }

    [Fact]
    public void ATitleInATableMayBeginWithEmphasis()
    {
        var entry = Assert.Single(ListReader.Read(new ListFile("README.md", "| Year | Title | Speaker |\n|---|---|---|\n| 2021 | **Deep** walks | Ada Bee |\n")).Entries);
        Assert.Equal(("Deep walks", "Ada Bee", null), (entry.Title, Assert.Single(entry.Authors), entry.Note));
    }

    [Fact]
    public void AWorksLinkStaysOutOfAColumnForCode()
    {
        var list = ListReader.Read(new ListFile("README.md", "# P\n\n| Title | Authors | Code |\n|---|---|---|\n| One | A. Bee | [Code](https://github.com/a/one) |\n| Two | C. Dee | [Code](https://github.com/a/two) |\n"));
        var change = list.Add(new("Three", [new("main", "https://doi.org/10.1000/x")], ["E. Eff"], null, null, null, null), ["P"]);
        Assert.Equal("| [Three](https://doi.org/10.1000/x) | E. Eff |  |", change.Entry.Text);
    }

    [Fact]
    public void ABracketIsClosedAlsoWhereTheNeighboursSayMoreInIt()
    {
        var list = ListReader.Read(new ListFile("README.md", "# P\n\n1. [One](https://x.org/a) — *Ada Bee, Éva Cee* (PNAS 2020)\n2. [Two](https://x.org/b) — *Jan Dee et al.* (NeurIPS 2020)\n"));
        var undated = list.Add(new("Three", [new("main", "https://x.org/c")], ["E. Eff"], null, "ICML", null, null) { AsListed = true }, ["P"]);
        var alone = list.Add(new("Three", [new("main", "https://x.org/c")], ["E. Eff"], "2021", null, null, null) { AsListed = true }, ["P"]);
        Assert.Equal(["3. [Three](https://x.org/c) — *E. Eff* (ICML)", "3. [Three](https://x.org/c) — *E. Eff* (2021)"], [undated.Entry.Text, alone.Entry.Text]);
    }

    [Theory]
    [InlineData("- [M](https://x.org/m), 2022\n- [A](https://x.org/a), 2021\n- [Z](https://x.org/z), 2020\n", 3)]
    [InlineData("- [M](https://x.org/m), 2018\n- [A](https://x.org/a), 2019\n- [Z](https://x.org/z), 2020\n", 6)]
    [InlineData("- [A](https://x.org/a)\n- [B](https://x.org/b)\n- [D](https://x.org/d)\n- [E](https://x.org/e)\n", 5)]
    [InlineData("- [A](https://x.org/a)\n- [E](https://x.org/e)\n- [B](https://x.org/b)\n- [D](https://x.org/d)\n", 7)]
    public void AShortSectionShowsItsOrder(string entries, int line)
    {
        var list = ListReader.Read(new ListFile("README.md", "# P\n\n" + entries));
        Assert.Equal(line, list.Add(new("C", [new("main", "https://x.org/c")], [], "2023", null, null, null), ["P"]).Entry.Lines.First);
    }

    [Fact]
    public void TexAccentsKeepTheirBackslash()
    {
        const string Page = "# P\n\n- [Schr\\\"odinger's \\'{e}tude](https://example.org/1) by A. Bee\n- [A \\_quiet\\_ title](https://example.org/2) by C. Dee\n- [Third](https://example.org/3) by E. Eff\n";
        var list = ListReader.Read(new ListFile("index.md", Page));
        Assert.Equal(["Schr\\\"odinger's \\'{e}tude", "A _quiet_ title", "Third"], list.Entries.Select(e => e.Title));
        var entry = list.Entries[0];
        var listed = new NewEntry(entry.Title, entry.Links, entry.Authors, entry.Year, entry.Venue, entry.Label, entry.Note) { AsListed = true };
        Assert.Equal(entry.Text, ListReader.Read(list.Remove(entry).Files[0]).Add(listed, entry.Section).Entry.Text);
        // What comes from elsewhere shows as it was given.
        Assert.Contains("[Schr\\\\\"odinger", list.Add(listed with { AsListed = false, Title = "Schr\\\"odinger" }, entry.Section).Entry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatATemplateLeavesOutIsNoEntryAndNoPartOfOne()
    {
        const string Page = "# P\n\n- [One](https://example.org/1){% comment %} [hidden](https://example.org/h) {% endcomment %} by A. Bee\n- {% comment %}[Old](https://example.org/o){% endcomment %}\n- [Two](https://example.org/2) by C. Dee\n";
        var entries = ListReader.Read(new ListFile("index.md", Page)).Entries;
        Assert.Equal(["One", "Two"], entries.Select(e => e.Title));
        Assert.Equal("https://example.org/1", Assert.Single(entries[0].Links).Url);
        Assert.Equal(["A. Bee"], entries[0].Authors);
        var added = ListReader.Read(new ListFile("index.md", Page.Split("\n- {%")[0] + "\n")).Add(new NewEntry("Three", [new("main", "https://example.org/3")], ["E. Eff"], null, null, null, null), ["P"]);
        Assert.Equal("- [Three](https://example.org/3) by E. Eff", added.Entry.Text);
    }

    [Fact]
    public void ATitleThatLooksLikeALinkIntoThePageMakesNoTableOfContents()
    {
        var list = ListReader.Read(new ListFile("index.md", "# P\n\n## Q\n\n## R\n\n- [One](https://example.org/1)\n"));
        var added = list.Add(new NewEntry("Neural ](# x", [new("main", "https://example.org/2")], [], null, null, null, null), ["P", "Q"]);
        Assert.Equal(["Neural ](# x", "One"], ListReader.Read(added.Files[0]).Entries.Select(e => e.Title));
    }

    [Fact]
    public void AParagraphAloneIsAnEntryWhereItNamesPersons()
    {
        Assert.Equal("Folding in Half", Assert.Single(ListReader.Read(new ListFile("index.md", "# P\n\n**Folding in Half** \\\n*Grace Hopper, Alan Turing* \\\n[[Paper](https://arxiv.org/abs/2001.00002)]\n")).Entries).Title);
        Assert.Empty(ListReader.Read(new ListFile("index.md", "# P\n\n**My tool**\nRead [the guide](https://example.org/guide), Nature Physics\n")).Entries);
    }
}
