using System.Text;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>The real lists, where this machine has them: a <c>shared/corpora</c> folder beside the repository, or the folder that SBI_CONTRIB_CORPORA names.</summary>
internal static class Corpora
{
    private static readonly string? Folder = Find();

    public static ListFile List(string path)
    {
        Assert.SkipUnless(Folder is not null, "the real lists aren't here (shared/corpora beside the repository, or SBI_CONTRIB_CORPORA)");
        return Read(Path.Combine(Folder!, path), path);
    }

    public static IEnumerable<string> Files(string folder, string pattern)
    {
        Assert.SkipUnless(Folder is not null, "the real lists aren't here (shared/corpora beside the repository, or SBI_CONTRIB_CORPORA)");
        return Directory.EnumerateFiles(Path.Combine(Folder!, folder), pattern).Order(StringComparer.Ordinal).Select(f => Path.GetRelativePath(Folder!, f));
    }

    public static ListFile Read(string file, string path) => new(path, new UTF8Encoding(false, true).GetString(File.ReadAllBytes(file)));

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SBI_CONTRIB_CORPORA") is { Length: > 0 } named && Directory.Exists(named))
            return named;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            foreach (var beside in new[] { at, at.Parent })
            {
                if (beside is not null && Path.Combine(beside.FullName, "shared", "corpora") is var corpora && Directory.Exists(corpora))
                    return corpora;
            }
        }
        return null;
    }
}
