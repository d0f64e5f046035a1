namespace SbiContrib.Tests.Hosting;

/// <summary>The program as it is put into Azure, published once a run beside the repository's other artifacts.</summary>
internal static class PublishedProgram
{
    private static readonly Lazy<Task<string>> Published = new(Publish);

    /// <summary>The folder that would be zipped.</summary>
    public static Task<string> Folder()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.Is64BitProcess, "What is published here is a Linux x64 executable");
        return Published.Value;
    }

    private static async Task<string> Publish()
    {
        var work = Repository.At("artifacts", "hosting-test");
        var folder = Path.Combine(work, "app");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        // A folder of its own for everything: the solution may be building while its tests run. What the strict build
        // and the compilation ahead of time have to say is said elsewhere.
        var publish = await Tool.Run(
            "dotnet",
            ["publish", Repository.At("src", "SbiContrib"), "-c", "Release", "-r", "linux-x64", "--self-contained",
             "--artifacts-path", work, "-o", folder, "-v", "quiet", "-nodeReuse:false",
             "-p:PublishReadyToRun=false", "-p:RunAnalyzers=false", "-p:UseSharedCompilation=false"]);
        Assert.True(publish.ExitCode == 0, publish.Output + publish.Error);
        return folder;
    }
}
