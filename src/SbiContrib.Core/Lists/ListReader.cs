using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists;

/// <summary>Reads a list by looking at its file.</summary>
public static class ListReader
{
    /// <summary>Reads one file.</summary>
    /// <param name="file">The file; its path's ending says what it is.</param>
    /// <returns>The list.</returns>
    public static IListDocument Read(ListFile file) => new MarkdownList(file);
}
