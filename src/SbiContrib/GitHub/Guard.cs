using System.Globalization;
using System.Net;
using Octokit;

namespace SbiContrib.GitHub;

/// <summary>Runs a call to GitHub and tells "not now" from "no", from "not here" (<see cref="SiteRefusedException"/>) and from our own fault.</summary>
/// <param name="clock">The clock.</param>
/// <param name="refused">Is called when GitHub doesn't take the token: another one may be good.</param>
/// <remarks>https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately</remarks>
internal sealed class Guard(TimeProvider clock, Action? refused = null)
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
            if (fault is ApiException { StatusCode: HttpStatusCode.Unauthorized })
                refused?.Invoke();
            throw new NotNowException($"GitHub: {fault.Message}", clock.GetUtcNow() + wait, fault);
        }
        catch (ApiException refusal) when (refusal.StatusCode == HttpStatusCode.Forbidden)
        {
            throw new SiteRefusedException(refusal.Message, refusal);
        }
    }

    /// <summary>Null where there is no such thing for us (404, 410, 451), or while the App is suspended: we are told when that ends.</summary>
    public async Task<T?> Find<T>(Func<Task<T>> call, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await Run(call, cancellation);
        }
        catch (ApiException fault) when (fault.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.UnavailableForLegalReasons)
        {
            return null;
        }
        catch (SiteRefusedException refusal) when (refusal.IsSuspension)
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
        // Our clock may be ahead of GitHub's: no shorter wait than where it says nothing.
        RateLimitExceededException limit => Longer(limit.Reset - clock.GetUtcNow(), AtLeast),
        SecondaryRateLimitExceededException or AbuseException => Told((ApiException)fault) ?? AtLeast,
        ApiException { StatusCode: HttpStatusCode.TooManyRequests } limit => Told(limit) ?? AtLeast,
        ApiException { StatusCode: HttpStatusCode.Forbidden } limit when Told(limit) is { } told => told,
        // A token that has just been taken back or a clock that is off: the next one may be good.
        ApiException { StatusCode: HttpStatusCode.Unauthorized } => AtLeast,
        ApiException { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout } broken => Told(broken) ?? TimeSpan.Zero,
        HttpRequestException or OperationCanceledException or IOException => TimeSpan.Zero,
        _ => null,
    };

    // As it says itself; else, where nothing is left of the hour's calls, when the next hour begins.
    private TimeSpan? Told(ApiException fault) =>
        RetryAfter.Of(Header(fault, "Retry-After"), clock.GetUtcNow()) is { } wait ? Longer(wait, TimeSpan.Zero)
        : Number(fault, "X-RateLimit-Remaining") == 0 && Number(fault, "X-RateLimit-Reset") is { } reset ? Longer(DateTimeOffset.UnixEpoch.AddSeconds(reset) - clock.GetUtcNow(), AtLeast)
        : null;

    private static int? Number(ApiException fault, string name) =>
        int.TryParse(Header(fault, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Header(ApiException fault, string name) =>
        fault.HttpResponse?.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
