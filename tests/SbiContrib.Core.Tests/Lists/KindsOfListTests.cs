using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>Lists as other communities write them; each sample is of our own making.</summary>
public sealed class KindsOfListTests
{
    private const string Paragraphs = """
        # Score models [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)

        **About** \
        *A word on it.*

        ## Papers

        **Learning to Fold** \
        *Ada Lovelace, Émile Borel* \
        NeurIPS 2021. [[Paper](https://arxiv.org/abs/2101.00001)] [[Github](https://github.com/ada/fold)] \
        4 Jan 2021

        **Folding in Half** \
        *Grace Hopper* \
        arXiv 2020. [[Paper](https://arxiv.org/abs/2001.00002)] \
        2 Jan 2020

        ## Talks

        Some words before it.
        """;

    private const string Nested = """
        ## 2020

        - **Walks on Trees (ICML 2020)**
          - Ada Lovelace, Émile Borel, and Grace Hopper
          - [[Paper]](https://arxiv.org/abs/2001.00001)
          - [[Python Reference]](https://github.com/ada/walks)

        - **Trees without Walks (KDD 2020)**
          - Alan Turing
          - [[Paper]](https://arxiv.org/abs/2001.00002)

        ## Courses

        - Graph theory
          - [Lectures of a spring](https://example.org/lectures)
          - [Notes](https://example.org/notes)
        """;

    [Fact]
    public void AnEntryMayBeAParagraph()
    {
        var entries = ListReader.Read(new ListFile("README.md", Paragraphs)).Entries;
        Assert.Equal(["Learning to Fold", "Folding in Half"], entries.Select(e => e.Title));
        Assert.Equal(["Score models", "Papers"], entries[0].Section);
        Assert.Equal(["Ada Lovelace", "Émile Borel"], entries[0].Authors);
        Assert.Equal(["Grace Hopper"], entries[1].Authors);
        Assert.Equal(("NeurIPS", "2021"), (entries[0].Venue, entries[0].Year));
        Assert.Equal([new("paper", "https://arxiv.org/abs/2101.00001"), new("github", "https://github.com/ada/fold")], entries[0].Links);
        Assert.Equal(new(8, 11), entries[0].Lines);
    }

    [Fact]
    public void ABulletOwnsTheBulletsThatSayWhatItsWorkHas()
    {
        var document = ListReader.Read(new ListFile("README.md", Nested));
        Assert.Equal(["Walks on Trees (ICML 2020)", "Trees without Walks (KDD 2020)", "Lectures of a spring", "Notes"], document.Entries.Select(e => e.Title));
        Assert.Equal(["Ada Lovelace", "Émile Borel", "Grace Hopper"], document.Entries[0].Authors);
        Assert.Equal(["paper", "python reference"], document.Entries[0].Links.Select(l => l.Role));
        Assert.Equal(["Courses", "Graph theory"], document.Entries[2].Section);
    }

    [Theory]
    [InlineData("* [A](https://example.org/a) - Words. [ [paper-2016](https://example.org/b) | [web](https://example.org/c) ]\n", "main paper-2016 web", "Words.")]
    [InlineData("* **A.** KDD 2018. [paper](https://example.org/b)\n", "paper", null)]
    public void LinksInABracketOfTheirOwnHaveRoles(string page, string roles, string? note)
    {
        var entry = Assert.Single(ListReader.Read(new ListFile("README.md", page)).Entries);
        Assert.Equal((roles, note), (string.Join(' ', entry.Links.Select(l => l.Role)), entry.Note));
    }

    [Fact]
    public void AVenueWithItsYearIsReadApart()
    {
        var entry = Assert.Single(ListReader.Read(new ListFile("README.md", "1. **A Title.** AAAI 2020. [paper](https://example.org/b)\n")).Entries);
        Assert.Equal(("AAAI", "2020"), (entry.Venue, entry.Year));
    }

    [Fact]
    public void AQuotedTitleBehindNamesIsNoName()
    {
        var entry = Assert.Single(ListReader.Read(new ListFile("README.md", "* Sets [[Paper](https://example.org/b)]\n  * Ada Lovelace, Émile Borel, \"Sets in order\", ICLR 2016.\n")).Entries);
        Assert.Equal(["Ada Lovelace", "Émile Borel"], entry.Authors);
    }

    [Theory]
    [InlineData("README.md", "Papers")]
    [InlineData("README.md/crlf", "Papers")]
    public void AParagraphIsAddedAndTakenOutAgain(string page, string section)
    {
        var text = page.EndsWith("crlf", StringComparison.Ordinal) ? Paragraphs.Replace("\n", "\r\n", StringComparison.Ordinal) : Paragraphs;
        var document = ListReader.Read(new ListFile("README.md", text));
        var change = document.Add(new("Folding Twice", [new("main", "https://arxiv.org/abs/2206.00003")], ["Alan Turing", "Ada Lovelace"], "2022", "ICML", null, null), ["Score models", section]);
        Assert.StartsWith("**Folding Twice** \\", change.Entry.Text, StringComparison.Ordinal);
        Assert.Contains("*Alan Turing, Ada Lovelace*", change.Entry.Text, StringComparison.Ordinal);
        var after = ListReader.Read(change.Files[0]);
        Assert.Equal(document.Entries.Length + 1, after.Entries.Length);
        Assert.Equal(text, after.Remove(after.Entries.Single(e => e.Title == "Folding Twice")).Files[0].Text);
    }

    [Theory]
    [InlineData("# A\n## B\n## C\n", "B", "# A\n## B\n- [T](https://arxiv.org/abs/2206.00003)\n## C\n")]
    [InlineData("# A\n\n## B\n\n\n## C\n", "B", "# A\n\n## B\n\n- [T](https://arxiv.org/abs/2206.00003)\n\n\n## C\n")]
    public void AnEmptySectionKeepsItsBlankLines(string page, string section, string expected)
    {
        var change = ListReader.Read(new ListFile("README.md", page)).Add(Work("T"), ["A", section]);
        Assert.Equal(expected, change.Files[0].Text);
        var after = ListReader.Read(change.Files[0]);
        Assert.Equal(page, after.Remove(after.Entries[0]).Files[0].Text);
    }

    [Theory]
    [InlineData("* **A Title** by Ada [[pdf](https://arxiv.org/pdf/2101.00001)]\n* **Another** by Ada [[pdf](https://arxiv.org/pdf/2101.00002)] [[code](https://github.com/a/b)]\n", "* **T** by Ada Lovelace [[pdf](https://arxiv.org/pdf/2206.00003)] [[code](https://github.com/ada/t)]")]
    [InlineData("* **A Title** [paper](https://example.org/1)\n* **Another** [paper](https://example.org/2), [code](https://github.com/a/b)\n", "* **T** [paper](https://arxiv.org/abs/2206.00003), [code](https://github.com/ada/t)")]
    [InlineData("* **A** [![arXiv](https://img.shields.io/badge/arXiv-2101.00001-red)](https://arxiv.org/abs/2101.00001)\n* **B** [![arXiv](https://img.shields.io/badge/arXiv-2101.00002-red)](https://arxiv.org/abs/2101.00002)\n", "* **T** [![arXiv](https://img.shields.io/badge/arXiv-2206.00003-red)](https://arxiv.org/abs/2206.00003)")]
    [InlineData("* **A** [![DOI](https://img.shields.io/badge/DOI-10.1000/a--b-red)](https://doi.org/10.1000/a-b)\n* **B** [![DOI](https://img.shields.io/badge/DOI-10.1000/c--d-red)](https://doi.org/10.1000/c-d)\n", "* **T** [![DOI](https://img.shields.io/badge/DOI-10.1234/e--f.5-red)](https://doi.org/10.1234/e-f.5)")]
    [InlineData("* A title：https://example.org/1\n* Another：https://example.org/2\n", "* T：https://arxiv.org/abs/2206.00003")]
    public void TheLinkToTheWorkIsCalledAsTheListCallsIt(string page, string expected) =>
        Assert.Equal(expected, ListReader.Read(new ListFile("README.md", page)).Add(Work("T"), []).Entry.Text);

    [Theory]
    [InlineData("| 公司 | 内容 | 时间 |\n| - | - | - |\n| X | [A long title](https://example.org/1) | 2021-01-02 |\n| Y | [Another title](https://example.org/2) | 2020-02-03 |\n", "A long title 2021-01-02|Another title 2020-02-03", "|  | [T](https://arxiv.org/abs/2206.00003) | 2022-06-07 |")]
    [InlineData("| Paper | Links |\n| - | - |\n| 1) **A** - words of it | [Paper](https://example.org/1), [Tweet](https://example.org/t) |\n| 2) **B** - words | [Paper](https://example.org/2) |\n", "A |B ", "| 3) **T** | [Paper](https://arxiv.org/abs/2206.00003), [Code](https://github.com/ada/t) |")]
    [InlineData("| Month | Paper |\n| - | - |\n| 2022-01 | [A](https://example.org/1) |\n| 2022-04 | [B](https://example.org/2) |\n", "A 2022-01|B 2022-04", "| 2022-06 | [T](https://arxiv.org/abs/2206.00003) |")]
    public void ATablesRowsSayWhatItsHeadingsDont(string page, string read, string written)
    {
        var document = ListReader.Read(new ListFile("README.md", page));
        Assert.Equal(read, string.Join('|', document.Entries.Select(e => $"{e.Title} {e.Year}")));
        Assert.Equal(written, document.Add(Work("T"), []).Entry.Text);
    }

    [Fact]
    public void TheNameOfAnEmojiStaysWhole()
    {
        const string Page = "* :scroll: [A paper](a.pdf)\n* :scroll: [Another paper](b.pdf)\n";
        var document = ListReader.Read(new ListFile("README.md", Page));
        var first = document.Entries[0];
        var without = ListReader.Read(document.Remove(first).Files[0]);
        Assert.Equal(first.Text, without.Add(LeaveOneOut.Again(first), []).Entry.Text);
    }

    private static NewEntry Work(string title) => new(
        title, [new("main", "https://arxiv.org/abs/2206.00003"), new("doi", "https://doi.org/10.1234/e-f.5"), new("code", "https://github.com/ada/t")],
        ["Ada Lovelace"], "2022", "Journal of Tests", null, null)
    { Date = "2022-06-07" };
}
