using System.Text.Json;
using SbiContrib.GitHub;
using SbiContrib.Queue;

namespace SbiContrib.Receive;

/// <summary>The door for GitHub's deliveries.</summary>
internal sealed partial class Webhooks(Signature signature, IQueue queue, GitHubs gitHubs, ILogger<Webhooks> log)
{
    /// <summary>GitHub's own limit for a payload.</summary>
    public const long MostBytes = 25 * 1024 * 1024;

    /// <summary>Takes a delivery.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>202 once everything that it points to is safely queued; 400, 401 or 413 where it isn't GitHub's.</returns>
    public async Task<IResult> Take(HttpRequest request, CancellationToken cancellation)
    {
        if (await Body.Read(request, MostBytes, cancellation) is not { } body)
            return Problems.TooLarge(MostBytes);
        if (!signature.Signs(body.Span, request.Headers["X-Hub-Signature-256"]))
            return Problems.Unauthorized("The header X-Hub-Signature-256 is missing or doesn't fit the body and the webhook's secret.");
        if (request.Headers["X-GitHub-Event"] is not [{ Length: > 0 } kind])
            return Problems.Bad("The header X-GitHub-Event is missing.");
        try
        {
            using var payload = JsonDocument.Parse(body);
            var looks = Delivery.Looks(kind, payload.RootElement, gitHubs.KnownBot);
            foreach (var look in looks)
                await queue.Send(look, TimeSpan.Zero, cancellation);
            Taken(log, kind, request.Headers["X-GitHub-Delivery"].ToString() is { Length: <= 64 } id ? id : "?", looks.Length);
            return Results.Json(new { looks = looks.Length }, statusCode: StatusCodes.Status202Accepted);
        }
        catch (JsonException)
        {
            return Problems.Bad("The body isn't JSON. The webhook's content type must be application/json.");
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Delivery {Delivery} ({Kind}): {Looks} to look at")]
    private static partial void Taken(ILogger log, string kind, string delivery, int looks);
}
