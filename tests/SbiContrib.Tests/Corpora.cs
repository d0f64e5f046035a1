namespace SbiContrib.Tests;

/// <summary>Real submissions, where this machine has them: a <c>shared/corpora</c> folder beside the repository, or the folder that SBI_CONTRIB_CORPORA names.</summary>
internal static class Corpora
{
    /// <summary>The folder; where there is none the test is skipped.</summary>
    public static string Folder()
    {
        var named = Environment.GetEnvironmentVariable("SBI_CONTRIB_CORPORA");
        var found = named is { Length: > 0 } && Directory.Exists(named) ? named : Beside(new DirectoryInfo(AppContext.BaseDirectory));
        Assert.SkipUnless(found is not null, "the real submissions aren't here (shared/corpora beside the repository, or SBI_CONTRIB_CORPORA)");
        return found!;
    }

    private static string? Beside(DirectoryInfo? at) =>
        at is null ? null : Path.Combine(at.FullName, "shared", "corpora") is var folder && Directory.Exists(folder) ? folder : Beside(at.Parent);
}
