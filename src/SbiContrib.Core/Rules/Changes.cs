using System.Collections.Immutable;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Works;

namespace SbiContrib.Core.Rules;

/// <summary>Writes what is asked for about a listed entry.</summary>
internal static class Changes
{
    /// <summary>The changed files in the end, and the entry as it reads then (as it read, where it goes); no files where nothing differs.</summary>
    public static Written Of(CheckedItem item) => Write(item, new Dictionary<string, ListFile>());

    /// <summary>Writes it into files that other items may have changed before.</summary>
    public static Written Write(CheckedItem item, IReadOnlyDictionary<string, ListFile> files)
    {
        var target = item.Target!;
        var list = ListReader.Read(files.GetValueOrDefault(target.List.Path, target.List));
        var entry = list.Entries.First(entry => entry.Text == target.Entry.Text && entry.Section.SequenceEqual(target.Entry.Section));
        if (item.Typed.Kind == ItemKind.Remove)
            return Written.By(list.Remove(entry), target);
        var corrected = list.Correct(entry, What(item, entry));
        return item.Place is { } place && Moves(item, entry, place) ? Move(item, place, target, corrected, files) : Written.By(corrected, target);
    }

    /// <summary>A page's address as it may stand in a list; null where the text is none.</summary>
    public static string? Address(string link) =>
        Uri.TryCreate(link.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.Host.Contains('.', StringComparison.Ordinal) ? address.AbsoluteUri : null;

    private static bool Moves(CheckedItem item, Entry entry, Placement place) =>
        item.Typed.Section is { Length: > 0 } && !(place.Section.SequenceEqual(entry.Section) && place.List.Path == item.Target!.List.Path && (place.Label is null || place.Label == entry.Label));

    private static Written Move(CheckedItem item, Placement place, ListedEntry target, ListChange corrected, IReadOnlyDictionary<string, ListFile> files)
    {
        var from = corrected.Files.FirstOrDefault(file => file.Path == target.List.Path) ?? files.GetValueOrDefault(target.List.Path, target.List);
        var list = ListReader.Read(from);
        var entry = list.Entries.First(entry => entry.Text == corrected.Entry.Text && entry.Section.SequenceEqual(target.Entry.Section));
        if (place.List.Path == target.List.Path)
            return Written.By(list.Move(entry, place.Section, place.Label), target);
        var removed = list.Remove(entry);
        var added = ListReader.Read(files.GetValueOrDefault(place.List.Path, place.List)).Add(Listed(entry, place.Label), place.Section);
        return new([.. removed.Files, .. added.Files], added.Entry, added.Neighbours, target);
    }

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
/// <param name="Files">The changed files.</param>
/// <param name="Entry">The entry as it reads now (as it read, where it is gone).</param>
/// <param name="Neighbours">The entries next to it.</param>
/// <param name="Before">The entry as it was listed.</param>
internal sealed record Written(ImmutableArray<ListFile> Files, Entry Entry, ImmutableArray<Entry> Neighbours, ListedEntry Before)
{
    /// <summary>Nothing differs.</summary>
    public bool IsEmpty => Files.IsEmpty;

    public static Written By(ListChange change, ListedEntry before) => new(change.Files, change.Entry, change.Neighbours, before);
}
