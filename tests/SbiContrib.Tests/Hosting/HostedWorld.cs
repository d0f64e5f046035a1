using SbiContrib.Local;
using SbiContrib.Tests.Azurite;
using SbiContrib.Tests.Way;

namespace SbiContrib.Tests.Hosting;

/// <summary>A world for the published program, shared by the tests of one class.</summary>
public sealed class HostedWorld(AzuriteFixture azurite) : IAsyncLifetime
{
    internal World World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await Given.World(azurite);

    public ValueTask DisposeAsync() => World.DisposeAsync();

    /// <summary>The world's settings as environment variables.</summary>
    internal Dictionary<string, string?> Settings() => World.Settings().ToDictionary(one => one.Key.Replace(":", "__", StringComparison.Ordinal), one => one.Value, StringComparer.Ordinal);
}
