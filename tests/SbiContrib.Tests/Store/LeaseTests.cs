using Azure.Core;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Time.Testing;
using SbiContrib.Store;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Store;

public sealed class LeaseTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => Account.Cancel;

    [Fact]
    public async Task One_holds_an_installation_and_others_hold_others()
    {
        var account = await Account.New(azurite);
        var one = await account.Leases(TimeProvider.System);
        var other = await account.Leases(TimeProvider.System);

        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? one : other).TryTake(5, Cancel)));
        var held = Assert.Single(all.OfType<ILease>());
        await using var another = await other.TryTake(6, Cancel);
        Assert.NotNull(another);

        await held.DisposeAsync();
        await held.DisposeAsync();
        await using var next = await other.TryTake(5, Cancel);
        Assert.NotNull(next);
        Assert.False(held.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Who_waits_a_little_gets_what_is_given_back_meanwhile()
    {
        var leases = await (await Account.New(azurite)).Leases(TimeProvider.System);
        var first = await leases.TryTake(5, Cancel);

        Assert.Null(await leases.Take(5, TimeSpan.FromMilliseconds(100), Cancel));
        var waiting = leases.Take(5, TimeSpan.FromSeconds(30), Cancel);
        await first!.DisposeAsync();

        await using var second = await waiting;
        Assert.NotNull(second);
    }

    [Fact]
    public async Task What_is_left_counts_from_before_the_request_was_sent()
    {
        var time = new FakeTimeProvider();
        var account = await Account.New(azurite);
        var slow = new Wire { After = r => Lease(r, () => time.Advance(TimeSpan.FromSeconds(15))) };
        await using var lease = await (await account.Leases(time, slow)).TryTake(5, Cancel);

        Assert.True(lease!.EnoughLeft(TimeSpan.FromSeconds(44)));
        Assert.False(lease.EnoughLeft(TimeSpan.FromSeconds(45)));
    }

    [Fact]
    public async Task A_lease_is_renewed_as_long_as_it_is_held()
    {
        var time = new FakeTimeProvider();
        using var renewed = new SemaphoreSlim(0);
        var wire = new Wire { After = r => Lease(r, () => renewed.Release()) };
        await using var lease = await (await (await Account.New(azurite)).Leases(time, wire)).TryTake(5, Cancel);
        while (renewed.Wait(0, Cancel))
        {
        }

        for (var i = 0; i < 6; i++)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await renewed.WaitAsync(Cancel);
            await Until(() => lease!.EnoughLeft(TimeSpan.FromSeconds(59)));
        }
        Assert.False(lease!.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_lease_that_was_taken_away_is_lost_at_the_next_renewal()
    {
        var time = new FakeTimeProvider();
        var account = await Account.New(azurite);
        var leases = await account.Leases(time);
        await using var lease = await leases.TryTake(5, Cancel);
        var blob = account.Blobs().GetBlobContainerClient(account.Prefix + "leases").GetBlobClient("5");
        await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancel);
        await using var other = await leases.TryTake(5, Cancel);
        Assert.NotNull(other);

        time.Advance(TimeSpan.FromSeconds(20));

        await Until(() => lease!.Lost.IsCancellationRequested);
        Assert.False(lease!.EnoughLeft(TimeSpan.Zero));
        await lease.DisposeAsync();
        Assert.Null(await leases.TryTake(5, Cancel));
    }

    [Fact]
    public async Task A_lease_that_cannot_be_renewed_runs_out()
    {
        var time = new FakeTimeProvider();
        var account = await Account.New(azurite);
        var wire = new Wire();
        await using var lease = await (await account.Leases(time, wire)).TryTake(5, Cancel);
        wire.Before = _ => Wire.Broken();

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(lease!.EnoughLeft(TimeSpan.FromMilliseconds(900)));
        Assert.False(lease.Lost.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.False(lease.EnoughLeft(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_renewal_that_failed_once_is_tried_again()
    {
        var time = new FakeTimeProvider();
        var tries = 0;
        var wire = new Wire();
        await using var lease = await (await (await Account.New(azurite)).Leases(time, wire)).TryTake(5, Cancel);
        // One renewal fails with all the repetitions that the client makes by itself.
        wire.Before = _ => Interlocked.Increment(ref tries) <= 6 ? Wire.Broken() : Task.CompletedTask;

        time.Advance(TimeSpan.FromSeconds(20));
        await Until(() => Volatile.Read(ref tries) >= 6);
        while (Volatile.Read(ref tries) < 7 && lease!.EnoughLeft(TimeSpan.Zero))
        {
            await Task.Delay(100, Cancel);
            time.Advance(TimeSpan.FromSeconds(2));
        }

        await Until(() => lease!.EnoughLeft(TimeSpan.FromSeconds(40)) || lease.Lost.IsCancellationRequested);
        Assert.False(lease!.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_machine_that_slept_holds_nothing()
    {
        var time = new Sleeper();
        await using var lease = await (await (await Account.New(azurite)).Leases(time)).TryTake(5, Cancel);
        Assert.True(lease!.EnoughLeft(TimeSpan.FromSeconds(30)));
        time.Slept = TimeSpan.FromMinutes(1);
        Assert.False(lease.EnoughLeft(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_lease_whose_answer_was_lost_is_held()
    {
        var account = await Account.New(azurite);
        await using (await (await account.Leases(TimeProvider.System)).TryTake(5, Cancel))
        {
            // The blob is there now.
        }
        var wire = new Wire { After = Wire.Once(_ => true, Wire.Broken) };
        await using var lease = await (await account.Leases(TimeProvider.System, wire)).TryTake(5, Cancel);
        Assert.NotNull(lease);
        Assert.Equal(2, wire.Seen.Count);
    }

    private static Task Lease(Request request, Action act)
    {
        if (request.Uri.Query.Contains("comp=lease", StringComparison.Ordinal))
            act();
        return Task.CompletedTask;
    }

    private static async Task Until(Func<bool> holds)
    {
        while (!holds())
            await Task.Delay(10, Cancel);
    }

    /// <summary>A machine whose monotonic clock stands still while it sleeps.</summary>
    private sealed class Sleeper : TimeProvider
    {
        public TimeSpan Slept { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Slept;
    }
}
