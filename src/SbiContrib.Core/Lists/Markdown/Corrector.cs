namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Writes into an entry what is different about it and leaves its other parts as they are.</summary>
internal sealed class Corrector
{
    private readonly Correction correction;
    private readonly Wanted wanted;
    private readonly Dress dress;
    private readonly List<Element> elements;
    private readonly string newLine;

    private Corrector(Shape own, Entry entry, Correction correction, IReadOnlyList<Shape> section, IReadOnlyList<Shape> all, Hand hand)
    {
        newLine = hand.NewLine;
        this.correction = correction;
        elements = [.. own.Elements];
        wanted = Wanted.Of(entry, correction);
        dress = new(wanted, section, all, hand);
    }

    /// <summary>Corrects an entry.</summary>
    /// <param name="own">The entry as it is written.</param>
    /// <param name="entry">What it says.</param>
    /// <param name="correction">What it is to say instead.</param>
    /// <param name="section">The other entries of its section, nearest first.</param>
    /// <param name="all">Those of the other sections, nearest first.</param>
    /// <param name="hand">What all entries share.</param>
    public static Shape Correct(Shape own, Entry entry, Correction correction, IReadOnlyList<Shape> section, IReadOnlyList<Shape> all, Hand hand)
    {
        var corrector = new Corrector(own, entry, correction, section, all, hand);
        corrector.Text(Slot.Title, correction.Title is { } title && title != entry.Title);
        corrector.Text(Slot.Authors, correction.Authors is { } authors && !authors.SequenceEqual(entry.Authors, StringComparer.Ordinal));
        corrector.Text(Slot.Year, correction.Year is { } year && year != entry.Year);
        corrector.Text(Slot.Venue, correction.Venue is { } venue && venue != (entry.Venue ?? ""));
        corrector.Text(Slot.Note, correction.Note is { } note && note != (entry.Note ?? ""));
        corrector.Links();
        return own with { Elements = [.. corrector.elements] };
    }

    /// <summary>Gives an entry another label.</summary>
    /// <param name="own">The entry as it is written.</param>
    /// <param name="entry">What it says.</param>
    /// <param name="label">The label; null for none.</param>
    /// <param name="section">The entries of its new section, nearest first.</param>
    /// <param name="all">Those of the other sections, nearest first.</param>
    /// <param name="hand">What all entries share.</param>
    public static Shape Label(Shape own, Entry entry, string? label, IReadOnlyList<Shape> section, IReadOnlyList<Shape> all, Hand hand)
    {
        if (label == entry.Label)
            return own;
        var corrector = new Corrector(own, entry with { Label = label }, new(), section, all, hand);
        corrector.Text(Slot.Label, true);
        return own with { Elements = [.. corrector.elements] };
    }

    private void Text(Slot slot, bool differs)
    {
        if (!differs)
            return;
        var at = elements.FindIndex(e => e.Slot == slot);
        if (!wanted.Wants(slot))
            Drop(slot);
        else if (at >= 0)
            elements[at] = dress.Put(elements[at], StartsLine(at)) with { Mid = elements[at].Mid, Url = elements[at].Url, Key = elements[at].Key };
        else
        {
            at = Graft.Into(elements, slot, dress, wanted, newLine);
            elements[at] = dress.Put(elements[at], StartsLine(at));
        }
    }

    private bool StartsLine(int at) => at == 0 || elements[at].Glue.AsSpan().ContainsAny('\r', '\n');

    private void Drop(Slot slot)
    {
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            if (elements[i].Slot != slot || elements.Count == 1)
                continue;
            if (i == 0)
                elements[1] = elements[1] with { Glue = elements[0].Glue };
            elements.RemoveAt(i);
        }
    }

    /// <summary>Links that stay are left as they are; a new one takes the place of one of its role, else of one that goes, else stands behind the last.</summary>
    private void Links()
    {
        if (correction.Links is not { } links)
            return;
        var free = elements.Select((e, i) => (e, i)).Where(x => x.e.Url is not null && x.e.Slot is Slot.Title or Slot.Link).Select(x => x.i).ToList();
        var left = links.Where(l => Escape.Url(l.Url).Length > 0).DistinctBy(l => l.Url).ToList();
        left.RemoveAll(l => free.Find(i => elements[i].Url == l.Url, out var at) && free.Remove(at));
        left.RemoveAll(l => free.Find(i => elements[i].Role == RoleOf(l), out var at) && free.Remove(at) && Replace(at, l));
        left.RemoveAll(l => free.Find(i => elements[i].Slot == Slot.Link || l.Role == Roles.Main, out var at) && free.Remove(at) && Replace(at, l));
        foreach (var at in free.Where(i => elements[i].Slot == Slot.Link).OrderDescending())
            elements.RemoveAt(at);
        foreach (var link in left)
            Append(link);
    }

    private string RoleOf(EntryLink link) =>
        link.Role == Roles.Main && elements.Find(e => e.Slot == Slot.Title)?.Url is null ? Roles.Of(link.Url) : link.Role;

    private bool Replace(int at, EntryLink link)
    {
        elements[at] = elements[at].Role == RoleOf(link) || elements[at].Slot == Slot.Title
            ? elements[at] with { Url = Escape.Url(link.Url) }
            : dress.LinkAs(link with { Role = RoleOf(link) }, [elements[at]]) with { Glue = elements[at].Glue };
        return true;
    }

    private void Append(EntryLink link)
    {
        var own = elements.Where(e => e.Slot == Slot.Link).ToList();
        var element = dress.LinkAs(link with { Role = RoleOf(link) }, own);
        var at = own.Count > 0 ? elements.IndexOf(own[^1]) + 1 : Graft.LinksBelong(elements, dress);
        var glue = own.Count > 1 ? own[^1].Glue : own.Count == 1 ? own[0].Glue : element.Glue;
        elements.Insert(at, element with { Glue = glue.Length == 0 ? " " : glue });
    }
}

/// <summary>Looks for something and says where it is.</summary>
internal static class Finding
{
    /// <summary>The first that fits.</summary>
    public static bool Find(this List<int> indexes, Predicate<int> fits, out int found)
    {
        var at = indexes.FindIndex(fits);
        found = at < 0 ? -1 : indexes[at];
        return at >= 0;
    }
}
