using SbiContrib.Local.Azurite;
using SbiContrib.Tests.Azurite;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace SbiContrib.Tests.Azurite;

/// <summary>
/// One Azurite for the whole run, started by the first test that asks. Tests share it and never a name:
/// each takes tables, queues and containers named by <see cref="Unique"/>.
/// </summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private readonly Lazy<Task<AzuriteServer>> server =
        new(() => AzuriteServer.Start(progress: TestContext.Current.SendDiagnosticMessage));

    public Task<AzuriteServer> Server => server.Value;

    /// <summary>A name that tables, queues and containers all allow: letters and digits, 3 to 63 of them.</summary>
    public static string Unique(string prefix) => $"{prefix}{Guid.NewGuid():N}";

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated && server.Value.IsCompletedSuccessfully) await (await server.Value).DisposeAsync();
    }
}
