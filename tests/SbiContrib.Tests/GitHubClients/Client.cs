using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SbiContrib.GitHub;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Tests.GitHubClients;

/// <summary>The program's own way to GitHub, wired as in the program, to a model of GitHub over HTTP.</summary>
internal sealed class Client : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly bool _ownsWorld;

    private Client(GitHub.World world, FakeTimeProvider clock, Settings settings, IBudgetStore budgets, bool ownsWorld)
    {
        (World, Clock, _ownsWorld) = (world, clock, ownsWorld);
        var given = new ServiceCollection().AddSingleton(settings).AddSingleton<TimeProvider>(clock).AddSingleton(budgets).AddLogging(logging => logging.AddProvider(Told));
        given.AddGitHub();
        services = given.BuildServiceProvider();
    }

    public GitHub.World World { get; }

    /// <summary>What was logged.</summary>
    public LoggedLines Told { get; } = new();

    public FakeTimeProvider Clock { get; }

    public Budgets Budgets => services.GetRequiredService<Budgets>();

    public GitHubs GitHubs => services.GetRequiredService<GitHubs>();

    public IGitHub View => GitHubs.For(World.Installation.Id);

    public SbiContrib.GitHub.Repository Site => new(World.Site.Id, "lab", "site", "", "main", false);

    public DateTimeOffset Now => Clock.GetUtcNow();

    public static async Task<Client> Start(bool token = false, bool limits = false, TimeSpan? timeout = null, TimeSpan spacing = default, IBudgetStore? budgets = null, GitHub.World? shared = null, FakeTimeProvider? time = null)
    {
        var clock = time ?? GitHub.World.Clock();
        var world = shared ?? await GitHub.World.Start(clock, limits: limits);
        return new(world, clock, new()
        {
            GitHub = new()
            {
                Address = world.Server.BaseAddress,
                AppId = token ? null : "1001",
                PrivateKey = token ? null : world.Model.Options.AppKey!.ExportRSAPrivateKeyPem(),
                Token = token ? world.Model.AddToken("max") : null,
                WebhookSecrets = ["0123456789abcdef"],
                Limits = new() { WriteSpacing = spacing },
                Timeout = timeout ?? TimeSpan.FromSeconds(30),
            },
        }, budgets ?? new MemoryBudgets(), shared is null);
    }

    /// <summary>The requests so far that fit.</summary>
    public int Asked(string method, string part) =>
        World.Server.Log.Latest.Count(request => request.Method == method && request.Path.Contains(part, StringComparison.Ordinal));

    /// <summary>A file's bytes.</summary>
    public async Task<byte[]> Bytes(TreeFile file) => (await View.Blobs(Site, [file], TestContext.Current.CancellationToken))[file.Sha];

    public void Spoil(Fault fault) => World.Server.Faults.Add(fault);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (_ownsWorld)
            await World.DisposeAsync();
    }
}
