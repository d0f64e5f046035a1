using System.Collections.Immutable;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Sites;

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

    /// <summary>What the list's crawler must be told, so that the change outlives its next run.</summary>
    /// <param name="site">The site, with the crawler's files.</param>
    /// <param name="path">The list's path.</param>
    /// <param name="told">The crawler's files that differ, of those that there are.</param>
    public void Tell(SiteFacts site, string path, Func<ListSettings, ImmutableArray<ListFile>, ImmutableArray<ListFile>> told)
    {
        if (site.Settings?.Lists.FirstOrDefault(list => list.Path == path) is not { Crawler: not null } settings)
            return;
        ImmutableArray<ListFile> now = [.. site.CrawlerFiles.Select(file => changed.GetValueOrDefault(file.Path, file)), .. changed.Values.Where(file => !site.CrawlerFiles.Any(known => known.Path == file.Path))];
        foreach (var file in told(settings, now))
            changed[file.Path] = file;
    }

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
