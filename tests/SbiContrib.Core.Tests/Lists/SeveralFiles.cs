using System.Collections.Immutable;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>Lists of several files: the project's own, and the real ones where this machine has them.</summary>
internal static class SeveralFiles
{
    public static readonly string[] Names = ["review", "review/crlf", "review/open", "review/plain", "publications", "publications/crlf"];

    /// <summary>A list of the samples; behind the slash is what is changed in it.</summary>
    public static ListFiles Read(string name)
    {
        var parts = name.Split('/');
        var list = Of(Path.Combine(AppContext.BaseDirectory, "Lists", "Samples", parts[0]), parts[0]);
        return parts.ElementAtOrDefault(1) switch
        {
            "crlf" => Each(list, text => text.Replace("\n", "\r\n", StringComparison.Ordinal)),
            "open" => Each(list, text => text.TrimEnd('\n')),
            "plain" => list with { Files = [.. list.Files.Where(f => f.Path.EndsWith(".bib", StringComparison.Ordinal))] },
            _ => list,
        };
    }

    /// <summary>A list of the corpora.</summary>
    public static ListFiles Real(string folder, string path)
    {
        ImmutableArray<string> files = [.. Corpora.Files(folder, "*.bib"), .. Corpora.Files(folder, "*.tex"), .. Corpora.Files(folder, "*.yml")];
        ImmutableArray<string> schemas = [.. folder.Contains('/', StringComparison.Ordinal) ? Corpora.Files(folder[..folder.LastIndexOf('/')], "*.schema.json") : []];
        return new(path, [.. files.Concat(schemas).Select(f => Corpora.List(f))]) { Schema = schemas.FirstOrDefault() };
    }

    public static IListDocument Read(this ListFiles list) => ListReader.Read(list);

    /// <summary>Whether two lists have the same files with the same bytes.</summary>
    public static void AssertSame(ListFiles expected, ListFiles actual) =>
        Assert.Equal(expected.Files.OrderBy(f => f.Path, StringComparer.Ordinal), actual.Files.OrderBy(f => f.Path, StringComparer.Ordinal));

    private static ListFiles Of(string folder, string path)
    {
        ImmutableArray<ListFile> files = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(f => Corpora.Read(f, $"{path}/{Path.GetFileName(f)}"))];
        return new(path, files) { Schema = files.FirstOrDefault(f => f.Path.EndsWith("schema.json", StringComparison.Ordinal))?.Path };
    }

    private static ListFiles Each(ListFiles list, Func<string, string> change) =>
        list with { Files = [.. list.Files.Select(f => f.Path == list.Schema ? f : f with { Text = change(f.Text) })] };
}
