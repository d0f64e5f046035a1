using System.Collections.Immutable;
using System.Text.Json;
using Octokit;

namespace SbiContrib.GitHub;

/// <summary>The App's webhook deliveries.</summary>
/// <remarks>https://docs.github.com/en/rest/apps/webhooks</remarks>
internal sealed partial class GitHubs
{
    /// <summary>GitHub redelivers what is younger.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    private const int MostPages = 3;

    public async Task<ImmutableArray<FailedDelivery>> FailedDeliveries(CancellationToken cancellation)
    {
        var failed = ImmutableArray.CreateBuilder<FailedDelivery>();
        var cursor = "";
        for (var page = 0; _key is not null && page < MostPages && cursor is not null; page++)
        {
            var address = new Uri($"app/hook/deliveries?status=failure&per_page=100{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}", UriKind.Relative);
            var answer = await _guard.Run(() => _app.Value.Connection.Get<object>(address, new Dictionary<string, string>(), "application/vnd.github+json", cancellation), cancellation);
            using var json = JsonDocument.Parse((string)answer.HttpResponse.Body);
            failed.AddRange(json.RootElement.EnumerateArray().Where(IsFirst).Select(Delivery));
            cursor = Cursor(answer.HttpResponse.ApiInfo);
        }
        var since = _clock.GetUtcNow() - Kept;
        return [.. failed.Where(one => one.At > since).OrderBy(one => one.At)];
    }

    public Task Redeliver(long delivery, CancellationToken cancellation) => _key is null ? Task.CompletedTask : _guard.Run(
        () => _app.Value.Connection.Post(new Uri(FormattableString.Invariant($"app/hook/deliveries/{delivery}/attempts"), UriKind.Relative), cancellation), cancellation);

    private static bool IsFirst(JsonElement delivery) => !delivery.GetProperty("redelivery").GetBoolean();

    private static FailedDelivery Delivery(JsonElement delivery) =>
        new(delivery.GetProperty("id").GetInt64(), delivery.GetProperty("guid").GetGuid(), delivery.GetProperty("delivered_at").GetDateTimeOffset());

    private static string? Cursor(ApiInfo info) =>
        info.Links.TryGetValue("next", out var next) ? next.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith("cursor=", StringComparison.Ordinal))?[7..] : null;
}
