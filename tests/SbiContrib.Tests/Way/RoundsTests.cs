using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SbiContrib.Core;
using SbiContrib.Local;
using SbiContrib.Local.GitHub;
using SbiContrib.Store;
using SbiContrib.Tests.Azurite;
using SbiContrib.Upkeep;

namespace SbiContrib.Tests.Way;

/// <summary>What was lost on the way is found by the timer.</summary>
public sealed class RoundsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliveries_that_failed_are_asked_for_again_once()
    {
        await using var world = await Given.World(azurite);
        world.Connect(new Uri("http://127.0.0.1:9/"));
        var issue = world.Contributes("https://arxiv.org/abs/9901.00001");
        await world.GitHub.Delivered(Cancel);

        await using var program = await Start(world);
        world.Connect(program.Address);
        foreach (var failed in world.GitHub.Model.Deliveries.ToList())
            Assert.True(failed.Done && failed.StatusCode >= 500);
        var failures = world.GitHub.Model.Deliveries.Count;
        var store = program.Services.GetRequiredService<IStore>();
        // The timer's first round is at the start.
        _ = await Waiting.For("its first round", async () => (await store.Redelivered(Cancel)).Count == failures ? "yes" : null, Given.Patience, Cancel);
        await Given.Until("the pull request", () => world.Answers(issue).Count == 1);
        _ = await Round(program);
        Assert.Equal(failures, world.GitHub.Model.Deliveries.Count(delivery => delivery.Redelivery));
    }

    [Fact]
    public async Task An_issue_and_a_merge_that_nobody_told_of_are_found()
    {
        await using var world = await Given.World(azurite);
        await using var program = await Start(world);
        world.Connect(program.Address);
        var known = world.Contributes("https://arxiv.org/abs/9901.00001");
        await Given.Until("the answer", () => world.Answers(known).Count == 1);
        await world.Rest();

        var model = world.GitHub.Model;
        world.GitHub.DeliveryOptions.Lose = _ => true;
        // Who may label keeps the form's label on it.
        var unknown = model.CreateIssue(model.As("grace"), world.Site, "[New entry]", SampleSite.IssueText("https://arxiv.org/abs/9901.00002", "Robotics"), ["contribution"]);
        _ = model.Merge(model.As("grace"), world.Pulls()[0].Pull!);
        await world.Rest();
        Assert.True(known.Open && world.Answers(unknown).Count == 0);

        await program.Services.GetRequiredService<IStore>().PlanSite(world.Site.Id, model.Installations[0].Id, DateTimeOffset.UnixEpoch, Cancel);
        _ = await Round(program);
        await Given.Until("both", () => !known.Open && world.Answers(unknown).Count == 1);
    }

    [Fact]
    public async Task A_locked_issue_is_left_in_silence_and_told_when_it_is_opened_again()
    {
        await using var world = await Given.World(azurite);
        await using var program = await Start(world);
        world.Connect(program.Address);
        var model = world.GitHub.Model;
        world.GitHub.DeliveryOptions.Lose = _ => true;
        var issue = world.Contributes("https://arxiv.org/abs/9901.00001");
        world.GitHub.DeliveryOptions.Lose = _ => false;
        model.Lock(model.As("grace"), issue);
        await Given.Until("the pull request", () => world.Pulls().Count == 1);
        await world.Rest();
        Assert.Empty(world.Answers(issue));

        model.Lock(model.As("grace"), issue, locked: false);
        await Given.Until("the answer", () => world.Answers(issue).Count == 1);
        Assert.Equal(0, await world.Poisoned());
    }

    [Fact]
    public async Task What_ended_while_its_issue_was_locked_is_told_when_that_is_opened_again()
    {
        await using var world = await Given.World(azurite);
        await using var program = await Start(world);
        world.Connect(program.Address);
        var model = world.GitHub.Model;
        world.GitHub.DeliveryOptions.Lose = _ => true;
        var issue = world.Contributes("https://arxiv.org/abs/9901.00001");
        world.GitHub.DeliveryOptions.Lose = _ => false;
        model.Lock(model.As("grace"), issue);
        await Given.Until("the pull request", () => world.Pulls().Count == 1);
        model.SetState(model.As("ada"), issue, "closed");
        await Given.Until("withdrawn", () => !world.Pulls()[0].Open);
        await world.Rest();
        Assert.Empty(world.Answers(issue));

        model.Lock(model.As("grace"), issue, locked: false);
        await Given.Until("the answer", () => world.Status(issue).Contains("Withdrawn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_App_is_taken_away_all_waits_and_where_it_comes_back_all_goes_on()
    {
        await using var world = await Given.World(azurite);
        await using var program = await Start(world);
        world.Connect(program.Address);
        var issue = world.Contributes("https://arxiv.org/abs/9901.00001");
        await Given.Until("the answer", () => world.Answers(issue).Count == 1);
        await world.Rest();

        var model = world.GitHub.Model;
        model.Uninstall(model.Installations[0]);
        model.SetState(model.As("ada"), issue, "closed");
        _ = model.Install(world.Site.Owner.Login);
        await Given.Until("withdrawn", () => world.Answers(issue)[0].Contains("Withdrawn", StringComparison.Ordinal));
        Assert.Equal(0, await world.Poisoned());
    }

    [Fact]
    public async Task Taken_off_a_public_repository_nothing_is_a_fault_of_ours_and_back_again_all_goes_on()
    {
        await using var world = await Given.World(azurite);
        await using var program = await Start(world);
        world.Connect(program.Address);
        var (issue, pull) = await world.Proposed("https://arxiv.org/abs/9901.00001");
        var (model, store) = (world.GitHub.Model, program.Services.GetRequiredService<IStore>());
        var installation = model.Installations[0];

        model.RemoveFromInstallation(installation, world.Site);
        _ = await Waiting.For("the site away", async () => (await store.Upkeep(world.Site.Id, Cancel))?.Away == true ? "yes" : null, Given.Patience, Cancel);
        model.EditIssue(model.As("ada"), issue, new IssueUpdate { Body = SampleSite.IssueText("https://arxiv.org/abs/9901.00002", "Cosmology") });
        var writes = Refused(world);
        await program.Services.GetRequiredService<LookHandler>().Handle(SbiContrib.Queue.Look.At(ContributionKey.OfIssue(world.Site.Id, issue.Number), installation.Id), Cancel);
        Assert.True(Refused(world) > writes, "nothing was tried");

        model.AddToInstallation(installation, world.Site);
        await Given.Until("it goes on", () => world.Page(pull).Contains("9901.00002", StringComparison.Ordinal));
        Assert.Equal(0, await world.Poisoned());
    }

    private static int Refused(World world) => world.GitHub.Log.Latest.Count(request => request.Status == 403);

    [Fact]
    public async Task Who_waits_is_told_the_place_in_the_queue_and_no_comment_is_edited_for_a_place_alone()
    {
        await using var world = await Given.World(azurite);
        await using var program = await Start(world);
        world.Connect(program.Address);
        var issues = new List<Issue>();
        for (var number = 1; number <= 3; number++)
        {
            issues.Add(world.Contributes($"https://arxiv.org/abs/9901.{number:D5}", number == 1 ? "Cosmology" : "Robotics"));
            await Given.Until("the answer", () => world.Answers(issues[^1]).Count == 1);
        }
        await world.Rest();
        Assert.Contains("number 3 of 3 that wait here", world.Answers(issues[2])[0], StringComparison.Ordinal);

        var model = world.GitHub.Model;
        var edits = world.GitHub.Log.Latest.Count(request => request.Method == "PATCH" && request.Path.Contains("/comments/", StringComparison.Ordinal));
        _ = model.Merge(model.As("grace"), world.Pulls()[0].Pull!);
        await Given.Until("merged", () => !issues[0].Open);
        await world.Rest();
        Assert.Equal(edits + 1, world.GitHub.Log.Latest.Count(request => request.Method == "PATCH" && request.Path.Contains("/comments/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_contributor_of_a_stuck_contribution_is_told_and_it_goes_on()
    {
        await using var world = await Given.World(azurite);
        await using var program = await Start(world);
        world.Connect(program.Address);
        var issue = world.Contributes("https://arxiv.org/abs/9901.00001");
        await Given.Until("the answer", () => world.Answers(issue).Count == 1);
        await world.Rest();

        var key = ContributionKey.OfIssue(world.Site.Id, issue.Number);
        await program.Services.GetRequiredService<LookHandler>().HandlePoisoned(new(SbiContrib.Queue.Look.At(key, world.GitHub.Model.Installations[0].Id), 0), Cancel);
        Assert.Contains("Something went wrong on my side", Assert.Single(world.Answers(issue)), StringComparison.Ordinal);

        _ = world.GitHub.Model.Comment(world.GitHub.Model.As("ada"), issue, "What now?");
        await Given.Until("it goes on", () => world.Answers(issue)[0].Contains("Waiting for a maintainer", StringComparison.Ordinal));
    }

    private static Task<int> Round(LocalProgram program) => program.Services.GetRequiredService<Rounds>().Run(Cancel);

    private static Task<LocalProgram> Start(World world) =>
        LocalProgram.Start(world, LogLevel.None, builder => builder.Configuration["Queue:DueEvery"] = "1.00:00:00", Cancel);
}
