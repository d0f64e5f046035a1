using SbiContrib.Local.GitHub;

namespace SbiContrib.Tests.GitHubClients;

/// <summary>What tells ours from theirs, and before from after, is GitHub's own word.</summary>
public sealed class OwnTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_branch_goes_only_where_it_stands_still()
    {
        await using var client = await Client.Start();
        var (world, site) = (client.World, (await client.View.Repository(client.World.Site.Id, Cancel))!);
        var made = world.Model.Push(world.Bot, world.Site, "ours", Files("one"), from: "main").Sha;
        var pushed = world.Model.Push(world.Max, world.Site, "ours", Files("two")).Sha;

        await client.View.DeleteBranch(site, "ours", made, Cancel);
        Assert.Equal(pushed, GitHubModel.Sha(world.Site, "refs/heads/ours"));
        await client.View.DeleteBranch(site, "ours", pushed, Cancel);
        Assert.Null(GitHubModel.Sha(world.Site, "refs/heads/ours"));
        await client.View.DeleteBranch(site, "ours", pushed, Cancel);
    }

    [Fact]
    public async Task An_edited_review_is_told_from_one_as_it_was_sent()
    {
        await using var client = await Client.Start();
        var world = client.World;
        _ = world.Model.Push(world.Bot, world.Site, "ours", Files("one"), from: "main");
        var pull = world.Model.CreatePull(world.Bot, world.Site, "Ours", "ours", "main");
        _ = world.Model.Review(world.Max, pull, "COMMENT", "/approve");
        var edited = world.Model.Review(world.Max, pull, "COMMENT", "A nice list.");
        client.Clock.Advance(TimeSpan.FromMinutes(1));
        world.Model.EditReview(world.Max, edited, "/approve");

        var said = (await client.View.Reviews(client.Site, pull.Issue.Number, Cancel)).Said;

        Assert.Equal([false, true], said.Select(review => review.Edited));
    }

    [Fact]
    public async Task A_comment_that_only_counts_as_updated_is_told_from_an_edited_one()
    {
        await using var client = await Client.Start();
        var (world, model) = (client.World, client.World.Model);
        var issue = model.CreateIssue(world.Ada, world.Site, "A paper");
        _ = model.Comment(world.Ada, issue, "/section Cosmology");
        var (hidden, edited, ours) = (model.Comment(world.Max, issue, "/approve"), model.Comment(world.Max, issue, "Nice."), model.Comment(world.Bot, issue, "Waiting"));
        client.Clock.Advance(TimeSpan.FromSeconds(1));
        model.HideComment(world.Max, hidden);
        model.EditComment(world.Max, edited, "/reject");
        model.EditComment(world.Bot, ours, "Approved");

        var told = await client.View.Comments(client.Site, issue.Number, issue.Comments.Count, Cancel);

        Assert.Equal([false, false, true], told.Where(comment => comment.Id != ours.Id).Select(comment => comment.Edited));
        Assert.Equal(1, client.Asked("POST", "/graphql"));
        model.DeleteComment(world.Max, hidden);
        model.DeleteComment(world.Max, edited);
        _ = await client.View.Comments(client.Site, issue.Number, issue.Comments.Count, Cancel);
        // Nobody asks about ours.
        Assert.Equal(1, client.Asked("POST", "/graphql"));
    }

    [Fact]
    public async Task A_tag_of_the_branchs_name_is_not_taken_for_it()
    {
        await using var client = await Client.Start();
        var (world, model) = (client.World, client.World.Model);
        _ = model.CreateRef(world.Max, world.Site, "refs/tags/main", world.Site.Tip("main")!.Sha);
        var head = model.Push(world.Max, world.Site, "main", Files("one")).Sha;

        Assert.Equal(head, (await client.View.Head(client.Site, "main", Cancel))!.Sha);
    }

    [Fact]
    public async Task An_issue_that_is_closed_and_opened_keeps_its_milestone()
    {
        await using var client = await Client.Start();
        var (world, model) = (client.World, client.World.Model);
        var issue = model.CreateIssue(world.Ada, world.Site, "A paper");
        model.SetMilestone(world.Max, issue, model.CreateMilestone(world.Max, world.Site, "The next edition").Number);

        await client.View.CloseIssue(client.Site, issue.Number, completed: false, Cancel);
        Assert.Equal((false, "not_planned"), (issue.Open, issue.StateReason));
        await client.View.ReopenIssue(client.Site, issue.Number, Cancel);

        Assert.True(issue.Open);
        Assert.NotNull(issue.Milestone);
    }

    [Fact]
    public async Task The_time_is_GitHubs()
    {
        await using var client = await Client.Start();
        Assert.Null(client.View.Now);
        _ = await client.View.Repository(client.World.Site.Id, Cancel);
        client.Clock.Advance(TimeSpan.FromMinutes(1));

        // It counts whole seconds, so it may be up to one later than it says.
        Assert.Equal(client.Now - TimeSpan.FromMinutes(1) + TimeSpan.FromMilliseconds(999), client.View.Now);
    }

    private static Dictionary<string, string?> Files(string text) => new() { ["file.md"] = text + "\n" };
}
