using SbiContrib.Local.GitHub;

namespace SbiContrib.Tests.GitHubClients;

/// <summary>More than fits on some pages: what matters is read, and what strangers add costs a bounded number of requests.</summary>
public sealed class ManyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_very_many_comments_the_latest_are_read()
    {
        await using var client = await Client.Start();
        var world = client.World;
        var issue = world.Model.CreateIssue(world.Max, world.Site, "An entry");
        for (var number = 1; number <= 1_230; number++)
            _ = world.Model.Comment(world.Max, issue, $"{number}");
        var counted = (await client.View.Issue(client.Site, issue.Number, Cancel)).CommentCount;
        // They were counted a while before they are read.
        _ = world.Model.Comment(world.Max, issue, "/approve");

        var read = await client.View.Comments(client.Site, issue.Number, counted, Cancel);

        Assert.Equal(1_230, counted);
        Assert.Equal(["1229", "1230", "/approve"], read.TakeLast(3).Select(comment => comment.Body));
        Assert.InRange(read.Length, 900, 1_100);
        Assert.Equal(10, client.Asked("GET", "/comments"));
    }

    [Fact]
    public async Task Strangers_who_review_cost_little_and_hide_no_maintainer()
    {
        await using var client = await Client.Start();
        var world = client.World;
        _ = world.Model.Push(world.Bot, world.Site, "ours", new Dictionary<string, string?> { ["file.md"] = "one\n" }, from: "main");
        var pull = world.Model.CreatePull(world.Bot, world.Site, "Ours", "ours", "main");
        _ = world.Model.Review(world.Max, pull, "APPROVE");
        for (var number = 1; number <= 120; number++)
            _ = world.Model.Review(Stranger(world, number), pull, number % 2 == 0 ? "APPROVE" : "REQUEST_CHANGES", "So say I.");

        var reviews = await client.View.Reviews(client.Site, pull.Issue.Number, Cancel);

        Assert.Equal("max", Assert.Single(reviews.Approvals).By);
        Assert.Empty(reviews.Objections);
        Assert.InRange(client.Asked("GET", "/permission"), 1, 30);
        Assert.Equal(2, client.Asked("GET", "/reviews"));
    }

    [Fact]
    public async Task Many_open_issues_are_all_found()
    {
        await using var client = await Client.Start();
        var world = client.World;
        for (var number = 1; number <= 350; number++)
            _ = world.Model.CreateIssue(world.Max, world.Site, "An entry", labels: ["contribution"]);

        Assert.Equal(350, (await client.View.OpenIssues(client.Site, "contribution", Cancel)).Length);
    }

    private static Actor Stranger(GitHub.World world, int number)
    {
        _ = world.Model.AddUser($"stranger{number}");
        return world.Model.As($"stranger{number}");
    }
}
