using Azure.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SbiContrib.Queue;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Queue;

public sealed class QueuePumpTests(AzuriteFixture azurite)
{
    private static readonly QueueSettings Quick = new() { FirstRest = TimeSpan.Zero, LongestPoll = TimeSpan.FromMilliseconds(100) };
    private readonly Handler handler = new();

    private static CancellationToken Cancel => Account.Cancel;

    [Fact]
    public async Task Each_message_is_handled_and_then_gone()
    {
        var queue = await (await Account.New(azurite)).Queue();
        var looks = Enumerable.Range(1, 60).Select(i => new Look(77, 5, $"issue-{i}")).ToArray();
        await Task.WhenAll(looks.Select(look => queue.Send(look, TimeSpan.Zero, Cancel)));
        handler.Does = (_, _) => Task.Delay(20, Cancel);

        await using (await Pump(queue, Quick with { AtOnce = 3 }))
        await using (await Pump(queue, Quick with { AtOnce = 3 }))
            await Until(() => handler.Handled.Count >= 60);

        Assert.Equal(looks.Select(l => l.Name).Order(StringComparer.Ordinal), handler.Handled.Select(l => l.Name).Order(StringComparer.Ordinal));
        Assert.InRange(handler.Most, 2, 6);
        Assert.Equal((0, 0), await Left(queue));
    }

    [Fact]
    public async Task What_fails_comes_again_and_after_five_times_is_given_up()
    {
        var queue = await (await Account.New(azurite)).Queue();
        handler.Does = (look, _) => look.Name == "issue-1" ? throw new InvalidOperationException("our fault") : Task.CompletedTask;
        await queue.Send(new(77, 5, "issue-1"), TimeSpan.Zero, Cancel);
        await queue.Send(new(77, 5, "issue-2"), TimeSpan.Zero, Cancel);

        await using (await Pump(queue, Quick))
            await Until(() => !handler.Poisoned.IsEmpty);

        Assert.Equal(5, handler.Handled.Count(l => l.Name == "issue-1"));
        Assert.Equal(1, handler.Handled.Count(l => l.Name == "issue-2"));
        Assert.Equal(new Look(77, 5, "issue-1"), Assert.Single(handler.Poisoned).Look);
        Assert.Equal((0, 0), await Left(queue));
    }

    [Fact]
    public async Task What_fails_rests_longer_each_time()
    {
        var queue = await (await Account.New(azurite)).Queue();
        handler.Does = (_, _) => throw new InvalidOperationException("our fault");
        await queue.Send(new(77, 5, "issue-1"), TimeSpan.Zero, Cancel);

        var wire = new Wire();
        var account = new Account((await azurite.Server).ConnectionString, queue.Messages.Name[..^StorageQueue.Name.Length]);
        await using (await Pump(await account.Queue(wire), Quick with { FirstRest = TimeSpan.FromSeconds(1) }))
            await Until(() => handler.Handled.Count == 3);

        var rests = wire.Seen.Where(s => s.StartsWith("PUT", StringComparison.Ordinal)).Select(s => s[(s.IndexOf("visibilitytimeout=", StringComparison.Ordinal) + 18)..]).ToArray();
        Assert.Equal(["1", "2", "4"], rests);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("eyJzaXRlIjowfQ==")]
    [InlineData("🧠<&>")]
    public async Task What_cannot_be_read_is_given_up_at_once(string text)
    {
        var queue = await (await Account.New(azurite)).Queue();
        await queue.Messages.SendMessageAsync(text, Cancel);

        await using (await Pump(queue, Quick))
            await Until(() => !handler.Poisoned.IsEmpty);

        Assert.Equal(new PoisonedMessage(null, text.Length), Assert.Single(handler.Poisoned));
        Assert.Empty(handler.Handled);
        Assert.Equal((0, 0), await Left(queue));
    }

    [Fact]
    public async Task A_message_over_which_the_program_died_five_times_is_not_tried_again()
    {
        var queue = await (await Account.New(azurite)).Queue();
        await queue.Send(new(77, 5, "issue-1"), TimeSpan.Zero, Cancel);
        for (var i = 0; i < 5; i++)
        {
            var taken = (await queue.Messages.ReceiveMessageAsync(cancellationToken: Cancel)).Value;
            await queue.Messages.UpdateMessageAsync(taken.MessageId, taken.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: Cancel);
        }

        await using (await Pump(queue, Quick))
            await Until(() => !handler.Poisoned.IsEmpty);

        Assert.Empty(handler.Handled);
    }

    [Fact]
    public async Task A_poisoned_message_stays_until_somebody_knows_of_it()
    {
        var queue = await (await Account.New(azurite)).Queue();
        await queue.Poison.SendMessageAsync("text", Cancel);
        var tries = 0;
        handler.DoesPoisoned = _ => ++tries < 8 ? throw new InvalidOperationException("nobody there") : Task.CompletedTask;

        await using (await Pump(queue, Quick))
            await Until(() => handler.Poisoned.Count == 8);

        Assert.Equal((0, 0), await Left(queue));
    }

    [Fact]
    public async Task What_takes_long_is_kept_hidden_from_others()
    {
        var account = await Account.New(azurite);
        var wire = new Wire();
        var queue = await account.Queue(wire);
        await queue.Send(new(77, 5, "issue-1"), TimeSpan.Zero, Cancel);
        var finish = new TaskCompletionSource();
        handler.Does = (_, _) => finish.Task;
        var clock = new FakeTimeProvider();

        await using (await Pump(queue, Quick with { InHand = TimeSpan.FromMinutes(1) }, clock))
        {
            await Until(() => !handler.Handled.IsEmpty);
            for (var renewed = 1; renewed <= 3; renewed++)
            {
                // It is hidden for a minute each time, and that anew when half of it is over.
                await Until(() =>
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                    return Renewals() >= renewed;
                });
            }
            Assert.Null((await (await account.Queue()).Messages.ReceiveMessageAsync(cancellationToken: Cancel)).Value);
            finish.SetResult();
            while (await Left(queue) != (0, 0))
                await Task.Delay(10, Cancel);
        }
        Assert.Single(handler.Handled);

        int Renewals() => wire.Seen.Count(request => request.StartsWith("PUT ", StringComparison.Ordinal) && request.Contains("visibilitytimeout=60", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_in_hand_is_finished_before_the_end()
    {
        var queue = await (await Account.New(azurite)).Queue();
        await queue.Send(new(77, 5, "issue-1"), TimeSpan.Zero, Cancel);
        var finish = new TaskCompletionSource();
        handler.Does = (_, _) => finish.Task;
        var pump = await Pump(queue, Quick);
        await Until(() => !handler.Handled.IsEmpty);

        var stopping = pump.DisposeAsync().AsTask();
        await queue.Send(new(77, 5, "issue-2"), TimeSpan.Zero, Cancel);
        await Task.Delay(300, Cancel);
        Assert.False(stopping.IsCompleted);
        finish.SetResult();
        await stopping;

        Assert.Equal("issue-1", Assert.Single(handler.Handled).Name);
        Assert.Equal((1, 0), await Left(queue));
    }

    [Fact]
    public async Task What_does_not_finish_in_time_is_left_to_others_at_once()
    {
        var queue = await (await Account.New(azurite)).Queue();
        await queue.Send(new(77, 5, "issue-1"), TimeSpan.Zero, Cancel);
        handler.Does = (_, ending) => Task.Delay(Timeout.Infinite, ending);

        await using (await Pump(queue, Quick with { Drain = TimeSpan.FromMilliseconds(100) }))
            await Until(() => !handler.Handled.IsEmpty);

        Assert.NotNull((await queue.Messages.ReceiveMessageAsync(cancellationToken: Cancel)).Value);
    }

    [Fact]
    public async Task A_queue_that_was_away_is_asked_again_and_a_lost_answer_loses_nothing()
    {
        var account = await Account.New(azurite);
        var left = 12;
        var lost = Wire.Once(r => r.Method == RequestMethod.Delete, Wire.Broken);
        var queue = await account.Queue(new Wire { Before = _ => Interlocked.Decrement(ref left) >= 0 ? Wire.Broken() : Task.CompletedTask, After = lost });
        await (await account.Queue()).Send(new(77, 5, "issue-1"), TimeSpan.Zero, Cancel);

        await using (await Pump(queue, Quick))
            await Until(() => !handler.Handled.IsEmpty);

        Assert.Single(handler.Handled);
        Assert.Equal((0, 0), await Left(queue));
    }

    [Fact]
    public async Task A_crash_while_giving_up_keeps_the_message()
    {
        var account = await Account.New(azurite);
        var queue = await account.Queue(new Wire { Before = r => r.Method == RequestMethod.Delete && !r.Uri.Path.Contains("poison", StringComparison.Ordinal) ? throw new IOException("gone") : Task.CompletedTask });
        await queue.Messages.SendMessageAsync("malformed", Cancel);

        await using (await Pump(queue, Quick with { InHand = TimeSpan.FromSeconds(1) }))
            await Until(() => !handler.Poisoned.IsEmpty);

        Assert.All(handler.Poisoned, p => Assert.Equal("malformed".Length, p.Length));
        Assert.Equal(1, (await Left(queue)).Messages); // Doubled, never lost.
    }

    [Theory]
    [InlineData(-5, null)]
    [InlineData(0, null)]
    [InlineData(3600, "visibilitytimeout=3600")]
    [InlineData(40 * 24 * 3600, "visibilitytimeout=604800")]
    public async Task A_delay_is_at_most_seven_days_and_a_message_never_ends(int seconds, string? sent)
    {
        var wire = new Wire();
        var queue = await (await Account.New(azurite)).Queue(wire);

        await queue.Send(new(77, 5, "issue-1"), TimeSpan.FromSeconds(seconds), Cancel);

        var request = Assert.Single(wire.Seen);
        Assert.Contains("messagettl=-1", request, StringComparison.Ordinal);
        if (sent is not null)
            Assert.Contains(sent, request, StringComparison.Ordinal);
        Assert.Equal(sent is null, (await queue.Messages.ReceiveMessageAsync(cancellationToken: Cancel)).Value is not null);
    }

    private async Task<Running> Pump(StorageQueue queue, QueueSettings settings, TimeProvider? clock = null)
    {
        var pump = new QueuePump(queue, handler, settings, clock ?? TimeProvider.System, NullLogger<QueuePump>.Instance);
        await pump.StartAsync(Cancel);
        return new Running(pump);
    }

    private static async Task<(int Messages, int Poison)> Left(StorageQueue queue) =>
        ((await queue.Messages.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount, (await queue.Poison.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);

    private static async Task Until(Func<bool> holds)
    {
        while (!holds())
            await Task.Delay(10, Cancel);
    }

    private sealed class Running(QueuePump pump) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await pump.StopAsync(CancellationToken.None);
            pump.Dispose();
        }
    }
}
