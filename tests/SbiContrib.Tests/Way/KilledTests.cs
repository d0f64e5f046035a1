using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using SbiContrib.Local;
using SbiContrib.Local.Azurite;
using SbiContrib.Local.GitHub;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>The program is killed at every write to GitHub, storage goes and comes, GitHub answers with faults: each ends in the right state without help.</summary>
public sealed class KilledTests(AzuriteFixture azurite)
{
    private static readonly Dictionary<string, string?> Impatient = new() { ["Queue:InHand"] = "00:00:03", ["Queue:FirstRest"] = "00:00:00.2", ["Queue:DueEvery"] = "00:00:02" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_each_write_it_ends_as_if_it_had_not_been(bool afterTheEffect)
    {
        await using var world = await Given.World(azurite);
        var model = world.GitHub.Model;
        var (killed, writes) = (0, 0);
        for (var at = 1; at == 1 || killed == at - 1; at++)
        {
            var (issue, wasKilled, made) = await Life(world, at, afterTheEffect);
            (killed, writes) = (killed + (wasKilled ? 1 : 0), Math.Max(writes, made));
            Assert.Single(world.Answers(issue));
            Assert.Contains("Merged", world.Answers(issue)[0], StringComparison.Ordinal);
            Assert.Equal(1, world.Page().Times($"arxiv.org/abs/9901.{at:D5}"));
            Assert.Equal(at, world.Pulls().Count(pull => pull.Pull!.Merged));
            Assert.Equal(at, world.Pulls().Count);
            Assert.DoesNotContain(world.Site.Git.Branches, branch => branch.FriendlyName.StartsWith("sbi-contrib/", StringComparison.Ordinal));
        }
        Assert.True(killed >= 7, $"killed {killed} times");
        Assert.Equal(0, await world.Poisoned());
    }

    // One contribution from its issue to its end, with a kill at one of its writes.
    private static async Task<(Issue Issue, bool Killed, int Writes)> Life(World world, int at, bool afterTheEffect)
    {
        var model = world.GitHub.Model;
        await using var first = await ProgramProcess.Start(world, Impatient, Cancel);
        var (writes, killed) = (0, false);
        world.GitHub.Faults.Add(new Fault((method, path) =>
        {
            if (killed || method == "GET" || path == "/graphql" || path.EndsWith("/access_tokens", StringComparison.Ordinal) || Interlocked.Increment(ref writes) != at)
                return false;
            killed = true;
            first.KillNow();
            return true;
        })
        { NoAnswer = true, AfterEffect = afterTheEffect });
        world.Connect(first.Address);
        var issue = world.Contributes($"https://arxiv.org/abs/9901.{at:D5}");
        await using var second = new Later(world);
        await Go(world, issue, () => killed, second);
        world.GitHub.Faults.Clear();
        return (issue, killed, writes);
    }

    private static async Task Go(World world, Issue issue, Func<bool> killed, Later second)
    {
        var model = world.GitHub.Model;
        var prefix = $"/issue-{issue.Number}/";
        await Until("the pull request", () => world.Answers(issue).Count == 1 && world.Pulls().Any(Mine), killed, second);
        var pull = world.Pulls().Single(Mine).Pull!;
        await Until("mergeable", () => model.Mergeable(pull) == true, killed, second);
        _ = model.Merge(model.As("grace"), pull);
        await Until("the end", () => !issue.Open && GitHubModel.Sha(world.Site, "refs/heads/" + pull.HeadRef) is null, killed, second);
        await second.Settle();

        bool Mine(Issue one) => one.Pull!.HeadRef.Contains(prefix, StringComparison.Ordinal);
    }

    private static async Task Until(string what, Func<bool> reached, Func<bool> killed, Later second)
    {
        await Given.Until(what, () => reached() || (killed() && !second.Started));
        if (killed() && !second.Started)
            await second.Start();
        await Given.Until(what, reached);
    }

    [Fact]
    public async Task Storage_that_goes_and_comes_back_loses_nothing()
    {
        await using var storage = await AzuriteServer.Start(cancellationToken: Cancel);
        await using var world = await World.Start(new() { Azurite = storage, Prefix = "w" }, _ => { }, Cancel);
        await using var program = await ProgramProcess.Start(world, Impatient, Cancel);
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
        await using var program = await ProgramProcess.Start(world, Impatient, Cancel);
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

    /// <summary>The program that is started after the kill. A minute passes first: the dead one's lease runs out.</summary>
    private sealed class Later(World world) : IAsyncDisposable
    {
        private ProgramProcess? _program;

        public bool Started => _program is not null;

        public async Task Start()
        {
            var leases = new BlobContainerClient(world.Azurite.ConnectionString, world.Prefix + "leases");
            await foreach (var blob in leases.GetBlobsAsync(cancellationToken: Cancel))
                if (blob.Properties.LeaseState == Azure.Storage.Blobs.Models.LeaseState.Leased)
                    await leases.GetBlobClient(blob.Name).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancel);
            _program = await ProgramProcess.Start(world, Impatient, Cancel);
            world.Connect(_program.Address);
        }

        public async Task Settle() => await world.Rest();

        public async ValueTask DisposeAsync()
        {
            if (_program is not null)
                await _program.DisposeAsync();
        }
    }
}
