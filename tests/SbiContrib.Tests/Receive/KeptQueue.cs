using System.Collections.Concurrent;
using SbiContrib.Queue;

namespace SbiContrib.Tests.Receive;

/// <summary>A queue that keeps what it is sent, or isn't there.</summary>
internal sealed class KeptQueue : IQueue
{
    private readonly ConcurrentQueue<Look> sent = new();

    /// <summary>What it throws instead.</summary>
    public Func<CancellationToken, Task> Fault { get; set; } = _ => Task.CompletedTask;

    public async Task Send(Look look, TimeSpan delay, CancellationToken cancellation)
    {
        await Fault(cancellation);
        sent.Enqueue(look);
    }

    /// <summary>What was sent since the last call, in no order.</summary>
    public Look[] Take()
    {
        Look[] all = [.. sent];
        sent.Clear();
        return all;
    }
}
