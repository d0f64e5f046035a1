using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using SbiContrib.Local.Npm;

namespace SbiContrib.Local.Azurite;

/// <summary>The ports of the three services; 0 lets the system pick, so that two of them never collide.</summary>
internal sealed record AzuritePorts(int Blob, int Queue, int Table);

/// <summary>One running Azurite, tied to us by its standard input (see launch.cjs).</summary>
internal sealed class AzuriteProcess
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly TaskCompletionSource<AzuritePorts> ready =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int blob;
    private int queue;

    private AzuriteProcess(Process process)
    {
        this.process = process;
        process.EnableRaisingEvents = true;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => ready.TrySetException(Failed());
    }

    public int Id => process.Id;

    public AzuritePorts Ports { get; private set; } = new(0, 0, 0);

    public static async Task<AzuriteProcess> Start(
        string package, string folder, bool temporary, AzuritePorts ports, CancellationToken cancellationToken)
    {
        // The object owns the process from here on and ends it in Kill or Stop.
        var azurite = new AzuriteProcess(new Process { StartInfo = How(package, folder, temporary, ports) });
        try
        {
            azurite.process.Start();
        }
        catch (Win32Exception missing)
        {
            throw new NpmException("Node.js wasn't found: install Node.js 20 or later (https://nodejs.org).", missing);
        }
        azurite.process.BeginOutputReadLine();
        azurite.process.BeginErrorReadLine();
        await azurite.UntilReady(cancellationToken);
        return azurite;
    }

    /// <summary>Asks it to save and end, and waits for that; one that doesn't listen is killed.</summary>
    public async Task Stop()
    {
        try
        {
            await process.StandardInput.WriteLineAsync("stop");
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(StopLimit);
        }
        catch (Exception deaf) when (deaf is IOException or TimeoutException)
        {
            process.Kill();
        }
        process.Dispose();
    }

    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static ProcessStartInfo How(string package, string folder, bool temporary, AzuritePorts ports)
    {
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])
            [Path.Combine(AppContext.BaseDirectory, "Azurite", "launch.cjs"),
             Path.Combine(package, "dist", "src", "azurite.js"), temporary ? folder : "",
             "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--location", folder,
             "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
             "--blobPort", $"{ports.Blob}", "--queuePort", $"{ports.Queue}", "--tablePort", $"{ports.Table}"])
        {
            start.ArgumentList.Add(argument);
        }
        // Set on a developer's machine it would replace the account whose name we hand out.
        start.Environment.Remove("AZURITE_ACCOUNTS");
        return start;
    }

    private async Task UntilReady(CancellationToken cancellationToken)
    {
        try
        {
            Ports = await ready.Task.WaitAsync(StartLimit, cancellationToken);
        }
        catch (Exception failure)
        {
            if (!process.HasExited) await Kill();
            if (failure is TimeoutException) throw Failed();
            throw;
        }
    }

    /// <summary>Azurite says where each service listens; tables come last.</summary>
    private void Hear(string? line)
    {
        if (line is null) return;
        said.Enqueue(line);
        if (said.Count > 50) said.TryDequeue(out _);
        if (!line.Contains("successfully listening at", StringComparison.Ordinal)) return;
        var port = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]).Port;
        if (line.Contains("Blob", StringComparison.Ordinal)) blob = port;
        else if (line.Contains("Queue", StringComparison.Ordinal)) queue = port;
        else if (line.Contains("Table", StringComparison.Ordinal)) ready.TrySetResult(new(blob, queue, port));
    }

    private InvalidOperationException Failed() =>
        new($"Azurite didn't start. It said:\n{string.Join('\n', said)}");
}
