using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using SbiContrib.Core.Duplicates;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Rules;

/// <summary>All lists of a site, read once for a decision.</summary>
public sealed class SiteLists
{
    // The same text is the same list: a decision takes several rounds, and its list may have a megabyte.
    private static readonly ConditionalWeakTable<string, ReadList> Known = [];

    private const int LongestName = 200;

    private readonly ImmutableArray<(ListFile File, ReadList Read)> _lists;

    /// <summary>Reads the lists.</summary>
    /// <param name="files">The files as they stand on the default branch.</param>
    public SiteLists(ImmutableArray<ListFile> files) => _lists = [.. files.Select(file => (file, Read(file)))];

    /// <summary>The entries that are this work, or may be: the certain ones first.</summary>
    /// <param name="work">The work.</param>
    /// <returns>Each with what tells so.</returns>
    public ImmutableArray<ListedEntry> Find(Candidate work) =>
    [
        .. _lists.SelectMany(list => list.Read.Index.Find(work).Select(found => new ListedEntry(list.File, list.Read.Entry(found.Key), found)))
            .OrderByDescending(found => found.Finding.Verdict),
    ];

    /// <summary>The entries that a person means by a link or a title as it stands in a list.</summary>
    /// <param name="typed">The link or the title.</param>
    /// <returns>The entries: one where it is certain.</returns>
    public ImmutableArray<ListedEntry> Named(string typed)
    {
        var wanted = typed.Trim();
        var id = Identify.Link(wanted).Id;
        var byLink = Entries((entry, _) => entry.Links.Any(link => link.Url.Length > 0 && (link.Url == wanted || (id is { } known && Identify.Link(link.Url).Id == known))));
        if (!byLink.IsEmpty || id is not null)
            return byLink;
        var title = Lists.Words.Plain(wanted);
        return title.Length == 0 ? [] : Entries((entry, _) => Lists.Words.Plain(entry.Title) == title);
    }

    private ImmutableArray<ListedEntry> Entries(Func<Entry, int, bool> isMeant) =>
    [
        .. _lists.SelectMany(list => list.Read.Document.Entries.Where(isMeant).Select(entry => new ListedEntry(list.File, entry, new("", DuplicateVerdict.Certain, "", WorkUpdate.None)))),
    ];

    /// <summary>Whether a list links one of these.</summary>
    /// <param name="ids">Identifiers.</param>
    /// <returns>True where one is listed.</returns>
    public bool Have(ImmutableArray<Identifier> ids) => _lists.Any(list => list.Read.Ids.Overlaps(ids));

    /// <summary>The place that a person means.</summary>
    /// <param name="typed">What was typed or picked; null where nothing was.</param>
    /// <param name="isNew">It is a section that may not be there yet, and is to be made.</param>
    /// <returns>The place, or the sections that might be meant.</returns>
    public (Placement? Place, ImmutableArray<string> Candidates) Place(string? typed, bool isNew = false)
    {
        if (isNew && typed is { Length: > 0 } && New(typed) is var made)
            return (made, []);
        if (typed is null or "")
            return Only();
        var candidates = ImmutableArray.CreateBuilder<string>();
        foreach (var (file, read) in _lists)
        {
            var choice = SectionChoice.Resolve(read.Document, typed);
            if (choice.Place is { } place)
                return (new(file, place.Path, place.Label, $"the contributor chose “{typed}”"), []);
            candidates.AddRange(choice.Likely.Select(candidate => candidate.ToString()));
        }
        return (null, candidates.ToImmutable());
    }

    // One that is there by that very name isn't made again; what stands above a new one must be there.
    private Placement? New(string typed)
    {
        var path = Lists.Words.Parts(typed);
        if (path.IsEmpty || typed.Length > LongestName || typed.Any(char.IsControl))
            return null;
        foreach (var (file, read) in _lists)
            if (read.Document.Sections.FirstOrDefault(section => Lists.Words.Plain(section.Path[^1]) == Lists.Words.Plain(path[^1])) is { } there && (path.Length == 1 || there.Path.Length == path.Length))
                return new(file, there.Path, null, $"the contributor chose “{typed}”");
        foreach (var (file, read) in _lists)
            if (path.Length == 1 || Above(read, path) is not null)
                return new(file, [.. path.Length == 1 ? [] : Above(read, path)!.Value, path[^1]], null, $"the contributor proposes the new section “{typed}”") { IsNew = true };
        return null;
    }

    private static ImmutableArray<string>? Above(ReadList read, ImmutableArray<string> path)
    {
        var wanted = path[..^1].Select(Lists.Words.Plain).ToArray();
        foreach (var section in read.Document.Sections)
            if (section.Path.Length >= wanted.Length && section.Path.Take(wanted.Length).Select(Lists.Words.Plain).SequenceEqual(wanted))
                return section.Path[..wanted.Length];
        return null;
    }

    private (Placement? Place, ImmutableArray<string> Candidates) Only()
    {
        var sections = _lists.SelectMany(list => list.Read.Document.Sections.Select(section => (list.File, section))).ToArray();
        return sections is [var (file, only)] && only.Labels.IsEmpty
            ? (new(file, only.Path, null, "it is the list's only section"), [])
            : (null, [.. sections.Select(pair => string.Join(" / ", pair.section.Path))]);
    }

    private static ReadList Read(ListFile file)
    {
        if (!Known.TryGetValue(file.Text, out var read) || read.Path != file.Path)
            Known.AddOrUpdate(file.Text, read = new ReadList(file));
        return read;
    }

    /// <summary>A list with the index of its works.</summary>
    private sealed class ReadList
    {
        public ReadList(ListFile file)
        {
            Path = file.Path;
            Document = ListReader.Read(file);
            var works = Document.Entries.Select(Candidate).ToArray();
            Index = DuplicateIndex.Build(works);
            Ids = works.SelectMany(work => work.Ids).ToHashSet();
        }

        public string Path { get; }

        public IListDocument Document { get; }

        public DuplicateIndex Index { get; }

        public HashSet<Identifier> Ids { get; }

        public Entry Entry(string key) => Document.Entries[int.Parse(key, CultureInfo.InvariantCulture)];

        private static Candidate Candidate(Entry entry, int at) => new(
            at.ToString(CultureInfo.InvariantCulture),
            entry.Title,
            [.. entry.Links.Where(link => link.Role is not ("code" or "data")).Select(link => Identify.Link(link.Url).Id).OfType<Identifier>().Distinct()],
            entry.Authors,
            int.TryParse(entry.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null);
    }
}

/// <summary>An entry that is a work, or may be.</summary>
/// <param name="List">The list's file.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Finding">How sure it is, and why.</param>
public sealed record ListedEntry(ListFile List, Entry Entry, DuplicateFinding Finding);
