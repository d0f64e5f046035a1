using Microsoft.Extensions.Logging.Abstractions;
using SbiContrib.Act;
using SbiContrib.Gather;
using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Receive;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.Storage;
using SbiContrib.Sources;
using SbiContrib.Sources.Pages;
using SbiContrib.Store;

namespace SbiContrib.Simulation.World;

/// <summary>The program as one process runs it: the real Handle, Decide and Act with the real store, over services that are played.</summary>
internal sealed class Instance : IDisposable
{
    // Every link of the simulation names its work by itself.
    private static readonly PageReader NoPages = new(new PageSettings(), TimeProvider.System);

    private readonly SiteReader sites = new();

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
        Handler = new LookHandler(handle, Store, Queue, gitHubs, sites, scene.Clock, NullLogger<LookHandler>.Instance);
        Door = new Contributions(Store, Queue, gitHubs, sites, new Secrets(Settings), new PublicPages(Settings), scene.Clock, NullLogger<Contributions>.Instance);
        Wake = new WakeOverdue(Store, Queue, scene.Clock);
    }

    public Process Process { get; }

    public IStore Store { get; }

    public IQueue Queue { get; }

    public LookHandler Handler { get; }

    public Contributions Door { get; }

    public WakeOverdue Wake { get; }

    public void Dispose() => sites.Dispose();

    private sealed class Views(Process process, Scene scene) : IGitHubs
    {
        public IGitHub For(long installation) => new GitHubView(process, scene, installation);

        public async Task<(long Installation, GitHub.Repository Repository)?> Find(string fullName, CancellationToken cancellation) =>
            await For(scene.Installation.Id).Repository(scene.Site.Id, cancellation) is { } repository ? (scene.Installation.Id, repository) : null;
    }
}
