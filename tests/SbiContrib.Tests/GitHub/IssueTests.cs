using System.Net;
using Octokit;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Tests.GitHub;

/// <summary>Issues, comments, labels, repositories that move.</summary>
public sealed class IssueTests
{
    [Fact]
    public async Task ADeletedIssueIsGoneAndATransferredOneIsFoundElsewhere()
    {
        await using var world = await World.Start();
        var (site, model) = (world.Site, world.Model);
        var other = model.CreateRepository("lab", "other");
        model.SetRole(site, "max", "admin");
        model.SetRole(other, "max", "admin");
        var (gone, moved) = (model.CreateIssue(world.Ada, site, "To delete"), model.CreateIssue(world.Ada, site, "To move"));
        model.Comment(world.Ada, moved, "A word");

        model.DeleteIssue(world.Max, gone);
        model.TransferIssue(world.Max, moved, other);

        var client = world.As("ada");
        var refusal = await Assert.ThrowsAsync<ApiException>(() => client.Issue.Get(site.Id, gone.Number));
        Assert.Equal(HttpStatusCode.Gone, refusal.StatusCode);
        var found = await client.Issue.Get(site.Id, moved.Number);
        Assert.Equal(("To move", 1), (found.Title, found.Comments));
        Assert.StartsWith($"{model.Urls.Web}/lab/other/", found.HtmlUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALockedIssueTakesCommentsOfWritersOnly()
    {
        await using var world = await World.Start();
        var issue = world.Model.CreateIssue(world.Ada, world.Site, "Heated");
        world.Model.Lock(world.Max, issue);

        Assert.Equal(403, Assert.Throws<GitHubException>(() => world.Model.Comment(world.Ada, issue, "But")).Status);
        Assert.Equal("max", world.Model.Comment(world.Max, issue, "Enough").User.Login);
        Assert.Equal(403, Assert.Throws<GitHubException>(() => world.Model.Comment(world.Bot, issue, "Still waiting")).Status);
    }

    [Fact]
    public async Task LabelsOfThoseWhoMayNotSetThemAreDroppedAndUnknownOnesAreMade()
    {
        await using var world = await World.Start();
        var issue = world.Model.CreateIssue(world.Ada, world.Site, "A paper", labels: ["proposal"]);
        Assert.Empty(issue.Labels);

        world.Model.AddLabels(world.Bot, issue, ["proposal"]);

        Assert.Equal(["proposal"], issue.Labels.Select(l => l.Name));
        Assert.Contains("proposal", world.Site.Labels.Keys);
        Assert.Equal(403, Assert.Throws<GitHubException>(() => world.Model.AddLabels(world.Ada, issue, ["mine"])).Status);
    }

    [Fact]
    public async Task AListComesInPagesAndByLabelAndTime()
    {
        var clock = World.Clock();
        await using var world = await World.Start(clock);
        for (var i = 0; i < 60; i++)
        {
            var issue = world.Model.CreateIssue(world.Ada, world.Site, $"Paper {i}");
            if (i % 10 == 0)
                world.Model.AddLabels(world.Bot, issue, ["tenth"]);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        var client = world.As("ada");

        var all = await client.Issue.GetAllForRepository(world.Site.Id, new RepositoryIssueRequest { SortDirection = SortDirection.Ascending }, new ApiOptions { PageSize = 25 });
        var tenth = await client.Issue.GetAllForRepository(world.Site.Id, new RepositoryIssueRequest { Labels = { "tenth" } });
        var late = await client.Issue.GetAllForRepository(world.Site.Id, new RepositoryIssueRequest { Since = clock.GetUtcNow().AddMinutes(-10) });

        Assert.Equal(Enumerable.Range(1, 60), all.Select(i => i.Number));
        Assert.Equal(6, tenth.Count);
        Assert.Equal(10, late.Count);
    }

    [Fact]
    public async Task WhoClosedItIsKnown()
    {
        await using var world = await World.Start();
        var issue = world.Model.CreateIssue(world.Ada, world.Site, "A paper");
        await world.As("max").Issue.Update(world.Site.Id, issue.Number, new Octokit.IssueUpdate { State = ItemState.Closed, StateReason = ItemStateReason.NotPlanned });

        var closed = await world.AsBot().Issue.Get(world.Site.Id, issue.Number);
        var events = await world.AsBot().Issue.Events.GetAllForIssue(world.Site.Id, issue.Number);

        Assert.Equal(("max", ItemStateReason.NotPlanned), (closed.ClosedBy.Login, closed.StateReason!.Value.Value));
        Assert.Equal("max", events.Single(e => e.Event.Value == EventInfoState.Closed).Actor.Login);
        Assert.Equal(403, Assert.Throws<GitHubException>(() => world.Model.SetState(new Actor(world.Model.AddUser("eve")), world.Model.Issue(world.Site, issue.Number), "open")).Status);
    }

    [Fact]
    public async Task AMilestoneStaysUntilARequestNamesNone()
    {
        await using var world = await World.Start();
        var issue = world.Model.CreateIssue(world.Ada, world.Site, "A paper");
        world.Model.SetMilestone(world.Max, issue, world.Model.CreateMilestone(world.Max, world.Site, "The next edition").Number);

        world.Model.EditIssue(world.Max, issue, new() { State = "closed" });
        Assert.Equal("The next edition", (await world.AsBot().Issue.Get(world.Site.Id, issue.Number)).Milestone.Title);
        // Octokit's request always names one.
        await world.As("max").Issue.Update(world.Site.Id, issue.Number, new Octokit.IssueUpdate { State = ItemState.Open });
        Assert.Null((await world.AsBot().Issue.Get(world.Site.Id, issue.Number)).Milestone);
    }

    [Fact]
    public async Task ARenamedRepositoryIsFoundUnderBothNames()
    {
        await using var world = await World.Start();
        var issue = world.Model.CreateIssue(world.Ada, world.Site, "A paper");
        world.Model.SetRole(world.Site, "max", "admin");

        world.Model.Rename(world.Max, world.Site, "reading-list");

        Assert.Equal("A paper", (await world.As("ada").Issue.Get("lab", "site", issue.Number)).Title);
        Assert.Equal("lab/reading-list", (await world.As("ada").Repository.Get("lab", "site")).FullName);
        Assert.Equal("lab/reading-list", (await world.As("ada").Repository.Get(world.Site.Id)).FullName);
        Assert.Equal("site", (string?)PullTests.Last(world, "repository")["changes"]!["repository"]!["name"]!["from"]);
    }

    [Fact]
    public async Task AnArchivedRepositoryIsReadOnly()
    {
        await using var world = await World.Start();
        world.Model.SetRole(world.Site, "max", "admin");
        world.Model.Archive(world.Max, world.Site);

        var refusal = await Assert.ThrowsAsync<ForbiddenException>(() => world.As("ada").Issue.Create(world.Site.Id, new NewIssue("Late")));

        Assert.Equal("Repository was archived so is read-only.", refusal.Message);
        Assert.Equal("archived", (string?)PullTests.Last(world, "repository")["action"]);
        Assert.True((await world.As("ada").Repository.Get(world.Site.Id)).Archived);
    }

    [Fact]
    public void AFilledFormBecomesTheBodyGitHubMakes()
    {
        const string form = """
            name: A paper
            title: "[paper] "
            labels: [proposal]
            body:
              - type: markdown
                attributes: { value: Welcome }
              - type: input
                id: link
                attributes: { label: Link }
              - type: textarea
                attributes: { label: Note }
              - type: checkboxes
                id: agree
                attributes:
                  label: Agreed
                  options:
                    - label: Yes
                    - label: Also
            """;

        var (title, body, labels) = IssueForm.Fill(form, new Dictionary<string, string> { ["link"] = "https://arxiv.org/abs/2010.06439", ["agree"] = "Also" }, "A title");

        Assert.Equal("[paper] A title", title);
        Assert.Equal("### Link\n\nhttps://arxiv.org/abs/2010.06439\n\n### Note\n\n_No response_\n\n### Agreed\n\n- [ ] Yes\n- [X] Also", body);
        Assert.Equal(["proposal"], labels);
    }
}
