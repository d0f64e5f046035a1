using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>What of a new entry is to be written: all that was given, or what the neighbours use to show.</summary>
internal sealed record Wanted(NewEntry Entry, string? MainUrl, ImmutableArray<EntryLink> Links, bool Authors, bool Year, bool Venue)
{
    public bool Label { get; init; }

    public bool Note => !IsSkeleton && Entry.Note is { } note && Escape.Clean(note).Length > 0;

    /// <summary>The note says where its parts stand.</summary>
    public bool IsSkeleton => Entry.AsListed && Skeleton.Is(Entry.Note);

    /// <summary>The note is a quotation that stands on lines of its own.</summary>
    public bool IsQuote => Entry.AsListed && Entry.Note is { } note && Listed.IsQuote(note);

    /// <summary>Chooses what to write.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="near">The neighbours' shapes, nearest first.</param>
    /// <param name="all">All shapes of the list: where none has a label, none gets one.</param>
    public static Wanted Of(NewEntry entry, IReadOnlyList<Shape> near, IReadOnlyList<Shape> all) =>
        Of(entry, near) with { Label = !string.IsNullOrWhiteSpace(entry.Label) && (all.Any(s => s.Has(Slot.Label)) || near.Any(s => s.Has(Slot.Label))) };

    /// <summary>What a corrected entry is to say.</summary>
    public static Wanted Of(Entry entry, Correction correction)
    {
        var entire = new NewEntry(
            correction.Title ?? entry.Title, correction.Links ?? entry.Links, correction.Authors ?? entry.Authors, correction.Year ?? entry.Year,
            correction.Venue ?? entry.Venue, entry.Label, correction.Note ?? entry.Note);
        return new(entire, entire.Links.FirstOrDefault(l => l.Role == Roles.Main)?.Url, [], !entire.Authors.IsEmpty, Said(entire.Year), Said(entire.Venue)) { Label = Said(entry.Label) };
    }

    private static bool Said(string? text) => !string.IsNullOrWhiteSpace(text);

    private static Wanted Of(NewEntry entry, IReadOnlyList<Shape> near)
    {
        var titled = near.Count == 0 || near.Count(s => s[Slot.Title]?.Url is not null) * 2 >= near.Count || !near.Any(s => s.Has(Slot.Link));
        if (entry.AsListed)
        {
            var main = entry.Links.FirstOrDefault(l => l.Role == Roles.Main);
            return new(entry, main?.Url, [.. entry.Links.Where(l => l != main && !(entry.Note?.Contains(l.Url, StringComparison.Ordinal) ?? false))], entry.Authors.Length > 0, entry.Year is not null, entry.Venue is not null);
        }
        var links = entry.Links.Where(l => Escape.Url(l.Url).Length > 0).Select(l => l with { Role = l.Role == Roles.Main ? Roles.Of(l.Url) : l.Role }).DistinctBy(l => l.Url).ToList();
        var first = titled ? Main(links, near) : null;
        return new(
            entry, titled ? first?.Url ?? "" : null, Shown(links, first, near),
            entry.Authors.Length > 0 && Habit(near, s => s.Has(Slot.Authors)),
            entry.Year is not null && Habit(near, s => s.Has(Slot.Year)),
            entry.Venue is not null && Habit(near, s => s.Has(Slot.Venue)));
    }

    private static bool Habit(IReadOnlyList<Shape> near, Func<Shape, bool> has) => near.Count > 0 && near.Count(has) * 2 >= near.Count;

    /// <summary>The link that a title leads to: of the kind that most neighbours lead to, else the entry's own first.</summary>
    private static EntryLink? Main(List<EntryLink> links, IReadOnlyList<Shape> near)
    {
        var kinds = near.Select(s => s[Slot.Title]?.Url).Where(u => !string.IsNullOrEmpty(u)).Select(u => Roles.Of(u!)).ToList();
        var habit = kinds.GroupBy(k => k).FirstOrDefault(g => g.Count() * 2 > kinds.Count)?.Key;
        return links.Find(l => l.Role == habit) ?? links.FirstOrDefault();
    }

    /// <summary>The links besides the title's: those of the roles that the list shows; where the title leads nowhere, one to the work at least.</summary>
    private static ImmutableArray<EntryLink> Shown(List<EntryLink> links, EntryLink? main, IReadOnlyList<Shape> near)
    {
        var shares = near.SelectMany(s => s.Elements.Where(e => e.Slot == Slot.Link).Select(e => e.Role).Distinct()).GroupBy(r => r)
            .Where(g => g.Count() * 20 >= near.Count).OrderByDescending(g => g.Count()).Select(g => g.Key).ToList();
        var shown = links.Where(l => l != main && shares.Contains(l.Role)).DistinctBy(l => l.Role).ToImmutableArray();
        if (main is not null || links.Count == 0 || shown.Any(l => LinkTexts.IsOfWork(l)))
            return shown;
        return links.Find(LinkTexts.IsOfWork) is { } work ? [LinkTexts.As(work, shares.Find(LinkTexts.NamesAnyWork)), .. shown] : shown.Length > 0 ? shown : [links[0]];
    }

    /// <summary>Whether a part is to be written.</summary>
    public bool Wants(Slot slot) => slot switch
    {
        Slot.Label => Label,
        Slot.Authors => Authors,
        Slot.Year => Year,
        Slot.Venue => Venue,
        Slot.Note => Note,
        Slot.Link => Links.Length > 0,
        _ => true,
    };
}
