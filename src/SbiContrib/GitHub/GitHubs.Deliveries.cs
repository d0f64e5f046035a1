using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Octokit;

namespace SbiContrib.GitHub;

/// <summary>The App's webhook deliveries.</summary>
/// <remarks>https://docs.github.com/en/rest/apps/webhooks</remarks>
internal sealed partial class GitHubs
{
    /// <summary>GitHub redelivers what is younger.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    /// <summary>Failures stay listed, those too that were asked for again: behind a long outage the oldest stand many pages down.</summary>
    private const int MostPages = 30;

    public async Task<ImmutableArray<FailedDelivery>> FailedDeliveries(CancellationToken cancellation)
    {
        var failed = ImmutableArray.CreateBuilder<FailedDelivery>();
        var (cursor, since) = ("", _clock.GetUtcNow() - Kept);
        for (var page = 0; _key is not null && page < MostPages && cursor is not null; page++)
        {
            var address = new Uri($"app/hook/deliveries?status=failure&per_page=100{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}", UriKind.Relative);
            var answer = await _guard.Run(() => _app.Value.Connection.Get<object>(address, new Dictionary<string, string>(), "application/vnd.github+json", cancellation), cancellation);
            using var json = JsonDocument.Parse((string)answer.HttpResponse.Body);
            var young = json.RootElement.EnumerateArray().Where(one => At(one) > since).ToArray();
            failed.AddRange(young.Where(IsFirst).Where(Failed).Select(Delivery));
            cursor = young.Length == json.RootElement.GetArrayLength() ? Cursor(answer.HttpResponse.ApiInfo) : null;
        }
        return [.. failed.OrderBy(one => one.At)];
    }

    public async Task Redeliver(long delivery, CancellationToken cancellation)
    {
        if (_key is null)
            return;
        try
        {
            _ = await _guard.Run(() => Attempt(delivery, cancellation), cancellation);
        }
        catch (ApiException no) when (no.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity)
        {
            // What GitHub knows no more, or won't send again, is left to the comparison.
        }
    }

    private Task<HttpStatusCode> Attempt(long delivery, CancellationToken cancellation) =>
        _app.Value.Connection.Post(new Uri(FormattableString.Invariant($"app/hook/deliveries/{delivery}/attempts"), UriKind.Relative), cancellation);

    private static bool IsFirst(JsonElement delivery) => !delivery.GetProperty("redelivery").GetBoolean();

    // A server that doesn't know the filter lists what arrived too.
    private static bool Failed(JsonElement delivery) => !delivery.TryGetProperty("status_code", out var code) || code.GetInt32() is < 200 or >= 400;

    private static DateTimeOffset At(JsonElement delivery) => delivery.GetProperty("delivered_at").GetDateTimeOffset();

    private static FailedDelivery Delivery(JsonElement delivery) => new(delivery.GetProperty("id").GetInt64(), delivery.GetProperty("guid").GetGuid(), At(delivery));

    private static string? Cursor(ApiInfo info) =>
        info.Links.TryGetValue("next", out var next) ? next.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith("cursor=", StringComparison.Ordinal))?[7..] : null;
}
