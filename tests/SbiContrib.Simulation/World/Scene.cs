using System.Globalization;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.Storage;

namespace SbiContrib.Simulation.World;

/// <summary>Everything outside the program: GitHub with a site and its people, storage, time.</summary>
internal sealed class Scene : IDisposable
{
    public const string List = "index.md", Blacklist = "left-out.txt";

    /// <summary>The program that writes the list besides people.</summary>
    public const string Crawler = "crawler";

    private readonly Dictionary<string, Rows> tables = [];
    private readonly string folder;
    private int saves;
    private Repo? other;

    public Scene(ulong seed, Climate climate, Chance chance, Story story, Clock clock, Safeguard off, Slip slip = Slip.None)
    {
        Slip = slip;
        (Clock, Story) = (clock, story);
        Scheduler = new Scheduler(Clock, chance.Branch());
        Troubles = new Troubles(chance.Branch(), climate);
        Off = off;
        Leases.IsOn = off != Safeguard.Lease;
        folder = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "sbi-contrib-simulation", $"{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var options = new GitHubModelOptions { Folder = folder, Time = Clock, Payloads = false, InMemory = true, Seed = (int)(seed ^ (seed >> 32)), LazyMergeability = climate.LazyMergeability, AppKey = climate.Wire ? Wire.Key : null };
        Server = climate.Wire ? GitHubServer.Start(new() { Model = options, InProcess = true, Limits = true }).GetAwaiter().GetResult() : null;
        Way = Server is null ? null : new HttpMessageInvoker(Server.Handler());
        Model = Server?.Model ?? new GitHubModel(options);
        _ = Model.AddOrganization("lab");
        foreach (var person in (string[])["ann", "bob", "mia", "max", Crawler])
            _ = Model.AddUser(person);
        Site = Model.CreateRepository("lab", "site", SiteFiles.Of(Settings));
        Model.SetRole(Site, "mia", "maintain");
        Model.SetRole(Site, "max", "admin");
        Model.SetRole(Site, Crawler, "write");
        Installation = Model.Install("lab");
        Post = new Post(this);
        _ = Model.TakeDeliveries();
        // It was installed before the story begins, and this is what came of that.
        Messages.Waiting.Add(new(new(Site.Id, Installation.Id, null), Clock.Now));
    }

    /// <summary>The site's settings, as they should be.</summary>
    public string Settings => $"lists:\n  - path: {List}\n{(Troubles.Climate.Crawler ? $"    crawler:\n      login: {Crawler}\n      blacklist: {Blacklist}\n" : "")}label: contribution\nweb-form: true\n{(Troubles.Climate.MergeByBot ? "merge: bot\n" : "")}";

    public Clock Clock { get; }

    public Story Story { get; }

    public Scheduler Scheduler { get; }

    public Troubles Troubles { get; }

    public Safeguard Off { get; }

    /// <summary>What is done wrong on purpose.</summary>
    public Slip Slip { get; }

    public GitHubModel Model { get; }

    /// <summary>The model's HTTP API, where the program reaches it through its real clients.</summary>
    public GitHubServer? Server { get; }

    /// <summary>The way to it.</summary>
    public HttpMessageInvoker? Way { get; }

    /// <summary>What processes left each other of GitHub's limits, by installation.</summary>
    public Dictionary<long, string> Budgets { get; } = [];

    public Repo Site { get; }

    /// <summary>A repository that takes no part.</summary>
    public Repo Other => other ??= MakeOther();

    /// <summary>The present one: it is another after the App was taken away and installed again.</summary>
    public Installation Installation { get; set; }

    public Post Post { get; }

    public LeaseBook Leases { get; } = new();

    public Messages Messages { get; } = new();

    /// <summary>How many writes of ours GitHub took.</summary>
    public int Writes { get; private set; }

    /// <summary>Called after each write of ours that took place.</summary>
    public Action<string> Written { get; set; } = _ => { };

    /// <summary>Called where code of the program threw and nobody caught it.</summary>
    public Action<string> Faulted { get; set; } = _ => { };

    /// <summary>Runs what nobody waits for: what it throws isn't lost.</summary>
    public async Task Watched(string where, Func<Task> code)
    {
        try
        {
            await code();
        }
#pragma warning disable CA1031 // Told, whatever it is.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Faulted($"{where}: {fault}");
        }
    }

    /// <summary>Throws where that is what is done wrong.</summary>
    public void Stumble(Slip here)
    {
        if (Slip == here)
            throw new InvalidOperationException($"a slip: {here}");
    }

    public Rows Table(string name)
    {
        if (!tables.TryGetValue(name, out var rows))
            tables[name] = rows = new(Clock) { ChecksETags = Off != Safeguard.ETag, Overwritten = Off == Safeguard.Claims ? "claim_" : null, Skips = (type, key) => Skips(type, name, key) };
        return rows;
    }

    private bool Skips(Azure.Data.Tables.TableTransactionActionType type, string table, string key) => Slip switch
    {
        Slip.ClaimKept => type == Azure.Data.Tables.TableTransactionActionType.Delete && key.StartsWith("claim_", StringComparison.Ordinal),
        Slip.PastLost => key.StartsWith("c_form", StringComparison.Ordinal) && key.Contains("_past-", StringComparison.Ordinal) && !key.EndsWith("_past-000000", StringComparison.Ordinal),
        Slip.NeverDue => table == "due",
        _ => false,
    };

    public string NewSave() => string.Create(CultureInfo.InvariantCulture, $"{++saves:D8}");

    public void Wrote(Process process, string what)
    {
        Writes++;
        Story.Tell(process.Name, what);
        Written(what);
    }

    public string Main() => System.Text.Encoding.UTF8.GetString(Model.Read(Site, Site.DefaultBranch, List) ?? []);

    private Repo MakeOther()
    {
        var made = Model.CreateRepository("lab", "other");
        Model.SetRole(made, "max", "admin");
        return made;
    }

    public void Dispose()
    {
        Way?.Dispose();
        if (Server is null)
            Model.Dispose();
        else
            Server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }
}
