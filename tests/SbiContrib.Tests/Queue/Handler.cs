using System.Collections.Concurrent;
using SbiContrib.Queue;

namespace SbiContrib.Tests.Queue;

/// <summary>Remembers what it was given.</summary>
internal sealed class Handler : ILookHandler
{
    private int now;
    private int most;

    public ConcurrentQueue<Look> Handled { get; } = [];

    public ConcurrentQueue<PoisonedMessage> Poisoned { get; } = [];

    /// <summary>The most that were in hand at once.</summary>
    public int Most => Volatile.Read(ref most);

    /// <summary>What handling does, after it was remembered.</summary>
    public Func<Look, CancellationToken, Task> Does { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What dealing with a poisoned message does.</summary>
    public Func<PoisonedMessage, Task> DoesPoisoned { get; set; } = _ => Task.CompletedTask;

    public async Task Handle(Look look, CancellationToken cancellation)
    {
        var count = Interlocked.Increment(ref now);
        while (Volatile.Read(ref most) is var seen && count > seen && Interlocked.CompareExchange(ref most, count, seen) != seen)
        {
        }
        Handled.Enqueue(look);
        try
        {
            await Does(look, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref now);
        }
    }

    public Task HandlePoisoned(PoisonedMessage message, CancellationToken cancellation)
    {
        Poisoned.Enqueue(message);
        return DoesPoisoned(message);
    }
}
