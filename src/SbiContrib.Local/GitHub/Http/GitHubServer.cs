using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SbiContrib.Local.GitHub;

/// <summary>How a <see cref="GitHubServer"/> starts.</summary>
internal sealed record GitHubServerOptions
{
    public required GitHubModelOptions Model { get; init; }

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether GitHub's limits refuse anything.</summary>
    public bool Limits { get; init; }

    /// <summary>Answers only through <see cref="GitHubServer.Handler"/>, without a socket, and posts no webhooks: they wait in the model's outbox.</summary>
    public bool InProcess { get; init; }

    public DeliveryOptions Deliveries { get; init; } = new();
}

/// <summary>GitHub over HTTP on the loopback address: the API below <c>/api/v3</c>, git and pages below <c>/owner/name</c>, webhooks going out.</summary>
internal sealed class GitHubServer : IAsyncDisposable
{
    /// <summary>Octokit adds it to any host but GitHub's own.</summary>
    public const string ApiPath = "/api/v3";

    // A blob may have 100 MB, a third more as base64.
    private const long LargestBody = 150 * 1024 * 1024;
    private readonly WebApplication _app;
    private readonly InProcessServer? _inside;

    private GitHubServer(WebApplication app, InProcessServer? inside, GitHubModel model, DeliveryOptions deliveries)
    {
        _app = app;
        _inside = inside;
        Model = model;
        Limits = new RateLimits(model.Options.Time);
        Faults = new Faults(model.Options.Time);
        DeliveryOptions = deliveries;
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:40001/</c>: the address to give Octokit.</summary>
    public Uri BaseAddress => Model.Options.WebAddress;

    /// <summary>The state, to look at and to change as a person would.</summary>
    public GitHubModel Model { get; }

    public RateLimits Limits { get; }

    public Faults Faults { get; }

    public RequestLog Log { get; } = new();

    public DeliveryOptions DeliveryOptions { get; }

    /// <summary>Sends the webhooks; null in process.</summary>
    public DeliveryWorker? Worker { get; private set; }

    /// <summary>A way in without a socket, for a server started in process.</summary>
    public HttpMessageHandler Handler() => (_inside ?? throw new InvalidOperationException("The server listens on a socket.")).Handler();

    /// <summary>Starts it; dispose to stop.</summary>
    public static async Task<GitHubServer> Start(GitHubServerOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Only a fault of the model itself is worth a word, and standard output belongs to whoever started it.
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.AddServerHeader = false;
        });
        var inside = options.InProcess ? new InProcessServer() : null;
        if (inside is not null)
            builder.Services.AddSingleton<IServer>(inside);
        var app = builder.Build();
        var model = new GitHubModel(options.Model);
        var server = new GitHubServer(app, inside, model, options.Deliveries);
        server.Limits.Enforced = options.Limits;
        server.Map();
        await app.StartAsync();
        if (inside is not null)
            return server;
        options.Model.WebAddress = new Uri(app.Urls.Single());
        server.Worker = new DeliveryWorker(model, options.Deliveries);
        return server;
    }

    /// <summary>Waits until every webhook was tried.</summary>
    public Task Delivered(CancellationToken cancellation = default) => Worker?.Idle(cancellation) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Worker is not null)
            await Worker.DisposeAsync();
        await _app.DisposeAsync();
        Model.Dispose();
    }

    private void Map()
    {
        var gateway = new Gateway(Model, Limits, Faults, Log);
        var router = new Router(_app, gateway);
        AppRoutes.Map(router, Limits);
        RepositoryRoutes.Map(router);
        IssueRoutes.Map(router);
        PullRoutes.Map(router);
        GitDataRoutes.Map(router);
        ChecksRoutes.Map(router);
        GraphQl.Map(router, _app, gateway);
        foreach (var method in (string[])["GET", "POST", "PUT", "PATCH", "DELETE"])
            router.Map(method, "/{**rest}", _ => throw GitHubException.NotFound());
        DumbGit.Map(_app, Model);
        PageRoutes.Map(_app, Model);
    }
}
