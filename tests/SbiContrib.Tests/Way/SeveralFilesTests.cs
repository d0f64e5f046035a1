using SbiContrib.Local;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>Corrections and removals in lists of several files, and in one that a crawler writes: each in one pull request.</summary>
public sealed class SeveralFilesTests(AzuriteFixture azurite)
{
    private const string Link = "https://arxiv.org/abs/2005.07062";
    private const string Entry = "https://arxiv.org/abs/2206.00123";
    private const string Removal = $"### Listed entry\n\n{Entry}\n\n### Reason for removal\n\nIt was taken back.";

    /// <summary>A form whose section is typed.</summary>
    private const string Form = "name: Correct\ndescription: Correct\nlabels: [contribution]\nbody:\n" +
        "  - type: input\n    id: listed-entry\n    attributes:\n      label: Listed entry\n" +
        "  - type: input\n    id: new-title\n    attributes:\n      label: New title\n" +
        "  - type: input\n    id: new-section\n    attributes:\n      label: New section\n";

    private static readonly Dictionary<string, string> Folder = new()
    {
        [".github/ISSUE_TEMPLATE/correction.yml"] = Form,
        [".github/sbi-contrib.yml"] = "lists:\n  - path: _data/papers\n    section: area\nlabel: contribution\n",
        ["_scripts/paper.schema.json"] = """{"type": "object", "required": ["title", "date"], "properties": {"area": {"enum": ["health", "physics"]}, "title": {"type": "string"}}}""",
        ["_data/papers/flows.yml"] = $"title: \"Flows\"\nlink: {Entry}\ndate: 2022-06-01\narea: physics\n",
        ["_data/papers/lovelace-notes.yml"] = "title: \"Notes on an engine\"\nlink: https://example.org/notes\ndate: 1843-08-01\narea: health\n",
    };

    private static readonly Dictionary<string, string> Bibtex = new()
    {
        [".github/sbi-contrib.yml"] = "lists:\n  - path: Review.bib\n",
        ["Review.bib"] = "% June 02, 2022\n@article{Example:2022def,\n    author = \"Example, Ada\",\n    title = \"{Flows}\",\n    eprint = \"2206.00123\",\n    archivePrefix = \"arXiv\",\n    year = \"2022\"\n}\n\n% May 01, 2021\n@article{Specimen:2021abc,\n    author = \"Specimen, Max\",\n    title = \"{Trees}\",\n    eprint = \"2105.00077\",\n    archivePrefix = \"arXiv\",\n    year = \"2021\"\n}\n\n@article{dummy,\n}\n",
        ["Review.tex"] = "\\begin{itemize}\n\\item \\textbf{Health}~\\cite{Specimen:2021abc}\n\\item \\textbf{Physics}~\\cite{Example:2022def}\n\\end{itemize}\n\\bibliography{Review}\n",
    };

    private static readonly Dictionary<string, string> Crawled = new()
    {
        [".github/ISSUE_TEMPLATE/correction.yml"] = Form,
        [".github/sbi-contrib.yml"] = "lists:\n  - path: papers.yaml\n    crawler:\n      login: a-crawler\n      override: data/override.json\n      blacklist: data/blacklist.txt\nlabel: contribution\n",
        ["papers.yaml"] = $"- id: 7\n  title: Flows\n  link: {Entry}\n  category: Physics\n- id: 8\n  title: Trees\n  link: https://arxiv.org/abs/2105.00077\n  category: Physics\n- id: 9\n  title: Notes\n  link: https://example.org/notes\n  category: Health\n",
        ["data/override.json"] = "{\n    \"1\": \"Health\"\n}\n",
    };

    [Fact]
    public async Task A_file_of_a_folder_goes_and_no_other()
    {
        await using var world = await Given.World(azurite, new() { Files = Folder });
        var (changed, gone) = await Merged(world, Removal);
        Assert.Empty(changed);
        Assert.Equal(["_data/papers/flows.yml"], gone);
    }

    [Fact]
    public async Task An_entry_of_a_folder_moves_within_its_file()
    {
        await using var world = await Given.World(azurite, new() { Files = Folder });
        var (changed, gone) = await Merged(world, $"### Listed entry\n\n{Entry}\n\n### New title\n\nFlows, revised\n\n### New section\n\nhealth");
        Assert.Empty(gone);
        Assert.Equal("title: \"Flows, revised\"\nlink: " + Entry + "\ndate: 2022-06-01\narea: health\n", Assert.Single(changed).Value);
    }

    [Fact]
    public async Task An_entry_in_BibTeX_goes_with_its_key_in_the_page()
    {
        await using var world = await Given.World(azurite, new() { Files = Bibtex });
        var (changed, gone) = await Merged(world, Removal);
        Assert.Empty(gone);
        Assert.Equal(["Review.bib", "Review.tex"], changed.Keys.Order());
        Assert.All(changed.Values, text => Assert.DoesNotContain("Example:2022def", text, StringComparison.Ordinal));
        Assert.All(changed.Values, text => Assert.Contains("Specimen:2021abc", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("folder", "health")]
    [InlineData("bibtex", "Health")]
    public async Task What_was_added_is_taken_out_of_all_its_files_again(string family, string section)
    {
        await using var world = await Given.World(azurite, new() { Files = family == "folder" ? Folder : Bibtex });
        await using var program = await world.Begin();
        var before = world.Files();
        var model = world.GitHub.Model;
        var issue = model.CreateIssue(model.As("ada"), world.Site, "A paper", $"/add {Link} {section}");
        await Given.Until("the pull request", () => world.Pulls().Count == 1);
        _ = model.Merge(model.As("grace"), world.Pulls()[0].Pull!);
        await Given.Until("merged", () => world.Status(issue).Contains("Merged", StringComparison.Ordinal));
        Assert.NotEqual(before, world.Files());

        world.Says("grace", issue, "/undo");
        await Given.Until("the undo", () => world.Pulls().Count == 2);
        await world.Rest();
        _ = model.Merge(model.As("grace"), world.Pulls()[1].Pull!);

        Assert.Equal(before, world.Files());
    }

    [Fact]
    public async Task What_is_taken_out_of_a_crawlers_list_is_told_to_the_crawler()
    {
        await using var world = await Given.World(azurite, new() { Files = Crawled });
        var (changed, _) = await Merged(world, Removal);
        Assert.Equal(["data/blacklist.txt", "papers.yaml"], changed.Keys.Order());
        Assert.Equal("Flows\n", changed["data/blacklist.txt"]);
        Assert.Contains("`data/blacklist.txt` is changed too", world.Pulls()[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_moves_in_a_crawlers_list_is_told_to_the_crawler()
    {
        await using var world = await Given.World(azurite, new() { Files = Crawled });
        var (changed, _) = await Merged(world, $"### Listed entry\n\n{Entry}\n\n### New title\n\n_No response_\n\n### New section\n\nHealth");
        Assert.Equal(["data/override.json", "papers.yaml"], changed.Keys.Order());
        Assert.Equal("{\n    \"1\": \"Health\",\n    \"7\": \"Health\"\n}\n", changed["data/override.json"]);
    }

    /// <summary>The way from the issue to the merge: the files that it changed, and those that went.</summary>
    private static async Task<(Dictionary<string, string> Changed, IEnumerable<string> Gone)> Merged(World world, string text)
    {
        await using var program = await world.Begin();
        var (model, before) = (world.GitHub.Model, world.Files());
        var issue = model.CreateIssue(model.As("ada"), world.Site, "[Correction]", text, ["contribution"]);
        await Given.Until("an answer", () => world.Answers(issue).Count > 0);
        Assert.True(world.Pulls().Count == 1, world.Answers(issue)[0]);
        _ = model.Merge(model.As("grace"), world.Pulls()[0].Pull!);
        var after = world.Files();
        return (after.Where(file => !before.Contains(file)).ToDictionary(), before.Keys.Except(after.Keys));
    }
}
