using System.Diagnostics;

namespace SbiContrib.Local.Npm;

/// <summary>Gets a package of npm once and keeps it outside of <c>bin</c>; npm itself checks its integrity.</summary>
internal static class NpmPackage
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The folder of a package at exactly this version, with what it depends on beside it. Installs it where it isn't cached
    /// (<c>SBI_CONTRIB_CACHE</c>, else <c>~/.cache/sbi-contrib</c>); several processes may ask at once, one installs.
    /// </summary>
    /// <param name="name">Such as <c>azurite</c> or <c>@octokit/openapi</c>.</param>
    /// <param name="version">A full version, no range.</param>
    /// <param name="progress">Told what goes on, and that it still does.</param>
    /// <param name="cancellation">Ends the installation.</param>
    /// <exception cref="InvalidOperationException">npm isn't there or failed; the message has its words.</exception>
    public static async Task<string> Folder(string name, string version, Action<string> progress, CancellationToken cancellation)
    {
        var kept = Path.Combine(Cache(), name.Replace('/', '+'), version);
        var package = Path.Combine(kept, "node_modules", Path.Combine(name.Split('/')));
        if (Directory.Exists(kept))
            return package;
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        await using var alone = await Lock(kept + ".lock", progress, cancellation);
        if (!Directory.Exists(kept))
            await Install(name, version, kept, progress, cancellation);
        return package;
    }

    private static string Cache() =>
        Path.Combine(
            Environment.GetEnvironmentVariable("SBI_CONTRIB_CACHE")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "sbi-contrib"),
            "npm");

    /// <summary>The folder appears under its name only when it is whole.</summary>
    private static async Task Install(string name, string version, string kept, Action<string> progress, CancellationToken cancellation)
    {
        var partial = kept + ".partial";
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        progress($"Fetching {name} {version} from npm, once");
        await Npm(partial, $"{name}@{version}", progress, cancellation);
        Directory.Move(partial, kept);
    }

    private static async Task Npm(string folder, string package, Action<string> progress, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--save-exact", package])
            start.ArgumentList.Add(argument);
        using var npm = Start(start);
        var words = Task.WhenAll(npm.StandardError.ReadToEndAsync(cancellation), npm.StandardOutput.ReadToEndAsync(cancellation));
        try
        {
            await Wait(npm.WaitForExitAsync(cancellation), package, progress);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm couldn't install {package}: {string.Join('\n', await words).Trim()}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("npm didn't start.");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException("npm isn't installed; Node.js 20 or later brings it.", missing);
        }
    }

    private static async Task Wait(Task work, string what, Action<string> progress)
    {
        var clock = Stopwatch.StartNew();
        while (await Task.WhenAny(work, Task.Delay(Tick)) != work)
            progress($"… still fetching {what} ({clock.Elapsed.TotalSeconds:0} s)");
        await work;
    }

    /// <summary>A file held open by one process alone; it stays behind, empty.</summary>
    private static async Task<FileStream> Lock(string file, Action<string> progress, CancellationToken cancellation)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (tries == 0)
                    progress("Waiting for another process that fetches the same");
                await Task.Delay(200, cancellation);
            }
        }
    }
}
