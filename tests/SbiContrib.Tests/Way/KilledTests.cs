using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using SbiContrib.Local;
using SbiContrib.Local.GitHub;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>The program is killed at every write to GitHub: it ends in the right state without help.</summary>
public sealed class KilledTests(AzuriteFixture azurite)
{
    /// <summary>Settings with which it is taken up again soon.</summary>
    internal static readonly Dictionary<string, string?> Impatient = new() { ["Queue:InHand"] = "00:00:02", ["Queue:FirstRest"] = "00:00:00.2", ["Queue:DueEvery"] = "00:00:01" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_each_write_it_ends_as_if_it_had_not_been(bool afterTheEffect)
    {
        await using var world = await Given.World(azurite);
        var model = world.GitHub.Model;
        await using var programs = new Programs(world);
        var killed = 0;
        for (var at = 1; at == 1 || killed == at - 1; at++)
        {
            var (issue, wasKilled) = await Life(programs, at, afterTheEffect);
            killed += wasKilled ? 1 : 0;
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
    private static async Task<(Issue Issue, bool Killed)> Life(Programs programs, int at, bool afterTheEffect)
    {
        var world = programs.World;
        await programs.Start();
        var (writes, killed) = (0, false);
        world.GitHub.Faults.Add(new Fault((method, path) =>
        {
            if (killed || method == "GET" || path == "/graphql" || path.EndsWith("/access_tokens", StringComparison.Ordinal) || Interlocked.Increment(ref writes) != at)
                return false;
            killed = true;
            programs.Kill();
            return true;
        })
        { NoAnswer = true, AfterEffect = afterTheEffect });
        var issue = world.Contributes($"https://arxiv.org/abs/9901.{at:D5}");
        await Go(programs, issue);
        world.GitHub.Faults.Clear();
        return (issue, killed);
    }

    private static async Task Go(Programs programs, Issue issue)
    {
        var world = programs.World;
        var model = world.GitHub.Model;
        var prefix = $"/issue-{issue.Number}/";
        await Until("the pull request", () => world.Answers(issue).Count == 1 && world.Pulls().Any(Mine), programs);
        var pull = world.Pulls().Single(Mine).Pull!;
        await Until("mergeable", () => model.Mergeable(pull) == true, programs);
        _ = model.Merge(model.As("grace"), pull);
        await Until("the end", () => !issue.Open && GitHubModel.Sha(world.Site, "refs/heads/" + pull.HeadRef) is null, programs);
        await world.Rest();

        bool Mine(Issue one) => one.Pull!.HeadRef.Contains(prefix, StringComparison.Ordinal);
    }

    private static async Task Until(string what, Func<bool> reached, Programs programs)
    {
        await Given.Until(what, () => reached() || programs.IsDead);
        if (programs.IsDead)
            await programs.Start();
        await Given.Until(what, reached);
    }

    /// <summary>One program at a time: after a kill, the next.</summary>
    private sealed class Programs(World world) : IAsyncDisposable
    {
        private ProgramProcess? _program;

        public World World => world;

        public bool IsDead { get; private set; }

        public void Kill()
        {
            IsDead = true;
            _program!.KillNow();
        }

        /// <summary>Starts one where none runs. It need not wait for the minute in which the dead one's lease would run out.</summary>
        public async Task Start()
        {
            if (_program is not null && !IsDead)
                return;
            await DisposeAsync();
            var leases = new BlobContainerClient(world.Azurite.ConnectionString, world.Prefix + "leases");
            if (await leases.ExistsAsync(Cancel))
                await foreach (var blob in leases.GetBlobsAsync(cancellationToken: Cancel))
                    if (blob.Properties.LeaseState == Azure.Storage.Blobs.Models.LeaseState.Leased)
                        await leases.GetBlobClient(blob.Name).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancel);
            _program = await ProgramProcess.Start(world, Impatient, Cancel);
            IsDead = false;
            world.Connect(_program.Address);
        }

        public async ValueTask DisposeAsync()
        {
            if (_program is not null)
                await _program.DisposeAsync();
        }
    }
}
