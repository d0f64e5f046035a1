using Azure.Storage.Queues;

namespace SbiContrib.Queue;

/// <summary>The queue between receiving and handling, in Azure Queue Storage.</summary>
/// <remarks>
/// Messages are base64 by our own hand, so the client must be left at its default encoding: a client that decodes throws for
/// a whole batch where one message is malformed.
/// </remarks>
public sealed class StorageQueue : IQueue
{
    /// <summary>The name of the queue.</summary>
    public const string Name = "contributions";

    /// <summary>The name of the queue of what was given up: the Functions host calls it so too.</summary>
    public const string PoisonName = Name + "-poison";

    // https://learn.microsoft.com/rest/api/storageservices/put-message: the visibility timeout is at most seven days.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>The queues in a storage account.</summary>
    /// <param name="queues">The account's queues.</param>
    /// <param name="prefix">Letters before the queues' names, for programs that share an account.</param>
    public StorageQueue(QueueServiceClient queues, string prefix = "")
    {
        Messages = queues.GetQueueClient(prefix + Name);
        Poison = queues.GetQueueClient(prefix + PoisonName);
    }

    /// <summary>What is to be looked at.</summary>
    internal QueueClient Messages { get; }

    /// <summary>What was given up.</summary>
    internal QueueClient Poison { get; }

    /// <summary>Creates the queues that are missing. Any number of processes may do so at once.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>When they are there.</returns>
    public async Task Prepare(CancellationToken cancellation)
    {
        await Messages.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await Poison.CreateIfNotExistsAsync(cancellationToken: cancellation);
    }

    /// <inheritdoc/>
    public Task Send(Look look, TimeSpan delay, CancellationToken cancellation) =>
        // Without a word, a message ends after seven days: a queue that stood still would forget.
        Messages.SendMessageAsync(LookMessage.ToText(look), Clamped(delay), Forever, cancellation);

    private static TimeSpan Clamped(TimeSpan delay) =>
        delay < TimeSpan.Zero ? TimeSpan.Zero : delay > LongestDelay ? LongestDelay : delay;

    /// <summary>Gives a message up: kept there before it is deleted here, so that a crash doubles it and never loses it.</summary>
    internal async Task GiveUp(Received message, CancellationToken cancellation)
    {
        await Poison.SendMessageAsync(message.Text, TimeSpan.Zero, Forever, cancellation);
        await message.Delete(cancellation);
    }
}
