using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SbiContrib.Local.Npm;

namespace SbiContrib.Tests.Npm;

public sealed class NpmPackageTests : IDisposable
{
    private readonly string cache = Directory.CreateTempSubdirectory("sbi-contrib-npm-").FullName;

    public void Dispose() => Directory.Delete(cache, recursive: true);

    [Fact]
    public async Task Several_who_ask_at_once_get_one_whole_package_fetched_once()
    {
        var said = new ConcurrentQueue<string>();

        var folders = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            NpmPackage.Folder(cache, "is-docker", "2.2.1", said.Enqueue, TestContext.Current.CancellationToken)));

        var folder = Assert.Single(folders.Distinct(StringComparer.Ordinal));
        var package = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(folder, "package.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal("2.2.1", (string?)package["version"]);
        Assert.Single(said, line => line.StartsWith("Fetched is-docker 2.2.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_had_is_said_and_leaves_nothing_behind()
    {
        var missing = await Assert.ThrowsAsync<NpmException>(() => NpmPackage.Folder(
            cache, "is-docker", "99.0.0", _ => { }, TestContext.Current.CancellationToken));

        Assert.Contains("is-docker 99.0.0 couldn't be fetched", missing.Message);
        Assert.Empty(Directory.EnumerateDirectories(cache));
    }
}
