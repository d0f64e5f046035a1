using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Rules;

/// <summary>All lists of a site, read once for a decision.</summary>
public sealed class SiteLists
{
    private readonly Dictionary<Identifier, ListedEntry> _byIdentifier = [];

    /// <summary>Reads the lists.</summary>
    /// <param name="files">The files as they stand on the default branch.</param>
    public SiteLists(ImmutableArray<ListFile> files)
    {
        Lists = [.. files.Select(file => (file, ListReader.Read(file)))];
        foreach (var (file, document) in Lists)
            foreach (var entry in document.Entries)
                foreach (var link in entry.Links)
                    if (Identify.Link(link.Url).Id is { } id)
                        _ = _byIdentifier.TryAdd(id, new(file, entry));
    }

    /// <summary>The lists in the order of the settings.</summary>
    public ImmutableArray<(ListFile File, IListDocument Document)> Lists { get; }

    /// <summary>The entry of a work.</summary>
    /// <param name="ids">The work's identifiers.</param>
    /// <returns>The first entry that links one of them, or null.</returns>
    public ListedEntry? Find(ImmutableArray<Identifier> ids) =>
        ids.Select(id => _byIdentifier.GetValueOrDefault(id)).FirstOrDefault(entry => entry is not null);

    /// <summary>The place that a person means.</summary>
    /// <param name="typed">What was typed or picked; null where nothing was.</param>
    /// <returns>The place, or the sections that might be meant.</returns>
    public (Placement? Place, ImmutableArray<string> Candidates) Place(string? typed)
    {
        if (typed is null or "")
            return Only();
        var candidates = ImmutableArray.CreateBuilder<string>();
        foreach (var (file, document) in Lists)
        {
            var choice = SectionChoice.Resolve(document, typed);
            if (choice.Place is { } place)
                return (new(file, place.Path, place.Label, $"the contributor chose “{typed}”"), []);
            candidates.AddRange(choice.Likely.Select(candidate => candidate.ToString()));
        }
        return (null, candidates.ToImmutable());
    }

    private (Placement? Place, ImmutableArray<string> Candidates) Only()
    {
        var sections = Lists.SelectMany(list => list.Document.Sections.Select(section => (list.File, section))).ToArray();
        return sections is [var (file, only)] && only.Labels.IsEmpty
            ? (new(file, only.Path, null, "it is the list's only section"), [])
            : (null, [.. sections.Select(pair => string.Join(" / ", pair.section.Path))]);
    }
}

/// <summary>An entry with the list that it stands in.</summary>
/// <param name="List">The list's file.</param>
/// <param name="Entry">The entry.</param>
public sealed record ListedEntry(ListFile List, Entry Entry);
