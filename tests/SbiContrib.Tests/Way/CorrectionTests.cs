using SbiContrib.Local;
using SbiContrib.Local.GitHub;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>Corrections and removals of listed entries, each by its form, through the whole world.</summary>
public sealed class CorrectionTests(AzuriteFixture azurite)
{
    private const string Listed = "https://arxiv.org/abs/2010.06439";
    private const string None = "_No response_";

    [Fact]
    public async Task A_title_is_corrected_and_nothing_else()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var before = world.Page();

        var issue = Sends(world, $"### Listed entry\n\n{Listed}\n\n### New title\n\nA better title\n\n### New link\n\n{None}\n\n### New section\n\n{None}\n\n### Note\n\n{None}");
        await Merge(world, issue, "To be corrected");

        var (old, now) = (before.Split('\n'), world.Page().Split('\n'));
        Assert.Equal(old.Length, now.Length);
        var changed = Assert.Single(now.Except(old));
        Assert.Contains("A better title", changed, StringComparison.Ordinal);
        Assert.Contains(Listed, changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_published_now_gets_its_new_link_and_moves_by_a_command()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();

        var issue = Sends(world, $"### Listed entry\n\n{Listed}\n\n### New link\n\nhttps://arxiv.org/abs/9901.00007");
        await Given.Until("the pull request", () => world.Pulls().Count == 1 && world.Answers(issue).Count == 1);
        _ = world.GitHub.Model.Comment(world.GitHub.Model.As("ada"), issue, "/section Robotics");
        await Given.Until("moved", () => world.Pulls()[0].Body!.Contains("Moves to", StringComparison.Ordinal));
        await Merge(world, issue, "To be corrected");

        Assert.Equal((0, 1), (world.Page().Times(Listed), world.Page().Times("https://arxiv.org/abs/9901.00007")));
        Assert.True(world.Page().IndexOf("9901.00007", StringComparison.Ordinal) > world.Page().IndexOf("Robotics", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_entry_is_taken_out_and_what_is_not_listed_is_asked_for()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();

        var issue = Sends(world, "### Listed entry\n\nhttps://arxiv.org/abs/2010.06438\n\n### Reason for removal\n\nIt was taken back.");
        await Given.Until("the question", () => world.Answers(issue).Count == 1);
        Assert.Contains("the list has no such entry", world.Answers(issue)[0], StringComparison.Ordinal);
        _ = world.GitHub.Model.Comment(world.GitHub.Model.As("ada"), issue, $"Oh, {Listed} of course.");
        await Merge(world, issue, "To be taken out");

        Assert.Equal(0, world.Page().Times(Listed));
    }

    [Fact]
    public async Task An_entry_moves_to_a_section_that_it_makes()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();

        var issue = Sends(world, $"### Listed entry\n\n{Listed}\n\n### New title\n\n{None}\n\n### New link\n\n{None}\n\n### New section\n\nRobotics\n\n### Note\n\n{None}");
        await Given.Until("the pull request", () => world.Pulls().Count == 1 && world.Answers(issue).Count == 1);
        world.Says("ada", issue, "/section new: Quantum Computing");
        await Given.Until("the new section", () => world.Pulls()[0].Body!.Contains("Quantum Computing", StringComparison.Ordinal));
        Assert.Contains("it is made with this entry", world.Pulls()[0].Body, StringComparison.Ordinal);
        await Merge(world, issue, "To be corrected");

        var page = world.Page();
        Assert.Equal((1, 1), (page.Times(Listed), page.Times("Quantum Computing")));
        Assert.True(page.IndexOf(Listed, StringComparison.Ordinal) > page.IndexOf("Quantum Computing", StringComparison.Ordinal));
    }

    private static Issue Sends(World world, string text) =>
        world.GitHub.Model.CreateIssue(world.GitHub.Model.As("ada"), world.Site, "[Correction]", text, ["contribution"]);

    private static async Task Merge(World world, Issue issue, string told)
    {
        await Given.Until("the pull request", () => world.Pulls().Count == 1 && world.Answers(issue) is [var status] && status.Contains("Waiting for a maintainer", StringComparison.Ordinal));
        await world.Rest();
        Assert.Contains(told, world.Answers(issue)[0], StringComparison.Ordinal);
        _ = world.GitHub.Model.Merge(world.GitHub.Model.As("grace"), world.Pulls()[0].Pull!);
        await Given.Until("merged", () => world.Answers(issue)[0].Contains("Merged", StringComparison.Ordinal));
    }
}
