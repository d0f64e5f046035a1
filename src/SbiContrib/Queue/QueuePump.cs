namespace SbiContrib.Queue;

/// <summary>Takes messages and has them handled, when the program runs alone.</summary>
/// <param name="queue">The queues.</param>
/// <param name="handler">What is done about a message.</param>
/// <param name="settings">How.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where to tell of failures.</param>
/// <remarks>
/// At least once: a message is deleted when it was handled, and comes again where it failed or the program died. After five
/// tries it goes to the poison queue, and one that can't be read goes there at once. The poison queue is read too; its messages
/// stay until the handler has dealt with them.
/// </remarks>
public sealed partial class QueuePump(StorageQueue queue, ILookHandler handler, QueueSettings settings, TimeProvider time, ILogger<QueuePump> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var limit = stoppingToken.Register(() => abort.CancelAfter(settings.Drain));
        var messages = new QueueLine(queue.Messages, new(settings.AtOnce, Handle, Failed), settings, time, log);
        var poison = new QueueLine(queue.Poison, new(1, HandlePoisoned, (_, _) => Task.FromResult(false)), settings, time, log);
        await Task.WhenAll(messages.Run(stoppingToken, abort.Token), poison.Run(stoppingToken, abort.Token));
    }

    private async Task Handle(Received message, CancellationToken cancellation)
    {
        if (!LookMessage.TryReadText(message.Text, out var look))
        {
            Malformed(log, message.Id, message.Text.Length);
            await queue.GiveUp(message, cancellation);
        }
        else if (message.Times > settings.Tries)
        {
            // It was never seen to fail: the program died over it, again and again.
            GivenUp(log, message.Id, message.Text, message.Times - 1);
            await queue.GiveUp(message, cancellation);
        }
        else
        {
            await handler.Handle(look, cancellation);
        }
    }

    private async Task<bool> Failed(Received message, CancellationToken cancellation)
    {
        if (message.Times < settings.Tries)
            return false;
        GivenUp(log, message.Id, message.Text, message.Times);
        await queue.GiveUp(message, cancellation);
        return true;
    }

    private Task HandlePoisoned(Received message, CancellationToken cancellation)
    {
        LookMessage.TryReadText(message.Text, out var look);
        return handler.HandlePoisoned(new PoisonedMessage(look, message.Text.Length), cancellation);
    }

    [LoggerMessage(1, LogLevel.Error, "Message {Message} of {Length} characters can't be read and goes to the poison queue")]
    private static partial void Malformed(ILogger log, string message, int length);

    [LoggerMessage(2, LogLevel.Error, "Message {Message} ({Text}) goes to the poison queue after {Times} tries")]
    private static partial void GivenUp(ILogger log, string message, string text, long times);
}
