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
    // The same texts are the same list: a decision takes several rounds, and its list may have a megabyte.
    private static readonly ConditionalWeakTable<string, ReadList> Known = [];

    private const int LongestName = 200;

    private readonly ImmutableArray<ReadList> _lists;

    /// <summary>Reads the lists.</summary>
    /// <param name="lists">The lists as they stand on the default branch.</param>
    /// <exception cref="FormatException">One can't be read.</exception>
    public SiteLists(IEnumerable<ListFiles> lists) => _lists = [.. lists.Select(Read)];

    /// <summary>Reads the lists of a site.</summary>
    /// <param name="site">The site.</param>
    /// <returns>Its lists, in the order of its settings.</returns>
    /// <exception cref="FormatException">One can't be read.</exception>
    public static SiteLists Of(SiteFacts site) => new(ListsOf(site));

    /// <summary>The lists of a site with their files.</summary>
    internal static IEnumerable<ListFiles> ListsOf(SiteFacts site) =>
        site.Settings is { } settings ? settings.Lists.Select(list => list.Of(site.Lists)).Where(list => !list.Files.IsEmpty) : site.Lists.Select(ListFiles.Of);

    /// <summary>The sections that there are, each with its list, in order.</summary>
    public IEnumerable<string> Sections => _lists.SelectMany(list => list.Document.Sections.Select(section => $"{list.Files.Path}: {string.Join(" / ", section.Path)} ({string.Join(", ", section.Labels)})"));

    /// <summary>The entries that are this work, or may be: the certain ones first.</summary>
    /// <param name="work">The work.</param>
    /// <returns>Each with what tells so.</returns>
    public ImmutableArray<ListedEntry> Find(Candidate work) =>
    [
        .. _lists.SelectMany(list => list.Index.Find(work).Select(found => new ListedEntry(list.Files, list.Entry(found.Key), found)))
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
        .. _lists.SelectMany(list => list.Document.Entries.Where(isMeant).Select(entry => new ListedEntry(list.Files, entry, new("", DuplicateVerdict.Certain, "", WorkUpdate.None)))),
    ];

    /// <summary>Whether a list links one of these.</summary>
    /// <param name="ids">Identifiers.</param>
    /// <returns>True where one is listed.</returns>
    public bool Have(ImmutableArray<Identifier> ids) => _lists.Any(list => list.Ids.Overlaps(ids));

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
        foreach (var list in _lists)
        {
            var choice = SectionChoice.Resolve(list.Document, typed);
            if (choice.Place is { } place)
                return (new(list.Files, place.Path, place.Label, $"the contributor chose “{typed}”"), []);
            candidates.AddRange(choice.Likely.Select(candidate => candidate.ToString()));
        }
        return (null, candidates.ToImmutable());
    }

    /// <summary>Why the list of an item's place doesn't take it.</summary>
    /// <param name="item">The item.</param>
    /// <returns>What the list asks for; null where it takes the item, or nothing is known of it yet.</returns>
    public string? Refusal(CheckedItem item) => item is { Work: { } work, Place: { IsNew: false } place, Typed.Kind: Submissions.ItemKind.Add }
        ? _lists.FirstOrDefault(list => list.Files.Path == place.List.Path)?.Document.Refusal(NewEntry.From(work, place.Label), place.Section)
        : null;

    // One that is there by that very name isn't made again; what stands above a new one must be there.
    private Placement? New(string typed)
    {
        var path = Lists.Words.Parts(typed);
        if (path.IsEmpty || typed.Length > LongestName || typed.Any(char.IsControl))
            return null;
        foreach (var list in _lists)
            if (list.Document.Sections.FirstOrDefault(section => !section.Path.IsEmpty && Lists.Words.Plain(section.Path[^1]) == Lists.Words.Plain(path[^1])) is { } there && (path.Length == 1 || there.Path.Length == path.Length))
                return new(list.Files, there.Path, null, $"the contributor chose “{typed}”");
        foreach (var list in _lists)
            if (path.Length == 1 || Above(list, path) is not null)
                return new(list.Files, [.. path.Length == 1 ? [] : Above(list, path)!.Value, path[^1]], null, $"the contributor proposes the new section “{typed}”") { IsNew = true };
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
        var sections = _lists.SelectMany(list => list.Document.Sections.Select(section => (list.Files, section))).ToArray();
        return sections is [var (files, only)] && only.Labels.IsEmpty
            ? (new(files, only.Path, null, "it is the list's only section"), [])
            : (null, [.. sections.Where(pair => !pair.section.Path.IsEmpty).Select(pair => string.Join(" / ", pair.section.Path))]);
    }

    // Kept by the longest text, as one list of several files has nothing that lives as long as all of them.
    private static ReadList Read(ListFiles files)
    {
        var key = files.Files.MaxBy(file => file.Text.Length)!.Text;
        if (!Known.TryGetValue(key, out var read) || !read.Is(files))
            Known.AddOrUpdate(key, read = new ReadList(files));
        return read;
    }

    /// <summary>A list with the index of its works.</summary>
    private sealed class ReadList
    {
        public ReadList(ListFiles files)
        {
            Files = files;
            Document = ListReader.Read(files);
            var works = Document.Entries.Select(EntryCandidate.Of).ToArray();
            Index = DuplicateIndex.Build(works);
            Ids = works.SelectMany(work => work.Ids).ToHashSet();
        }

        public ListFiles Files { get; }

        public bool Is(ListFiles other) => Files with { Files = [] } == other with { Files = [] } && Files.Files.SequenceEqual(other.Files);

        public IListDocument Document { get; }

        public DuplicateIndex Index { get; }

        public HashSet<Identifier> Ids { get; }

        public Entry Entry(string key) => Document.Entries[int.Parse(key, CultureInfo.InvariantCulture)];
    }
}

/// <summary>An entry that is a work, or may be.</summary>
/// <param name="List">The list.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Finding">How sure it is, and why.</param>
public sealed record ListedEntry(ListFiles List, Entry Entry, DuplicateFinding Finding);
