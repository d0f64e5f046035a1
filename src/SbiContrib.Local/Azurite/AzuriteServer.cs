using SbiContrib.Local.Npm;

namespace SbiContrib.Local.Azurite;

/// <summary>
/// Blob, queue and table storage on this machine: <see href="https://github.com/Azure/Azurite">Azurite</see>,
/// on ports that the system picks, for as long as this object or its process lives.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    /// <summary>The version in use: the last that runs on Node.js 20.</summary>
    public const string Version = "3.35.0";

    /// <summary>The emulator's account; name and key are the same everywhere and public.</summary>
    /// <seealso href="https://learn.microsoft.com/azure/storage/common/storage-connect-azurite"/>
    public const string AccountName = "devstoreaccount1";

    /// <inheritdoc cref="AccountName"/>
    public const string AccountKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int Attempts = 4;

    private readonly string package;
    private readonly string folder;
    private readonly bool temporary;
    private AzuriteProcess? process;
    private AzuritePorts ports = new(0, 0, 0);

    private AzuriteServer(string package, string? dataFolder)
    {
        this.package = package;
        temporary = dataFolder is null;
        folder = dataFolder ?? Directory.CreateTempSubdirectory("sbi-contrib-azurite-").FullName;
    }

    /// <summary>Where blobs are.</summary>
    public Uri BlobEndpoint => Endpoint(ports.Blob);

    /// <summary>Where queues are.</summary>
    public Uri QueueEndpoint => Endpoint(ports.Queue);

    /// <summary>Where tables are.</summary>
    public Uri TableEndpoint => Endpoint(ports.Table);

    /// <summary>What the storage clients take; the same after a stop and a start.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
        + $"BlobEndpoint={BlobEndpoint};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>The running process's id, or null while stopped.</summary>
    public int? ProcessId => process?.Id;

    /// <summary>Fetches Azurite where it is missing, starts it and waits until all three services answer.</summary>
    /// <param name="options">Where the data is kept; a temporary folder by default.</param>
    /// <param name="progress">Told what is fetched, when anything is.</param>
    /// <param name="cancellationToken">Gives up; nothing is left running.</param>
    /// <exception cref="NpmException">Node.js is missing, or Azurite couldn't be fetched.</exception>
    /// <exception cref="InvalidOperationException">Azurite didn't start; the message holds what it said.</exception>
    public static async Task<AzuriteServer> Start(
        AzuriteOptions? options = null, Action<string>? progress = null, CancellationToken cancellationToken = default)
    {
        var fetched = await NpmPackage.Folder("azurite", Version, progress ?? (_ => { }), cancellationToken);
        var server = new AzuriteServer(fetched, options?.DataFolder);
        try
        {
            await server.StartAgain(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts after <see cref="Stop"/> or <see cref="Kill"/>, on the same data and the same ports.</summary>
    /// <exception cref="InvalidOperationException">It runs already, or didn't start.</exception>
    public async Task StartAgain(CancellationToken cancellationToken = default)
    {
        if (process is not null) throw new InvalidOperationException("Azurite runs already.");
        for (var attempt = 1; process is null; attempt++)
        {
            try
            {
                process = await AzuriteProcess.Start(package, folder, temporary, ports, cancellationToken);
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // While it was down, a connection of another program may have been given one of its ports for a while.
                await Task.Delay(TimeSpan.FromSeconds(attempt), cancellationToken);
            }
        }
        ports = process.Ports;
    }

    /// <summary>Ends the process in good order: its data is saved first. Nothing happens where it doesn't run.</summary>
    public async Task Stop()
    {
        if (process is null) return;
        await process.Stop();
        process = null;
    }

    /// <summary>Ends the process at once, as a crash would: what it didn't save within its last seconds is lost.</summary>
    public async Task Kill()
    {
        if (process is null) return;
        await process.Kill();
        process = null;
    }

    /// <summary>Ends the process and removes its data if the folder was a temporary one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (temporary) await Kill();
        else await Stop();
        if (temporary && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static Uri Endpoint(int port) => new($"http://127.0.0.1:{port}/{AccountName}");
}
