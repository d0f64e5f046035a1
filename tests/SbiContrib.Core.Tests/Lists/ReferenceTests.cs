using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>Entries whose links lead where definitions elsewhere on the page say.</summary>
public sealed class ReferenceTests
{
    private const string ByUse = """
        # Inference

        See [the guide][guide].

        ## Methods

        - [Learning to Fold][fold] by Ada Lovelace. [[code][fold-code]]
        - [Walks on Trees][walks] by Grace Hopper. [[code][walks-code]]

        ## Tools

        - [Abacus][] - counts.
        - [Sieve] - finds primes.

        [guide]: https://example.org/guide
        [fold]: https://arxiv.org/abs/2101.00001
        [fold-code]: https://github.com/ada/fold
        [walks]: https://arxiv.org/abs/2102.00002
        [walks-code]: https://github.com/grace/walks
        [Abacus]: https://github.com/alan/abacus
        [sieve]: <https://github.com/era/sieve> "Primes"

        """;

    private static readonly NewEntry New = new(
        "Counting Stars: A Method", [new("arxiv", "https://arxiv.org/abs/2103.00003"), new("code", "https://github.com/alan/stars")], ["Alan Turing"], "2021", null, null, null);

    [Fact]
    public void EntriesLeadWhereTheirDefinitionsSay()
    {
        var entries = Read(ByUse).Entries;
        Assert.Equal(["Learning to Fold", "Walks on Trees", "Abacus", "Sieve"], entries.Select(e => e.Title));
        Assert.Equal([new("main", "https://arxiv.org/abs/2101.00001"), new("code", "https://github.com/ada/fold")], entries[0].Links);
        Assert.Equal(["Ada Lovelace"], entries[0].Authors);
        Assert.Equal([new EntryLink("main", "https://github.com/alan/abacus")], entries[2].Links);
        Assert.Equal([new EntryLink("main", "https://github.com/era/sieve")], entries[3].Links);
        Assert.Equal(new(7, 7), entries[0].Lines);
    }

    [Fact]
    public void ANewEntryIsDefinedInItsPlace()
    {
        var change = Read(ByUse).Add(New, ["Inference", "Methods"]);
        Assert.Equal(["https://arxiv.org/abs/2103.00003", "https://github.com/alan/stars"], change.Entry.Links.Select(l => l.Url));
        Assert.Contains("- [Counting Stars: A Method][counting] by Alan Turing. [[code][stars-code]]\n", change.Files[0].Text, StringComparison.Ordinal);
        Assert.Contains("[walks-code]: https://github.com/grace/walks\n[counting]: https://arxiv.org/abs/2103.00003\n[stars-code]: https://github.com/alan/stars\n[Abacus]", change.Files[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Methods", 0)]
    [InlineData("Methods", 1)]
    [InlineData("Tools", 2)]
    [InlineData("Tools", 3)]
    public void WhatIsAddedGoesWithAllThatCameWithIt(string section, int like)
    {
        foreach (var text in new[] { ByUse, ByUse.ReplaceLineEndings("\r\n"), ByUse.TrimEnd() })
        {
            var entry = New with { Title = $"Another {like}" };
            var change = Read(text).Add(entry, ["Inference", section]);
            var list = Read(change.Files[0].Text);
            var added = list.Entries.Single(e => e.Title == entry.Title);
            Assert.Equal(change.Entry.Lines, added.Lines);
            Assert.Equal(change.Entry.Links, added.Links);
            Assert.Equal(text, list.Remove(added).Files[0].Text);
        }
    }

    [Fact]
    public void ADefinitionGoesWithItsOnlyEntry()
    {
        var list = Read(ByUse.Replace("See [the guide][guide].", "See [the guide][guide] and [how to fold][FOLD].", StringComparison.Ordinal));
        var text = list.Remove(list.Entries[0]).Files[0].Text;
        Assert.Contains("[fold]: https", text, StringComparison.Ordinal);
        Assert.DoesNotContain("fold-code", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AMovedEntryTakesItsDefinitionAlongWhereTheyStandInTheOrderOfTheirUse()
    {
        var list = Read(ByUse);
        var moved = list.Move(list.Entries[0], ["Inference", "Tools"], null).Files[0].Text;
        Assert.Equal([.. ByUse.Split('\n').Order(StringComparer.Ordinal)], moved.Split('\n').Order(StringComparer.Ordinal));
        Assert.True(moved.IndexOf("[fold]: ", StringComparison.Ordinal) > moved.IndexOf("[walks-code]: ", StringComparison.Ordinal));
        var odd = Read(ByUse.Replace("[guide]: https://example.org/guide\n", "", StringComparison.Ordinal) + "[guide]: https://example.org/guide\n");
        Assert.EndsWith("[guide]: https://example.org/guide\n", odd.Move(odd.Entries[0], ["Inference", "Tools"], null).Files[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ACorrectedLinkIsCorrectedWhereItIsDefined()
    {
        var list = Read(ByUse);
        var change = list.Correct(list.Entries[3], new(Links: [new("main", "https://github.com/era/sieves")]));
        Assert.Equal(ByUse.Replace("<https://github.com/era/sieve>", "<https://github.com/era/sieves>", StringComparison.Ordinal), change.Files[0].Text);
        Assert.Equal("https://github.com/era/sieves", change.Entry.Links[0].Url);
    }

    [Fact]
    public void ACorrectedTitleKeepsItsKey()
    {
        var list = Read(ByUse);
        Assert.Equal(ByUse.Replace("- [Sieve] -", "- [Sieve of Cyrene][sieve] -", StringComparison.Ordinal), list.Correct(list.Entries[3], new(Title: "Sieve of Cyrene")).Files[0].Text);
        Assert.Equal(ByUse.Replace("[Learning to Fold]", "[Learning to Unfold]", StringComparison.Ordinal), list.Correct(list.Entries[0], new(Title: "Learning to Unfold")).Files[0].Text);
    }

    [Theory]
    [InlineData("- [A work][1]\n- [B work][2]\n\n[1]: https://example.org/a\n[2]: https://example.org/b\n", "- [Counting Stars: A Method][3]", "\n[2]: https://example.org/b\n[3]: https://arxiv.org/abs/2103.00003\n")]
    [InlineData("- [A work]\n- [B work]\n\n[A work]: https://example.org/a\n[B work]: https://example.org/b\n", "- [Counting Stars: A Method]\n", "\n[Counting Stars: A Method]: https://arxiv.org/abs/2103.00003\n")]
    [InlineData("- [A work][a-work]\n- [B work][b-work]\n- [C work on D][c-work-on-d]\n\n[b-work]:      https://example.org/b\n[a-work]:      https://example.org/a\n[c-work-on-d]: https://example.org/c\n", "- [Counting Stars: A Method][counting-stars-a-method]\n", "\n[counting-stars-a-method]: https://arxiv.org/abs/2103.00003\n")]
    [InlineData("- [Zoo][bell2020] by Mary Bell (2020)\n- [Yak][adams2019] by Jo Adams (2019)\n\n[adams2019]: https://example.org/a\n[bell2020]: https://example.org/b\n[zulu]: https://example.org/z\n", "- [Counting Stars: A Method][turing2021] by Alan Turing (2021)\n", "[bell2020]: https://example.org/b\n[turing2021]: https://arxiv.org/abs/2103.00003\n[zulu]")]
    public void AKeyIsMadeAsTheOthersAre(string page, string entry, string definition)
    {
        var text = Read("# P\n\n" + page).Add(New, ["P"]).Files[0].Text;
        Assert.Contains(entry, text, StringComparison.Ordinal);
        Assert.Contains(definition, text, StringComparison.Ordinal);
        Assert.Contains(Read(text).Entries, e => e.Title == New.Title && e.Links is [{ Url: "https://arxiv.org/abs/2103.00003" }, ..]);
    }

    [Theory]
    [InlineData("A ] and [ B")]
    [InlineData("A work")]
    [InlineData("[A work] again")]
    [InlineData("^1")]
    [InlineData("What \\")]
    public void ATitleThatIsNoGoodKeyLeadsThereAllTheSame(string title)
    {
        var page = "# P\n\n- [A work]\n- [B work]\n\n[A work]: https://example.org/a\n[B work]: https://example.org/b\n";
        var change = Read(page).Add(New with { Title = title }, ["P"]);
        var entry = Assert.Single(Read(change.Files[0].Text).Entries, e => e.Links is [{ Url: "https://arxiv.org/abs/2103.00003" }, ..]);
        Assert.Equal(title, entry.Title);
    }

    [Fact]
    public void RowsOfATableHaveReferencesToo()
    {
        const string Page = "# P\n\n| Title | Year | Code |\n| --- | --- | --- |\n| [A work][a] | 2020 | [code][a-code] |\n| [B work][b] | 2021 | [code][b-code] |\n\n[a]: https://example.org/a\n[a-code]: https://github.com/a/a\n[b]: https://example.org/b\n[b-code]: https://github.com/b/b\n";
        var list = Read(Page);
        Assert.Equal(["https://example.org/a", "https://github.com/a/a"], list.Entries[0].Links.Select(l => l.Url));
        var change = list.Add(New, ["P"]);
        Assert.Equal(["https://arxiv.org/abs/2103.00003", "https://github.com/alan/stars"], Read(change.Files[0].Text).Entries.Single(e => e.Title == New.Title).Links.Select(l => l.Url));
        Assert.Equal(Page, Read(change.Files[0].Text).Remove(change.Entry).Files[0].Text);
    }

    [Theory]
    [InlineData("- [Notes](https://example.org/n) - see [ours][o] and [o].\n\n[o]: https://example.org/o\n", "https://example.org/n|https://example.org/o|https://example.org/o")]
    [InlineData("- [Title][nope]\n- [Two][two]\n\n[two]: https://example.org/2\n", "")]
    [InlineData("- [Title](https://example.org/n) [^1]\n\n[^1]: https://example.org/foot\n", "https://example.org/n")]
    [InlineData("- [**Title**][t], [[pdf]][p]\n\n[T]: /here\n[p]: https://example.org/p.pdf\n", "/here|https://example.org/p.pdf")]
    [InlineData("- [Title][t]\n\n> [t]: https://example.org/quoted\n", "https://example.org/quoted")]
    [InlineData("- [![badge][b]][t] [Title][t]\n\n[t]: https://example.org/t\n[b]: https://img.example.org/b.svg\n", "https://example.org/t|https://example.org/t")]
    public void ReadsReferencesAsGitHubDoes(string page, string links) =>
        Assert.Equal(links, string.Join('|', Read("# P\n\n" + page).Entries[0].Links.Select(l => l.Url)));

    private static IListDocument Read(string text) => ListReader.Read(new ListFile("README.md", text));
}
