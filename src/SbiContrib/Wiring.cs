using System.Text.Json.Serialization;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using SbiContrib.Act;
using SbiContrib.Functions;
using SbiContrib.Gather;
using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Receive;
using SbiContrib.Sources;
using SbiContrib.Store;
using SbiContrib.Upkeep;

namespace SbiContrib;

/// <summary>The whole program, put together in one place.</summary>
internal static class Wiring
{
    /// <summary>Puts the program together.</summary>
    /// <param name="args">The command line: settings as <c>--GitHub:AppId=1</c>.</param>
    /// <param name="change">What a test changes.</param>
    /// <exception cref="SettingsException">The settings are wrong: the program must not start.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.UseFunctionsHost();
        builder.Logging.Speak();
        change?.Invoke(builder);
        var settings = Read<Settings>(builder.Configuration);
        if (settings.Faults().ToArray() is { Length: > 0 } faults)
            throw new SettingsException(faults);
        builder.Services.AddProgram(settings);
        builder.Services.AddSingleton(Read<QueueSettings>(builder.Configuration.GetSection("Queue")));
        if (!FunctionsHost.RunsUs)
            builder.Services.AddHostedService<QueuePump>().AddHostedService(given => ActivatorUtilities.CreateInstance<DueTimer>(given, (Func<CancellationToken, Task<int>>)given.GetRequiredService<Rounds>().Run));
        var app = builder.Build();
        // What Kestrel itself refuses while the body is read (too long, broken chunks) stays the client's fault.
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = fault => fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError });
        app.UseStatusCodePages();
        app.UseCors();
        app.MapDoors();
        app.MapFunctionsHost(Triggers(app.Services));
        return app;
    }

    private static T Read<T>(IConfiguration configuration)
        where T : new()
    {
        try
        {
            return configuration.Get<T>() ?? new();
        }
        catch (InvalidOperationException fault)
        {
            // It names the setting: a time, a number or an address that is none. Secrets are texts, which always can be read.
            throw new SettingsException([fault.Message]);
        }
    }

    /// <summary>Creates what is missing in the storage account; done before the program listens.</summary>
    public static Task Prepare(IServiceProvider services, CancellationToken cancellation) => Task.WhenAll(
        services.GetRequiredService<TableStore>().Prepare(cancellation),
        services.GetRequiredService<StorageQueue>().Prepare(cancellation),
        services.GetRequiredService<BlobLeases>().Prepare(cancellation),
        services.GetRequiredService<BlobWorkCache>().Prepare(cancellation));

    /// <summary>One JSON object a line, with the contribution's id; of the libraries only what is wrong. No secret is in any: requests are logged without headers and bodies.</summary>
    private static void Speak(this ILoggingBuilder logging)
    {
        logging.AddJsonConsole(json => (json.IncludeScopes, json.UseUtcTimestamp, json.TimestampFormat) = (true, true, "O"));
        foreach (var talkative in (string[])["System.Net.Http", "Polly", "Azure", "Microsoft.AspNetCore"])
            logging.AddFilter(talkative, LogLevel.Warning);
        // Also where an operator wants to hear more of ASP.NET Core: the address of a status page holds its owner's secret.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
    }

    private static void AddProgram(this IServiceCollection services, Settings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings).AddSingleton<PublicPages>();
        services.AddProblemDetails();
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().WithMethods("GET", "POST").WithHeaders("Content-Type", "Idempotency-Key").WithExposedHeaders("Location", "Retry-After")));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);
        services.AddStorage(settings.Storage).AddGitHub();
        services.AddSources(new SourceSettings { Contact = settings.Sources.Contact, Keys = settings.Sources.GivenKeys }.AtIfAny(settings.Sources.Address)).AddSingleton<Library>();
        services.AddSingleton<SiteReader>().AddSingleton<Questions>().AddSingleton<Gatherer>().AddSingleton<Actor>();
        services.AddSingleton(given => ActivatorUtilities.CreateInstance<Handle>(given, new BudgetedLeases(given.GetRequiredService<ILeases>(), given.GetRequiredService<Budgets>())));
        services.AddSingleton(settings.Upkeep).AddSingleton<SiteKeeper>();
        services.AddSingleton<LookHandler>().AddSingleton<ILookHandler>(given => given.GetRequiredService<LookHandler>()).AddSingleton<WakeOverdue>().AddSingleton<Rounds>();
        services.AddSingleton(new Signature(settings.GitHub.Secrets)).AddSingleton<Secrets>().AddSingleton<Webhooks>().AddSingleton<FormSites>().AddSingleton<Contributions>();
    }

    private static SourceSettings AtIfAny(this SourceSettings settings, Uri? records) => records is null ? settings : settings.At(records);

    private static IServiceCollection AddStorage(this IServiceCollection services, StorageSettings storage)
    {
        if (storage.ConnectionString is { } text)
            services.AddSingleton(new TableServiceClient(text)).AddSingleton(new QueueServiceClient(text)).AddSingleton(new BlobServiceClient(text));
        else
            services.AddAccount(storage.AccountName!, new DefaultAzureCredential());
        services.AddSingleton(given => new TableStore(given.GetRequiredService<TableServiceClient>(), given.GetRequiredService<ILogger<TableStore>>(), storage.Prefix));
        services.AddSingleton(given => new StorageQueue(given.GetRequiredService<QueueServiceClient>(), storage.Prefix));
        services.AddSingleton(given => new BlobLeases(given.GetRequiredService<BlobServiceClient>(), given.GetRequiredService<TimeProvider>(), given.GetRequiredService<ILogger<BlobLeases>>(), storage.Prefix));
        services.AddSingleton(given => new BlobWorkCache(given.GetRequiredService<BlobServiceClient>(), storage.Prefix));
        services.TryAddSingleton<IStore>(given => given.GetRequiredService<TableStore>());
        services.TryAddSingleton<IQueue>(given => given.GetRequiredService<StorageQueue>());
        services.TryAddSingleton<ILeases>(given => given.GetRequiredService<BlobLeases>());
        services.TryAddSingleton<IBudgetStore>(given => new BlobBudgets(given.GetRequiredService<BlobServiceClient>(), storage.Prefix));
        services.TryAddSingleton<IWorkCache>(given => given.GetRequiredService<BlobWorkCache>());
        return services;
    }

    private static void AddAccount(this IServiceCollection services, string account, TokenCredential credential)
    {
        Uri At(string service) => new($"https://{account}.{service}.core.windows.net");
        services.AddSingleton(new TableServiceClient(At("table"), credential));
        services.AddSingleton(new QueueServiceClient(At("queue"), credential));
        services.AddSingleton(new BlobServiceClient(At("blob"), credential));
    }

    internal static void AddGitHub(this IServiceCollection services)
    {
        services.AddSingleton<Budgets>().AddSingleton<GitHubs>().AddSingleton<IGitHubs>(given => given.GetRequiredService<GitHubs>());
        services.AddHttpClient(nameof(GitHub))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = System.Net.DecompressionMethods.All })
            // Reads that a hiccup broke are asked again at once; what lasts longer is a matter of the queue, and writes are a matter of the next round.
            .AddResilienceHandler("hiccups", pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldRetryAfterHeader = false,
                ShouldHandle = outcome => ValueTask.FromResult(
                    outcome.Context.GetRequestMessage()?.Method == HttpMethod.Get
                    && outcome.Outcome is { Exception: HttpRequestException } or { Result: { StatusCode: System.Net.HttpStatusCode.BadGateway or System.Net.HttpStatusCode.GatewayTimeout, Headers.RetryAfter: null } }),
            }));
    }

    private static void MapDoors(this WebApplication app)
    {
        app.MapPost("/api/github/webhooks", (HttpRequest request, Webhooks door, CancellationToken cancellation) => door.Take(request, cancellation))
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(Webhooks.MostBytes + 1));
        app.MapPost("/api/contributions", (HttpRequest request, Contributions door, CancellationToken cancellation) => door.Take(request, cancellation));
        app.MapPost("/api/contributions/{id}", (string id, HttpRequest request, Contributions door, CancellationToken cancellation) => door.Change(id, request, cancellation));
        app.MapGet("/api/contributions/{id}", (string id, HttpRequest request, Contributions door, CancellationToken cancellation) => door.Status(id, request, cancellation));
        if (!FunctionsHost.RunsUs)
            app.MapGet("/", () => Results.Text("SbiContrib"));
    }

    private static Triggers Triggers(IServiceProvider services)
    {
        var handler = services.GetRequiredService<ILookHandler>();
        return new(
            (message, cancellation) => LookMessage.TryRead(message, out var look)
                ? handler.Handle(look, cancellation)
                : handler.HandlePoisoned(new(null, message.Length), cancellation),
            (message, cancellation) => handler.HandlePoisoned(new(LookMessage.TryRead(message, out var look) ? look : null, message.Length), cancellation),
            cancellation => services.GetRequiredService<Rounds>().Run(cancellation));
    }
}

/// <summary>The settings are wrong.</summary>
/// <param name="faults">A sentence for each.</param>
internal sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults));
