using System.Globalization;
using System.Net;

namespace SbiContrib.GitHub;

/// <summary>
/// What an installation may still ask of GitHub. Every request passes here: it waits its turn, or is put off before GitHub would
/// refuse it; what GitHub says of its limits is learned.
/// </summary>
/// <param name="limits">GitHub's limits.</param>
/// <param name="clock">The clock.</param>
/// <remarks>https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api and https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api</remarks>
internal sealed class Budget(GitHubLimits limits, TimeProvider clock) : IDisposable
{
    /// <summary>A wait that is shorter is waited; a longer one is a matter of the queue.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>No limit looks further back.</summary>
    private static readonly TimeSpan Counted = BudgetState.AnHour;

    private readonly Lock _door = new();
    private readonly SemaphoreSlim _serial = new(1);
    private BudgetState _state = new();
    private readonly List<Spent> _unsaved = [];

    /// <summary>Whether there is room for looking at something.</summary>
    /// <param name="upkeep">It is nobody's doing: it leaves a part to what is.</param>
    /// <exception cref="NotNowException">There isn't.</exception>
    public void NeedRoom(bool upkeep)
    {
        lock (_door)
        {
            if (_state.Refusal(clock.GetUtcNow(), upkeep, limits) is { } until)
                throw new NotNowException("the limits of the installation leave no room", until);
        }
    }

    /// <summary>Sends a request when its turn comes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NotNowException">Its turn comes only later.</exception>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request, Func<Task<HttpResponseMessage>> send, CancellationToken cancellation)
    {
        var cost = Cost.Of(request);
        while (Admit(cost) is { } wait)
            await Task.Delay(wait, clock, cancellation);
        // One at a time, as GitHub asks: between processes the lease sees to it.
        await _serial.WaitAsync(cancellation);
        try
        {
            var response = await send();
            await Learn(response, cancellation);
            return response;
        }
        finally
        {
            _ = _serial.Release();
        }
    }

    /// <summary>What other processes must know of it, and how much of it they don't know yet.</summary>
    public (BudgetState State, int Unsaved) Known()
    {
        lock (_door)
            return (_state, _unsaved.Count);
    }

    /// <summary>Others know so much more of it now.</summary>
    /// <param name="count">What <see cref="Known"/> said.</param>
    public void Saved(int count)
    {
        lock (_door)
            _unsaved.RemoveRange(0, Math.Min(count, _unsaved.Count));
    }

    /// <summary>Takes over what other processes spent and learned.</summary>
    public void Merge(BudgetState other)
    {
        lock (_door)
        {
            var now = clock.GetUtcNow();
            _state = _unsaved.Aggregate(other.Believed(now), (state, spent) => state.With(spent, now)).Together(_state);
        }
    }

    // Null where it goes now; then it is counted, whatever becomes of it.
    private TimeSpan? Admit(Cost cost)
    {
        lock (_door)
        {
            var now = clock.GetUtcNow();
            var room = _state.Free(cost, now, limits);
            var free = cost.IsWrite && _state.LastWrite is { } last ? Later(room, last + limits.WriteSpacing) : room;
            if (free - now > Patience)
                throw new NotNowException("the limits of the installation are reached", free);
            // A delay counts in milliseconds, and none at all is no wait.
            if (free > now)
                return TimeSpan.FromMilliseconds(Math.Ceiling((free - now).TotalMilliseconds));
            var spent = new Spent(now, cost.Points, cost.Content ? 1 : 0);
            // Who only reads never hands it on.
            if (_unsaved is [{ } oldest, ..] && oldest.At < now - Counted)
                _ = _unsaved.RemoveAll(one => one.At < now - Counted);
            _unsaved.Add(spent);
            _state = _state.With(spent, now) with { LastWrite = cost.IsWrite ? now : _state.LastWrite };
            return null;
        }
    }

    private async Task Learn(HttpResponseMessage response, CancellationToken cancellation)
    {
        var refused = await Refused(response, cancellation);
        lock (_door)
        {
            var now = clock.GetUtcNow();
            if (Hour.Of(response) is { } hour)
                _state = _state.With(hour);
            if (refused)
                _state = _state.Refused(now, RetryAfter.Of(response.Headers.RetryAfter, now));
        }
    }

    // A 403 may be about permissions too; only a limit without words for the hour is one that nobody can see coming.
    private static async Task<bool> Refused(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests) || Hour.Of(response) is { Remaining: 0 })
            return false;
        if (response.StatusCode == HttpStatusCode.TooManyRequests || response.Headers.RetryAfter is not null)
            return true;
        await response.Content.LoadIntoBufferAsync(cancellation);
        return (await response.Content.ReadAsStringAsync(cancellation)).Contains("secondary rate limit", StringComparison.OrdinalIgnoreCase);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    public void Dispose() => _serial.Dispose();
}

/// <summary>What a request costs.</summary>
/// <param name="Points">Of 900 a minute.</param>
/// <param name="IsWrite">It changes something.</param>
/// <param name="Content">It makes something that people are told of.</param>
/// <param name="Resource">Which hourly limit counts it.</param>
internal readonly record struct Cost(int Points, bool IsWrite, bool Content, string Resource)
{
    public static Cost Of(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (path.EndsWith("/graphql", StringComparison.Ordinal))
            return new(1, false, false, "graphql");
        var write = request.Method != HttpMethod.Get && request.Method != HttpMethod.Head;
        var last = path[(path.LastIndexOf('/') + 1)..];
        return new(write ? 5 : 1, write, request.Method == HttpMethod.Post && last is "issues" or "comments" or "pulls" or "reviews", "core");
    }
}

/// <summary>What was spent in one second.</summary>
internal sealed record Spent(DateTimeOffset At, int Points, int Content);

/// <summary>An hourly limit, as the last answer told it.</summary>
internal sealed record Hour(string Resource, int Limit, int Remaining, DateTimeOffset Reset)
{
    /// <remarks>https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit</remarks>
    public static Hour? Of(HttpResponseMessage response) =>
        Number(response, "limit") is { } limit && Number(response, "remaining") is { } remaining && Number(response, "reset") is { } reset
            ? new(Text(response, "resource") ?? "core", (int)limit, (int)remaining, DateTimeOffset.FromUnixTimeSeconds(reset))
            : null;

    private static long? Number(HttpResponseMessage response, string name) =>
        long.TryParse(Text(response, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue * 100L ? number : null;

    private static string? Text(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues($"x-ratelimit-{name}", out var values) ? values.FirstOrDefault() : null;
}
