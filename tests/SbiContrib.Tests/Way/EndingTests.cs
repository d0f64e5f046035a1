using SbiContrib.Local;
using SbiContrib.Local.GitHub;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>How contributions end, and what they leave to others.</summary>
public sealed class EndingTests(AzuriteFixture azurite)
{
    private const string Link = "https://arxiv.org/abs/9901.00001";

    [Fact]
    public async Task Closed_by_its_contributor_it_is_withdrawn_and_leaves_nothing_behind()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);

        world.GitHub.Model.SetState(world.GitHub.Model.As("ada"), issue, "closed");
        await Given.Until("the answer", () => world.Status(issue).Contains("Withdrawn", StringComparison.Ordinal));
        await Given.Until("the branch gone", () => GitHubModel.Sha(world.Site, "refs/heads/" + pull.Pull!.HeadRef) is null);

        Assert.False(pull.Open);
        Assert.Single(world.Answers(issue));
    }

    [Fact]
    public async Task A_branch_with_a_commit_of_somebody_elses_stays()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        var theirs = model.Push(model.As("grace"), world.Site, pull.Pull!.HeadRef, new Dictionary<string, string?> { ["extra.md"] = "More.\n" }).Sha;

        world.Says("ada", issue, "/withdraw");
        await Given.Until("the answer", () => world.Status(issue).Contains("Withdrawn", StringComparison.Ordinal));
        await world.Rest();

        Assert.False(pull.Open);
        Assert.Equal(theirs, GitHubModel.Sha(world.Site, "refs/heads/" + pull.Pull.HeadRef));
    }

    [Fact]
    public async Task A_commit_that_a_person_pushed_before_the_pull_request_was_open_stays_in_the_files()
    {
        await using var world = await Given.World(azurite);
        var model = world.GitHub.Model;
        // The branch as a handling left it that came no further, with a person's commit on top.
        var main = world.Site.Tip("main")!.Sha;
        var theirs = model.Push(model.As("grace"), world.Site, "sbi-contrib/issue-1/1", new Dictionary<string, string?> { ["extra.md"] = "More.\n" }, from: main).Sha;
        await using var program = await world.Begin();

        var issue = world.Contributes(Link);
        await Given.Until("the answer", () => world.Status(issue).Length > 0);
        await world.Rest();

        var pull = Assert.Single(world.Pulls()).Pull!;
        Assert.Equal(theirs, pull.HeadSha);
        Assert.Contains("somebody else's commit", world.Status(issue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listed_by_hand_with_a_push_that_closes_the_issue_it_is_not_rejected()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;

        _ = model.Push(model.As("grace"), world.Site, "main", new Dictionary<string, string?> { [SampleSite.Page] = world.Page(pull) }, $"List it, closes #{issue.Number}");
        await Given.Until("the answer", () => world.Status(issue).Contains("The list has it by now", StringComparison.Ordinal));
        await world.Rest();

        Assert.False(issue.Open);
        Assert.False(pull.Open);
    }

    [Fact]
    public async Task Closed_by_a_maintainer_it_is_rejected_with_the_reason()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);

        var model = world.GitHub.Model;
        _ = model.Comment(model.As("grace"), pull, "Off topic here, sorry. @everyone");
        model.SetState(model.As("grace"), pull, "closed");
        await Given.Until("the issue closed", () => !issue.Open);

        Assert.Equal("not_planned", issue.StateReason);
        Assert.Contains("Off topic here, sorry", world.Status(issue), StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", world.Status(issue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_by_GitHub_itself_it_gets_one_successor()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);

        var model = world.GitHub.Model;
        _ = model.Rewrite(model.As("grace"), world.Site, "main", new Dictionary<string, string>(SampleSite.Files()));
        await Given.Until("the successor", () => world.Pulls().Count == 2 && world.Status(issue).Contains($"#{world.Pulls()[1].Number}", StringComparison.Ordinal));
        await world.Rest();

        Assert.False(pull.Open);
        Assert.Equal(2, world.Pulls().Count);
        Assert.EndsWith("/2", world.Pulls()[1].Pull!.HeadRef, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_proposes_is_declined_and_comes_back_when_that_one_ends_unmerged()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (first, pull) = await world.Proposed(Link);
        var second = world.Contributes("arXiv:9901.00001v1");
        await Given.Until("declined", () => world.Answers(second).Count == 1);
        Assert.Contains($"/pull/{pull.Number}", world.Status(second), StringComparison.Ordinal);

        world.GitHub.Model.SetState(world.GitHub.Model.As("ada"), first, "closed");
        await Given.Until("taken up again", () => world.Pulls().Count == 2 && world.Status(second).Contains("Waiting for a maintainer", StringComparison.Ordinal));

        Assert.True(second.Open);
        Assert.Single(world.Answers(second));
    }

    [Fact]
    public async Task What_the_list_has_is_declined_with_a_link_to_it()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();

        var issue = world.Contributes("https://arxiv.org/pdf/2010.06439v2.pdf");
        await Given.Until("the issue closed", () => !issue.Open);

        Assert.Empty(world.Pulls());
        Assert.Contains("index.md?plain=1#L", world.Status(issue), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a great paper by Ada", "I can't read this")]
    [InlineData("https://arxiv.org/abs/2101.99999", "there is no such work")]
    [InlineData("https://scholar.google.com/scholar?q=inference", "not one work")]
    public async Task What_is_wrong_is_told_and_an_edit_brings_it_on(string link, string told)
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();

        var issue = world.Contributes(link);
        await Given.Until("the question", () => world.Answers(issue).Count == 1);
        Assert.Contains(told, world.Status(issue), StringComparison.Ordinal);
        Assert.Contains(issue.Labels, label => label.Name == "needs info");

        var model = world.GitHub.Model;
        model.EditIssue(model.As("ada"), issue, new IssueUpdate { Body = SampleSite.IssueText(Link, "Cosmology") });
        await Given.Until("the pull request", () => world.Pulls().Count == 1 && world.Status(issue).Contains("Waiting for a maintainer", StringComparison.Ordinal));

        Assert.DoesNotContain(issue.Labels, label => label.Name == "needs info");
    }

    [Fact]
    public async Task An_issue_that_is_no_contribution_is_left_alone()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();

        var model = world.GitHub.Model;
        var bug = model.CreateIssue(model.As("ada"), world.Site, "Broken link", "### What is wrong?\n\nhttps://arxiv.org/abs/9901.00001 is dead", ["bug"]);
        await world.Rest();

        Assert.Empty(world.Answers(bug));
        Assert.Empty(world.Pulls());
    }
}
