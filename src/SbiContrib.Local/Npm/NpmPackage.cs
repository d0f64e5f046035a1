namespace SbiContrib.Local.Npm;

/// <summary>Fetches one version of an npm package, once a machine.</summary>
public static class NpmPackage
{
    /// <summary>Gives the folder of a package, installing it with its dependencies when it isn't there yet.</summary>
    /// <param name="name">The package's name, such as <c>azurite</c> or <c>@octokit/openapi</c>.</param>
    /// <param name="version">One exact version, never a range.</param>
    /// <param name="progress">Told in plain words what is going on, when there is anything to fetch.</param>
    /// <param name="cancellationToken">Ends the installation and cleans up after it.</param>
    /// <returns>The folder that holds the package's own <c>package.json</c>.</returns>
    /// <exception cref="NpmException">npm is missing, or couldn't fetch the package.</exception>
    public static Task<string> Folder(
        string name, string version, Action<string> progress, CancellationToken cancellationToken) =>
        Folder(CacheFolder(), name, version, progress, cancellationToken);

    internal static async Task<string> Folder(
        string cache, string name, string version, Action<string> progress, CancellationToken cancellationToken)
    {
        var home = Path.Combine(cache, $"{name.Replace('/', '+')}@{version}");
        var package = Path.Combine(home, "node_modules", Path.Combine(name.Split('/')));
        if (Directory.Exists(package)) return package;

        Directory.CreateDirectory(cache);
        using var only = await Lock(home + ".lock", name, progress, cancellationToken);
        if (!Directory.Exists(package)) await Install(name, version, home, progress, cancellationToken);
        return package;
    }

    /// <summary>Where packages are kept: outside of any build output, so that a clean build fetches nothing again.</summary>
    private static string CacheFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache) || !Path.IsPathFullyQualified(cache))
        {
            cache = OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        }
        return Path.Combine(cache, "sbi-contrib", "npm");
    }

    /// <summary>Waits until no other process installs the same package. A lock ends with its process, however that ends.</summary>
    private static async Task<FileStream> Lock(
        string file, string name, Action<string> progress, CancellationToken cancellationToken)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                if (!told) progress($"Waiting for another process that fetches {name}");
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    /// <summary>Installs beside the final place and renames: a folder with the final name is always whole.</summary>
    private static async Task Install(
        string name, string version, string home, Action<string> progress, CancellationToken cancellationToken)
    {
        var draft = $"{home}.{Environment.ProcessId}.draft";
        try
        {
            Directory.CreateDirectory(draft);
            await new NpmInstall(name, version, draft, progress).Run(cancellationToken);
            Directory.Move(draft, home);
        }
        finally
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }
    }
}
