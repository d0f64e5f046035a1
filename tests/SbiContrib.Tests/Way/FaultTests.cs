using SbiContrib.Local;
using SbiContrib.Local.Azurite;
using SbiContrib.Local.GitHub;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>Storage goes and comes, GitHub answers with faults: each ends in the right state without help.</summary>
public sealed class FaultTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Storage_that_goes_and_comes_back_loses_nothing()
    {
        await using var storage = await AzuriteServer.Start(cancellationToken: Cancel);
        await using var world = await World.Start(new() { Azurite = storage, Prefix = "w" }, _ => { }, Cancel);
        await using var program = await ProgramProcess.Start(world, Programs.Impatient, Cancel);
        world.Connect(program.Address);
        var issues = world.ContributesMany(6);
        await Given.Until("one", () => world.Pulls().Count > 0);
        await storage.Stop();
        issues.Add(world.Contributes("https://arxiv.org/abs/9901.00099"));
        await storage.StartAgain(Cancel);

        // What came while it was down was told "not taken", and the timer has it sent again.
        await Given.Until("all", () => issues.All(issue => world.Answers(issue).Count == 1));
        Assert.Equal(issues.Count, world.Pulls().Count);
        Assert.Equal(0, await world.Poisoned());
    }

    [Fact]
    public async Task Faults_of_GitHub_at_any_call_change_nothing_about_the_end()
    {
        await using var world = await Given.World(azurite);
        await using var program = await ProgramProcess.Start(world, Programs.Impatient, Cancel);
        world.Connect(program.Address);
        var count = 0;
        world.GitHub.Faults.Add(new Fault((_, _) => Interlocked.Increment(ref count) % 4 == 0) { Times = 12, Status = 502 });
        world.GitHub.Faults.Add(new Fault((_, _) => Interlocked.Increment(ref count) % 5 == 0) { Times = 6, NoAnswer = true, AfterEffect = true });
        world.GitHub.Faults.Add(new Fault((method, _) => method == "POST") { Times = 2, Status = 429, RetryAfter = 1, Message = "You have exceeded a secondary rate limit" });
        var issues = world.ContributesMany(4);
        await Given.Until("all", () => issues.All(issue => world.Answers(issue).Count == 1) && world.GitHub.Faults.Struck >= 20);
        await world.Rest();

        Assert.Equal(4, world.Pulls().Count(pull => pull.Open));
        Assert.All(issues, issue => Assert.Single(world.Answers(issue)));
        Assert.Equal(0, await world.Poisoned());
    }
}
