using Microsoft.Extensions.Logging;
using SbiContrib.Local;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>Main moves under open pull requests.</summary>
public sealed class UpkeepTests(AzuriteFixture azurite)
{
    private const int Many = 12;

    [Fact]
    public async Task All_of_one_section_become_mergeable_again_and_those_that_do_not_conflict_are_left_alone()
    {
        await using var world = await Given.World(azurite);
        await using var program = await LocalProgram.Start(world, LogLevel.None, null, TestContext.Current.CancellationToken);
        world.Connect(program.Address);
        var issues = Enumerable.Range(1, Many).Select(number => world.Contributes($"https://arxiv.org/abs/9901.{number:D5}")).Append(world.Contributes("https://arxiv.org/abs/9901.00099", "Robotics")).ToList();
        await Given.Until("the pull requests", () => issues.All(issue => world.Answers(issue).Count == 1));
        await world.Rest();
        var other = world.Pulls().Single(pull => pull.Pull!.HeadRef.Contains($"/issue-{issues[^1].Number}/", StringComparison.Ordinal));
        var head = other.Pull!.HeadSha;

        var model = world.GitHub.Model;
        _ = model.Merge(model.As("grace"), world.Pulls()[0].Pull!);
        await Given.Until("all mergeable again", () => world.Pulls().Where(pull => pull.Open).All(pull => model.Mergeable(pull.Pull!) == true));
        await world.Rest();

        Assert.Equal(head, other.Pull.HeadSha);
        Assert.Equal(Many, world.Pulls().Count(pull => pull.Open));
    }

    [Fact]
    public async Task Many_pushes_at_once_are_one_look_at_the_site()
    {
        await using var world = await Given.World(azurite);
        await using var program = await LocalProgram.Start(world, LogLevel.None, builder => builder.Configuration["Upkeep:Rest"] = "00:00:03", TestContext.Current.CancellationToken);
        world.Connect(program.Address);
        _ = world.ContributesMany(4);
        await Given.Until("the pull requests", () => world.Pulls().Count == 4);
        await world.Rest();

        var model = world.GitHub.Model;
        var before = world.GitHub.Log.Latest.Count;
        for (var push = 0; push < 20; push++)
            _ = model.Push(model.As("grace"), world.Site, "main", new Dictionary<string, string?> { ["news.md"] = $"{push}\n" });
        await world.Rest();

        var asked = world.GitHub.Log.Latest.Skip(before).ToArray();
        Assert.InRange(asked.Count(request => request.Path == "/graphql"), 1, 6);
        Assert.DoesNotContain(asked, request => request.Path.Contains("/pulls/", StringComparison.Ordinal));
    }
}
