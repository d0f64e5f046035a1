using SbiContrib.Queue;

namespace SbiContrib.Tests.Way;

/// <summary>The real queue, whose storage knows only the real time: delays are as much shorter as the clock is faster.</summary>
internal sealed class FastQueue(StorageQueue queue, FastClock clock) : IQueue
{
    public Task Send(Look look, TimeSpan delay, CancellationToken cancellation) => queue.Send(look, delay / clock.Speed, cancellation);
}
