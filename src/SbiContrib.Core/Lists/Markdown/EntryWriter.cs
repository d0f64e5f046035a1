using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Writes a new entry in its neighbours' hand: takes the one that says the same things and puts the new words in their places.</summary>
internal sealed class EntryWriter
{
    /// <summary>What an entry of the same time says of the hand, where one right beside the new one says 1.</summary>
    private const double PeerWeight = 0.3;

    private readonly IReadOnlyList<Shape> own;
    private readonly IReadOnlyList<Shape> peers;
    private readonly Wanted wanted;
    private readonly Dress dress;
    private readonly string newLine;

    private EntryWriter(NewEntry entry, IReadOnlyList<Shape> section, IReadOnlyList<Shape> all, IReadOnlyList<Shape> peers, Hand hand)
    {
        newLine = hand.NewLine;
        this.peers = peers;
        own = section;
        wanted = Wanted.Of(entry, section.Count > 0 ? section : all, all);
        dress = new(wanted, section, all, hand);
    }

    /// <summary>Writes an entry.</summary>
    /// <param name="entry">What it says.</param>
    /// <param name="section">The entries of its section, nearest first.</param>
    /// <param name="all">Those of the whole list, nearest first.</param>
    /// <param name="peers">Those of other sections whose works appeared at about the same time: a list's hand changes with the years.</param>
    /// <param name="hand">What all entries share.</param>
    public static Shape Write(NewEntry entry, IReadOnlyList<Shape> section, IReadOnlyList<Shape> all, IReadOnlyList<Shape> peers, Hand hand)
    {
        var writer = new EntryWriter(entry, section, all, peers, hand);
        var template = writer.Template(section.Count > 0 ? section : all) ?? new("- ", [], "");
        return writer.Fill(template);
    }

    /// <summary>The nearest habit among the entries that say most nearly the same things.</summary>
    private Shape? Template(IReadOnlyList<Shape> candidates)
    {
        if (candidates.Count == 0)
            return null;
        var least = candidates.Min(Penalty);
        // A section with nothing alike tells less than the others do.
        if (least >= 8 && candidates.Count < dress.Near.Count)
            return Template(dress.Near)?.In(own[0].Marker);
        return Commonest(Weighed(candidates).Where(c => Penalty(c.Shape) == least).Take(8).Concat(Peers.Where(p => Penalty(p.Shape) == least)), shape => shape.Form)!;
    }

    /// <summary>The nearest say most: a list that changed its hand did so from one entry to the next.</summary>
    private static IEnumerable<(Shape Shape, double Weight)> Weighed(IReadOnlyList<Shape> nearest) =>
        nearest.Select((shape, i) => (shape, 1.0 / ((1 + i / 2) * (1 + i / 2))));

    private IEnumerable<(Shape Shape, double Weight)> Peers => peers.Select(p => (p, PeerWeight));

    /// <summary>The first of those whose form has the greatest weight; null where there is none.</summary>
    private static Shape? Commonest(IEnumerable<(Shape Shape, double Weight)> shapes, Func<Shape, string> form) =>
        shapes.GroupBy(s => form(s.Shape), StringComparer.Ordinal).MaxBy(g => g.Sum(s => s.Weight))?.First().Shape;

    /// <summary>How far an entry is from saying the same things: what lacks counts more than what is too much.</summary>
    private int Penalty(Shape shape)
    {
        var penalty = Differ(shape.Has(Slot.Label), wanted.Label) + Differ(shape.Has(Slot.Authors), wanted.Authors)
            + Differ(shape.Has(Slot.Year), wanted.Year) + Differ(shape.Has(Slot.Venue), wanted.Venue) + Differ(shape.Has(Slot.Note), wanted.Note) + (wanted.Note && shape.Has(Slot.Note) && !Graft.Shows(shape, Slot.Note, wanted) ? 2 : 0)
            + Differ(shape[Slot.Title]?.Url is not null, wanted.MainUrl is not null) + (shape.Has(Slot.Title) ? 0 : 20)
            + (shape.Elements is [{ Slot: Slot.Note }, ..] ? 10 : 0);
        var roles = shape.Elements.Where(e => e.Slot == Slot.Link).Select(e => e.Role).ToList();
        return penalty + Math.Min(20, 2 * Math.Abs(roles.Count - wanted.Links.Length));
    }

    private static int Differ(bool has, bool wants) => has == wants ? 0 : wants ? 4 : 3;

    private Shape Fill(Shape template)
    {
        // What a template leaves out of one entry belongs to no other.
        var elements = template.Elements.Select(e => e with { Glue = LiquidLines.WithoutComments(e.Glue) }).ToList();
        template = template with { Tail = LiquidLines.WithoutComments(template.Tail) };
        Drop(elements);
        if (wanted.Note && Graft.IsShort(wanted.Entry.Note!))
            elements.RemoveAll(e => e.Slot == Slot.Note && elements.Count > 1);
        foreach (var slot in (ReadOnlySpan<Slot>)[Slot.Title, Slot.Label, Slot.Authors, Slot.Venue, Slot.Year, Slot.Note])
        {
            if (wanted.Wants(slot) && !elements.Exists(e => e.Slot == slot))
                Graft.Into(elements, slot, dress, wanted, newLine);
        }
        PutLinks(elements);
        Break(elements);
        Graft.Balance(elements, template.Tail);
        if (wanted.IsSkeleton)
            return template with { Elements = Skeleton.Fill([.. elements.Select((e, i) => dress.Put(e, i == 0 || e.Glue.AsSpan().ContainsAny('\r', '\n')))], wanted.Entry.Note!, dress.Said, Split(elements)) };
        if (!Graft.IsShort(wanted.Entry.Note ?? "") && wanted is { Note: true, Entry.AsListed: true, IsQuote: false })
            AsUsual(elements);
        var filled = elements.Select((e, i) => dress.Put(e, i == 0 || e.Glue.AsSpan().ContainsAny('\r', '\n'))).ToImmutableArray();
        return template with { Elements = filled };
    }

    /// <summary>Lines end and go on as those of the entries around, whatever else these say.</summary>
    private void Break(List<Element> elements)
    {
        var near = Weighed(own.Count > 0 ? own : dress.Near).Take(8).Concat(Peers).ToList();
        for (var i = 1; i < elements.Count; i++)
        {
            var slot = elements[i].Slot;
            if (slot != Slot.Note && IsBreak(elements[i]) && Commonest(near.Where(s => s.Shape[slot] is { } e && IsBreak(e)), s => s[slot]!.Glue) is { } usual)
                elements[i] = elements[i] with { Glue = usual[slot]!.Glue };
        }
    }

    private static bool IsBreak(Element element) => element.Glue.Contains('\n', StringComparison.Ordinal);

    /// <summary>A note that says nothing of its place stands as most notes of its kind do, in the section, else in the list.</summary>
    private void AsUsual(List<Element> elements)
    {
        var at = elements.FindIndex(e => e.Slot == Slot.Note);
        if (at <= 0 || IsBreak(elements[at]))
            return;
        var (note, before) = (wanted.Entry.Note!, elements[at - 1].Slot);
        var glue = Skeleton.GlueOf(own, before, note) ?? Skeleton.GlueOf(dress.Near, before, note)
            ?? (Skeleton.Kind(elements[at].Value) == Skeleton.Kind(note) ? null : Skeleton.IsRemark(note) ? " " : Dress.Default(Slot.Note).Glue);
        if (glue is not null && !glue.Contains('\n', StringComparison.Ordinal))
            elements[at] = elements[at] with { Glue = glue };
    }

    /// <summary>How many parts stand before what is said among them: as where the neighbours have a note, else all before the links.</summary>
    private int Split(List<Element> elements)
    {
        var link = elements.FindIndex(e => e.Slot == Slot.Link);
        var donor = dress.Near.Take(8).FirstOrDefault(s => s.Has(Slot.Note) && s.Elements[0].Slot != Slot.Note)?.Elements.TakeWhile(e => e.Slot != Slot.Note).LastOrDefault();
        var after = donor is null ? -1 : elements.FindLastIndex(e => e.Slot == donor.Slot);
        return after >= 0 && after < elements.Count - 1 ? after + 1 : link > 0 ? link : Math.Max(1, elements.FindIndex(e => e.Slot == Slot.Title) + 1);
    }

    /// <summary>Takes out what the new entry doesn't say, and what says the same twice.</summary>
    private void Drop(List<Element> elements)
    {
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            var twice = elements[i].Slot != Slot.Link && elements.FindIndex(e => e.Slot == elements[i].Slot) < i;
            if (wanted.Wants(elements[i].Slot) && !twice)
                continue;
            if (i == 0 && elements.Count > 1)
                elements[1] = elements[1] with { Glue = elements[0].Glue };
            elements.RemoveAt(i);
        }
    }

    /// <summary>Puts the links where the template has its own, each as the list writes that role.</summary>
    private void PutLinks(List<Element> elements)
    {
        var links = elements.Where(e => e.Slot == Slot.Link).ToList();
        if (links.Count == wanted.Links.Length)
        {
            var next = 0;
            for (var i = 0; i < elements.Count; i++)
                elements[i] = elements[i].Slot == Slot.Link ? dress.LinkAs(wanted.Links[next++], [elements[i]]) with { Glue = elements[i].Glue } : elements[i];
            return;
        }
        var at = links.Count > 0 ? elements.IndexOf(links[0]) : Graft.LinksBelong(elements, dress);
        elements.RemoveAll(e => e.Slot == Slot.Link);
        for (var i = 0; i < wanted.Links.Length; i++)
        {
            var element = dress.LinkAs(wanted.Links[i], links);
            var glue = i == 0 && links.Count > 0 ? links[0].Glue : i > 0 && links.Count > 1 ? links[1].Glue : element.Glue;
            elements.Insert(Math.Min(at++, elements.Count), element with { Glue = glue.Length == 0 && (i > 0 || element.Open.Length == 0) ? " " : glue });
        }
    }
}
