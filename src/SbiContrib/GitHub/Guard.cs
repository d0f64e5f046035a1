using System.Globalization;
using System.Net;
using Octokit;

namespace SbiContrib.GitHub;

/// <summary>Runs a call to GitHub and tells "not now" from "no" and from our own fault.</summary>
/// <remarks>https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately</remarks>
internal sealed class Guard(TimeProvider clock)
{
    /// <summary>Where GitHub refuses for a while and doesn't say for how long, it asks to wait at least this.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(1);

    public async Task<T> Run<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return await call();
        }
        catch (Exception fault) when (Wait(fault) is { } wait && !cancellation.IsCancellationRequested)
        {
            throw new NotNowException($"GitHub: {fault.Message}", clock.GetUtcNow() + wait, fault);
        }
    }

    /// <summary>Null where there is no such thing (404, 410).</summary>
    public async Task<T?> Find<T>(Func<Task<T>> call, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await Run(call, cancellation);
        }
        catch (ApiException fault) when (fault.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return null;
        }
    }

    /// <summary>False where GitHub answers with this status.</summary>
    public async Task<bool> Unless<T>(HttpStatusCode status, Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            _ = await Run(call, cancellation);
            return true;
        }
        catch (ApiException fault) when (fault.StatusCode == status)
        {
            return false;
        }
    }

    private TimeSpan? Wait(Exception fault) => fault switch
    {
        RateLimitExceededException limit => Longer(limit.Reset - clock.GetUtcNow(), TimeSpan.FromSeconds(5)),
        SecondaryRateLimitExceededException or AbuseException => Told((ApiException)fault) ?? AtLeast,
        ApiException { StatusCode: HttpStatusCode.TooManyRequests } limit => Told(limit) ?? AtLeast,
        ApiException { StatusCode: HttpStatusCode.Forbidden } limit when Told(limit) is { } told => told,
        // A token that has just been taken back or a clock that is off: the next one may be good.
        ApiException { StatusCode: HttpStatusCode.Unauthorized } => AtLeast,
        ApiException { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout } broken => Told(broken) ?? TimeSpan.Zero,
        HttpRequestException or OperationCanceledException or IOException => TimeSpan.Zero,
        _ => null,
    };

    private static TimeSpan? Told(ApiException fault)
    {
        var headers = fault.HttpResponse?.Headers ?? new Dictionary<string, string>();
        var header = headers.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value;
        return int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
