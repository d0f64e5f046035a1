using SbiContrib.Core.Lists.Bibtex;
using SbiContrib.Core.Lists.Folder;
using SbiContrib.Core.Lists.Markdown;
using SbiContrib.Core.Lists.Yaml;

namespace SbiContrib.Core.Lists;

/// <summary>Reads a list by looking at its files.</summary>
public static class ListReader
{
    /// <summary>Files of other kinds, that would read as a page without entries.</summary>
    private static readonly string[] Others = [".json", ".jsonl", ".tex", ".html", ".htm", ".xml", ".csv", ".tsv", ".toml", ".cff", ".pdf", ".ipynb", ".docx", ".svg"];

    /// <summary>Reads a list of one file.</summary>
    /// <param name="file">The file; its path's ending says what it is.</param>
    /// <returns>The list.</returns>
    /// <exception cref="FormatException">It can't be read as what it is.</exception>
    public static IListDocument Read(ListFile file) => Read(ListFiles.Of(file));

    /// <summary>Reads a list.</summary>
    /// <param name="list">Its files.</param>
    /// <returns>The list.</returns>
    /// <exception cref="FormatException">They can't be read as what they are, or are no list.</exception>
    public static IListDocument Read(ListFiles list) => FamilyOf(list) switch
    {
        ListFamily.Folder => new FolderList(list),
        ListFamily.Bibtex => new BibtexList(list),
        ListFamily.Yaml => new YamlList(Only(list)),
        _ => new MarkdownList(Only(list)),
    };

    /// <summary>How a list is written down.</summary>
    /// <param name="list">Its files.</param>
    /// <returns>The family that its settings name, else the one that its files look like.</returns>
    /// <exception cref="FormatException">They look like none.</exception>
    public static ListFamily FamilyOf(ListFiles list)
    {
        if (list.Family is { } named)
            return named;
        if (list.Files.Any(file => Ends(file, ".bib")))
            return ListFamily.Bibtex;
        if (list.Files is [var only] && only.Path == list.Path)
            return IsYaml(only) ? ListFamily.Yaml : Array.Find(Others, ending => Ends(only, ending)) is { } other ? throw new FormatException(Unread(only, other)) : ListFamily.Markdown;
        return list.Files.Any(IsYaml)
            ? ListFamily.Folder
            : throw new FormatException($"{list.Path} is no list that can be read: a folder holds one YAML file an entry, or a BibTeX file with a LaTeX page that cites its keys");
    }

    private static string Unread(ListFile file, string ending) => ending == ".tex"
        ? $"{file.Path} has no BibTeX file beside it: a LaTeX page cites the keys of one of its own name"
        : $"{file.Path} is no list that can be read: a list is a Markdown page, a YAML file, a folder of them, or a BibTeX file with its LaTeX page";

    /// <summary>Whether a file is YAML, by its name.</summary>
    internal static bool IsYaml(ListFile file) => Ends(file, ".yaml") || Ends(file, ".yml");

    /// <summary>Whether a file's name ends so.</summary>
    internal static bool Ends(ListFile file, string ending) => file.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static ListFile Only(ListFiles list) => list.Files is [var only] ? only : throw new FormatException($"{list.Path} has {list.Files.Length} files; a list of this family has one");
}
