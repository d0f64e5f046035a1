namespace SbiContrib.Core.Tests;

/// <summary>Tables of real cases, where this machine has them: a <c>shared/corpora</c> folder beside the repository, or the folder that SBI_CONTRIB_CORPORA names.</summary>
internal static class RealCases
{
    private static readonly string? Folder = Find();

    /// <summary>The rows of a table by the names of its columns; the test is skipped where the table is absent.</summary>
    public static List<Dictionary<string, string>> Rows(string table)
    {
        var file = Folder is null ? null : Path.Combine(Folder, table);
        Assert.SkipUnless(File.Exists(file), $"{table} isn't here (shared/corpora beside the repository, or SBI_CONTRIB_CORPORA)");
        var lines = File.ReadAllText(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split('\t');
        return [.. lines[1..].Select(line => names.Zip(line.Split('\t')).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal))];
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SBI_CONTRIB_CORPORA") is { Length: > 0 } named)
            return named;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (Path.Combine(at.FullName, "shared", "corpora") is var corpora && Directory.Exists(corpora))
                return corpora;
        }
        return null;
    }
}
