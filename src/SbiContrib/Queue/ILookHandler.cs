namespace SbiContrib.Queue;

/// <summary>What is done about a message, whoever took it from the queue: our pump or the Functions host.</summary>
public interface ILookHandler
{
    /// <summary>Looks at it. Called at least once for each message, and for one contribution perhaps at the same time.</summary>
    /// <param name="look">What.</param>
    /// <param name="cancellation">Cancelled when the program must end and waits no longer.</param>
    /// <returns>When the message may go. "Not now" is a success: the handler sends a new message with a delay.</returns>
    /// <remarks>What it throws is our fault: the message comes again, and after five times goes to the poison queue.</remarks>
    Task Handle(Look look, CancellationToken cancellation);

    /// <summary>Deals with a message that was given up.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellation">Cancelled when the program must end and waits no longer.</param>
    /// <returns>When somebody knows of it and the message may go.</returns>
    Task HandlePoisoned(PoisonedMessage message, CancellationToken cancellation);
}

/// <summary>A message that was given up.</summary>
/// <param name="Look">What it asked to look at; null where it can't be read.</param>
/// <param name="Length">How many characters or bytes its text has: where <paramref name="Look"/> is null that may be a stranger's, and its length is enough to find it.</param>
public sealed record PoisonedMessage(Look? Look, int Length);
