using System.Collections.Immutable;
using SbiContrib.Core.Sites;
using SbiContrib.GitHub;

namespace SbiContrib.Gather;

/// <summary>Finds the files of a site's lists in its tree.</summary>
internal static class ListFinder
{
    /// <summary>A folder of more entries isn't read: each is a request when the program is new.</summary>
    private const int MostFiles = 1_000;

    /// <summary>All files of one list together, in bytes.</summary>
    private const long MostBytes = 20_000_000;

    private static readonly string[] Endings = [".yml", ".yaml", ".bib", ".tex"];

    /// <summary>The settings with what they leave to be found: the page beside a BibTeX file, the schema of a folder's entries.</summary>
    public static SiteSettings Completed(SiteSettings settings, ImmutableArray<TreeFile> files) =>
        settings with { Lists = [.. settings.Lists.Select(list => Completed(list, files))] };

    /// <summary>Why the lists can't be read, in words for a maintainer; null where they can.</summary>
    public static string? Problem(SiteSettings settings, ImmutableArray<TreeFile> files) =>
        settings.Lists.Select(list => Problem(list, files)).FirstOrDefault(problem => problem is not null);

    /// <summary>The files of a list, those of a folder by their names.</summary>
    public static IEnumerable<TreeFile> Files(ListSettings list, ImmutableArray<TreeFile> files)
    {
        var own = files.Where(file => list.Holds(file.Path));
        return files.Any(file => file.Path == list.Path) ? own : own.Where(file => file.Path == list.Schema || file.Path == list.Index || Ends(file.Path, Endings));
    }

    private static ListSettings Completed(ListSettings list, ImmutableArray<TreeFile> files)
    {
        if (Ends(list.Path, ".bib"))
            return list with { Index = list.Index ?? Find(files, list.Path[..^4] + ".tex") };
        return files.Any(file => file.Path == list.Path) || list.Schema is not null ? list : list with { Schema = SchemaOf(list, files) };
    }

    // `publication.schema.json` wherever it stands is that of `_data/publications`.
    private static string? SchemaOf(ListSettings list, ImmutableArray<TreeFile> files)
    {
        var name = list.Path[(list.Path.LastIndexOf('/') + 1)..].TrimStart('_').TrimEnd('s');
        return files.Select(file => file.Path).FirstOrDefault(path =>
            path[(path.LastIndexOf('/') + 1)..] is var file && file.StartsWith(name, StringComparison.OrdinalIgnoreCase) && Ends(file, "schema.json"));
    }

    private static string? Problem(ListSettings list, ImmutableArray<TreeFile> files)
    {
        var own = Files(list, files).ToArray();
        if (!own.Any(file => file.Path == list.Path || file.Path.StartsWith(list.Path + "/", StringComparison.Ordinal)))
            return $"there is no file {list.Path} in the repository.";
        if (new[] { list.Index, list.Schema }.FirstOrDefault(path => path is not null && Find(files, path) is null) is { } missing)
            return $"there is no file {missing} in the repository; the list {list.Path} names it.";
        if (own.Length > MostFiles)
            return $"{list.Path} has {own.Length} files; at most {MostFiles} are read.";
        return own.Length > 1 && own.Sum(file => file.Size) > MostBytes ? $"{list.Path} has {own.Sum(file => file.Size)} bytes; at most {MostBytes} are read." : null;
    }

    private static string? Find(ImmutableArray<TreeFile> files, string path) => files.FirstOrDefault(file => file.Path == path)?.Path;

    private static bool Ends(string path, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
