using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using SbiContrib.Local.Azurite;

namespace SbiContrib.Tests.Azurite;

public sealed class AzuriteServerTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_queues_and_blobs_keep_what_they_are_given()
    {
        var server = await azurite.Server;
        var name = AzuriteFixture.Unique("round");

        await WriteRow(server, name, "kept");
        Assert.Equal("kept", await ReadRow(server, name));

        var queue = new QueueClient(server.ConnectionString, name);
        await queue.CreateAsync(cancellationToken: Cancel);
        await queue.SendMessageAsync("look at 7", Cancel);
        Assert.Equal("look at 7", (await queue.ReceiveMessageAsync(cancellationToken: Cancel)).Value.MessageText);

        var container = new BlobContainerClient(server.ConnectionString, name);
        await container.CreateAsync(cancellationToken: Cancel);
        await container.UploadBlobAsync("a", BinaryData.FromString("bytes"), Cancel);
        Assert.Equal("bytes", (await container.GetBlobClient("a").DownloadContentAsync(Cancel)).Value.Content.ToString());
    }

    [Fact]
    public async Task Two_at_once_share_neither_ports_nor_data()
    {
        await using var second = await AzuriteServer.Start(cancellationToken: Cancel);
        var first = await azurite.Server;
        var name = AzuriteFixture.Unique("two");

        await WriteRow(first, name, "first");
        await WriteRow(second, name, "second");

        Assert.Equal("first", await ReadRow(first, name));
        Assert.Equal("second", await ReadRow(second, name));
    }

    [Fact]
    public async Task A_stop_and_a_start_keep_the_data_and_the_address()
    {
        await using var server = await AzuriteServer.Start(cancellationToken: Cancel);
        var address = server.ConnectionString;
        await WriteRow(server, "kept", "before");

        await server.Stop();
        Assert.Null(server.ProcessId);
        await server.StartAgain(Cancel);

        Assert.Equal(address, server.ConnectionString);
        Assert.Equal("before", await ReadRow(server, "kept"));
    }

    [Fact]
    public async Task Disposing_leaves_no_process_behind()
    {
        var server = await AzuriteServer.Start(cancellationToken: Cancel);
        using var process = Process.GetProcessById(server.ProcessId!.Value);

        await server.DisposeAsync();

        Assert.True(process.HasExited);
    }

    [Fact]
    public async Task Azurite_ends_and_cleans_up_when_its_starter_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kill -9 is played with a shell that holds the pipe");
        var package = await Local.Npm.NpmPackage.Folder("azurite", AzuriteServer.Version, _ => { }, Cancel);
        var folder = Directory.CreateTempSubdirectory("sbi-contrib-azurite-").FullName;
        using var starter = StartFromShell(package, folder);
        var pid = int.Parse((await starter.StandardOutput.ReadLineAsync(Cancel))!);
        using var node = Process.GetProcessById(pid);
        while ((await starter.StandardOutput.ReadLineAsync(Cancel))?.Contains("Table service is successfully") == false) { }

        starter.Kill();

        await node.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.False(Directory.Exists(folder));
    }

    /// <summary>A shell that alone holds Azurite's standard input, as our own process does in real life.</summary>
    private static Process StartFromShell(string package, string folder)
    {
        var start = new ProcessStartInfo("/bin/bash") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in (string[])
            ["-c",
             """
             coproc node "$0" "$1/dist/src/azurite.js" "$2" --silent --disableTelemetry --location "$2" \
               --blobPort 0 --queuePort 0 --tablePort 0
             echo $COPROC_PID
             while read -r line <&"${COPROC[0]}"; do echo "$line"; done
             """,
             Path.Combine(AppContext.BaseDirectory, "Azurite", "launch.cjs"), package, folder])
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }

    private static async Task WriteRow(AzuriteServer server, string table, string value)
    {
        var client = new TableClient(server.ConnectionString, table);
        await client.CreateIfNotExistsAsync(Cancel);
        await client.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = value }, Cancel);
    }

    private static async Task<string?> ReadRow(AzuriteServer server, string table) =>
        (await new TableClient(server.ConnectionString, table)
            .GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value.GetString("Value");
}
