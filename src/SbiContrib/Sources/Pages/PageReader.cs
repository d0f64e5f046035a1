using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Sources.Pages;

/// <summary>Reads the page behind a link that a stranger gave, to find which work it is. One request for each page on the way, as nobody in particular.</summary>
public sealed class PageReader : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MostLater = TimeSpan.FromDays(1);
    private readonly PageSettings settings;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    /// <summary>Makes a reader.</summary>
    /// <param name="settings">How pages are read.</param>
    /// <param name="time">The clock.</param>
    public PageReader(PageSettings settings, TimeProvider time)
    {
        (this.settings, this.time) = (settings, time);
#pragma warning disable CA2000 // The client owns its handler.
        http = new HttpClient(new GuardedConnection(settings.Resolve, settings.Allowed).Handler()) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
    }

    /// <summary>Reads the pages behind several links, one after the other.</summary>
    /// <param name="links">The links as typed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What came of each.</returns>
    public async Task<ImmutableDictionary<string, PageAnswer>> ReadAll(IEnumerable<string> links, CancellationToken cancellation = default)
    {
        var answers = ImmutableDictionary.CreateBuilder<string, PageAnswer>(StringComparer.Ordinal);
        foreach (var link in links)
            answers[link] = await Read(link, cancellation);
        return answers.ToImmutable();
    }

    /// <summary>Reads the page behind a link.</summary>
    /// <param name="link">A link as typed, which by itself names no work.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The work that the page names, or why there is none. Trouble is an answer, not an exception.</returns>
    public async Task<PageAnswer> Read(string link, CancellationToken cancellation = default) =>
        PageAddress.Of(link) is { } address ? await Bounded(address, Named, cancellation) : PageAnswer.Refused(PageRefusal.BadAddress);

    /// <summary>Reads a work's own landing page.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="id">The work.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The work as the page shows it, or what came instead.</returns>
    internal async Task<(Work? Work, PageAnswer? Instead)> Work(Uri address, Identifier id, CancellationToken cancellation)
    {
        Work? work = null;
        var instead = await Bounded(address, way =>
        {
            work = way.Page is { } page ? PageWork.Read(page, id) : null;
            return new(work is null ? null : PageAnswer.Found(id), null);
        }, cancellation);
        return work is null ? (null, instead) : (work, null);
    }

    private async Task<PageAnswer> Bounded(Uri address, Func<Way, Step> judge, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(settings.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await Follow(address, judge, both.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || fault is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return Trouble(fault);
        }
    }

    private async Task<PageAnswer> Follow(Uri address, Func<Way, Step> judge, CancellationToken cancellation)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (!PageAddress.IsWeb(address) || !settings.Ports(address.Port))
                return PageAnswer.Refused(PageRefusal.BadAddress);
            using var request = Request(address);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var target = IsRedirect(response.StatusCode) ? Target(address, response) : null;
            if (target is null)
            {
                var (page, trouble) = await Understand(address, response, cancellation);
                if (page is null)
                    return trouble!;
                var step = judge(new(page, null));
                if (step.Answer is { } answer)
                    return answer;
                target = step.Onward!;
            }
            if (judge(new(null, target)).Answer is { } known)
                return known;
            address = target;
        }
        return PageAnswer.Refused(PageRefusal.TooManyRedirects);
    }

    /// <summary>What is met on the way: a page, or the address to which one is sent.</summary>
    private sealed record Way(Page? Page, Uri? Onward);

    /// <summary>What it tells: the answer, or the address to go on with; neither where an address says nothing.</summary>
    private sealed record Step(PageAnswer? Answer, Uri? Onward);

    // Where the way leads to an address that says what it is, the page needn't be read; where it leads to a home or a search, the page is gone.
    private static Step Named(Way way)
    {
        if (way.Page is { } page)
        {
            var read = PageReading.Of(page);
            return read.Onward is { } onward ? new(null, onward) : new(read.Id is { } id ? PageAnswer.Found(id) : PageAnswer.NoIdentifier, null);
        }
        var link = Identify.Link(way.Onward!.AbsoluteUri);
        return new(link.Id is { } told ? PageAnswer.Found(told) : link.Reason == UnknownReason.NotAWork ? PageAnswer.NoIdentifier : null, null);
    }

    private HttpRequestMessage Request(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, settings.Via is { } via ? new Uri(via, address.Authority + address.PathAndQuery) : address);
        request.Headers.TryAddWithoutValidation("User-Agent", $"SbiContrib/0.1{(settings.Contact is { } contact ? $" (mailto:{contact})" : "")}");
        request.Headers.TryAddWithoutValidation("Accept", "text/html, application/xhtml+xml");
        return request;
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static Uri? Target(Uri address, HttpResponseMessage response) =>
        response.Headers.Location is { } location && Uri.TryCreate(address, location, out var target) ? target : null;

    private async Task<(Page? Page, PageAnswer? Trouble)> Understand(Uri address, HttpResponseMessage response, CancellationToken cancellation)
    {
        switch ((int)response.StatusCode)
        {
            case 404 or 410:
                return (null, PageAnswer.Refused(PageRefusal.NotThere));
            case 408 or 425 or 429 or >= 500:
                return (null, PageAnswer.Unavailable(Until(response.Headers.RetryAfter)));
            case not 200:
                return (null, PageAnswer.Refused(PageRefusal.Forbidden));
        }
        var type = response.Content.Headers.ContentType;
        if (type?.MediaType?.ToLowerInvariant() is not ("text/html" or "application/xhtml+xml"))
            return (null, PageAnswer.Refused(PageRefusal.NotHtml));
        return await response.Content.ReadBounded(settings.MostBytes, cancellation) is { } body
            ? (new(body, type.CharSet, address), null)
            : (null, PageAnswer.Refused(PageRefusal.TooLarge));
    }

    private PageAnswer Trouble(Exception fault) => fault switch
    {
        HttpRequestException { InnerException: NotPublicException } => PageAnswer.Refused(PageRefusal.NotPublic),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } } => PageAnswer.Refused(PageRefusal.NoHost),
        _ => PageAnswer.Unavailable(time.GetUtcNow() + Later),
    };

    private DateTimeOffset Until(RetryConditionHeaderValue? after)
    {
        var now = time.GetUtcNow();
        var wait = after?.Delta ?? after?.Date - now ?? Later;
        return now + (wait > Later && wait < MostLater ? wait : Later);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
