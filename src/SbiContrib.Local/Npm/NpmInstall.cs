using System.ComponentModel;
using System.Diagnostics;

namespace SbiContrib.Local.Npm;

/// <summary>One run of <c>npm install</c>, without scripts: a package's code runs only when we start it.</summary>
internal sealed class NpmInstall(string name, string version, string folder, Action<string> progress)
{
    /// <summary>What npm calls an address that can't be reached.</summary>
    private static readonly string[] Offline = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH"];

    private readonly Lock gate = new();
    private readonly Queue<string> lastLines = new();
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private int fetched;
    private long toldAt;

    public async Task Run(CancellationToken cancellationToken)
    {
        progress($"Fetching {name} {version} with npm, once for this machine");
        using var npm = Start();
        npm.OutputDataReceived += (_, line) => Hear(line.Data);
        npm.ErrorDataReceived += (_, line) => Hear(line.Data);
        npm.BeginOutputReadLine();
        npm.BeginErrorReadLine();
        try
        {
            await npm.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
        if (npm.ExitCode != 0) throw new NpmException(Why(npm.ExitCode));
        progress($"Fetched {name} {version} in {watch.Elapsed.TotalSeconds:0} s");
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])
            ["install", $"{name}@{version}", "--prefix", folder, "--ignore-scripts", "--omit=dev",
             "--no-audit", "--no-fund", "--no-update-notifier", "--no-package-lock", "--loglevel=http"])
        {
            start.ArgumentList.Add(argument);
        }
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new NpmException(
                $"npm wasn't found, and {name} {version} comes from it. "
                + "Install Node.js 20 or later (https://nodejs.org) so that `node` and `npm` are in the PATH.", missing);
        }
    }

    /// <summary>Counts the fetched files for the progress, and keeps the last other words for a failure's message.</summary>
    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (gate)
        {
            if (line.StartsWith("npm http fetch GET 200", StringComparison.Ordinal)) Tell(++fetched);
            else
            {
                lastLines.Enqueue(line);
                if (lastLines.Count > 12) lastLines.Dequeue();
            }
        }
    }

    private void Tell(int files)
    {
        var now = (long)watch.Elapsed.TotalSeconds;
        if (now < toldAt + 3) return;
        toldAt = now;
        progress($"Fetching {name} {version}: {files} files, {now} s");
    }

    private string Why(int exitCode)
    {
        string[] said;
        lock (gate) said = [.. lastLines];
        var hint = said.Any(line => Offline.Any(code => line.Contains(code, StringComparison.Ordinal)))
            ? "The npm registry can't be reached: connect to the network, or set npm's `registry` or `proxy`, and try again."
            : "npm's own words follow.";
        return $"{name} {version} couldn't be fetched (npm ended with {exitCode}). {hint}\n{string.Join('\n', said)}";
    }
}
