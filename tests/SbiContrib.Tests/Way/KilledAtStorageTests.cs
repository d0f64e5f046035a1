using Azure.Data.Tables;
using SbiContrib.Local;
using SbiContrib.Local.Azurite;
using SbiContrib.Local.GitHub;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>
/// The program is killed at what it does to storage (each table, queue, lease and blob write, and each message taken), before it
/// takes place and after it, on every stretch of a contribution's way: it ends in the right state without help.
/// </summary>
public sealed class KilledAtStorageTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    /// <summary>SBI_CONTRIB_ALL=1 kills at every effect of the whole way; else each sort of effect is struck on each side.</summary>
    private static readonly bool All = Environment.GetEnvironmentVariable("SBI_CONTRIB_ALL") is "1";

    private static readonly string[] Stretches = ["start", "issue", "edit", "approval", "merge"];

    /// <summary>What only the first life of a world has.</summary>
    private static readonly Strike[] AtFirst = [new("start", "table POST /Tables", 2, After: false), new("issue", "blob PUT /leases/#", 1, After: true)];

    [Fact]
    public async Task Killed_at_what_it_does_to_storage_it_ends_as_if_it_had_not_been()
    {
        await using var world = await Given.World(azurite);
        await using var proxy = await StorageProxy.Start(world.Azurite);
        await using var programs = new Programs(world, proxy);
        var killer = new Killer(programs, proxy);
        var lives = 1;
        await Life(programs, killer, lives, AtFirst);
        // The second is left in peace, and tells what there is to be struck.
        await Life(programs, killer, ++lives, []);
        var left = All ? killer.Every() : killer.OfEachSort();
        while (left.Count > 0)
        {
            Strike[] now = [.. Stretches.Select(stretch => left.Find(strike => strike.Stretch == stretch)).OfType<Strike>()];
            await Life(programs, killer, ++lives, now);
            foreach (var strike in now)
                output.WriteLine($"{(killer.Struck.Contains(strike) ? "killed at" : "missed")} {strike}");
            // What didn't come so often in its stretch this time is struck at its first coming the next time.
            left = [.. left.Except(now), .. now.Except(killer.Struck).Where(strike => strike.Nth > 1).Select(strike => strike with { Nth = 1 })];
        }
        output.WriteLine($"{killer.Struck.Count} kills in {lives} lives at {killer.Kinds.Count} kinds of effects");
        Assert.Superset(AtFirst.ToHashSet(), killer.Struck.ToHashSet());
        foreach (var often in (string[])["take a message", "acquire a lease", "release a lease", "table POST /$batch", "queue POST /contributions/messages", "queue DELETE /contributions/messages/#", "blob PUT /leases/#-budget"])
            Assert.Contains(killer.Struck, strike => strike.Kind == often);
        Assert.Equal(0, await world.Poisoned());
    }

    [Fact]
    public async Task Storage_that_stops_in_the_midst_of_a_handling_and_starts_again_changes_nothing_about_the_end()
    {
        await using var storage = await AzuriteServer.Start(cancellationToken: TestContext.Current.CancellationToken);
        await using var world = await World.Start(new() { Azurite = storage, Prefix = "w" }, _ => { }, TestContext.Current.CancellationToken);
        await using var proxy = await StorageProxy.Start(storage);
        await using var programs = new Programs(world, proxy);
        var outages = new List<Task>();
        var stopper = new Killer(programs, proxy, () => outages.Add(Outage(outages.LastOrDefault() ?? Task.CompletedTask, storage, proxy, programs)));
        Strike[] moments =
        [
            new("issue", "table POST /$batch", 2, After: false),
            new("edit", "queue DELETE /contributions/messages/#", 1, After: true),
            new("approval", "queue POST /contributions/messages", 1, After: false),
            new("merge", "acquire a lease", 1, After: true),
        ];
        await Life(programs, stopper, 1, moments);
        await Task.WhenAll(outages);
        Assert.Equal(moments, stopper.Struck);
        Assert.Equal(0, await world.Poisoned());
    }

    // For as long as the clients' own patience, and longer.
    private static async Task Outage(Task earlier, AzuriteServer storage, StorageProxy proxy, Programs programs)
    {
        await earlier;
        await Task.Yield();
        var before = proxy.Broken;
        await storage.Stop();
        await Given.Until("a request that finds no storage", () => proxy.Broken > before + 8);
        await storage.StartAgain(TestContext.Current.CancellationToken);
        await programs.FreeLeases();
    }

    // One contribution from its issue to its end, with at most one strike in each stretch.
    private static async Task Life(Programs programs, Killer killer, int number, Strike[] strikes)
    {
        var world = programs.World;
        var model = world.GitHub.Model;
        var link = $"https://arxiv.org/abs/9901.{number:D5}";
        if (Begin("start"))
            programs.Kill();
        await programs.Start();

        _ = Begin("issue");
        var issue = world.Contributes(link);
        await Reached(() => world.Status(issue).Contains("Waiting for a maintainer", StringComparison.Ordinal));
        var pull = world.Pulls().Single(one => one.Open).Pull!;

        _ = Begin("edit");
        model.EditIssue(model.As("ada"), issue, new IssueUpdate { Body = SampleSite.IssueText(link, "Robotics") });
        await Reached(() => world.Status(issue).Contains("Robotics", StringComparison.Ordinal));

        _ = Begin("approval");
        _ = model.Review(model.As("grace"), pull, "APPROVE");
        await Reached(() => world.Status(issue).Contains("Approved, and ready", StringComparison.Ordinal));

        _ = Begin("merge");
        _ = model.Merge(model.As("grace"), pull);
        await Reached(() => world.Status(issue).Contains("Merged", StringComparison.Ordinal) && !issue.Open && GitHubModel.Sha(world.Site, "refs/heads/" + pull.HeadRef) is null);
        await Ended(world, issue, number, link);

        bool Begin(string stretch)
        {
            var strike = Array.Find(strikes, one => one.Stretch == stretch);
            killer.Begin(stretch, strike);
            return strike is not null;
        }

        async Task Reached(Func<bool> reached)
        {
            await programs.Until(string.Join(", ", strikes.Select(strike => $"{strike}")), reached);
            await programs.Rest();
        }
    }

    private static async Task Ended(World world, Issue issue, int number, string link)
    {
        Assert.Single(world.Answers(issue));
        Assert.Equal(1, world.Page().Times(link[8..]));
        Assert.Equal(number, world.Pulls().Count);
        Assert.All(world.Pulls(), pull => Assert.True(pull.Pull!.Merged));
        var table = new TableClient(world.Azurite.ConnectionString, world.Prefix + "contributions");
        var left = await table.QueryAsync<TableEntity>("RowKey ge 'claim_' and RowKey lt 'claim`' or RowKey ge 'open_' and RowKey lt 'open`'", cancellationToken: TestContext.Current.CancellationToken).Select(row => row.RowKey).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Empty(left);
    }
}
