using System.Collections.Immutable;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Lists.Crawler;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Works;

namespace SbiContrib.Core.Rules;

/// <summary>Writes what is asked for about a listed entry.</summary>
internal static class Changes
{
    /// <summary>What changes in the end, and the entry as it reads then (as it read, where it goes); no files where nothing differs.</summary>
    public static Written Of(CheckedItem item) => Write(item, new());

    /// <summary>Writes it into lists that other items may have changed before.</summary>
    public static Written Write(CheckedItem item, ListsInWork work)
    {
        var target = item.Target!;
        var list = work.Read(target.List);
        var entry = Same(list, target.Entry, target.Entry.Text);
        if (item.Typed.Kind == ItemKind.Remove)
            return new(work.Take(target.List, list.Remove(entry)), target);
        var corrected = work.Take(target.List, list.Correct(entry, What(item, entry)));
        return item.Place is { } place && Moves(item, entry, place) ? Move(place, target, corrected, work) : new(corrected, target);
    }

    /// <summary>Tells the list's crawler of it: what went stays out, what moved stays where it is.</summary>
    public static void Last(CheckedItem item, ListsInWork work, SiteFacts site)
    {
        var target = item.Target!;
        if (item.Typed.Kind == ItemKind.Remove || item.Place?.List.Path != target.List.Path)
            work.Tell(site, target.List.Path, (list, files) => Lasting.Removal(target.Entry, list, files));
        else if (Moves(item, target.Entry, item.Place))
            work.Tell(site, target.List.Path, (list, files) => Lasting.Move(target.Entry, item.Place.Section[^1], list, files));
    }

    /// <summary>A page's address as it may stand in a list; null where the text is none.</summary>
    public static string? Address(string link) =>
        Uri.TryCreate(link.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.Host.Contains('.', StringComparison.Ordinal) ? address.AbsoluteUri : null;

    private static bool Moves(CheckedItem item, Entry entry, Placement place) =>
        item.Typed.Section is { Length: > 0 } && !(place.Section.SequenceEqual(entry.Section) && place.List.Path == item.Target!.List.Path && (place.Label is null || place.Label == entry.Label));

    private static Written Move(Placement place, ListedEntry target, ListChange corrected, ListsInWork work)
    {
        var list = work.Read(target.List);
        var entry = Same(list, target.Entry, corrected.Entry.Text);
        if (place.List.Path == target.List.Path && IsThere(list, place))
            return new(With(corrected, work.Take(target.List, list.Move(entry, place.Section, place.Label))), target);
        var removed = work.Take(target.List, list.Remove(entry));
        var other = work.Read(place.List);
        var added = work.Take(place.List, IsThere(other, place) ? other.Add(Listed(entry, place.Label), place.Section) : other.AddSection(Listed(entry, place.Label), place.Section));
        return new(With(removed, added), target);
    }

    // Of several entries for one new section, the first makes it.
    private static bool IsThere(IListDocument list, Placement place) => !place.IsNew || list.Sections.Any(section => section.Path.SequenceEqual(place.Section));

    private static ListChange With(ListChange before, ListChange after) =>
        after with { Files = [.. before.Files.Where(file => !after.Files.Any(later => later.Path == file.Path) && !after.Deleted.Contains(file.Path)), .. after.Files], Deleted = [.. before.Deleted, .. after.Deleted] };

    // In a list of several files, two entries may have the same text.
    private static Entry Same(IListDocument list, Entry entry, string text) =>
        list.Entries.First(other => other.Text == text && other.File == entry.File && other.Section.SequenceEqual(entry.Section));

    /// <summary>An entry as it is listed, to be written elsewhere.</summary>
    public static NewEntry Listed(Entry entry, string? label) =>
        new(entry.Title, entry.Links, entry.Authors, entry.Year, entry.Venue, label, entry.Note) { AsListed = true };

    private static Correction What(CheckedItem item, Entry entry)
    {
        var published = item.Lookup?.Work;
        return new(
            Title: item.Typed.Title is { Length: > 0 } title && title != entry.Title ? title : null,
            Links: Links(item, entry),
            // Only what the entry shows is brought up to date.
            Year: entry.Year is { } year && published?.Date is { Length: >= 4 } date && date[..4] != year ? date[..4] : null,
            Venue: entry.Venue is { Length: > 0 } venue && published?.Venue is { } now && now != venue ? now : null)
        { Date = entry.Year is not null ? published?.Date : null };
    }

    // The new link takes the place of the one of its kind, else of the main one; the others stay.
    private static ImmutableArray<EntryLink>? Links(CheckedItem item, Entry entry)
    {
        if (item.Typed.NewLink is not { Length: > 0 } link)
            return null;
        var id = ChangeCheck.NewId(item.Typed);
        var url = (id is { } known ? Landing(known, link) : null) ?? Address(link);
        if (url is null || entry.Links.Any(old => old.Url == url))
            return null;
        var at = entry.Links.IndexOf(entry.Links.FirstOrDefault(old => old.Role == id?.Scheme) ?? entry.Links.FirstOrDefault(old => old.Role == "main") ?? entry.Links.FirstOrDefault()!);
        return at < 0 ? [new("main", url)] : entry.Links.SetItem(at, entry.Links[at] with { Url = url });
    }

    private static string? Landing(Identifiers.Identifier id, string link) => LandingPages.Of(new Work { Id = id }, []) is [var page, ..] ? page.Url : Address(link);
}

/// <summary>What a change wrote.</summary>
/// <param name="Change">The change.</param>
/// <param name="Before">The entry as it was listed.</param>
internal sealed record Written(ListChange Change, ListedEntry Before)
{
    /// <summary>Nothing differs.</summary>
    public bool IsEmpty => Change.Files.IsEmpty && Change.Deleted.IsEmpty;

    /// <summary>The entry as it reads now (as it read, where it is gone).</summary>
    public Entry Entry => Change.Entry;
}
