using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SbiContrib.Local;
using SbiContrib.Local.GitHub;
using SbiContrib.Queue;
using SbiContrib.Store;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>What the program depends on goes away and comes back.</summary>
public sealed partial class OutageTests(AzuriteFixture azurite)
{
    private static readonly FastClock Clock = new(600);

    [Fact]
    public async Task GitHub_down_for_two_hours_poisons_nothing_and_all_lands()
    {
        await using var world = await Given.World(azurite, new() { Time = Clock });
        await using var program = await Start(world);
        world.Connect(program.Address);
        _ = world.Contributes("https://arxiv.org/abs/9901.00001");
        await Given.Until("the first pull request", () => world.Pulls().Count == 1);

        world.GitHub.Faults.DownUntil = Clock.GetUtcNow() + TimeSpan.FromHours(2);
        var issues = Enumerable.Range(2, 10).Select(number => world.Contributes($"https://arxiv.org/abs/9901.{number:D5}")).ToList();
        await Given.Until("two hours", () => Clock.GetUtcNow() > world.GitHub.Faults.DownUntil);
        await Given.Until("all pull requests", () => world.Pulls().Count == 11 && issues.All(issue => world.Answers(issue).Count == 1));

        Assert.True(world.GitHub.Faults.Struck > 10, "GitHub wasn't asked while it was down");
        Assert.Equal(0, await world.Poisoned());
    }

    [Theory]
    [InlineData(500, false, null)]
    [InlineData(502, true, null)]
    [InlineData(403, false, 60)]
    [InlineData(0, false, null)]
    [InlineData(0, true, null)]
    public async Task A_fault_at_the_first_of_each_kind_of_call_changes_nothing_about_the_end(int status, bool afterTheEffect, int? retryAfter)
    {
        await using var world = await Given.World(azurite, new() { Time = Clock });
        await using var program = await Start(world);
        world.Connect(program.Address);
        var struck = new HashSet<string>();
        world.GitHub.Faults.Add(new Fault((method, path) => struck.Add($"{method} {Own().Replace(path, "#")}"))
        {
            Times = int.MaxValue,
            Status = status,
            NoAnswer = status == 0,
            AfterEffect = afterTheEffect,
            RetryAfter = retryAfter,
            Message = status is 403 or 429 ? "You have exceeded a secondary rate limit." : "Server Error",
        });
        var issue = world.Contributes("https://arxiv.org/abs/9901.00001");
        await Given.Until("the pull request", () => world.Status(issue).Contains("Waiting for a maintainer", StringComparison.Ordinal));
        var pull = Assert.Single(world.Pulls());
        _ = world.GitHub.Model.Merge(world.GitHub.Model.As("grace"), pull.Pull!);
        await Given.Until("the end", () => world.Status(issue).Contains("Merged", StringComparison.Ordinal) && !issue.Open && GitHubModel.Sha(world.Site, "refs/heads/" + pull.Pull!.HeadRef) is null);

        Assert.Single(world.Answers(issue));
        Assert.Single(world.Pulls());
        Assert.Equal(1, world.Page().Times("arxiv.org/abs/9901.00001"));
        Assert.InRange(struck.Count, 15, int.MaxValue);
        Assert.Equal(0, await world.Poisoned());
    }

    [GeneratedRegex("[0-9a-f]{40}|[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Own();

    [Fact]
    public async Task A_source_that_is_down_is_told_as_nobodys_fault_and_asked_again()
    {
        await using var world = await Given.World(azurite, new() { Time = Clock });
        foreach (var source in (string[])["arxiv", "datacite", "inspire", "openalex", "semanticscholar", "doi", "crossref"])
            world.Records.Faults[source] = new Local.Records.Fault(Local.Records.FaultKind.Down);
        await using var program = await Start(world);
        world.Connect(program.Address);

        var issue = world.Contributes("https://arxiv.org/abs/9901.00001");
        await Given.Until("a word to the contributor", () => world.Answers(issue).Count == 1);
        Assert.Contains("That isn't your fault", world.Answers(issue)[0], StringComparison.Ordinal);
        world.Records.Faults.Clear();
        await Given.Until("the pull request", () => world.Pulls().Count == 1 && world.Answers(issue)[0].Contains("Waiting for a maintainer", StringComparison.Ordinal));

        Assert.Single(world.Answers(issue));
    }

    // Storage knows only the real time, so its leases keep it too.
    private static Task<LocalProgram> Start(World world) => LocalProgram.Start(world, LogLevel.None, builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IQueue>(given => new FastQueue(given.GetRequiredService<StorageQueue>(), Clock));
        builder.Services.AddSingleton<ILeases>(given => new BlobLeases(given.GetRequiredService<BlobServiceClient>(), TimeProvider.System, NullLogger<BlobLeases>.Instance, world.Prefix));
        builder.Configuration["Queue:LongestPoll"] = "00:01:00";
        builder.Configuration["Queue:InHand"] = "02:00:00";
    }, TestContext.Current.CancellationToken);
}
