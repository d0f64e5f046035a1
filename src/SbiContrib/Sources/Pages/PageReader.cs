using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using SbiContrib.Core.Identifiers;
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
    public async Task<PageAnswer> Read(string link, CancellationToken cancellation = default)
    {
        if (PageAddress.Of(link) is not { } address)
            return PageAnswer.Refused(PageRefusal.BadAddress);
        using var limit = new CancellationTokenSource(settings.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await Follow(address, both.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || fault is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return Trouble(fault);
        }
    }

    private async Task<PageAnswer> Follow(Uri address, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            if (!PageAddress.IsWeb(address) || !settings.Ports(address.Port))
                return PageAnswer.Refused(PageRefusal.BadAddress);
            using var request = Request(address);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!IsRedirect(response.StatusCode) || Target(address, response) is not { } target)
                return await Understand(address, response, cancellation);
            // Where the way leads to an address that says what it is, the page needn't be read; where it leads to a home or a search, the page is gone.
            var link = Identify.Link(target.AbsoluteUri);
            if (link.Id is { } id)
                return PageAnswer.Found(id);
            if (link.Reason == UnknownReason.NotAWork)
                return PageAnswer.NoIdentifier;
            if (redirects == MostRedirects)
                return PageAnswer.Refused(PageRefusal.TooManyRedirects);
            address = target;
        }
    }

    private HttpRequestMessage Request(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", $"SbiContrib/0.1{(settings.Contact is { } contact ? $" (mailto:{contact})" : "")}");
        request.Headers.TryAddWithoutValidation("Accept", "text/html, application/xhtml+xml");
        return request;
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static Uri? Target(Uri address, HttpResponseMessage response) =>
        response.Headers.Location is { } location && Uri.TryCreate(address, location, out var target) ? target : null;

    private async Task<PageAnswer> Understand(Uri address, HttpResponseMessage response, CancellationToken cancellation)
    {
        switch ((int)response.StatusCode)
        {
            case 404 or 410:
                return PageAnswer.Refused(PageRefusal.NotThere);
            case 408 or 425 or 429 or >= 500:
                return PageAnswer.Unavailable(Until(response.Headers.RetryAfter));
            case not 200:
                return PageAnswer.Refused(PageRefusal.Forbidden);
        }
        if (response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() is not ("text/html" or "application/xhtml+xml"))
            return PageAnswer.Refused(PageRefusal.NotHtml);
        if (await Bounded(response.Content, cancellation) is not { } body)
            return PageAnswer.Refused(PageRefusal.TooLarge);
        return PageReading.Read(body.Span, address) is { } id ? PageAnswer.Found(id) : PageAnswer.NoIdentifier;
    }

    // What counts is what comes out of the decompression.
    private async Task<ReadOnlyMemory<byte>?> Bounded(HttpContent content, CancellationToken cancellation)
    {
        using var into = new MemoryStream();
        await using var from = await content.ReadAsStreamAsync(cancellation);
        var piece = new byte[16 * 1024];
        for (int read; (read = await from.ReadAsync(piece, cancellation)) > 0;)
        {
            if (into.Length + read > settings.MostBytes)
                return null;
            await into.WriteAsync(piece.AsMemory(0, read), cancellation);
        }
        return into.ToArray();
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
