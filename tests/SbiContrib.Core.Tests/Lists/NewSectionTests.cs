using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>A new section, and its line in the tables of contents that people make.</summary>
public sealed class NewSectionTests
{
    private const string Entries = "\n## Ants\n\n- [One](https://example.org/1)\n\n### Small ones\n\n- [Two](https://example.org/2)\n\n## Cats\n\n- [Three](https://example.org/3)\n\n### Big ones\n\n- [Four](https://example.org/4)\n" + Rest;

    private const string Rest = "\n## Dogs\n\n- [Seven](https://example.org/7)\n\n## Elks\n\n- [Eight](https://example.org/8)\n\n## Foxes\n\n- [Nine](https://example.org/9)\n";

    [Theory]
    [InlineData("- [Ants](#ants)\n- [Cats](#cats)\n", "- [Ants](#ants)\n- [Bees](#bees)\n- [Cats](#cats)\n")]
    [InlineData("- [Ants](#ants)\n  - [Small ones](#small-ones)\n- [Cats](#cats)\n  - [Big ones](#big-ones)\n", "- [Ants](#ants)\n  - [Small ones](#small-ones)\n- [Bees](#bees)\n- [Cats](#cats)\n  - [Big ones](#big-ones)\n")]
    [InlineData("* [Ants](#ants)\n\t* [Small ones](#small-ones)\n* [Cats](#cats)\n", "* [Ants](#ants)\n\t* [Small ones](#small-ones)\n* [Bees](#bees)\n* [Cats](#cats)\n")]
    [InlineData("1. [Ants](#ants)\n2. [Cats](#cats)\n3. [Dogs](#dogs)\n4. [Elks](#elks)\n5. [Foxes](#foxes)\n", "1. [Ants](#ants)\n2. [Bees](#bees)\n3. [Cats](#cats)\n4. [Dogs](#dogs)\n5. [Elks](#elks)\n6. [Foxes](#foxes)\n")]
    [InlineData("1. [Ants](#ants)\n1. [Cats](#cats)\n", "1. [Ants](#ants)\n1. [Bees](#bees)\n1. [Cats](#cats)\n")]
    [InlineData("<!-- START doctoc generated TOC please keep comment here to allow auto update -->\n<!-- DON'T EDIT THIS SECTION, INSTEAD RE-RUN doctoc TO UPDATE -->\n\n- [Ants](#ants)\n  - [Small ones](#small-ones)\n- [Cats](#cats)\n\n<!-- END doctoc generated TOC please keep comment here to allow auto update -->\n", "<!-- START doctoc generated TOC please keep comment here to allow auto update -->\n<!-- DON'T EDIT THIS SECTION, INSTEAD RE-RUN doctoc TO UPDATE -->\n\n- [Ants](#ants)\n  - [Small ones](#small-ones)\n- [Bees](#bees)\n- [Cats](#cats)\n\n<!-- END doctoc generated TOC please keep comment here to allow auto update -->\n")]
    [InlineData("Words that are no table.\n", "Words that are no table.\n")]
    public void ATableOfContentsGetsItsLine(string contents, string expected)
    {
        var page = "# Animals\n\n" + contents + Entries;
        var change = ListReader.Read(new ListFile("README.md", page)).AddSection(Work("Five"), ["Animals", "Bees"]);
        Assert.Equal("# Animals\n\n" + expected + Entries.Replace("\n## Cats", "\n## Bees\n\n- [Five](https://example.org/5)\n\n## Cats", StringComparison.Ordinal), change.Files[0].Text);
        Assert.Equal(["Animals", "Bees"], ListReader.Read(change.Files[0]).Entries.Single(e => e.Title == "Five").Section);
        Assert.Equal(change.Entry.Lines, ListReader.Read(change.Files[0]).Entries.Single(e => e.Title == "Five").Lines);
    }

    [Fact]
    public void ASectionBelowAnotherGetsALineBelowItsOwn()
    {
        var page = "# Animals\n\n- [Ants](#ants)\n  - [Small ones](#small-ones)\n- [Cats](#cats)\n  - [Big ones](#big-ones)\n" + Entries;
        var change = ListReader.Read(new ListFile("README.md", page)).AddSection(Work("Five"), ["Animals", "Cats", "Wild ones"]);
        Assert.Contains("  - [Big ones](#big-ones)\n  - [Wild ones](#wild-ones)\n", change.Files[0].Text, StringComparison.Ordinal);
        Assert.Contains("\n### Wild ones\n\n- [Five](https://example.org/5)\n\n## Dogs\n", change.Files[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAnchorThatIsTakenGetsANumberAndTheLaterOneMovesOn()
    {
        const string Page = "# List\n\n- [A](#a)\n  - [Reviews](#reviews)\n- [C](#c)\n  - [Reviews](#reviews-1)\n\n## A\n\n- [One](https://example.org/1)\n\n### Reviews\n\n- [Two](https://example.org/2)\n\n## B\n\n- [Three](https://example.org/3)\n\n## C\n\n- [Four](https://example.org/4)\n\n### Reviews\n\n- [Six](https://example.org/6)\n";
        var text = ListReader.Read(new ListFile("README.md", Page)).AddSection(Work("Five"), ["List", "B", "Reviews"]).Files[0].Text;
        Assert.Contains("- [C](#c)\n  - [Reviews](#reviews-2)\n", text, StringComparison.Ordinal);
        Assert.Contains("### Reviews\n\n- [Five](https://example.org/5)\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- [🐜 Ants](#-ants)\n- [🐈 Cats](#-cats)\n", "## 🐜 Ants\n\n- [One](https://example.org/1)\n\n## 🐈 Cats\n\n- [Two](https://example.org/2)\n", "- [🐜 Ants](#-ants)\n- [🐈 Cats](#-cats)\n- [🐝 Dogs & Co.](#-dogs--co)\n")]
    [InlineData("- [Ants](#-ants)\n- [Cats](#-cats)\n", "## <img src=\"a.svg\"> Ants\n\n- [One](https://example.org/1)\n\n## <img src=\"c.svg\"> Cats\n\n- [Two](https://example.org/2)\n", "- [Ants](#-ants)\n- [Cats](#-cats)\n- [🐝 Dogs & Co.](#-dogs--co)\n")]
    public void SignsInHeadingsLeaveTheirDash(string contents, string entries, string expected)
    {
        var text = ListReader.Read(new ListFile("README.md", "# List\n\n" + contents + "\n" + entries)).AddSection(Work("Five"), ["List", "🐝 Dogs & Co."]).Files[0].Text;
        Assert.StartsWith("# List\n\n" + expected, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bees ](https://evil.example) @ada #1 {{ x }} <b>")]
    [InlineData("Bees\n## Cats\n- [x](https://evil.example)")]
    public void ANameFromOutsideStaysAName(string name)
    {
        var page = "# Animals\n\n- [Ants](#ants)\n- [Cats](#cats)\n" + Entries;
        var before = ListReader.Read(new ListFile("README.md", page));
        var after = ListReader.Read(before.AddSection(Work("Five"), ["Animals", name]).Files[0]);
        Assert.Equal(before.Entries.Length + 1, after.Entries.Length);
        Assert.Equal(before.Sections.Length + 1, after.Sections.Length);
        Assert.Equal(string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), after.Entries.Single(e => e.Title == "Five").Section[^1]);
    }

    private static NewEntry Work(string title) => new(title, [new("main", "https://example.org/5")], [], null, null, null, null);
}
