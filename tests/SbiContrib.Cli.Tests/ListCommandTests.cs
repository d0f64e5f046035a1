using System.Text;
using System.Text.Json;

namespace SbiContrib.Cli.Tests;

/// <summary><c>sbi list</c> and <c>sbi add</c> on lists of one file.</summary>
public sealed class ListCommandTests : IDisposable
{
    private const string Page = "# Papers\r\n\r\n## Cosmology\r\n\r\n* **Surveys**: [A *bold* title](https://arxiv.org/abs/2101.00001) by Ada Lovelace, Émile Borel (2021) [[code](https://github.com/ada/bold)]\r\n  > It says more.\r\n\r\n## Methods\r\n\r\n* [Ratios](https://arxiv.org/abs/2001.00002) by Grace Hopper (2020)\r\n\r\n## Theory\r\n\r\n* [Bounds](https://arxiv.org/abs/1901.00003) by Alan Turing (2019)\r\n\r\n## Talks\r\n\r\n* [Loops](https://example.org/talk) by Alan Turing (2018)\r\n";

    private const string Work = """{"id":"arxiv:2206.00004","ids":["arxiv:2206.00004"],"title":"Sharper bounds","authors":[{"given":"Ada","family":"Lovelace"}],"date":"2022-06-07"}""";

    private readonly string folder = Directory.CreateTempSubdirectory("sbi-contrib-list-").FullName;
    private readonly string file;

    public ListCommandTests()
    {
        file = Path.Combine(folder, "README.md");
        File.WriteAllText(file, Page);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void AnEntryIsOneObjectALine()
    {
        var (code, output, error) = Run.Sbi("", "list", file, "--json");
        Assert.Equal((0, ""), (code, error));
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        var entry = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(["section", "label", "title", "links", "authors", "year", "venue", "note", "text", "lines"], entry.EnumerateObject().Select(p => p.Name));
        Assert.Equal("""["Papers","Cosmology"]""", entry.GetProperty("section").GetRawText());
        Assert.Equal(("Surveys", "A bold title", "2021"), (entry.GetProperty("label").GetString(), entry.GetProperty("title").GetString(), entry.GetProperty("year").GetString()));
        Assert.Equal("""[{"role":"main","url":"https://arxiv.org/abs/2101.00001"},{"role":"code","url":"https://github.com/ada/bold"}]""", entry.GetProperty("links").GetRawText());
        Assert.Equal("""["Ada Lovelace","Émile Borel"]""", entry.GetProperty("authors").GetRawText());
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("venue").ValueKind);
        Assert.Equal("[5,6]", entry.GetProperty("lines").GetRawText());
        Assert.Equal(string.Join("\r\n", Page.Split("\r\n")[4..6]), entry.GetProperty("text").GetString());
    }

    [Fact]
    public void AddingPrintsTheNewFileByteForByte()
    {
        var (code, output) = Add(Work, "--section", "Theory");
        Assert.Equal(0, code);
        Assert.Equal(Page.Replace("## Talks", "* [Sharper bounds](https://arxiv.org/abs/2206.00004) by Ada Lovelace (2022)\r\n\r\n## Talks", StringComparison.Ordinal).Replace("(2019)\r\n\r\n*", "(2019)\r\n*", StringComparison.Ordinal), output);
        Assert.Equal(Page, File.ReadAllText(file));
    }

    [Fact]
    public void TheDifferenceAndTheFileSayTheSame()
    {
        var (code, diff) = Add(Work, "--section", "Papers", "--section", "Theory", "--diff", "--in-place");
        Assert.Equal(0, code);
        Assert.StartsWith("--- a/README.md\n+++ b/README.md\n@@ ", diff, StringComparison.Ordinal);
        Assert.Equal("+* [Sharper bounds](https://arxiv.org/abs/2206.00004) by Ada Lovelace (2022)\r", Assert.Single(diff.Split('\n'), l => l.StartsWith("+*", StringComparison.Ordinal)));
        Assert.Equal(4, Add(Work, "--section", "Nowhere").Code);
        Assert.Contains("Sharper bounds", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal((0, ""), (Run.Sbi(Work, "add", file, "--work", "-", "--section", "Talks", "--in-place").Code, Run.Sbi(Work, "add", file, "--work", "-", "--section", "Methods", "--in-place").Out));
    }

    [Fact]
    public void AnObjectOfListIsWrittenWhereItStood()
    {
        var listed = Run.Sbi("", "list", file, "--json").Out.Split('\n')[2];
        File.WriteAllText(file, Page.Replace("* [Bounds](https://arxiv.org/abs/1901.00003) by Alan Turing (2019)\r\n", "", StringComparison.Ordinal).Replace("Theory\r\n\r\n\r\n", "Theory\r\n\r\n", StringComparison.Ordinal));
        Assert.Equal((0, Page), Add(listed));
    }

    [Theory]
    [InlineData("papers.yml", "- id: 7\n  title: Loops\n  link: https://arxiv.org/abs/2101.00009\n  authors: Grace Hopper\n  category: Theory\n  stars: 4\n")]
    [InlineData("papers.bib", "% May 3, 2021\n@article{Hopper:2021abc,\n  title = {Loops},\n  author = {Hopper, Grace},\n  eprint = {2101.00009},\n  pages = {1--2}\n}\n")]
    public void AnEntryOfAnotherFamilyBringsItsWordsAndNotItsFields(string name, string list)
    {
        var other = Path.Combine(folder, name);
        File.WriteAllText(other, list);
        var entry = Run.Sbi("", "list", other, "--json").Out;
        var (code, output) = Add(entry, "--section", "Theory", "--diff");
        Assert.Equal(0, code);
        var added = Assert.Single(output.Split('\n'), l => l.StartsWith('+') && !l.StartsWith("+++", StringComparison.Ordinal));
        Assert.Contains("Loops", added, StringComparison.Ordinal);
        Assert.Contains("https://arxiv.org/abs/2101.00009", added, StringComparison.Ordinal);
        Assert.DoesNotContain("stars", added, StringComparison.Ordinal);
        Assert.DoesNotContain("pages", added, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gastronomy")]
    [InlineData("Theori and Metods")]
    public void AnUnknownSectionIsAnsweredWithTheThreeLikeliest(string section)
    {
        var (code, output, error) = Run.Sbi(Work, "add", file, "--work", "-", "--section", section);
        Assert.Equal((4, ""), (code, output));
        var lines = error.TrimEnd('\n').Split('\n');
        Assert.Equal("sbi: the list has no such section; the likeliest are:", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.All(lines[1..], line => Assert.StartsWith("  Papers / ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutASectionTheThreeLikeliestAreOfferedWithTheirWeight()
    {
        var (code, output, error) = Run.Sbi(Work, "add", file, "--work", "-");
        Assert.Equal((4, ""), (code, output));
        var lines = error.TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.EndsWith("Papers / Theory", lines[1], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.Matches(@"^  [01]\.\d\d  Papers / ", line));
    }

    [Fact]
    public void OneWorkMayStandInSeveralSections()
    {
        var (code, output) = Add(Work, "--section", "Theory", "--also", "Papers / Methods", "--also", "Theory");
        Assert.Equal(0, code);
        Assert.Equal(2, output.Split("Sharper bounds").Length - 1);
    }

    [Fact]
    public void AnEntryGoesBackToItsSectionThoughItWasTheOnlyOne()
    {
        const string Data = "- title: Ratios\n  link: https://arxiv.org/abs/2001.00002\n  category: Methods\n- title: Bounds\n  link: https://arxiv.org/abs/1901.00003\n  category: Theory\n";
        var data = Path.Combine(folder, "papers.yaml");
        File.WriteAllText(data, Data);
        var listed = Run.Sbi("", "list", data, "--json").Out.Split('\n')[1];
        File.WriteAllText(data, Data[..Data.IndexOf("- title: Bounds", StringComparison.Ordinal)]);
        Assert.Equal(0, Run.Sbi(listed, "add", data, "--work", "-", "--section", "Theory", "--in-place").Code);
        Assert.Equal(Data, File.ReadAllText(data));
        Assert.Equal(4, Run.Sbi(listed, "add", data, "--work", "-", "--section", "Cooking", "--in-place").Code);
    }

    [Theory]
    [InlineData("{", "--section", "Theory")]
    [InlineData("[]", "--section", "Theory")]
    [InlineData("""{"title":"A"}""", "--section", "Theory")]
    [InlineData(Work, "--sections", "Theory")]
    public void AWrongCallIsToldOnStandardError(string work, params string[] args)
    {
        var (code, output, error) = Run.Sbi(work, ["add", file, "--work", "-", .. args]);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("sbi: ", error, StringComparison.Ordinal);
        Assert.Equal(Page, File.ReadAllText(file));
    }

    [Fact]
    public void AListThatIsNotThereOrNoTextIsToldOnStandardError()
    {
        Assert.Equal((2, ""), (Run.Sbi("", "list", file + "x", "--json") is var (code, output, _) ? (code, output) : default));
        File.WriteAllBytes(file, [0xFF, 0xFE, 0x41]);
        var (latin, _, error) = Run.Sbi("", "list", file);
        Assert.Equal(2, latin);
        Assert.Contains("UTF-8", error, StringComparison.Ordinal);
    }

    private (int Code, string Out) Add(string work, params string[] args)
    {
        using var output = new MemoryStream();
        using var written = new StreamWriter(output, new UTF8Encoding(false)) { NewLine = "\n" };
        var code = Cli.Sbi.Run(["add", file, "--work", "-", .. args], new Terminal(new StringReader(work), written, TextWriter.Null, Colour: false, Asks: false));
        written.Flush();
        return (code, Encoding.UTF8.GetString(output.ToArray()));
    }
}
