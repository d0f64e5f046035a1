using SbiContrib.Core.Lint;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Tests.Lists;

namespace SbiContrib.Core.Tests.Lint;

public sealed class LintTests
{
    private const string Head = "# Papers\n\n";

    [Theory]
    [InlineData("* [A title](https://example.org/a) by A\n* [Another]() by B\n", "4 error empty-link")]
    [InlineData("* [A title](www.example.org/a) by A\n* [Another](https://example.org/b) by B\n", "3 error no-link")]
    [InlineData("* [A title](htps://example.org/a) by A\n* [Another](https://https://example.org/b) by B\n", "3 error no-link|4 error no-link")]
    [InlineData("* [One](http//example.org/a)\n* [Two](https:/example.org/b)\n* [Three](#)\n", "3 error no-link|4 error no-link|5 error no-link")]
    [InlineData("* [](https://example.org/a) by A\n* [Another](https://example.org/b) by B\n", "3 error empty-link")]
    [InlineData("* [A title](https://arxiv.org/abs/2010.06439) by A\n* [Another](https://example.org/b) by B\n* [A  title](https://arxiv.org/pdf/2010.06439v2) by A\n", "5 error duplicate")]
    [InlineData("* [A title](https://example.org/a) by A\n* [Another](https://example.org/b by B\n", "4 error unclosed")]
    [InlineData("* [One](https://example.org/1)\n* [Two](https://example.org/2)\n* [Three](https://example.org/3)\n* [Four](https://example.org/4)\n- [Five](https://example.org/5)\n", "7 warning mixed-style")]
    [InlineData("* [One](https://example.org/1)\n* [Two](https://example.org/2)\n * [Three](https://example.org/3)\n* [Four](https://example.org/4)\n", "5 warning mixed-style")]
    [InlineData("* [Ape](https://example.org/1)\n* [Bee](https://example.org/2)\n* [Cat](https://example.org/3)\n* [Gnu](https://example.org/7)\n* [Dog](https://example.org/4)\n* [Eel](https://example.org/5)\n* [Fox](https://example.org/6)\n* [Hen](https://example.org/8)\n", "6 warning out-of-order")]
    [InlineData("* [One](https://example.org/1)\n\n<!-- a note\n", "5 error unclosed")]
    [InlineData("* [One](https://example.org/1)\n\n```\ncode\n", "5 error unclosed")]
    [InlineData("* [One][one]\n* [Two][nope]\n* [Three][]\n\n[one]: https://example.org/1\n[ONE]: https://example.org/2\n", "4 error reference|5 error reference|8 warning reference")]
    public void FindsWhatIsWrong(string page, string findings) => Assert.Equal(findings, Said(new("index.md", Head + page)));

    [Theory]
    [InlineData("* [Bee](https://example.org/2)\n* [Ape](https://example.org/1)\n* [Cat](https://example.org/3)\n* [Hen](https://example.org/4)\n* [Dog](https://example.org/5)\n* [Gnu](https://example.org/6)\n* [Eel](https://example.org/7)\n")]
    [InlineData("* [On page](other.md) and [here](#papers)\n* [Mail](mailto:a@example.org)\n")]
    [InlineData("* [A set (of things)](https://example.org/a_(b)) with `code ](http` in it\n")]
    [InlineData("* [One](https://github.com/o/r/blob/main/a.md)\n* [Two](https://github.com/o/r/blob/main/b.md)\n")]
    [InlineData("* [One](https://github.com/o/http)\n")]
    [InlineData("* [One][one], see `[x][y]`, a[i][j], [1][2] and [abs][pdf][code]\n* [[Two](https://example.org/2)][[pdf](https://example.org/2.pdf)]\n\n[one]: https://example.org/1\n")]
    [InlineData("* [One](git://example.org/a)\n* [Two](ssh://git@example.org/b)\n* [Three](http://[::1]/x)\n* [Four](<https://example.org/a b>)\n* [Five](http.md)\n")]
    [InlineData("* https://example.org/first\n* https://example.org/third\n* [Big tool](https://example.org/1)\n* [Bigtool](https://example.org/2)\n")]
    [InlineData("- [One](#-one)\n- [Two](#two)\n- [Three](#️-three)\n\n## ![x](x.svg) One\n\n* [A](https://example.org/1)\n\n## Two\n\n* [B](https://example.org/2)\n\n## ⚙️ Three\n\n* [C](https://example.org/3)\n\n## Contributing\n\nWrite to us.\n\n## License\n\nMIT\n")]
    [InlineData("* [One](https://example.org/1)\n* [Two](https://example.org/2)\n* [Three](https://example.org/3)\n* [Four](https://example.org/4)\n\n## Share\n\n+ [Five](https://example.org/5)\n")]
    public void LeavesAloneWhatIsRight(string page) => Assert.Equal("", Said(new("index.md", Head + page)));

    [Fact]
    public void TwoSectionsMayNameOneWork()
    {
        var finding = Assert.Single(Linter.Check(ListFiles.Of(new("index.md", "# A\n\n* [Title](https://arxiv.org/abs/2010.06439)\n\n# B\n\n* [Title](https://arxiv.org/abs/2010.06439)\n"))));
        Assert.Equal((LintLevel.Advice, 7), (finding.Level, finding.Line));
    }

    private const string WithContents = "# Page\n\n- [First part](#first-part)\n- [Second part](#2nd-part)\n- [Third part](#third-part)\n- [Gone](#gone)\n\n## First part\n\n* [One](https://example.org/1)\n\n## Second part\n\n* [Two](https://example.org/2)\n\n## Third part\n\n* [Three](https://example.org/3)\n\n## Fourth part\n\n* [Four](https://example.org/4)\n";

    [Fact]
    public void ATableOfContentsThatLiesIsFound() =>
        Assert.Equal("4 error contents|6 error contents|20 warning contents", Said(new("index.md", WithContents)));

    [Fact]
    public void WhatIsSafeIsRepairedOnceAndNothingElse()
    {
        var list = ListFiles.Of(new("index.md", WithContents + "- [Five](https://example.org/5)\n* [Six](https://example.org/6)\n* [Six](https://example.org/6)\n"));
        var (after, mended) = Linter.Fix(list);
        Assert.Equal(
            WithContents.Replace("#2nd-part", "#second-part", StringComparison.Ordinal) + "* [Five](https://example.org/5)\n* [Six](https://example.org/6)\n",
            after.Files[0].Text);
        Assert.Equal(["contents", "mixed-style", "duplicate"], mended.Select(f => f.Rule));
        Assert.Empty(Linter.Fix(after).Mended);
        Assert.Equal(after, Linter.Fix(after).List);
    }

    [Fact]
    public void ADataFileThatCantBeReadIsOneFinding() =>
        Assert.Equal("3 error unreadable", Said(new("papers.yaml", "- title: A\n  link: [\n")));

    [Fact]
    public void EntriesOfADataFileAreComparedAcrossSections() =>
        Assert.Equal("4 error duplicate", Said(new("papers.yaml", "- title: A title\n  link: https://arxiv.org/abs/2010.06439\n  category: a\n- title: A title\n  link: https://arxiv.org/abs/2010.06439v1\n  category: b\n")));

    [Fact]
    public void AReviewWhoseFilesDontMeetIsTold()
    {
        var list = SeveralFiles.Read("review");
        Assert.Empty(Linter.Check(list).Where(f => f.Level != LintLevel.Advice));
        var broken = list with
        {
            Files =
            [
                list.Files[0] with { Text = list.Files[0].Text + "\n@article{Lovelace:2024abc,\n    title = \"{Again}\",\n    year = \"2020\"\n}\n" },
                list.Files[1] with { Text = list.Files[1].Text.Replace("Specimen:2023qrs,Example", "Nowhere:2020abc,Example", StringComparison.Ordinal) },
            ],
        };
        Assert.Equal(["is that of line 4 too", "isn't the last one", "no entry has that key"], Linter.Check(broken).Where(f => f.Rule == "keys" && f.Level == LintLevel.Error).Select(f => f.Message[(f.Message.IndexOf("” ", StringComparison.Ordinal) + 2)..]).Select(m => m.Split(", and ")[^1]).Order());
    }

    [Fact]
    public void AFileThatItsSchemaDoesntTakeIsTold()
    {
        var list = SeveralFiles.Read("publications");
        Assert.Empty(Linter.Check(list));
        var broken = list with { Files = [.. list.Files.Select(f => f.Path.EndsWith("1000005.yml", StringComparison.Ordinal) ? f with { Text = "inspire-id: 1000005\narea: cooking\n" } : f)] };
        var finding = Assert.Single(Linter.Check(broken));
        Assert.Equal(("schema", "publications/1000005.yml"), (finding.Rule, finding.Path));
        Assert.Contains("`area`", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lists/sbi-site/software.md", "")]
    [InlineData("lists/sbi-seed-2022/index.md", "empty-link mixed-style")]
    [InlineData("lists/sbi-site/index.md", "empty-link")]
    [InlineData("lists/awesome-neural-sbi/README.md", "out-of-order")]
    public void RealListsRaiseNoFalseAlarm(string path, string rules) =>
        Assert.Equal(rules, string.Join(' ', Linter.Check(ListFiles.Of(Corpora.List(path))).Where(f => f.Level != LintLevel.Advice).Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal)));

    [Fact]
    public void AnEmptyFieldOfABibliographyIsNoLink() =>
        Assert.Equal("", Said(new("review.bib", "@article{a,\n  title={ Words },\n  doi={ 10.1234/abc },\n  url={  },\n}\n")));

    private static string Said(ListFile file) =>
        string.Join('|', Linter.Check(ListFiles.Of(file)).Select(f => $"{f.Line} {f.Level.ToString().ToLowerInvariant()} {f.Rule}"));
}
