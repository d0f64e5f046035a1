using Azure;
using SbiContrib.Queue;
using SbiContrib.Simulation.Kernel;

namespace SbiContrib.Simulation.Storage;

/// <summary>A message: hidden for a while, received so many times, and deleted only with the receipt of the last time.</summary>
internal sealed class Message(Look look, DateTimeOffset visibleAt)
{
    public Look Look => look;

    public DateTimeOffset VisibleAt { get; set; } = visibleAt;

    public int Times { get; set; }
}

/// <summary>The queue and the queue of what was given up, as the service keeps them.</summary>
internal sealed class Messages
{
    public List<Message> Waiting { get; } = [];

    public List<Message> Poison { get; } = [];
}

/// <summary>The queue as one process sends to it.</summary>
internal sealed class SendingQueue(Process process, Scheduler scheduler, Troubles troubles, Clock clock, Messages messages, bool forgets = false) : IQueue
{
    public Task Send(Look look, TimeSpan delay, CancellationToken cancellation) => scheduler.Request(process, $"send {look.Name ?? "site"}", () =>
    {
        var fate = troubles.Of(troubles.Climate.Queue, troubles.Climate.Queue, "queue");
        if (fate != Fate.Failed && !(forgets && delay > TimeSpan.FromSeconds(1)))
            messages.Waiting.Add(new(look, clock.Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero)));
        return fate == Fate.Answered ? true : throw new RequestFailedException(503, "Server busy", "ServerBusy", null);
    });
}
