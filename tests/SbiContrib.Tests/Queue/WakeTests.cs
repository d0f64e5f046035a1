using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SbiContrib.Queue;
using SbiContrib.Tests.Azurite;
using SbiContrib.Tests.Store;

namespace SbiContrib.Tests.Queue;

public sealed class WakeTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => Account.Cancel;

    [Fact]
    public async Task What_is_overdue_is_in_the_queue_once()
    {
        var account = await Account.New(azurite);
        var (store, queue) = (await account.Store(), await account.Queue());
        for (var i = 1; i <= 3; i++)
            await store.Save(null, Given.Issue(i) with { Due = Given.Noon.AddHours(i) }, Cancel);
        var wake = new WakeOverdue(store, queue, new FakeTimeProvider(Given.Noon.AddHours(2)));

        Assert.Equal(2, await wake.Run(Cancel));
        Assert.Equal(0, await wake.Run(Cancel));

        Assert.Equal([new Look(77, 5, "issue-1", Upkeep: true) { Woken = true }, new Look(77, 5, "issue-2", Upkeep: true) { Woken = true }], await Waiting(queue));
    }

    [Fact]
    public async Task Of_many_that_are_overdue_few_are_to_be_seen_when_a_person_comes()
    {
        var account = await Account.New(azurite);
        var (store, queue) = (await account.Store(), await account.Queue());
        for (var i = 1; i <= 30; i++)
            await store.Save(null, Given.Issue(i) with { Due = Given.Noon }, Cancel);

        Assert.Equal(30, await new WakeOverdue(store, queue, new FakeTimeProvider(Given.Noon.AddHours(1))).Run(Cancel));
        await queue.Send(new Look(77, 5, "issue-99") { Said = true }, TimeSpan.Zero, Cancel);

        var seen = await Waiting(queue);
        Assert.Equal(Spread.AtOnce + 1, seen.Count);
        Assert.Contains(seen, look => look.Name == "issue-99");
    }

    [Fact]
    public void The_delays_grow_and_end_before_what_is_overdue_is_sent_again()
    {
        var spread = new Spread();
        var delays = Enumerable.Range(0, 1_000).Select(_ => spread.Next()).ToArray();

        Assert.Equal(delays.Order(), delays);
        Assert.Equal((TimeSpan.Zero, Spread.Pause), (delays[Spread.AtOnce - 1], delays[Spread.AtOnce]));
        Assert.True(delays[^1] < TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task What_could_not_be_sent_is_sent_the_next_time()
    {
        var account = await Account.New(azurite);
        var store = await account.Store();
        for (var i = 1; i <= 3; i++)
            await store.Save(null, Given.Issue(i) with { Due = Given.Noon.AddHours(i) }, Cancel);
        var sent = 0;
        var queue = await account.Queue(new Wire { Before = _ => ++sent == 2 ? throw new CrashException() : Task.CompletedTask });
        var wake = new WakeOverdue(store, queue, new FakeTimeProvider(Given.Noon.AddHours(3)));

        await Assert.ThrowsAsync<CrashException>(() => wake.Run(Cancel));
        Assert.Equal(2, await wake.Run(Cancel));

        Assert.Equal(["issue-1", "issue-2", "issue-3"], (await Waiting(queue)).Select(l => l.Name));
    }

    [Fact]
    public async Task The_timer_wakes_at_the_start_and_every_minute_whatever_fails()
    {
        var account = await Account.New(azurite);
        var time = new FakeTimeProvider(Given.Noon);
        var store = await account.Store();
        await store.Save(null, Given.Issue(1) with { Due = Given.Noon }, Cancel);
        await store.Save(null, Given.Issue(2) with { Due = Given.Noon.AddSeconds(90) }, Cancel);
        var failing = await account.Store(new Wire { Before = Wire.Once(_ => true, () => throw new CrashException()) });
        var queue = await account.Queue();
        using var timer = new DueTimer(new WakeOverdue(failing, queue, time).Run, new(), time, NullLogger<DueTimer>.Instance);

        await timer.StartAsync(Cancel);
        var seen = new HashSet<string?>();
        while (seen.Count < 2)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(50, Cancel);
            seen.UnionWith((await Waiting(queue)).Select(l => l.Name));
        }
        await timer.StopAsync(Cancel);

        Assert.Equal(["issue-1", "issue-2"], seen.Order(StringComparer.Ordinal));
    }

    private static async Task<List<Look>> Waiting(StorageQueue queue)
    {
        var looks = new List<Look>();
        foreach (var message in (await queue.Messages.ReceiveMessagesAsync(32, cancellationToken: Cancel)).Value)
        {
            Assert.True(LookMessage.TryReadText(message.MessageText, out var look));
            looks.Add(look);
        }
        return looks;
    }
}
