using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SbiContrib.Core.Lists;

/// <summary>How a list is written down.</summary>
[JsonConverter(typeof(KebabCase<ListFamily>))]
public enum ListFamily
{
    /// <summary>A Markdown page.</summary>
    Markdown,

    /// <summary>A YAML data file: a sequence with one mapping an entry.</summary>
    Yaml,

    /// <summary>A folder with one YAML file an entry.</summary>
    Folder,

    /// <summary>A BibTeX file, with or without the LaTeX page that cites its keys by section.</summary>
    Bibtex,
}

/// <summary>A list as it stands in the repository: one file, or all those that it is made of.</summary>
/// <param name="Path">The file or the folder, with <c>/</c>: the list's name.</param>
/// <param name="Files">Its files.</param>
public sealed record ListFiles(string Path, ImmutableArray<ListFile> Files)
{
    /// <summary>How it is written down; null where the files themselves shall tell.</summary>
    public ListFamily? Family { get; init; }

    /// <summary>The path of the JSON Schema that its entries follow; null where there is none.</summary>
    public string? Schema { get; init; }

    /// <summary>The field that holds an entry's section; null where the entries themselves shall tell.</summary>
    public string? SectionField { get; init; }

    /// <summary>A list of one file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The list.</returns>
    public static ListFiles Of(ListFile file) => new(file.Path, [file]);

    /// <summary>The list as a change leaves it.</summary>
    /// <param name="change">The change.</param>
    /// <returns>The list with its new, changed and without its deleted files.</returns>
    public ListFiles After(ListChange change)
    {
        var changed = change.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var kept = Files.Where(file => !change.Deleted.Contains(file.Path)).Select(file => changed.Remove(file.Path, out var now) ? now : file).ToList();
        return this with { Files = [.. kept, .. changed.Values] };
    }
}
