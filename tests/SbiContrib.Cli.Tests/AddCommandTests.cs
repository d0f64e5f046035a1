using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SbiContrib.Cli.Tests;

/// <summary>The words of <c>sbi add</c>: what a person may ask for, and what is answered where it can't be.</summary>
public sealed class AddCommandTests : IDisposable
{
    private const string Work = """{"id":"arxiv:2206.00004","title":"Sharper bounds","authors":[{"given":"Ada","family":"Lovelace"}],"date":"2022-06-07","links":null}""";

    private const string Line = "- [Sharper bounds](https://arxiv.org/abs/2206.00004)";

    private const string Page = "# T\n\n## A\n\n- [One](https://arxiv.org/abs/2101.00001)\n- [Two](https://arxiv.org/abs/2102.00002)\n\n## B\n\n- [Three](https://arxiv.org/abs/2103.00003)\n";

    private readonly string folder = Directory.CreateTempSubdirectory("sbi-contrib-add-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ASectionIsUnknownAlsoWhereTheEntryNamesItItself()
    {
        const string Listed = """{"section":["T","Nope"],"title":"New","links":[{"role":"main","url":"https://arxiv.org/abs/2206.00004"}],"authors":[]}""";
        var (code, output, error) = Add(Page, Listed);
        Assert.Equal((4, ""), (code, output));
        Assert.Equal("sbi: the list has no such section; the likeliest are:\n  T / A\n  T / B\n", error);
        Assert.Equal(4, Add(Page, Listed, "--section", "T", "--section", "Nope").Code);
        Assert.Equal(4, Add(Page, Work, "--section", "Nope").Code);
        Assert.EndsWith("\n## Nope\n\n- [New](https://arxiv.org/abs/2206.00004)\n", Add(Page, Listed, "--new-section").Out, StringComparison.Ordinal);
        Assert.EndsWith("\n## Nope\n\n" + Line + "\n", Add(Page, Work, "--section", "T", "--section", "Nope", "--new-section").Out, StringComparison.Ordinal);
        Assert.Equal(Add(Page, Work, "--section", "B").Out, Add(Page, Work, "--section", "B", "--new-section").Out);
    }

    [Theory]
    [InlineData("# T\n\n## A\n\n- [One](https://arxiv.org/abs/2101.00001)\n\n### Deeper\n\n- [Two](https://arxiv.org/abs/2102.00002)\n", "- [One](https://arxiv.org/abs/2101.00001)\n\n")]
    [InlineData("# T\n\n## A\n\nWords.\n\n- [One](https://arxiv.org/abs/2101.00001)\n\n## B\n\n- [Two](https://arxiv.org/abs/2102.00002)\n", "- [One](https://arxiv.org/abs/2101.00001)\n\n")]
    [InlineData("# T\n\n## B\n\n- [Two](https://arxiv.org/abs/2102.00002)\n\n## A\n\n- [One](https://arxiv.org/abs/2101.00001)\n", "- [One](https://arxiv.org/abs/2101.00001)\n")]
    [InlineData("- title: Two\n  link: https://arxiv.org/abs/2102.00002\n  category: B\n- title: Three\n  link: https://arxiv.org/abs/2103.00003\n  category: B\n- title: One\n  link: https://arxiv.org/abs/2101.00001\n  category: A\n", "- title: One\n  link: https://arxiv.org/abs/2101.00001\n  category: A\n")]
    public void TheOnlyEntryOfASectionGoesBackWhereItStood(string page, string own)
    {
        var name = page.StartsWith('#') ? "README.md" : "list.yaml";
        var listed = Run.Sbi("", "list", Written(page, name), "--json").Out.Split('\n').Single(l => l.Contains("\"One\"", StringComparison.Ordinal));
        var (code, output, error) = Run.Sbi(listed, "add", Written(page.Replace(own, "", StringComparison.Ordinal), name), "--work", "-");
        Assert.Equal((0, "", page), (code, error, output));
    }

    [Theory]
    [InlineData("# T\n\n## A\n\n- [One](https://arxiv.org/abs/2101.00001)\n\n## P\n\nComing soon.\n\n## Q\n\nWords.\n", "P", "Coming soon.\n\n" + Line + "\n\n## Q")]
    [InlineData("# T\n\nWelcome.\n", null, "# T\n\nWelcome.\n\n" + Line + "\n")]
    [InlineData("", null, Line + "\n")]
    public void ASectionMayHoldWordsOnly(string page, string? section, string written)
    {
        var (code, output, error) = Add(page, Work, section is null ? [] : ["--section", section]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(written, output, StringComparison.Ordinal);
    }

    [Fact]
    public void EntriesWithoutASectionHaveAName()
    {
        const string Top = "- [Nil](https://arxiv.org/abs/2001.00009)\n\n" + Page;
        Assert.Contains("  \"\"\n", Add(Top, Work).Error + Add(Top, Work, "--section", "Gastronomy").Error, StringComparison.Ordinal);
        Assert.StartsWith("- [Nil](https://arxiv.org/abs/2001.00009)\n" + Line + "\n\n# T", Add(Top, Work, "--section", "").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"arxiv:2206.00004","title":5}""", "title")]
    [InlineData("""{"id":"arxiv:2206.00004","authors":"x"}""", "authors")]
    [InlineData("""{"id":"arxiv:2206.00004","authors":[null]}""", "authors")]
    [InlineData("""{"id":"arxiv:2206.00004","ids":[1,2]}""", "ids")]
    [InlineData("""{"id":"arxiv:2206.00004","ids":["nothing"]}""", "ids")]
    [InlineData("""{"id":"nothing"}""", "id")]
    [InlineData("""{"id":"arxiv:2206.00004","date":"abcdefgh"}""", "date")]
    [InlineData("""{"title":"A","links":"x"}""", "links")]
    [InlineData("""{"title":"A","links":[null]}""", "links")]
    [InlineData("""{"title":"A","links":[],"section":[1]}""", "section")]
    [InlineData("""{"title":"A\ud800","links":[]}""", "title")]
    public void AFieldOfTheWrongKindIsNamed(string work, string field)
    {
        var (code, output, error) = Add(Page, work, "--section", "A");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"sbi: \"{field}\" ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void AWorkWithoutATitleIsNamedByItsIdentifier() =>
        Assert.Contains("[arxiv:2206.00004](https://arxiv.org/abs/2206.00004)", Add(Page, """{"id":"arxiv:2206.00004","title":""}""", "--section", "A").Out, StringComparison.Ordinal);

    [Fact]
    public void ANameWithAnErrorIsSaid()
    {
        const string Two = "# T\n\n## Applications\n\n- [One](https://arxiv.org/abs/2101.00001)\n\n## Theory\n\n- [Two](https://arxiv.org/abs/2102.00002)\n";
        Assert.Equal((0, "sbi: 'Aplications' is read as 'T / Applications'\n"), (Add(Two, Work, "--section", "Aplications") is var (code, _, error) ? (code, error) : default));
        Assert.Equal("", Add(Two, Work, "--section", "applications").Error);
    }

    [Fact]
    public void AFurtherPlaceAloneIsThePlace() => Assert.Equal(Add(Page, Work, "--section", "B"), Add(Page, Work, "--also", "T / B"));

    [Fact]
    public void WhatIsAskedForIsWrittenOrRefused()
    {
        Assert.StartsWith("sbi: --label 'New': ", Add(Page, Work, "--section", "A", "--label", "New").Error, StringComparison.Ordinal);
        Assert.Contains("see www&#x2E;evil.example", Add(Page, Work, "--section", "A", "--note", "see www.evil.example now").Out, StringComparison.Ordinal);
        const string Table = "# T\n\n| Title | Year |\n|---|---|\n| [One](https://arxiv.org/abs/2101.00001) | 2021 |\n";
        var (code, output, error) = Add(Table, Work, "--note", "Read it");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("sbi: --note 'Read it': ", error, StringComparison.Ordinal);
        Assert.Equal(2, Add(Table, Work, "--label", "New").Code);
    }

    [Fact]
    public void NothingOfATextCommandsTheTerminal()
    {
        const string Wild = "# T\n\n## A\u001b[31m\n\n- [One\u0007](https://arxiv.org/abs/2101.00001)\n\n## B\n\n- [Two](https://arxiv.org/abs/2102.00002)\n";
        Assert.DoesNotContain('\u001b', Add(Wild, Work).Error);
        Assert.DoesNotContain('\u001b', Add(Wild, Work, "--section", "Nope").Error);
        Assert.DoesNotContain(Run.Sbi("", "list", Written(Wild)).Out, c => c is '\u001b' or '\u0007');
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void AFileIsReplacedAsAWhole()
    {
        Assert.SkipWhen(RuntimeInformation.IsOSPlatform(OSPlatform.Windows), "links and permissions are those of Unix");
        var file = Written(Page);
        var link = Path.Combine(folder, "link.md");
        File.CreateSymbolicLink(link, file);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        using (var before = File.OpenRead(file))
        {
            Assert.Equal(0, Run.Sbi(Work, "add", link, "--work", "-", "--section", "A", "--in-place").Code);
            // Who reads the old file goes on reading it whole.
            Assert.Equal(Page.Length, before.Length);
        }
        Assert.Contains(Line, File.ReadAllText(file), StringComparison.Ordinal);
        Assert.NotNull(File.ResolveLinkTarget(link, false));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(file));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Theory]
    [InlineData("work.json", "{}")]
    [InlineData("page.tex", "\\item A")]
    public void AFileThatIsNoListIsRefused(string name, string text)
    {
        Assert.Equal((2, ""), (Run.Sbi("", "list", Written(text, name)) is var (code, output, _) ? (code, output) : default));
        Assert.Equal(2, Run.Sbi(Work, "add", Written(text, name), "--work", "-", "--section", "A").Code);
    }

    [Fact]
    public void AnEmptyFolderIsNoList()
    {
        Assert.Equal((2, ""), (Run.Sbi("", "lint", folder) is var (code, output, _) ? (code, output) : default));
        Assert.Equal(2, Run.Sbi("", "list", folder).Code);
    }

    [Fact]
    public void TheHelpNamesTheExitCodes()
    {
        var help = Run.Sbi("", "add", "--help").Out;
        Assert.Contains("Exit codes: 0 added; 2 ", help, StringComparison.Ordinal);
        Assert.Contains("--new-section", help, StringComparison.Ordinal);
    }

    private (int Code, string Out, string Error) Add(string page, string work, params string[] args) => Run.Sbi(work, ["add", Written(page), "--work", "-", .. args]);

    private string Written(string text, string name = "README.md")
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
