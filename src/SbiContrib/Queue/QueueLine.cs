using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using SbiContrib.Store;

namespace SbiContrib.Queue;

/// <summary>What to do with the messages of one queue.</summary>
/// <param name="AtOnce">How many of them at once.</param>
/// <param name="Handle">Handles one; what it throws is a failure.</param>
/// <param name="Failed">Says whether a failed message was given up; else it rests and comes again.</param>
internal sealed record LineWork(
    int AtOnce,
    Func<Received, CancellationToken, Task> Handle,
    Func<Received, CancellationToken, Task<bool>> Failed);

/// <summary>Takes messages from one queue and has them handled, some at once.</summary>
internal sealed partial class QueueLine(QueueClient queue, LineWork work, QueueSettings settings, TimeProvider time, ILogger log)
{
    private const int MostReceived = 32; // https://learn.microsoft.com/rest/api/storageservices/get-messages
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);

    /// <summary>Runs until it is asked to stop and what is in hand is done.</summary>
    /// <param name="stopping">Take no more.</param>
    /// <param name="abort">Wait no longer for what is in hand.</param>
    public async Task Run(CancellationToken stopping, CancellationToken abort)
    {
        using var slots = new SemaphoreSlim(work.AtOnce);
        try
        {
            for (var poll = settings.ShortestPoll; ; poll = Min(poll * 2, settings.LongestPoll))
            {
                while (await Take(slots, stopping, abort))
                    poll = settings.ShortestPoll;
                await Task.Delay(poll, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // All slots free again: nothing is in hand.
            for (var i = 0; i < work.AtOnce; i++)
                await slots.WaitAsync(CancellationToken.None);
        }
    }

    // As many as can be handled now: what waits in hand would be hidden from other processes for nothing.
    private async Task<bool> Take(SemaphoreSlim slots, CancellationToken stopping, CancellationToken abort)
    {
        await slots.WaitAsync(stopping);
        var free = 1;
        while (free < MostReceived && await slots.WaitAsync(TimeSpan.Zero, CancellationToken.None))
            free++;
        var messages = await Receive(free, abort);
        if (free > messages.Length)
            slots.Release(free - messages.Length);
        foreach (var message in messages)
            _ = Task.Run(() => Work(new Received(queue, message), slots, abort), CancellationToken.None);
        return messages.Length > 0;
    }

    // Not cut short when stopping: the service would have hidden what we never saw.
    private async Task<QueueMessage[]> Receive(int count, CancellationToken abort)
    {
        try
        {
            return (await queue.ReceiveMessagesAsync(count, settings.InHand, abort)).Value;
        }
        catch (Exception failed) when (AzureFault.Is(failed))
        {
            NotReceived(log, queue.Name, failed);
            return [];
        }
    }

    private async Task Work(Received message, SemaphoreSlim slots, CancellationToken abort)
    {
        try
        {
            if (await Handled(message, abort))
                await message.Delete(abort);
            else if (abort.IsCancellationRequested)
                await message.Hide(TimeSpan.Zero, CancellationToken.None);
            else if (!await work.Failed(message, abort))
                await message.Hide(Rest(message.Times), abort);
        }
        catch (Exception failed) when (AzureFault.Is(failed))
        {
            NotSettled(log, message.Id, failed);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<bool> Handled(Received message, CancellationToken abort)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var renewing = Renew(message, done.Token);
        try
        {
            await work.Handle(message, abort);
            return true;
        }
#pragma warning disable CA1031 // Whatever a handler throws is one failed try of this message, and must not end the pump.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            HandlingFailed(log, message.Id, queue.Name, message.Times, fault);
            return false;
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
        }
    }

    private async Task Renew(Received message, CancellationToken done)
    {
        try
        {
            do
                await Task.Delay(settings.InHand / 2, time, done);
            while (await message.Hide(settings.InHand, done));
        }
        catch (Exception failed) when (AzureFault.Is(failed))
        {
            if (!done.IsCancellationRequested)
                NotSettled(log, message.Id, failed); // It comes again while it is in hand: handling is safe to repeat.
        }
    }

    private TimeSpan Rest(long times) => Min(settings.FirstRest * (1 << (int)Math.Min(times - 1, 10)), LongestRest);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(1, LogLevel.Warning, "Queue {Queue} gave no answer")]
    private static partial void NotReceived(ILogger log, string queue, Exception cause);

    [LoggerMessage(2, LogLevel.Warning, "Message {Message} couldn't be deleted, hidden or given up; it comes again")]
    private static partial void NotSettled(ILogger log, string message, Exception cause);

    [LoggerMessage(3, LogLevel.Error, "Message {Message} of queue {Queue} failed, try {Times}")]
    private static partial void HandlingFailed(ILogger log, string message, string queue, long times, Exception fault);
}
