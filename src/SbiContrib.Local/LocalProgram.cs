namespace SbiContrib.Local;

/// <summary>The program, in this process, in a <see cref="World"/>.</summary>
internal sealed class LocalProgram : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LocalProgram(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it on a free port.</summary>
    /// <param name="world">The world.</param>
    /// <param name="log">The least level that is logged.</param>
    /// <param name="change">What a test changes.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<LocalProgram> Start(World world, LogLevel log, Action<WebApplicationBuilder>? change, CancellationToken cancellation)
    {
        var app = Wiring.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(world.Settings());
            builder.Logging.SetMinimumLevel(log);
            change?.Invoke(builder);
        });
        await Wiring.Prepare(app.Services, cancellation);
        await app.StartAsync(cancellation);
        return new(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
