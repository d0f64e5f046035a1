using SbiContrib.Core.Lists.Markdown;
using SbiContrib.Core.Lists.Yaml;

namespace SbiContrib.Core.Lists;

/// <summary>Reads a list by looking at its file.</summary>
public static class ListReader
{
    /// <summary>Reads one file.</summary>
    /// <param name="file">The file; its path's ending says what it is.</param>
    /// <returns>The list.</returns>
    /// <exception cref="FormatException">A data file is no YAML sequence of mappings.</exception>
    public static IListDocument Read(ListFile file) =>
        file.Path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.Path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            ? new YamlList(file)
            : new MarkdownList(file);
}
