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
    private readonly FormSites formSites;
    private readonly GitHubs? wired;

    /// <summary>The operator's settings, as far as any of it matters here.</summary>
    public static Settings Settings { get; } = new() { GitHub = new() { WebhookSecrets = ["a secret of the simulation"] } };

    public Instance(Scene scene, string name)
    {
        Process = new Process(name);
        Store = new Guarded(new TableStore(new Tables(Process, scene.Scheduler, scene.Troubles, scene.Table), NullLogger<TableStore>.Instance) { NewSave = scene.NewSave }, scene);
        Queue = new SendingQueue(Process, scene.Scheduler, scene.Troubles, scene.Clock, scene.Messages, scene.Slip == Slip.NobodyWakes);
        var settings = scene.Server is null ? Settings : Wire.Settings;
        budgets = new Budgets(new KeptBudgets(Process, scene), settings, scene.Clock, NullLogger<Budgets>.Instance);
        wired = scene.Server is null ? null : new GitHubs(settings, new Wire(Process, scene), budgets, scene.Clock, NullLogger<GitHubs>.Instance);
        IGitHubs gitHubs = wired is null ? new Views(Process, scene) : new Posted(wired, scene);
        var sources = new[] { "arxiv", "crossref" }.ToDictionary(name => name, name => (ISource)new WorkSource(name, Process, scene));
        var library = new Library(new Librarian(new Routes(sources, null), new MemoryWorkCache(), new SourceSettings(), scene.Clock), scene.Clock);
        var gatherer = new Gatherer(Store, gitHubs, sites, new PublicPages(Settings), scene.Clock);
        ILeases leases = new Leases(Process, scene.Scheduler, scene.Troubles, scene.Clock, scene.Leases);
        // Where GitHub isn't reached over HTTP nothing is spent.
        leases = wired is null ? leases : new BudgetedLeases(leases, budgets);
        var handle = new Handle(gatherer, new Questions(library, NoPages), new Actor(Store, Queue, scene.Clock), leases);
        var keeper = new SiteKeeper(Store, Queue, gitHubs, sites, new UpkeepPace(), scene.Clock);
        Handler = new LookHandler(handle, keeper, Store, Queue, gitHubs, budgets, scene.Clock, NullLogger<LookHandler>.Instance);
        formSites = new FormSites(gitHubs, sites, scene.Clock);
        Door = new Contributions(Store, Queue, formSites, new Secrets(Settings), new PublicPages(Settings), scene.Clock, NullLogger<Contributions>.Instance);
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
        formSites.Dispose();
        wired?.Dispose();
    }

    private sealed class Views(Process process, Scene scene) : IGitHubs
    {
        public IGitHub For(long installation) => new GitHubView(process, scene, installation);

        public async Task<(long Installation, GitHub.Repository Repository)?> Find(string fullName, CancellationToken cancellation) =>
            await For(scene.Installation.Id).Repository(scene.Site.Id, cancellation) is { } repository ? (scene.Installation.Id, repository) : null;

        public Task<bool> Has(long installation, string fullName, CancellationToken cancellation) => new GitHubView(process, scene, installation).Has(fullName, cancellation);

        public void Tell(long site, SiteRefusedException refusal) => scene.Story.Tell(process.Name, $"tells the operator: {refusal.Sentence}");

        public Task<ImmutableArray<FailedDelivery>> FailedDeliveries(CancellationToken cancellation) => new GitHubView(process, scene, 0).FailedDeliveries(cancellation);

        public Task Redeliver(long delivery, CancellationToken cancellation) => new GitHubView(process, scene, 0).Redeliver(delivery, cancellation);
    }

    /// <summary>The real clients; deliveries that failed are the post's.</summary>
    private sealed class Posted(IGitHubs real, Scene scene) : IGitHubs
    {
        public IGitHub For(long installation) => real.For(installation);

        public Task<(long Installation, GitHub.Repository Repository)?> Find(string fullName, CancellationToken cancellation) => real.Find(fullName, cancellation);

        public Task<bool> Has(long installation, string fullName, CancellationToken cancellation) => real.Has(installation, fullName, cancellation);

        public void Tell(long site, SiteRefusedException refusal) => real.Tell(site, refusal);

        public Task<ImmutableArray<FailedDelivery>> FailedDeliveries(CancellationToken cancellation) => Task.FromResult(scene.Post.Failed());

        public Task Redeliver(long delivery, CancellationToken cancellation)
        {
            scene.Post.Redeliver(delivery);
            return Task.CompletedTask;
        }
    }

    private sealed class KeptBudgets(Process process, Scene scene) : IBudgetStore
    {
        public Task<string?> Read(long installation, CancellationToken cancellation) => scene.Scheduler.Request(process, "read the budget", () => scene.Budgets.GetValueOrDefault(installation));

        public Task Write(long installation, string budget, CancellationToken cancellation) => scene.Scheduler.Request(process, "keep the budget", () => scene.Budgets[installation] = budget);
    }
}
