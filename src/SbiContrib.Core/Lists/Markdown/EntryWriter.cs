using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Writes a new entry in its neighbours' hand: takes the one that says the same things and puts the new words in their places.</summary>
internal sealed class EntryWriter
{
    private readonly Wanted wanted;
    private readonly Dress dress;
    private readonly string newLine;

    private EntryWriter(NewEntry entry, IReadOnlyList<Shape> section, IReadOnlyList<Shape> all, string newLine)
    {
        this.newLine = newLine;
        wanted = Wanted.Of(entry, section.Count > 0 ? section : all, all);
        dress = new(wanted, section, all);
    }

    /// <summary>Writes an entry.</summary>
    /// <param name="entry">What it says.</param>
    /// <param name="section">The entries of its section, nearest first.</param>
    /// <param name="all">Those of the whole list, nearest first.</param>
    /// <param name="newLine">The file's line end.</param>
    public static Shape Write(NewEntry entry, IReadOnlyList<Shape> section, IReadOnlyList<Shape> all, string newLine)
    {
        var writer = new EntryWriter(entry, section, all, newLine);
        var template = writer.Template(section.Count > 0 ? section : all) ?? new("- ", [], "");
        return writer.Fill(template);
    }

    /// <summary>The nearest habit among the entries that say most nearly the same things.</summary>
    private Shape? Template(IReadOnlyList<Shape> candidates)
    {
        if (candidates.Count == 0)
            return null;
        var least = candidates.Min(Penalty);
        return candidates.Select((shape, i) => (shape, Weight: 1.0 / (1 + i / 2)))
            .Where(c => Penalty(c.shape) == least).Take(8)
            .GroupBy(c => c.shape.Form).MaxBy(g => g.Sum(c => c.Weight))!.First().shape;
    }

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
        var elements = template.Elements.ToList();
        Drop(elements);
        foreach (var slot in (ReadOnlySpan<Slot>)[Slot.Title, Slot.Label, Slot.Authors, Slot.Venue, Slot.Year, Slot.Note])
        {
            if (wanted.Wants(slot) && !elements.Exists(e => e.Slot == slot))
                Graft.Into(elements, slot, dress, wanted, newLine);
        }
        PutLinks(elements);
        var filled = elements.Select((e, i) => dress.Put(e, i == 0 || e.Glue.AsSpan().ContainsAny('\r', '\n'))).ToImmutableArray();
        return template with { Elements = filled };
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
        var own = elements.Where(e => e.Slot == Slot.Link).ToList();
        if (own.Count == wanted.Links.Length)
        {
            var next = 0;
            for (var i = 0; i < elements.Count; i++)
                elements[i] = elements[i].Slot == Slot.Link ? dress.LinkAs(wanted.Links[next++], [elements[i]]) with { Glue = elements[i].Glue } : elements[i];
            return;
        }
        var at = own.Count > 0 ? elements.IndexOf(own[0]) : Graft.LinksBelong(elements, dress);
        elements.RemoveAll(e => e.Slot == Slot.Link);
        for (var i = 0; i < wanted.Links.Length; i++)
        {
            var element = dress.LinkAs(wanted.Links[i], own);
            var glue = i == 0 && own.Count > 0 ? own[0].Glue : i > 0 && own.Count > 1 ? own[1].Glue : element.Glue;
            elements.Insert(Math.Min(at++, elements.Count), element with { Glue = glue.Length == 0 && i > 0 ? " " : glue });
        }
    }
}
