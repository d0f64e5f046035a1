using Microsoft.Extensions.Logging;
using SbiContrib.Local;
using SbiContrib.Local.GitHub;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>A crawler writes the list anew, as one does every Sunday.</summary>
public sealed class CrawlerTests(AzuriteFixture azurite)
{
    private const string Link = "https://arxiv.org/abs/9901.00001";

    [Fact]
    public async Task What_the_crawler_drops_after_the_merge_is_proposed_again_once()
    {
        await using var world = await Given.World(azurite);
        await using var program = await Start(world);
        var model = world.GitHub.Model;
        var issue = await Merged(world, 1);

        _ = model.Rewrite(model.As("grace"), world.Site, "main", new Dictionary<string, string>(SampleSite.Files()));
        await Given.Until("proposed again", () => world.Pulls().Count == 2 && issue.Open);
        _ = model.Merge(model.As("grace"), world.Pulls()[1].Pull!);
        await Given.Until("merged again", () => !issue.Open);
        await world.Rest();
        _ = model.Rewrite(model.As("grace"), world.Site, "main", new Dictionary<string, string>(SampleSite.Files()) { ["news.md"] = "another run\n" });
        _ = await Opened(world, "https://arxiv.org/abs/9901.00002");

        Assert.Equal(3, world.Pulls().Count);
        Assert.Single(world.Answers(issue));
        Assert.False(issue.Open);
    }

    [Fact]
    public async Task What_a_person_takes_out_stays_out()
    {
        await using var world = await Given.World(azurite);
        await using var program = await Start(world);
        var model = world.GitHub.Model;
        var before = world.Page();
        var issue = await Merged(world, 1);

        _ = model.Push(model.As("grace"), world.Site, "main", new Dictionary<string, string?> { [SampleSite.Page] = before });
        _ = await Opened(world, "https://arxiv.org/abs/9901.00002");

        Assert.Equal(2, world.Pulls().Count);
        Assert.False(issue.Open);
    }

    private static async Task<LocalProgram> Start(World world)
    {
        var program = await LocalProgram.Start(world, LogLevel.None, null, TestContext.Current.CancellationToken);
        world.Connect(program.Address);
        return program;
    }

    // What comes after it was looked at after it: the pull request of another tells that it was.
    private static async Task<Issue> Opened(World world, string link)
    {
        await world.Rest();
        var issue = world.Contributes(link);
        await Given.Until("the pull request", () => world.Answers(issue).Count == 1);
        await world.Rest();
        return issue;
    }

    private static async Task<Issue> Merged(World world, int pulls)
    {
        var issue = await Opened(world, Link);
        Assert.Equal(pulls, world.Pulls().Count);
        _ = world.GitHub.Model.Merge(world.GitHub.Model.As("grace"), world.Pulls()[^1].Pull!);
        await Given.Until("merged", () => !issue.Open);
        await world.Rest();
        return issue;
    }
}
