using SbiContrib.Local;
using SbiContrib.Local.GitHub;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>What people say in comments, through the whole world.</summary>
public sealed class SpeakingTests(AzuriteFixture azurite)
{
    private const string Link = "https://arxiv.org/abs/9901.00001";
    private const string Other = "https://arxiv.org/abs/9901.00002";

    [Fact]
    public async Task A_command_a_reply_and_an_edit_each_bring_it_on()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var byCommand = world.Contributes(Link, "_No response_");
        var byReply = world.Contributes(Other, "_No response_");
        var byLink = world.Contributes("a paper that I read somewhere");
        await Given.Until("the questions", () => world.Status(byCommand).Length > 0 && world.Status(byReply).Length > 0 && world.Status(byLink).Length > 0);

        world.Says("ada", byCommand, "Sorry!\n\n/section Cosmology");
        world.Says("ada", byReply, "> there is no section\n\nOh, I meant\nRobotics");
        world.Says("ada", byLink, "It is https://arxiv.org/abs/9901.00003, I think.");
        await Given.Until("three pull requests", () => world.Pulls().Count == 3 && ((Issue[])[byCommand, byReply, byLink]).All(issue => world.Status(issue).Contains("Waiting for a maintainer", StringComparison.Ordinal)));

        Assert.Contains("Cosmology)", world.Status(byCommand), StringComparison.Ordinal);
        Assert.Contains("Robotics)", world.Status(byReply), StringComparison.Ordinal);
        Assert.Single(world.Answers(byCommand));
    }

    [Fact]
    public async Task Where_our_comment_was_deleted_the_next_one_of_a_person_is_heard()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, _) = await world.Proposed(Link);
        var model = world.GitHub.Model;

        model.DeleteComment(model.As("grace"), Assert.Single(issue.Comments));
        await world.Rest();
        Assert.Empty(world.Answers(issue));
        world.Says("ada", issue, "/section Robotics");
        await Given.Until("the status", () => world.Status(issue).Contains("Robotics)", StringComparison.Ordinal));

        Assert.Single(world.Answers(issue));
    }

    [Fact]
    public async Task The_pull_request_is_changed_in_place_and_a_comment_there_counts_too()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);

        world.Says("grace", pull, "@" + Name(world) + $" section Robotics\n/note Seen at a workshop.\n/also Genomics\n/add {Other} new: Weather");
        await Given.Until("the new text", () => world.Status(issue).Contains("Weather)", StringComparison.Ordinal));
        await world.Rest();

        Assert.Single(world.Pulls());
        var page = world.Page(pull);
        Assert.Equal(2, page.Times(Link));
        Assert.Equal(1, page.Times(Other));
        Assert.Equal(1, page.Times("Weather"));
        Assert.Contains("Seen at a workshop.", pull.Body, StringComparison.Ordinal);
        Assert.Contains("isn't in the list: it is made with this entry", pull.Body, StringComparison.Ordinal);
        Assert.Empty(world.Answers(pull));
    }

    [Fact]
    public async Task What_is_unknown_refused_edited_or_quoted_changes_nothing_and_is_answered_once()
    {
        var clock = new ShiftedClock();
        await using var world = await Given.World(azurite, new() { Time = clock });
        var model = world.GitHub.Model;
        _ = model.AddUser("mallory");
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);

        // Without the program's hearing, so that it finds the comment edited.
        var hook = model.Options.WebhookUrl;
        model.Options.WebhookUrl = null;
        var edited = model.Comment(model.As("grace"), issue, "Fine.");
        clock.Shift += TimeSpan.FromSeconds(5);
        model.EditComment(model.As("grace"), edited, "/reject no");
        model.Options.WebhookUrl = hook;
        world.Says("mallory", issue, "/approve");
        world.Says("ada", issue, "> /withdraw\n\nNo, `/withdraw` is wrong.\n\n    /withdraw");
        world.Says("ada", pull, "/aprove");
        world.Says("ada", pull, "/section Astrology");
        await Given.Until("four answers", () => world.Answers(issue).Count == 3 && world.Answers(pull).Count == 2);
        await world.Rest();

        Assert.Contains(world.Answers(issue), answer => answer.Contains("is for those who may write to this repository", StringComparison.Ordinal));
        Assert.Contains(world.Answers(issue), answer => answer.Contains("`/reject` stands in a comment that was edited", StringComparison.Ordinal));
        Assert.Contains(world.Answers(pull), answer => answer.Contains("Is `/approve` meant?", StringComparison.Ordinal));
        Assert.Contains(world.Answers(pull), answer => answer.Contains("there is no section `Astrology`", StringComparison.Ordinal));
        Assert.Contains("Waiting for a maintainer", world.Status(issue), StringComparison.Ordinal);
        Assert.True(issue.Open && pull.Open);
    }

    [Fact]
    public async Task Who_mends_a_command_by_an_edit_is_told_once_and_who_edits_what_was_obeyed_is_not()
    {
        var clock = new ShiftedClock();
        await using var world = await Given.World(azurite, new() { Time = clock });
        await using var program = await world.Begin();
        var (issue, _) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        var mistyped = model.Comment(model.As("ada"), issue, "/sectoin Robotics");
        var obeyed = model.Comment(model.As("ada"), issue, "/note Read it twise.");
        await Given.Until("the answer", () => world.Answers(issue).Count == 2);
        await world.Rest();

        clock.Shift += TimeSpan.FromSeconds(5);
        model.EditComment(model.As("ada"), mistyped, "/section Robotics");
        model.EditComment(model.As("ada"), obeyed, "/note Read it twice.");
        await Given.Until("told", () => world.Answers(issue).Count == 3);
        model.EditComment(model.As("ada"), mistyped, "/section  Robotics");
        await world.Rest();

        Assert.Equal(3, world.Answers(issue).Count);
        Assert.Contains("`/section` stands in a comment that was edited", world.Answers(issue)[2], StringComparison.Ordinal);
        Assert.Contains("Cosmology)", world.Status(issue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_entries_of_one_work_the_one_that_came_with_it_is_taken_out_again()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var before = world.Page();
        var issue = world.Contributes("https://arxiv.org/abs/2010.06439", "Particle Physics");
        await Given.Until("declined", () => !issue.Open);
        world.Says("grace", issue, "/accept-duplicate");
        await Given.Until("proposed", () => world.Pulls().Count == 1 && world.Status(issue).Contains("Waiting for a maintainer", StringComparison.Ordinal));
        var model = world.GitHub.Model;
        _ = model.Merge(model.As("grace"), world.Pulls()[0].Pull!);
        await Given.Until("merged", () => world.Status(issue).Contains("Merged", StringComparison.Ordinal));
        Assert.Equal(before.Times("2010.06439") + 1, world.Page().Times("2010.06439"));

        world.Says("grace", issue, "/undo");
        await Given.Until("the pull request", () => world.Pulls().Count == 2);
        await world.Rest();

        Assert.Equal(before, world.Page(world.Pulls()[1]));
    }

    [Fact]
    public async Task A_person_gets_a_few_answers_an_hour_and_is_obeyed_all_the_same()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);

        for (var time = 0; time < 6; time++)
            world.Says("ada", issue, "/help");
        world.Says("ada", issue, "/withdraw");
        await Given.Until("the end", () => !pull.Open && !issue.Open);
        await world.Rest();

        Assert.Equal(1 + 3, world.Answers(issue).Count);
        Assert.Contains("| `/approve` |", world.Answers(issue)[1], StringComparison.Ordinal);
        Assert.Contains("Withdrawn", world.Status(issue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_and_duplicate_of_end_it_with_the_reason()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var other = world.Contributes(Other);
        await Given.Until("the other", () => world.Pulls().Count == 2);

        world.Says("grace", pull, "/reject Not about methods, @everyone.");
        world.Says("grace", other, "/duplicate-of #1");
        await Given.Until("both closed", () => !issue.Open && !other.Open);
        await world.Rest();

        Assert.Contains("Not about methods", world.Status(issue), StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", world.Status(issue), StringComparison.Ordinal);
        Assert.Contains("It is the same as", world.Status(other), StringComparison.Ordinal);
        Assert.All(world.Pulls(), ended => Assert.False(ended.Open));
    }

    [Fact]
    public async Task A_listed_work_is_added_where_a_maintainer_wants_it_and_an_add_makes_any_issue_ours()
    {
        await using var world = await Given.World(azurite);
        var model = world.GitHub.Model;
        _ = model.AddUser("mallory");
        await using var program = await world.Begin();
        var listed = world.Contributes("https://arxiv.org/abs/2010.06439", "Robotics");
        await Given.Until("declined", () => !listed.Open);
        var bug = model.CreateIssue(model.As("mallory"), world.Site, "Something is missing", "There is a new paper.", []);
        world.Says("ada", bug, $"/add {Link} Cosmology");
        await world.Rest();
        Assert.Empty(world.Answers(bug));

        world.Says("ada", listed, "/accept-duplicate");
        world.Says("grace", bug, $"/add {Link} Cosmology");
        await Given.Until("refused and proposed", () => world.Answers(listed).Count == 2 && world.Pulls().Count == 1);
        world.Says("grace", listed, "/accept-duplicate");
        await Given.Until("proposed too", () => world.Pulls().Count == 2 && listed.Open);
        await world.Rest();

        Assert.Contains("a maintainer wants it all the same", world.Pulls()[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_merged_is_taken_out_again_by_a_pull_request()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var before = world.Page();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        world.Says("grace", pull, "/undo");
        await Given.Until("told that it isn't merged", () => world.Answers(pull).Count == 1);
        _ = model.Merge(model.As("grace"), pull.Pull!);
        await Given.Until("merged", () => world.Status(issue).Contains("Merged", StringComparison.Ordinal));

        world.Says("ada", pull, "/undo");
        await Given.Until("refused", () => world.Answers(pull).Count == 2);
        world.Says("grace", issue, "/undo");
        await Given.Until("the pull request", () => world.Pulls().Count == 2 && world.Status(issue).Contains($"#{world.Pulls()[1].Number}", StringComparison.Ordinal));
        _ = model.Merge(model.As("grace"), world.Pulls()[1].Pull!);
        await Given.Until("told", () => world.Status(issue).Contains("had it taken out again", StringComparison.Ordinal));
        await Given.Until("the branch gone", () => GitHubModel.Sha(world.Site, "refs/heads/" + world.Pulls()[1].Pull!.HeadRef) is null);

        Assert.Equal(before, world.Page());
        Assert.Equal(2, world.Pulls().Count);
    }

    [Fact]
    public async Task An_undo_that_main_left_behind_is_remade()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        _ = model.Merge(model.As("grace"), pull.Pull!);
        await Given.Until("merged", () => world.Status(issue).Contains("Merged", StringComparison.Ordinal));
        world.Says("grace", issue, "/undo");
        await Given.Until("the pull request", () => world.Pulls().Count == 2);
        await world.Rest();
        var undo = world.Pulls()[1].Pull!;

        // A line right behind the one that goes.
        var lines = world.Page().Split('\n').ToList();
        lines.Insert(lines.FindIndex(line => line.Contains(Link, StringComparison.Ordinal)) + 1, "* [Another](https://example.org/another)");
        _ = model.Push(model.As("grace"), world.Site, "main", new Dictionary<string, string?> { [SampleSite.Page] = string.Join('\n', lines) });
        await Given.Until("in conflict", () => model.Mergeable(undo) == false);
        await Given.Until("mergeable again", () => model.Mergeable(undo) == true);
        _ = model.Merge(model.As("grace"), undo);
        await Given.Until("told", () => world.Status(issue).Contains("had it taken out again", StringComparison.Ordinal));

        Assert.Equal((0, 1), (world.Page().Times(Link), world.Page().Times("https://example.org/another")));
        Assert.Equal(2, world.Pulls().Count);
    }

    private static string Name(World world) => world.GitHub.Model.Bot.Login.Replace("[bot]", "", StringComparison.Ordinal);

    /// <summary>GitHub's clock, which a test may put forward.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
