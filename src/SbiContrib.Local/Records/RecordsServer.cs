using System.Collections.Concurrent;
using System.Net;
using SbiContrib.Sources;
using SbiContrib.Sources.Pages;

namespace SbiContrib.Local.Records;

/// <summary>The metadata services on one machine: arXiv, Crossref, DataCite and the DOI system at their own paths, each under its name, answering from the samples and from works made up on demand.</summary>
internal sealed class RecordsServer : IAsyncDisposable
{
    private static readonly string[] Known = ["arxiv", "crossref", "datacite", "doi", "page"];
    private readonly WebApplication app;
    private static readonly HttpClient Beyond = new() { Timeout = TimeSpan.FromSeconds(20) };
    private static readonly HttpClient Web = new(new GuardedConnection(new PageSettings().Resolve, PublicAddress.Is).Handler()) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly bool forward;
    private readonly ConcurrentQueue<string> questions = new();

    private RecordsServer(WebApplication app, bool forward) => (this.app, this.forward) = (app, forward);

    /// <summary>Where it listens, ending in <c>/</c>: give it to <see cref="SourceSettings.At"/>.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>The faults of the services, by name.</summary>
    public ConcurrentDictionary<string, Fault> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The questions so far, as <c>source/path?query</c>.</summary>
    public IReadOnlyCollection<string> Questions => questions;

    /// <summary>Starts a server on a free port of the loopback address.</summary>
    /// <param name="forward">Pass what isn't among the samples on to the real services.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <returns>The running server; dispose it to stop it.</returns>
    public static async Task<RecordsServer> Start(bool forward = false, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new RecordsServer(builder.Build(), forward);
        server.app.Run(server.Answer);
        await server.app.StartAsync(cancellation);
        server.Address = new Uri(server.app.Urls.First() + "/");
        return server;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var (source, rest) = slash < 0 ? (path, "") : (path[..slash], path[(slash + 1)..]);
        questions.Enqueue(path + context.Request.QueryString);
        var reply = !Known.Contains(source) ? null : Reply.To(source, rest, context.Request.Query);
        if (reply is null && forward && Real(source, rest + context.Request.QueryString) is { } real)
            reply = await Forward(source == "page" ? Web : Beyond, real, context.RequestAborted);
        reply ??= Reply.Unknown(source, rest, context.Request.Query);
        await Send(context, await Spoil(source, reply, context));
    }

    private static Uri? Real(string source, string rest) => source switch
    {
        "page" => Uri.TryCreate($"https://{rest}", UriKind.Absolute, out var page) ? page : null,
        "doi" => new(Registrars.Profile.Base, rest),
        _ => SourceTable.All.FirstOrDefault(profile => profile.Name == source) is { } service ? new(service.Base, rest) : null,
    };

    private static async Task<Reply?> Forward(HttpClient client, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var response = await client.GetAsync(address, cancellation);
            return new((int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "application/octet-stream", await response.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private async Task<Reply> Spoil(string source, Reply reply, HttpContext context)
    {
        if (!Faults.TryGetValue(source, out var fault))
            return reply;
        if (fault.Times <= 1)
            Faults.TryRemove(source, out _);
        else
            Faults[source] = fault with { Times = fault.Times - 1 };
        if (fault is { Kind: not FaultKind.Slow, Wait: { } wait })
            context.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString();
        if (fault.Kind == FaultKind.Slow)
            await Task.Delay(fault.Wait ?? TimeSpan.FromSeconds(60), context.RequestAborted);
        return fault.Kind switch
        {
            FaultKind.Down => Reply.Page(503, "Service Unavailable"),
            FaultKind.TooMany => Reply.Page(429, "Rate exceeded."),
            FaultKind.Malformed => Reply.Page(200, "Welcome"),
            FaultKind.Cut => reply with { Body = reply.Body[..(reply.Body.Length / 2)] },
            _ => reply,
        };
    }

    private static async Task Send(HttpContext context, Reply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.Type;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted);
    }
}
