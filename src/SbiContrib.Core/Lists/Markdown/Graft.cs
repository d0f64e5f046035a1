namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Finds what an entry lacks in its neighbours.</summary>
internal static class Graft
{
    /// <summary>Adds a part that the template lacks as the nearest entry that has it writes it.</summary>
    public static int Into(List<Element> elements, Slot slot, Dress dress, Wanted wanted, string newLine)
    {
        var donor = Dress.Commonest(dress.Near.Where(s => Shows(s, slot, wanted)).Take(8), s => s[slot]! is var e ? e.Glue + '\u0001' + e.Open + '\u0001' + e.Close : "");
        var element = donor?[slot] ?? (slot == Slot.Note && wanted.IsQuote ? Dress.Default(slot) with { Glue = newLine } : Dress.Default(slot));
        if (donor is null && slot == Slot.Note && Skeleton.IsRemark(wanted.Entry.Note!))
            element = element with { Glue = " " };
        if (slot == Slot.Note && IsShort(wanted.Entry.Note!) && elements.FindIndex(e => e.Slot == Slot.Authors && e.Open.StartsWith("by", StringComparison.OrdinalIgnoreCase)) is > 0 and var by)
        {
            // "review by": a word that says what the authors made.
            elements.Insert(by, Dress.Default(slot) with { Glue = elements[by].Glue.Length > 0 ? elements[by].Glue : " " });
            return by;
        }
        if (donor is null && slot == Slot.Note && wanted.Entry.Note is { } said && Skeleton.IsRemark(said) && said.TrimEnd('*', '_').EndsWith(')'))
        {
            // A remark in brackets belongs to the title.
            var title = elements.FindIndex(e => e.Slot == Slot.Title) + 1;
            elements.Insert(title, element with { Glue = " " });
            return title;
        }
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
        return at;
    }

    /// <summary>Closes and opens the brackets that lost their other half with what was left out, or came without it.</summary>
    public static void Balance(List<Element> elements, string tail)
    {
        var open = -1;
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            open = After(element.Url is null ? element.Glue + element.Open : element.Glue, open, i);
            // What a link shows and leads to has brackets of its own.
            if (element.Url is not null)
                continue;
            var closes = Unclosed(element.Close);
            if (closes < 0 && open < 0)
                elements[i] = element with { Open = "(" + element.Open };
            open = closes < 0 ? -1 : After(element.Close, open, i);
        }
        if (open < 0 || Unclosed(tail) < 0)
            return;
        var last = open + 1 < elements.Count && elements[open + 1] is { Slot: Slot.Year, Close: "" } ? open + 1 : open;
        elements[last] = elements[last] with { Close = elements[last].Close + ")" };
    }

    private static int After(string text, int open, int at) => Unclosed(text) switch { > 0 => at, < 0 => -1, _ => open };

    /// <summary>How many round brackets a text opens more than it closes.</summary>
    private static int Unclosed(string text) => text.AsSpan().Count('(') - text.AsSpan().Count(')');

    public static bool IsShort(string note) => note.Length is > 0 and < 30 && note.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0;

    /// <summary>Whether an entry is an example for a part: a note that leads another kind of entry, or begins in another way, is none.</summary>
    public static bool Shows(Shape shape, Slot slot, Wanted wanted) =>
        shape[slot] is { } element && (slot != Slot.Note || (shape.Elements[0] != element && Listed.IsQuote(element.Value) == wanted.IsQuote && Skeleton.IsRemark(element.Value) == Skeleton.IsRemark(wanted.Entry.Note!)));

    /// <summary>Where links stand in an entry that has none yet.</summary>
    public static int LinksBelong(List<Element> elements, Dress dress)
    {
        var donor = dress.Near.FirstOrDefault(s => s.Has(Slot.Link));
        var before = donor?.Elements.TakeWhile(e => e.Slot != Slot.Link).LastOrDefault();
        var at = before is null ? -1 : elements.FindLastIndex(e => e.Slot == before.Slot);
        return at < 0 ? elements.FindIndex(e => e.Slot == Slot.Title) + 1 : at + 1;
    }
}
