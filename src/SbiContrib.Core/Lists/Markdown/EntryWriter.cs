using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Writes a new entry in its neighbours' hand: takes the one that says the same things and puts the new words in their places.</summary>
internal sealed class EntryWriter
{
    private readonly IReadOnlyList<Shape> near;
    private readonly Wanted wanted;
    private readonly Escape escape;
    private readonly Joins joins;
    private readonly string newLine;

    private EntryWriter(NewEntry entry, IReadOnlyList<Shape> section, IReadOnlyList<Shape> all, string newLine)
    {
        this.newLine = newLine;
        near = section.Count > 0 ? [.. section, .. all] : all;
        wanted = Wanted.Of(entry, section.Count > 0 ? section : all, all);
        escape = new(KeepMath: all.Any(s => s[Slot.Title]?.Value.AsSpan().Count('$') > 1));
        joins = Joins.Learn(section.Any(s => s.Has(Slot.Authors)) ? section : all);
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
            + Differ(shape.Has(Slot.Year), wanted.Year) + Differ(shape.Has(Slot.Venue), wanted.Venue) + Differ(shape.Has(Slot.Note), wanted.Note) + (wanted.Note && shape.Has(Slot.Note) && !Shows(shape, Slot.Note) ? 2 : 0)
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
            if (Wants(slot) && !elements.Exists(e => e.Slot == slot))
                Graft(elements, slot);
        }
        PutLinks(elements);
        var filled = elements.Select((e, i) => Put(e, i == 0 || e.Glue.AsSpan().ContainsAny('\r', '\n'))).ToImmutableArray();
        return template with { Elements = filled };
    }

    private bool Wants(Slot slot) => slot switch
    {
        Slot.Label => wanted.Label,
        Slot.Authors => wanted.Authors,
        Slot.Year => wanted.Year,
        Slot.Venue => wanted.Venue,
        Slot.Note => wanted.Note,
        Slot.Link => wanted.Links.Length > 0,
        _ => true,
    };

    /// <summary>Takes out what the new entry doesn't say, and what says the same twice.</summary>
    private void Drop(List<Element> elements)
    {
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            var twice = elements[i].Slot != Slot.Link && elements.FindIndex(e => e.Slot == elements[i].Slot) < i;
            if (Wants(elements[i].Slot) && !twice)
                continue;
            if (i == 0 && elements.Count > 1)
                elements[1] = elements[1] with { Glue = elements[0].Glue };
            elements.RemoveAt(i);
        }
    }

    /// <summary>Adds a part that the template lacks as the nearest entry that has it writes it.</summary>
    private void Graft(List<Element> elements, Slot slot)
    {
        var donor = Commonest(near.Where(s => Shows(s, slot)).Take(8), s => s[slot]! is var e ? e.Glue + '\u0001' + e.Open + '\u0001' + e.Close : "");
        var element = donor?[slot] ?? (slot == Slot.Note && wanted.IsQuote ? Default(slot) with { Glue = newLine } : Default(slot));
        if (donor is null && slot == Slot.Note && wanted.Entry.Note!.StartsWith('('))
            element = element with { Glue = " " };
        var after = donor is null ? -1 : Array.FindLastIndex([.. donor.Elements.TakeWhile(e => e.Slot != slot)], e => elements.Exists(x => x.Slot == e.Slot));
        var at = slot is Slot.Label or Slot.Title && (donor is null || donor.Elements[0].Slot == slot) ? 0
            : after < 0 ? elements.Count
            : elements.FindLastIndex(e => e.Slot == donor!.Elements[after].Slot) + 1;
        if (at == 0 && elements.Count > 0)
        {
            var next = donor is { Elements.Length: > 1 } ? donor.Elements[1].Glue : ": ";
            elements[0] = elements[0] with { Glue = next };
        }
        elements.Insert(at, element);
    }

    /// <summary>The first of those that are alike most often.</summary>
    private static T? Commonest<T>(IEnumerable<T> values, Func<T, string> alike)
        where T : class => values.GroupBy(alike, StringComparer.Ordinal).OrderByDescending(g => g.Count()).FirstOrDefault()?.First();

    /// <summary>Whether an entry is an example for a part: a note that leads another kind of entry, or begins in another way, is none.</summary>
    private bool Shows(Shape shape, Slot slot) =>
        shape[slot] is { } element && (slot != Slot.Note || (shape.Elements[0] != element && Listed.IsQuote(element.Value) == wanted.IsQuote && element.Value.StartsWith('(') == wanted.Entry.Note!.StartsWith('(')));

    private static Element Default(Slot slot) => slot switch
    {
        Slot.Label => new(slot, "", "**", "", "", null, "**"),
        Slot.Title => new(slot, "", "[", "", "](", "", ")"),
        Slot.Authors => new(slot, " ", "by ", "", "", null, ""),
        Slot.Year => new(slot, " ", "(", "", "", null, ")"),
        Slot.Venue => new(slot, ", ", "", "", "", null, ""),
        Slot.Link => new(slot, " ", "[[", "", "]](", "", ")"),
        _ => new(slot, " - ", "", "", "", null, ""),
    };

    /// <summary>Puts the links where the template has its own, each as the list writes that role.</summary>
    private void PutLinks(List<Element> elements)
    {
        var own = elements.Where(e => e.Slot == Slot.Link).ToList();
        if (own.Count == wanted.Links.Length)
        {
            var next = 0;
            for (var i = 0; i < elements.Count; i++)
                elements[i] = elements[i].Slot == Slot.Link ? LinkAs(wanted.Links[next++], [elements[i]]) with { Glue = elements[i].Glue } : elements[i];
            return;
        }
        var at = own.Count > 0 ? elements.IndexOf(own[0]) : LinksBelong(elements);
        elements.RemoveAll(e => e.Slot == Slot.Link);
        for (var i = 0; i < wanted.Links.Length; i++)
        {
            var element = LinkAs(wanted.Links[i], own);
            var glue = i == 0 && own.Count > 0 ? own[0].Glue : i > 0 && own.Count > 1 ? own[1].Glue : element.Glue;
            elements.Insert(Math.Min(at++, elements.Count), element with { Glue = glue.Length == 0 && i > 0 ? " " : glue });
        }
    }

    private int LinksBelong(List<Element> elements)
    {
        var donor = near.FirstOrDefault(s => s.Has(Slot.Link));
        var before = donor?.Elements.TakeWhile(e => e.Slot != Slot.Link).LastOrDefault();
        var at = before is null ? -1 : elements.FindLastIndex(e => e.Slot == before.Slot);
        return at < 0 ? elements.FindIndex(e => e.Slot == Slot.Title) + 1 : at + 1;
    }

    private Element LinkAs(EntryLink link, List<Element> own)
    {
        var url = Escape.Url(link.Url);
        var same = Commonest(near.SelectMany(s => s.Elements).Where(e => e.Slot == Slot.Link && e.Role == link.Role).Take(40), e => e.Open + '\u0001' + e.Value + '\u0001' + e.Mid);
        if (same is not null)
            return same with { Url = url };
        var other = own.FirstOrDefault() ?? near.Select(s => s[Slot.Link]).FirstOrDefault(e => e is not null && e.Value.Length > 0) ?? Default(Slot.Link);
        return other with { Url = url, Role = link.Role, Value = other.Value.Length == 0 && other.Open.Length == 0 ? "" : escape.Text(Roles.Display(link.Role)) };
    }

    private Element Put(Element element, bool lineStart) => element.Slot switch
    {
        Slot.Label => element with { Value = escape.Text(wanted.Entry.Label!) },
        Slot.Title => PutTitle(element, lineStart && element.Open.Length == 0),
        Slot.Authors => element with { Value = escape.Text(joins.Join(wanted.Entry.Authors, wanted.Entry.AsListed), lineStart && element.Open.Length == 0) },
        Slot.Year => element with { Value = escape.Text(wanted.Entry.Year!) },
        Slot.Venue => element with { Value = Said(wanted.Entry.Venue!, lineStart) },
        Slot.Note when wanted.IsQuote => element with { Value = "> " + Said(wanted.Entry.Note![2..], lineStart) },
        Slot.Note => element with { Value = Said(wanted.Entry.Note!, lineStart) },
        _ => element,
    };

    /// <summary>An entry that was read from a list keeps the emphasis in its note; what anyone else says is plain text.</summary>
    private string Said(string text, bool lineStart) =>
        wanted.Entry.AsListed ? Listed.Note(text, wanted.Entry.Links, escape) : escape.Text(text, lineStart);

    private Element PutTitle(Element element, bool lineStart)
    {
        var title = wanted.Entry.Title;
        var linked = element.Url is not null;
        if (linked != wanted.MainUrl is not null)
            element = Redress(element, !linked);
        if (element.Open.EndsWith('`'))
            return Code(element, title);
        return element with { Value = escape.Text(title, lineStart), Url = wanted.MainUrl is null ? null : Escape.Url(wanted.MainUrl) };
    }

    /// <summary>The same title with or without a link.</summary>
    private Element Redress(Element element, bool linked)
    {
        var donor = near.Select(s => s[Slot.Title]).FirstOrDefault(t => t is not null && t.Url is not null == linked);
        if (donor is not null)
            return donor with { Glue = element.Glue };
        return linked
            ? element with { Open = element.Open + "[", Mid = "](", Url = "", Close = ")" + element.Close }
            : element with { Open = "", Mid = "", Url = null, Close = "" };
    }

    /// <summary>Code can't be escaped: a title with a backtick in it isn't written as code.</summary>
    private Element Code(Element element, string title)
    {
        var plain = Escape.Clean(title).Trim('`');
        var (open, close) = (element.Open.TrimEnd('`'), element.Close.TrimStart('`'));
        var harmless = !plain.AsSpan().ContainsAny("`{|") && plain.Length > 0 && !plain.Contains(' ', StringComparison.Ordinal);
        var dressed = harmless ? null : near.Select(s => s[Slot.Title]).FirstOrDefault(t => t is { Open.Length: > 0 } && !t.Open.EndsWith('`') && t.Url is not null == element.Url is not null);
        if (dressed is not null || (!harmless && open.Length == 0))
            return PutTitle(dressed is null ? element with { Open = "**", Close = "**" } : dressed with { Glue = element.Glue }, false);
        return element with
        {
            Open = harmless ? element.Open : open,
            Value = harmless ? plain : escape.Text(title),
            Close = harmless ? element.Close : close,
            Mid = harmless ? element.Mid : element.Mid.TrimStart('`'),
            Url = wanted.MainUrl is null ? null : Escape.Url(wanted.MainUrl),
        };
    }
}
