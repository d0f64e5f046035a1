using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using SbiContrib.Act;
using SbiContrib.Core.Upkeep;
using SbiContrib.Gather;
using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Receive;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.Storage;
using SbiContrib.Sources;
using SbiContrib.Sources.Pages;
using SbiContrib.Store;
using SbiContrib.Upkeep;

namespace SbiContrib.Simulation.World;

/// <summary>The program as one process runs it: the real Handle, Decide and Act with the real store, over services that are played.</summary>
internal sealed class Instance : IDisposable
{
    // Every link of the simulation names its work by itself.
    private static readonly PageReader NoPages = new(new PageSettings(), TimeProvider.System);

    private readonly SiteReader sites = new();
    private readonly Budgets budgets;

    /// <summary>The operator's settings, as far as any of it matters here.</summary>
    public static Settings Settings { get; } = new() { GitHub = new() { WebhookSecrets = ["a secret of the simulation"] } };

    public Instance(Scene scene, string name)
    {
        Process = new Process(name);
        Store = new Guarded(new TableStore(new Tables(Process, scene.Scheduler, scene.Troubles, scene.Table), NullLogger<TableStore>.Instance) { NewSave = scene.NewSave }, scene);
        Queue = new SendingQueue(Process, scene.Scheduler, scene.Troubles, scene.Clock, scene.Messages);
        var gitHubs = new Views(Process, scene);
        var sources = new[] { "arxiv", "crossref" }.ToDictionary(name => name, name => (ISource)new WorkSource(name, Process, scene));
        var library = new Library(new Librarian(new Routes(sources, null), new MemoryWorkCache(), new SourceSettings(), scene.Clock), scene.Clock);
        var gatherer = new Gatherer(Store, gitHubs, sites, new PublicPages(Settings), scene.Clock);
        var leases = new Leases(Process, scene.Scheduler, scene.Troubles, scene.Clock, scene.Leases);
        var handle = new Handle(gatherer, new Questions(library, NoPages), new Actor(Store, Queue, scene.Clock), leases);
        budgets = new Budgets(new NoBudgets(), Settings, scene.Clock, NullLogger<Budgets>.Instance);
        var keeper = new SiteKeeper(Store, Queue, gitHubs, sites, new UpkeepPace(), scene.Clock);
        Handler = new LookHandler(handle, keeper, Store, Queue, gitHubs, budgets, scene.Clock, NullLogger<LookHandler>.Instance);
        Door = new Contributions(Store, Queue, gitHubs, sites, new Secrets(Settings), new PublicPages(Settings), scene.Clock, NullLogger<Contributions>.Instance);
        Wake = new Rounds(new WakeOverdue(Store, Queue, scene.Clock), Store, Queue, gitHubs, scene.Clock, NullLogger<Rounds>.Instance);
    }

    public Process Process { get; }

    public IStore Store { get; }

    public IQueue Queue { get; }

    public LookHandler Handler { get; }

    public Contributions Door { get; }

    public Rounds Wake { get; }

    public void Dispose()
    {
        sites.Dispose();
        budgets.Dispose();
    }

    private sealed class Views(Process process, Scene scene) : IGitHubs
    {
        public IGitHub For(long installation) => new GitHubView(process, scene, installation);

        public async Task<(long Installation, GitHub.Repository Repository)?> Find(string fullName, CancellationToken cancellation) =>
            await For(scene.Installation.Id).Repository(scene.Site.Id, cancellation) is { } repository ? (scene.Installation.Id, repository) : null;

        public Task<ImmutableArray<FailedDelivery>> FailedDeliveries(CancellationToken cancellation) => new GitHubView(process, scene, 0).FailedDeliveries(cancellation);

        public Task Redeliver(long delivery, CancellationToken cancellation) => new GitHubView(process, scene, 0).Redeliver(delivery, cancellation);
    }

    /// <summary>GitHub's limits aren't played.</summary>
    private sealed class NoBudgets : IBudgetStore
    {
        public Task<string?> Read(long installation, CancellationToken cancellation) => Task.FromResult<string?>(null);

        public Task Write(long installation, string budget, CancellationToken cancellation) => Task.CompletedTask;
    }
}
