using System.Text.Json;

namespace SbiContrib.Cli.Tests;

/// <summary>Lists of several files: a folder with a file an entry, and BibTeX with its LaTeX page.</summary>
public sealed class SeveralFilesCommandTests : IDisposable
{
    private const string Work = """{"id":"arxiv:2206.00004","ids":["arxiv:2206.00004","doi:10.1234/jt.4"],"title":"Sharper bounds","authors":[{"given":"Ada","family":"Lovelace"}],"date":"2022-06-07","venue":"J. Tests"}""";

    private const string Bib = "% June 1, 2021\n@article{Borel:2021aaa,\n    author = \"Borel, {\\'E}mile\",\n    title = \"{Loose bounds}\",\n    eprint = \"2106.00001\",\n    archivePrefix = \"arXiv\",\n    year = \"2021\"\n}\n\n@article{dummy,}\n";

    private const string Tex = "\\begin{itemize}\n\\item \\textbf{Theory}~\\cite{Borel:2021aaa}\n\\item \\textbf{Methods}~\\cite{Borel:2021aaa}\n\\end{itemize}\n";

    private readonly string folder = Directory.CreateTempSubdirectory("sbi-contrib-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AWorkIsWrittenIntoTheBibliographyAndCitedInEachSection()
    {
        var review = Review();
        Assert.Equal(0, Run.Sbi(Work, "add", review, "--work", "-", "--section", "Theory", "--also", "Methods", "--in-place").Code);
        var entries = Run.Sbi("", "list", review, "--json").Out.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["Methods", "Theory"], entries.Where(e => e.GetProperty("title").GetString() == "Sharper bounds").Select(e => e.GetProperty("section")[0].GetString()!).Order());
        Assert.EndsWith("@article{dummy,}\n", File.ReadAllText(Path.Combine(review, "Review.bib")), StringComparison.Ordinal);
        Assert.Equal((0, "", ""), Run.Sbi("", "lint", review));
    }

    [Fact]
    public void TheDifferenceNamesEveryFile()
    {
        var (code, diff, _) = Run.Sbi(Work, "add", Review(), "--work", "-", "--section", "Theory", "--diff");
        Assert.Equal(0, code);
        Assert.Equal(2, diff.Split('\n').Count(l => l.StartsWith("+++ ", StringComparison.Ordinal)));
        Assert.Equal(Bib, File.ReadAllText(Path.Combine(folder, "review", "Review.bib")));
    }

    [Fact]
    public void AFolderGetsAFileMore()
    {
        var list = Publications();
        Assert.Equal(0, Run.Sbi(Work, "add", list, "--work", "-", "--section", "analysis", "--in-place").Code);
        var made = Assert.Single(Directory.GetFiles(list), f => File.ReadAllText(f).Contains("Sharper bounds", StringComparison.Ordinal));
        Assert.EndsWith(".yml", made, StringComparison.Ordinal);
        Assert.Equal(3, Run.Sbi("", "list", list, "--json").Out.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(0, Run.Sbi("", "lint", list).Code);
    }

    [Fact]
    public void AFolderWorkMayStandInTwoSections()
    {
        var list = Publications();
        var (code, diff, error) = Run.Sbi(Work, "add", list, "--work", "-", "--section", "analysis", "--also", "training", "--diff");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(1, diff.Split('\n').Count(l => l.StartsWith("+++ ", StringComparison.Ordinal)));
        Assert.Contains("+focus-area:\n+  - analysis\n+  - training\n", diff, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsSaidOfAWorkIsWrittenOrRefused()
    {
        Assert.Contains("+    note = \"Read it\"", Run.Sbi(Work, "add", Review(), "--work", "-", "--section", "Theory", "--note", "Read it", "--diff").Out, StringComparison.Ordinal);
        var (code, output, error) = Run.Sbi(Work, "add", Review(), "--work", "-", "--section", "Theory", "--label", "New", "--diff");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("sbi: --label 'New': ", error, StringComparison.Ordinal);
        var list = Publications();
        Assert.Equal(2, Run.Sbi(Work, "add", list, "--work", "-", "--section", "analysis", "--note", "Read it", "--diff").Code);
        File.WriteAllText(Path.Combine(folder, "publication.schema.json"), """{"type":"object","properties":{"title":{"type":"string"},"comment":{"type":"string"},"focus-area":{"enum":["analysis","training"]}}}""");
        Assert.Contains("+comment: Read it\n", Run.Sbi(Work, "add", list, "--work", "-", "--section", "analysis", "--note", "Read it", "--diff").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AnItemThatHeadsOthersTakesItsOnlyKeyBack()
    {
        var review = Review();
        const string Page = "\\begin{itemize}\n\\item \\textbf{Theory}~\\cite{Borel:2021aaa}\n\\begin{itemize}\n\\item \\textbf{Methods}\n\\end{itemize}\n\\end{itemize}\n";
        var page = Path.Combine(review, "Review.tex");
        File.WriteAllText(page, Page);
        var listed = Run.Sbi("", "list", review, "--json").Out.Split('\n')[0];
        File.WriteAllText(page, Page.Replace("~\\cite{Borel:2021aaa}", "", StringComparison.Ordinal));
        Assert.Equal(0, Run.Sbi(listed, "add", review, "--work", "-", "--section", "Theory", "--in-place").Code);
        Assert.Equal(Page, File.ReadAllText(page));
        File.WriteAllText(page, "\\begin{itemize}\n\\item \\textbf{Methods}\n\\end{itemize}\n");
        Assert.Equal(4, Run.Sbi(listed, "add", review, "--work", "-", "--section", "Theory", "--in-place").Code);
    }

    [Theory]
    [InlineData("review")]
    [InlineData("publications")]
    public void SeveralFilesArePrintedAsADifferenceOnly(string kind)
    {
        var list = kind == "review" ? Review() : Publications();
        var (code, output, error) = Run.Sbi(Work, "add", list, "--work", "-", "--section", kind == "review" ? "Theory" : "analysis");
        Assert.Equal((2, ""), (code, output));
        Assert.Equal((4, ""), (Run.Sbi(Work, "add", list, "--work", "-", "--section", "Gastronomy") is var (unknown, none, _) ? (unknown, none) : default));
        Assert.Equal(4, Run.Sbi(Work, "add", list, "--work", "-").Code);
        Assert.Contains("--diff", error, StringComparison.Ordinal);
        Assert.Contains("--in-place", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderWithoutAListIsToldOnStandardError()
    {
        var (code, output, error) = Run.Sbi("", "list", folder, "--json");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("sbi: ", error, StringComparison.Ordinal);
    }

    private string Review()
    {
        var review = Directory.CreateDirectory(Path.Combine(folder, "review")).FullName;
        File.WriteAllText(Path.Combine(review, "Review.bib"), Bib);
        File.WriteAllText(Path.Combine(review, "Review.tex"), Tex);
        return review;
    }

    private string Publications()
    {
        var list = Directory.CreateDirectory(Path.Combine(folder, "publications")).FullName;
        File.WriteAllText(Path.Combine(list, "hopper-loops21.yml"), "title: \"Loops\"\nlink: https://arxiv.org/abs/2101.00002\ndate: 2021-01-02\ncitation: \"Grace Hopper, arXiv:2101.00002\"\nfocus-area: analysis\n");
        File.WriteAllText(Path.Combine(list, "turing-school20.yml"), "title: \"A school\"\nlink: https://arxiv.org/abs/2001.00003\ndate: 2020-01-03\ncitation: \"Alan Turing, arXiv:2001.00003\"\nfocus-area: training\n");
        return list;
    }
}
