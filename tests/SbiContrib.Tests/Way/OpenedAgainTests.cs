using SbiContrib.Local;
using SbiContrib.Local.GitHub;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>What other programs close, and what people open again, give another branch or merge elsewhere.</summary>
public sealed class OpenedAgainTests(AzuriteFixture azurite)
{
    private const string Link = "https://arxiv.org/abs/9901.00001";

    [Fact]
    public async Task A_program_that_closes_the_issue_decides_nothing()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;

        model.SetState(Stale(world), issue, "closed", "not_planned");
        await Given.Until("told", () => world.Status(issue).Contains("a program, closed this issue", StringComparison.Ordinal));
        await world.Rest();
        Assert.False(issue.Open);
        Assert.True(pull.Open);
        _ = model.Merge(model.As("grace"), pull.Pull!);
        await Given.Until("merged", () => world.Status(issue).Contains("Merged, thank you!", StringComparison.Ordinal));

        Assert.DoesNotContain("a program", world.Status(issue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_a_program_closed_stays_closed_until_it_is_answered()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var issue = world.Contributes("a paper that I read somewhere");
        await Given.Until("the question", () => world.Status(issue).Length > 0);

        world.GitHub.Model.SetState(Stale(world), issue, "closed", "not_planned");
        await Given.Until("told", () => world.Status(issue).Contains("a program, closed this issue", StringComparison.Ordinal));
        await world.Rest();
        Assert.False(issue.Open);
        world.Says("ada", issue, $"It is {Link}");
        world.Says("ada", issue, "/section Robotics");
        await Given.Until("the pull request", () => world.Pulls().Count == 1 && issue.Open);
        await world.Rest();

        Assert.Contains("Waiting for a maintainer", world.Status(issue), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pull_request_that_a_program_closed_rests_until_somebody_brings_it_on(bool retried)
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;

        model.SetState(Stale(world), pull, "closed");
        await Given.Until("told", () => world.Status(issue).Contains("a program, closed #", StringComparison.Ordinal));
        await world.Rest();
        Assert.Single(world.Pulls());
        Assert.True(issue.Open);
        if (retried)
            world.Says("ada", issue, "/retry");
        else
            model.SetState(model.As("grace"), pull, "open");
        await Given.Until("it goes on", () => world.Status(issue).Contains("Waiting for a maintainer", StringComparison.Ordinal));
        await world.Rest();

        Assert.Equal(retried ? 2 : 1, world.Pulls().Count);
        Assert.Single(world.Pulls(), one => one.Open);
        Assert.Equal(!retried, pull.Open);
    }

    [Fact]
    public async Task An_issue_that_was_closed_by_mistake_goes_on_when_it_is_opened_again()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;

        model.SetState(model.As("grace"), issue, "closed", "not_planned");
        await Given.Until("rejected", () => world.Status(issue).Contains("decided not to add", StringComparison.Ordinal) && !pull.Open);
        await world.Rest();
        model.SetState(model.As("grace"), issue, "open");
        await Given.Until("the next pull request", () => world.Pulls().Count == 2 && world.Status(issue).Contains("Waiting for a maintainer", StringComparison.Ordinal));
        await world.Rest();

        Assert.True(issue.Open);
        Assert.Single(world.Pulls(), one => one.Open);
        Assert.Single(world.Answers(issue));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pull_request_that_was_closed_by_mistake_goes_on_when_it_is_opened_again(bool byTheIssue)
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        var head = pull.Pull!.HeadSha;

        model.SetState(model.As("grace"), byTheIssue ? issue : pull, "closed");
        await Given.Until("rejected", () => !issue.Open && !pull.Open && GitHubModel.Sha(world.Site, "refs/heads/" + pull.Pull.HeadRef) is null);
        await world.Rest();
        // GitHub's buttons "Restore branch" and "Reopen". It counts whole seconds.
        if (byTheIssue)
            await Given.Until("the next second", () => model.Now > issue.ClosedAt);
        _ = model.CreateRef(model.As("grace"), world.Site, "refs/heads/" + pull.Pull.HeadRef, head);
        model.SetState(model.As("grace"), pull, "open");
        await Given.Until("it goes on", () => world.Status(issue).Contains("Waiting for a maintainer", StringComparison.Ordinal) && issue.Open);
        await world.Rest();

        Assert.True(pull.Open);
        Assert.Single(world.Pulls());
    }

    [Fact]
    public async Task What_was_merged_stays_so_when_its_issue_is_opened_again_and_that_is_said()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        _ = model.Merge(model.As("grace"), pull.Pull!);
        await Given.Until("merged", () => !issue.Open);
        await world.Rest();

        model.SetState(model.As("grace"), issue, "open");
        await Given.Until("told", () => world.Status(issue).Contains("opened again", StringComparison.Ordinal));
        Assert.Contains("`/undo`", world.Status(issue), StringComparison.Ordinal);
        model.SetState(model.As("grace"), issue, "closed");
        model.SetState(model.As("grace"), issue, "open");
        await world.Rest();

        Assert.Single(world.Pulls());
        Assert.Single(world.Answers(issue));
    }

    [Fact]
    public async Task A_pull_request_for_another_branch_is_left_alone_and_what_is_merged_there_is_not_in_the_list()
    {
        await using var world = await Given.World(azurite, new() { Setting = "merge: bot" });
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        var main = world.Page();
        _ = model.CreateRef(model.As("grace"), world.Site, "refs/heads/next", world.Site.Tip("main")!.Sha);

        model.EditPull(model.As("grace"), pull.Pull!, new(Base: "next"));
        await Given.Until("told", () => world.Status(issue).Contains("is to be merged into `next` now", StringComparison.Ordinal));
        world.Says("grace", issue, "/approve");
        await world.Rest();
        Assert.True(pull.Open);
        _ = model.Merge(model.As("grace"), pull.Pull!);
        await Given.Until("told that it isn't listed", () => world.Status(issue).Contains("was merged into `next`", StringComparison.Ordinal));
        await world.Rest();
        Assert.Equal(main, world.Page());
        Assert.True(issue.Open);
        world.Says("ada", issue, "/retry");
        await Given.Until("the next pull request", () => world.Pulls().Count == 2 && world.Status(issue).Contains("Waiting for a maintainer", StringComparison.Ordinal));

        Assert.Equal("main", world.Pulls()[1].Pull!.BaseRef);
    }

    [Fact]
    public async Task A_pull_request_for_another_branch_gets_a_successor_for_main_when_somebody_wants_it()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        _ = model.CreateRef(model.As("grace"), world.Site, "refs/heads/next", world.Site.Tip("main")!.Sha);
        model.EditPull(model.As("grace"), pull.Pull!, new(Base: "next"));
        await Given.Until("told", () => world.Status(issue).Contains("`/retry`", StringComparison.Ordinal));

        world.Says("grace", issue, "/retry");
        await Given.Until("the successor", () => !pull.Open && world.Pulls().Count == 2 && world.Status(issue).Contains($"#{world.Pulls()[1].Number}", StringComparison.Ordinal));
        await world.Rest();

        Assert.Equal("main", world.Pulls()[1].Pull!.BaseRef);
        Assert.Single(world.Pulls(), one => one.Open);
    }

    private static Actor Stale(World world)
    {
        var bot = world.GitHub.Model.AddBot("github-actions");
        world.Site.Collaborators[bot.Login] = "write";
        return new(bot);
    }
}
