using System.Collections.Immutable;
using System.Text.Json;
using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Store;

namespace SbiContrib.Receive;

/// <summary>The door for GitHub's deliveries.</summary>
internal sealed partial class Webhooks(Signature signature, IQueue queue, GitHubs gitHubs, ILogger<Webhooks> log)
{
    /// <summary>GitHub's own limit for a payload.</summary>
    public const long MostBytes = 25 * 1024 * 1024;

    // An installation may name hundreds of repositories.
    private const int SentAtOnce = 16;

    /// <summary>GitHub waits for ten seconds; better a clear failure, that it shows and lets redeliver, than none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Takes a delivery.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>202 once everything that it points to is safely queued; 400, 401 or 413 where it isn't GitHub's; 503 where the queue isn't there.</returns>
    public async Task<IResult> Take(HttpRequest request, CancellationToken cancellation)
    {
        if (await Body.Read(request, MostBytes, cancellation) is not { } body)
            return Problems.TooLarge(MostBytes);
        if (!signature.Signs(body.Span, request.Headers["X-Hub-Signature-256"]))
            return Problems.Unauthorized("The header X-Hub-Signature-256 is missing or doesn't fit the body and the webhook's secret.");
        if (request.Headers["X-GitHub-Event"] is not [{ Length: > 0 } kind])
            return Problems.Bad("The header X-GitHub-Event is missing.");
        if (!TryRead(kind, body, out var looks))
            return Problems.Bad("The body can't be read as JSON. The webhook's content type must be application/json.");
        if (!await Queued(looks, cancellation))
            return Problems.Unavailable("The queue can't be reached, so the delivery wasn't taken. Please redeliver it.");
        Taken(log, Named(kind), Named(request.Headers["X-GitHub-Delivery"].ToString()), looks.Length);
        return Results.Json(new { looks = looks.Length }, statusCode: StatusCodes.Status202Accepted);
    }

    private bool TryRead(string kind, ReadOnlyMemory<byte> body, out ImmutableArray<Look> looks)
    {
        try
        {
            using var payload = JsonDocument.Parse(body);
            looks = Delivery.Looks(kind, payload.RootElement, gitHubs.KnownBot());
            return true;
        }
        // A text that isn't Unicode is noticed only when it is read.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            looks = [];
            return false;
        }
    }

    private async Task<bool> Queued(ImmutableArray<Look> looks, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = patience.Token };
            await Parallel.ForEachAsync(looks, options, (look, end) => new ValueTask(queue.Send(look, TimeSpan.Zero, end)));
            return true;
        }
        catch (Exception fault) when (AzureFault.Is(fault) && !cancellation.IsCancellationRequested)
        {
            NotQueued(log, looks.Length, fault);
            return false;
        }
    }

    // Only what a name may look like is worth a place in the log.
    private static string Named(string text) => text.Length <= 64 ? text : "?";

    [LoggerMessage(1, LogLevel.Information, "Delivery {Delivery} ({Kind}): {Looks} to look at")]
    private static partial void Taken(ILogger log, string kind, string delivery, int looks);

    [LoggerMessage(2, LogLevel.Error, "A delivery with {Looks} to look at couldn't be queued")]
    private static partial void NotQueued(ILogger log, int looks, Exception fault);
}
