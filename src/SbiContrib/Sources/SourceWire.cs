using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace SbiContrib.Sources;

/// <summary>What came over the wire.</summary>
/// <param name="Status">The HTTP status; null where none came.</param>
/// <param name="Body">The bytes.</param>
/// <param name="Until">When the service may be asked again, where it isn't to be asked now.</param>
/// <param name="Refused">We didn't take what came: too large, or a way that leads elsewhere. It would be the same again.</param>
internal sealed record WireAnswer(int? Status, ReadOnlyMemory<byte> Body, DateTimeOffset? Until, bool Refused = false);

/// <summary>Asks one service over HTTP as it wants to be asked: at its pace, with our name, again after a short trouble, never for long, never more than we can hold, never on a way that leads elsewhere.</summary>
internal sealed class SourceWire
{
    private const int MostRedirects = 3;
    private const int MostFailing = 3;
    private readonly HashSet<string> failing = new(StringComparer.Ordinal);
    private readonly HttpClient http;
    private readonly SourceSettings settings;
    private readonly TimeProvider time;
    private readonly SourceProfile profile;
    private readonly Pace pace;
    private readonly Validators validators = new();
    private readonly ResiliencePipeline<WireAnswer> again;

    public SourceWire(SourceProfile profile, HttpClient http, SourceSettings settings, TimeProvider time)
    {
        (this.profile, this.http, this.settings, this.time) = (profile, http, settings, time);
        Base = settings.Addresses.GetValueOrDefault(profile.Name) ?? profile.Base;
        pace = settings.Paced ? new Pace(time, profile.Interval, profile.Connections) : new Pace(time, TimeSpan.Zero, 16);
        again = new ResiliencePipelineBuilder<WireAnswer> { TimeProvider = time }.AddRetry(new RetryStrategyOptions<WireAnswer>
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.FromSeconds(1),
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } answer && Transient(answer)),
            DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result?.Until is { } until ? until - time.GetUtcNow() : (TimeSpan?)null),
        }).Build();
    }

    /// <summary>The address of the service.</summary>
    public Uri Base { get; }

    /// <summary>Asks for an address.</summary>
    /// <param name="path">The address relative to <see cref="Base"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What came; trouble is an answer without status.</returns>
    public async Task<WireAnswer> Get(string path, CancellationToken cancellation)
    {
        if (pace.Closed is { } closed && closed - time.GetUtcNow() > settings.Patience)
            return new(null, default, closed);
        var address = new Uri(Base, path);
        var answer = await again.ExecuteAsync(async token => await Attempt(address, token), cancellation);
        if (answer.Status is { } status and not (429 or >= 500))
            Worked();
        else if (answer is { Refused: false, Until: null } && IsTheService(answer, path))
            answer = answer with { Until = pace.Trouble(null) };
        return answer;
    }

    // One record that a service can't tell is no reason to leave it alone; several one after the other are.
    private bool IsTheService(WireAnswer answer, string path)
    {
        lock (failing)
            return answer.Status != 500 || (failing.Add(path) && failing.Count >= MostFailing);
    }

    private void Worked()
    {
        pace.Worked();
        lock (failing)
            failing.Clear();
    }

    // A short wait that the service names, or a single trouble of the network, is worth a second attempt within the same question.
    private bool Transient(WireAnswer answer) =>
        !answer.Refused && (answer.Until is { } until ? until - time.GetUtcNow() <= settings.Patience : answer.Status is null or 500 or 502 or 504);

    private async Task<WireAnswer> Attempt(Uri address, CancellationToken cancellation)
    {
        using var turn = await pace.Turn(settings.Patience, cancellation);
        if (turn is null)
            return new(null, default, pace.Closed ?? time.GetUtcNow());
        using var limit = new CancellationTokenSource(settings.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await Follow(address, both.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return new(null, default, null);
        }
    }

    private async Task<WireAnswer> Follow(Uri address, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = Request(address);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var target = response.Headers.Location is { } location ? new Uri(address, location) : null;
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || target is null)
                return await Read(address, response, cancellation);
            if (redirects == MostRedirects || !Trusted(target))
                return new(null, default, null, Refused: true);
            address = target;
        }
    }

    private HttpRequestMessage Request(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", $"SbiContrib/0.1{(settings.Contact is { } contact ? $" (mailto:{contact})" : "")}");
        request.Headers.TryAddWithoutValidation("Accept", profile.Accept);
        if (settings.Keys.GetValueOrDefault(profile.Name) is { } key && profile.Key?.Invoke(key) is { } header && Home(address))
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        validators.Ask(request);
        return request;
    }

    private bool Trusted(Uri target) =>
        Home(target) || target.Scheme == Uri.UriSchemeHttps && target.IsDefaultPort && (target.Host == Base.Host || profile.Hosts.Contains(target.Host));

    // A key is for the service's own eyes, wherever it sends us on.
    private bool Home(Uri target) => target.Authority == Base.Authority && target.Scheme == Base.Scheme;

    private async Task<WireAnswer> Read(Uri address, HttpResponseMessage response, CancellationToken cancellation)
    {
        Heed(response.Headers);
        if (response.StatusCode == HttpStatusCode.NotModified && validators.Known(address) is { } known)
            return new(200, known, null);
        var body = await response.Content.ReadBounded(settings.MostBytes, cancellation);
        var status = (int)response.StatusCode;
        if (status == 200 && body is { } whole)
            validators.Keep(address, response, whole);
        DateTimeOffset? until = status is 429 or 503 || Spent(response) ? Wait(response) : null;
        return new(body is null ? null : status, body ?? default, until, Refused: body is null);
    }

    private static bool Spent(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Forbidden && Number(response.Headers, "x-ratelimit-remaining") == 0;

    private DateTimeOffset Wait(HttpResponseMessage response)
    {
        var now = time.GetUtcNow();
        var told = response.Headers.RetryAfter is { } after ? RetryAfter.Of(after, now)
            : Number(response.Headers, "x-ratelimit-reset") is { } reset and > 1_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(reset) - now
            : (TimeSpan?)null;
        return pace.Trouble(told is { } wait && wait > TimeSpan.Zero && wait < TimeSpan.FromDays(1) ? wait : null);
    }

    // Crossref names its rate in every answer: so many requests (limit) in an interval such as "1s".
    private void Heed(HttpResponseHeaders headers)
    {
        if (settings.Paced && Number(headers, "x-rate-limit-limit") is { } limit and > 0
            && headers.TryGetValues("x-rate-limit-interval", out var intervals)
            && int.TryParse(intervals.First().TrimEnd('s'), CultureInfo.InvariantCulture, out var seconds))
            pace.Told(TimeSpan.FromSeconds(seconds) / limit);
    }

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && long.TryParse(values.First(), CultureInfo.InvariantCulture, out var number) ? number : null;
}
