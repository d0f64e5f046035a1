using System.Collections.Immutable;
using SbiContrib.Core.Sites;

namespace SbiContrib.Core.Lists.Crawler;

/// <summary>Makes a correction last where a crawler writes the list anew: what must change beside the list itself.</summary>
public static class Lasting
{
    /// <summary>An entry that was taken out stays out.</summary>
    /// <param name="entry">The entry, as it stood in the list.</param>
    /// <param name="list">The list's settings.</param>
    /// <param name="files">The crawler's files as they are; one that isn't there is made.</param>
    /// <returns>The files that differ; none where no crawler writes the list.</returns>
    public static ImmutableArray<ListFile> Removal(Entry entry, ListSettings list, ImmutableArray<ListFile> files) =>
        list.Crawler?.Blacklist is { } path ? Changed(Blacklist.With, entry.Title, Find(files, path, "")) : [];

    /// <summary>An entry that was put into another section stays there.</summary>
    /// <param name="entry">The entry; its text names its <c>id</c>.</param>
    /// <param name="category">The section, as the list's data names it.</param>
    /// <param name="list">The list's settings.</param>
    /// <param name="files">The crawler's files as they are; one that isn't there is made.</param>
    /// <returns>The files that differ; none where no crawler writes the list, the entry has no id or the crawler's file can't be read: it can't be told then.</returns>
    public static ImmutableArray<ListFile> Move(Entry entry, string category, ListSettings list, ImmutableArray<ListFile> files)
    {
        if (list.Crawler?.Override is not { } path || Id(entry) is not { } id)
            return [];
        try
        {
            return Changed((file, to) => Overrides.With(file, id, to), category, Find(files, path, "{}\n"));
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <summary>The id by which the crawler knows an entry.</summary>
    /// <param name="entry">An entry of a data file.</param>
    /// <returns>Its <c>id</c>; null where it has none.</returns>
    public static string? Id(Entry entry) => entry.Text.Split('\n')
        .Select(line => line.TrimStart(' ', '-').TrimEnd())
        .Where(line => line.StartsWith("id:", StringComparison.Ordinal))
        .Select(line => line[3..].Trim().Trim('\'', '"'))
        .FirstOrDefault(id => id.Length > 0);

    private static ImmutableArray<ListFile> Changed(Func<ListFile, string, ListFile> change, string what, ListFile file) =>
        change(file, what) is var changed && changed.Text != file.Text ? [changed] : [];

    private static ListFile Find(ImmutableArray<ListFile> files, string path, string empty) =>
        files.FirstOrDefault(file => file.Path == path) ?? new(path, empty);
}
