using System.Text;
using Microsoft.Extensions.Logging;
using SbiContrib.Local;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>The page before and after: nothing but the entry's own lines may differ.</summary>
public sealed class ListTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_list_over_one_megabyte_is_edited_right()
    {
        var long_page = new StringBuilder("# Papers\n\n**Cosmology**\n\n");
        for (var number = 0; long_page.Length < 1_200_000; number++)
            long_page.Append($"* [A paper that nobody wrote, number {number}](https://example.org/papers/{number}) by Ada Example, Björn Specimen\n\n");

        await AddedAlone(long_page.ToString());
    }

    [Fact]
    public Task A_page_with_windows_line_ends_keeps_them() => AddedAlone(SampleSite.Files()[SampleSite.Page].ReplaceLineEndings("\r\n"));

    [Fact]
    public Task A_page_without_a_line_end_at_its_end_keeps_it_so() => AddedAlone(SampleSite.Files()[SampleSite.Page].TrimEnd());

    [Fact]
    public async Task A_list_of_one_file_an_entry_gets_a_file()
    {
        var schema = """{"type": "object", "oneOf": [{"required": ["inspire-id"]}, {"required": ["title", "date"]}], "properties": {"area": {"enum": ["health", "physics"]}, "title": {"type": "string"}}}""";
        var files = new Dictionary<string, string>
        {
            [".github/sbi-contrib.yml"] = "lists:\n  - path: _data/papers\n    section: area\n",
            ["_scripts/paper.schema.json"] = schema,
            ["_data/papers/1000001.yml"] = "inspire-id: 1000001\narea: physics\n",
            ["_data/papers/lovelace-notes.yml"] = "title: \"Notes on an engine\"\nlink: https://example.org/notes\ndate: 1843-08-01\narea: health\n",
        };
        await using var world = await Given.World(azurite, new() { Files = files });
        var change = await Merged(world, "https://arxiv.org/abs/2005.07062", "health");

        Assert.Equal(["_data/papers/dewitt-simulation-based-inference-for.yml"], change.Keys);
        Assert.Equal("title: \"Simulation-Based Inference for Global Health Decisions\"\nlink: https://arxiv.org/abs/2005.07062\ndate: 2020-05-14\narea: health\n", change.Values.Single());
    }

    [Fact]
    public async Task A_list_in_BibTeX_gets_an_entry_and_its_key_in_the_page()
    {
        var bib = "% June 02, 2022\n@article{Example:2022def,\n    author = \"Example, Ada\",\n    title = \"{Flows}\",\n    eprint = \"2206.00123\",\n    archivePrefix = \"arXiv\",\n    year = \"2022\"\n}\n\n@article{dummy,\n}\n";
        var files = new Dictionary<string, string>
        {
            [".github/sbi-contrib.yml"] = "lists:\n  - path: Review.bib\n",
            ["Review.bib"] = bib,
            ["Review.tex"] = "\\begin{itemize}\n\\item \\textbf{Health}~\\cite{Example:2022def}\n\\item \\textbf{Physics}\n\\end{itemize}\n\\bibliography{Review}\n",
        };
        await using var world = await Given.World(azurite, new() { Files = files });
        var change = await Merged(world, "https://arxiv.org/abs/2005.07062", "Health");

        Assert.Equal(["Review.bib", "Review.tex"], change.Keys.Order());
        Assert.StartsWith(bib[..bib.IndexOf("@article{dummy", StringComparison.Ordinal)], change["Review.bib"], StringComparison.Ordinal);
        Assert.EndsWith("\n}\n\n@article{dummy,\n}\n", change["Review.bib"], StringComparison.Ordinal);
        Assert.Contains("% May 14, 2020\n@article{deWitt:2020", change["Review.bib"], StringComparison.Ordinal);
        Assert.Contains("\\textbf{Health}~\\cite{Example:2022def,deWitt:2020", change["Review.tex"], StringComparison.Ordinal);
    }

    /// <summary>The way from the issue to the merge, and the files that it changed.</summary>
    private static async Task<Dictionary<string, string>> Merged(World world, string link, string section)
    {
        await using var program = await LocalProgram.Start(world, LogLevel.None, null, TestContext.Current.CancellationToken);
        world.Connect(program.Address);
        var model = world.GitHub.Model;
        var before = world.Files();
        var issue = model.CreateIssue(model.As("ada"), world.Site, "A paper", $"/add {link} {section}");
        await Given.Until("an answer", () => world.Answers(issue).Count > 0);
        await Given.Until("the pull request: " + string.Join('\n', world.Answers(issue)), () => world.Pulls().Count == 1);
        _ = model.Merge(model.As("grace"), world.Pulls()[0].Pull!);
        return world.Files().Where(file => !before.Contains(file)).ToDictionary();
    }

    private async Task AddedAlone(string page)
    {
        await using var world = await Given.World(azurite, new() { Page = page });
        await using var program = await LocalProgram.Start(world, LogLevel.None, null, TestContext.Current.CancellationToken);
        world.Connect(program.Address);
        _ = world.Contributes("https://arxiv.org/abs/2005.07062");
        await Given.Until("the pull request", () => world.Pulls().Count == 1);

        var model = world.GitHub.Model;
        _ = model.Merge(model.As("grace"), world.Pulls()[0].Pull!);
        var after = world.Page();

        var start = page.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(after.Length > page.Length);
        Assert.Equal(page[start..], after[(after.Length - (page.Length - start))..]);
        Assert.Equal(1, after.Times("2005.07062"));
    }
}
