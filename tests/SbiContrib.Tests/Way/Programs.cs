using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using SbiContrib.Local;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>One program at a time, in a process of its own: after a kill, the next.</summary>
/// <param name="world">The world that they live in.</param>
/// <param name="storage">Through which they reach its storage.</param>
internal sealed class Programs(World world, StorageProxy? storage = null) : IAsyncDisposable
{
    /// <summary>Settings with which what a dead one left is taken up again soon.</summary>
    public static readonly Dictionary<string, string?> Impatient = new() { ["Queue:InHand"] = "00:00:02", ["Queue:FirstRest"] = "00:00:00.2", ["Queue:DueEvery"] = "00:00:01" };

    private ProgramProcess? _program;
    private volatile bool _isDead = true;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public World World => world;

    public bool IsDead => _isDead;

    /// <summary>Ends the one that runs at once; what it asks for while it starts can do so too.</summary>
    public void Kill()
    {
        _program?.KillNow();
        // Only now: the next one, which is started where none runs, isn't meant.
        _isDead = true;
    }

    /// <summary>Starts one where none runs, and another where that was killed before it listened.</summary>
    public async Task Start()
    {
        while (_isDead)
        {
            await DisposeAsync();
            // Even its last request may be one for a lease.
            await (storage?.Idle(Cancel) ?? Task.CompletedTask);
            await FreeLeases();
            _isDead = false;
            _program = ProgramProcess.Begin(world, new Dictionary<string, string?>(Impatient) { ["Storage:ConnectionString"] = storage?.ConnectionString ?? world.Azurite.ConnectionString });
            if (await _program.Listens(Cancel))
                world.Connect(_program.Address);
            else
                Assert.True(_isDead, string.Join('\n', _program.Complaints));
        }
    }

    /// <summary>Waits; where the program dies meanwhile, with the next one.</summary>
    public async Task Until(string what, Func<bool> reached)
    {
        do
        {
            await Start();
            await Given.Until(what, () => _isDead || reached());
        }
        while (_isDead);
    }

    /// <summary>Nothing is to be delivered, to be looked at or in hand; where the program dies meanwhile, with the next one.</summary>
    public async Task Rest()
    {
        do
        {
            await Start();
            await world.Rest(() => _isDead);
        }
        while (_isDead);
    }

    /// <summary>Whoever comes next need not wait for the minute in which a lease would run out that nobody gave back.</summary>
    public async Task FreeLeases()
    {
        var leases = new BlobContainerClient(world.Azurite.ConnectionString, world.Prefix + "leases");
        if (await leases.ExistsAsync(Cancel))
            await foreach (var blob in leases.GetBlobsAsync(cancellationToken: Cancel))
                if (blob.Properties.LeaseState == LeaseState.Leased)
                    await leases.GetBlobClient(blob.Name).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
    }
}
