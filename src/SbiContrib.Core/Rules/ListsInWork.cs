using System.Collections.Immutable;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Rules;

/// <summary>Lists that are changed one change after the other, each on what those before it left.</summary>
internal sealed class ListsInWork
{
    private readonly Dictionary<string, ListFiles> lists = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ListFile> changed = new(StringComparer.Ordinal);
    private readonly SortedSet<string> deleted = new(StringComparer.Ordinal);

    /// <summary>The changed files with their new text, by their paths.</summary>
    public ImmutableArray<ListFile> Files => [.. changed.Values];

    /// <summary>The files that go.</summary>
    public ImmutableArray<string> Deleted => [.. deleted];

    /// <summary>A list as it is now.</summary>
    public ListFiles Now(ListFiles list) => lists.GetValueOrDefault(list.Path, list);

    /// <summary>Reads a list as it is now.</summary>
    public IListDocument Read(ListFiles list) => ListReader.Read(Now(list));

    /// <summary>Takes a change over.</summary>
    public ListChange Take(ListFiles list, ListChange change)
    {
        lists[list.Path] = Now(list).After(change);
        foreach (var file in change.Files)
        {
            changed[file.Path] = file;
            deleted.Remove(file.Path);
        }
        foreach (var path in change.Deleted)
        {
            changed.Remove(path);
            deleted.Add(path);
        }
        return change;
    }
}
