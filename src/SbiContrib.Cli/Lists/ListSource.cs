using System.Collections.Immutable;
using System.Text;
using SbiContrib.Core.Lists;

namespace SbiContrib.Cli.Lists;

/// <summary>A list's files on disk: their bytes as text and back, unchanged.</summary>
internal static class ListSource
{
    /// <summary>How far above a folder of entries their schema is looked for.</summary>
    private const int MostUp = 3;

    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.System };

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] Endings = [".yml", ".yaml", ".bib", ".tex"];

    /// <summary>Reads a list: a file, a folder, or a BibTeX file with the LaTeX page beside it.</summary>
    /// <param name="path">The file or the folder.</param>
    /// <exception cref="DecoderFallbackException">A file isn't UTF-8.</exception>
    public static ListFiles Read(string path)
    {
        path = path.Replace('\\', '/');
        if (Directory.Exists(path))
            return Folder(path.Length > 1 ? path.TrimEnd('/') : path);
        var file = ReadFile(path);
        var index = Path.ChangeExtension(path, path.EndsWith(".tex", StringComparison.OrdinalIgnoreCase) ? ".bib" : ".tex");
        return path.EndsWith(".bib", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tex", StringComparison.OrdinalIgnoreCase)
            ? new(path, File.Exists(index) ? [file, ReadFile(index)] : [file])
            : ListFiles.Of(file);
    }

    /// <summary>Brings a change to the disk: each file is written beside the old one and then takes its place, so that none is ever half written.</summary>
    /// <param name="files">The files that are new or different.</param>
    /// <param name="deleted">Those that go.</param>
    public static void Write(ImmutableArray<ListFile> files, ImmutableArray<string> deleted)
    {
        var written = new List<(string Beside, string Path)>();
        try
        {
            foreach (var file in files)
                written.Add(Beside(file));
            foreach (var (beside, path) in written)
                File.Move(beside, path, overwrite: true);
            foreach (var path in deleted)
                File.Delete(path);
        }
        finally
        {
            foreach (var (beside, _) in written)
                File.Delete(beside);
        }
    }

    /// <summary>Writes a text as the bytes it came from; a link stays one, and the file keeps its permissions.</summary>
    private static (string Beside, string Path) Beside(ListFile file)
    {
        var path = File.Exists(file.Path) ? File.ResolveLinkTarget(file.Path, returnFinalTarget: true)?.FullName ?? file.Path : file.Path;
        var beside = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            File.WriteAllBytes(beside, Utf8.GetBytes(file.Text));
            if (!OperatingSystem.IsWindows() && File.Exists(path))
                File.SetUnixFileMode(beside, File.GetUnixFileMode(path));
            return (beside, path);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static ListFiles Folder(string path)
    {
        var files = FilesIn(path);
        // A folder that holds nothing but the folder of the entries, and perhaps their schema.
        if (files.Count == 0 && Directory.GetDirectories(path).Where(below => FilesIn(below).Count > 0).ToArray() is [var only])
            (path, files) = (only.Replace('\\', '/'), FilesIn(only));
        if (files.Count == 0)
            throw new FormatException($"{path} holds no list: a folder has one YAML file an entry, or a BibTeX file with a LaTeX page that cites its keys; a page is named itself");
        var schema = files.Exists(file => file.EndsWith(".bib", StringComparison.OrdinalIgnoreCase)) ? null : SchemaOf(path);
        return new(path, [.. files.Concat(schema is null ? [] : [schema]).Select(ReadFile)]) { Schema = schema };
    }

    private static List<string> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant())).Select(file => file.Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The schema of a folder's entries, <c>publication.schema.json</c> of <c>publications</c>: beside it, above it, or in a folder next to it.</summary>
    private static string? SchemaOf(string folder)
    {
        var at = new DirectoryInfo(folder);
        var pattern = at.Name.TrimStart('_').TrimEnd('s') + "*schema.json";
        for (var up = 0; at is not null && up < MostUp; at = at.Parent, up++)
        {
            var places = up == 0 || !at.Exists ? [at] : at.EnumerateDirectories("*", Readable).Prepend(at);
            if (places.SelectMany(place => FilesOf(place, pattern)).FirstOrDefault() is { } found)
                return Path.GetRelativePath(Directory.GetCurrentDirectory(), found.FullName).Replace('\\', '/');
            if (Directory.Exists(Path.Combine(at.FullName, ".git")))
                break;
        }
        return null;
    }

    // A folder beside the list may go while it is looked at: it isn't ours.
    private static FileInfo[] FilesOf(DirectoryInfo place, string pattern)
    {
        try
        {
            return place.GetFiles(pattern, Readable);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static ListFile ReadFile(string path) => new(path, Utf8.GetString(File.ReadAllBytes(path)));
}
