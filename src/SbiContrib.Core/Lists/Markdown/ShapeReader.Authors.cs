namespace SbiContrib.Core.Lists.Markdown;

/// <summary>The authors and the venue of an entry.</summary>
internal sealed partial class ShapeReader
{
    private bool ReadAuthors()
    {
        if (elements.Any(e => e.Slot == Slot.Authors) || Here is { Kind: not (InlineKind.Text or InlineKind.Emphasis or InlineKind.Strong) })
            return false;
        var stop = ChunkEnd(names: true);
        var chunk = text[at..stop];
        if (chunk.TrimEnd('[', '(', '|', ' ') is var said && Venues.WithYear(said) && Venues.IsOne(chunk) && Venues.BehindNames(said[..YearAt.Trailing(said)!.Value].TrimEnd(' ', ',')) is null)
            return false;
        if (Here is { Kind: InlineKind.Emphasis or InlineKind.Strong } emphasis)
            return ReadEmphasised(emphasis, chunk);
        if (ReadBracketed(chunk))
            return true;
        // (ICML 2019) by …: what stands in the bracket says where, not what.
        if (chunk.StartsWith('(') && chunk.IndexOf(')', StringComparison.Ordinal) is > 0 and var close && Venues.WithYear(chunk[1..close]))
            return false;
        var by = ByAt(chunk);
        if (by.Lead > 0)
            Add(Slot.Note, "", chunk[..by.Lead].TrimEnd(), "", "", null, at, at + chunk[..by.Lead].TrimEnd().Length);
        if (by.Names < 0)
            return AuthorsAt(at, "", chunk);
        var open = text[(at + (by.Lead > 0 ? Spaces(at) : 0))..(stop - chunk.Length + by.Names)];
        at += by.Lead > 0 ? Spaces(at) : 0;
        return AuthorsAt(at, open, text[(at + open.Length)..stop]);
    }

    /// <summary>Names in emphasis, all of them or some.</summary>
    private bool ReadEmphasised(Inline emphasis, string chunk)
    {
        var inner = Inner(emphasis);
        var persons = Names.ArePersons(inner);
        var goesOn = persons && chunk[Math.Min(chunk.Length, emphasis.End - at)..].TrimStart() is var rest && (rest.StartsWith(", ", StringComparison.Ordinal) || rest.StartsWith("and ", StringComparison.Ordinal) || rest.StartsWith("& ", StringComparison.Ordinal));
        if (goesOn && NamesEnd(chunk, "") is var names && names > emphasis.End - at && Names.AreNames(chunk[..names]))
            return Add(Slot.Authors, "", chunk[..names], "", "", null, at, at + names);
        return emphasis.Kind == InlineKind.Emphasis && (persons || Names.AreNames(inner) && (inner.Contains(',', StringComparison.Ordinal) || IsOwnLine(emphasis)))
            && Add(Slot.Authors, text[emphasis.Start..emphasis.InnerStart], inner, text[emphasis.InnerEnd..emphasis.End], "", null, emphasis.Start, emphasis.End);
    }

    /// <summary>Names in round brackets, a year behind them or not: <c>(A. Bee and C. Dee, 2020)</c>.</summary>
    private bool ReadBracketed(string chunk)
    {
        if (!chunk.StartsWith('(') || chunk.IndexOf(')', StringComparison.Ordinal) is not (> 1 and var close))
            return false;
        var inner = chunk[1..close];
        var year = YearAt.Trailing(inner);
        var names = inner[..(year ?? inner.Length)].TrimEnd(' ', ',');
        return Names.ArePersons(names) && Add(Slot.Authors, "(", names, year is null ? ")" : "", "", null, at, at + 1 + names.Length + (year is null ? inner.Length - names.Length + 1 : 0));
    }

    /// <summary>Whether emphasis is all of the line under the title, and reads like one person.</summary>
    private bool IsOwnLine(Inline emphasis) =>
        elements is [{ Slot: Slot.Title }] && text.AsSpan(written, at - written).ContainsAny('\r', '\n') && !Venues.IsOne(Inner(emphasis))
        && Inner(emphasis).Contains(' ', StringComparison.Ordinal) && text.AsSpan(emphasis.End, Math.Min(3, end - emphasis.End)).TrimStart("\\ ") is [] or ['\r' or '\n', ..];

    private int Spaces(int from)
    {
        var n = 0;
        while (from + n < end && char.IsWhiteSpace(text[from + n]))
            n++;
        return n;
    }

    /// <summary>Where "by" stands and the names behind it begin; -1 where it doesn't.</summary>
    private static (int Lead, int Names) ByAt(string chunk)
    {
        var lead = chunk.StartsWith("by ", StringComparison.OrdinalIgnoreCase) ? 0 : chunk.IndexOf(" by ", StringComparison.Ordinal) + 1;
        if ((lead == 0 && !chunk.StartsWith("by ", StringComparison.OrdinalIgnoreCase)) || chunk.AsSpan(0, lead).Count(' ') > 3)
            return (0, -1);
        var names = lead + 3;
        while (names < chunk.Length && char.IsWhiteSpace(chunk[names]))
            names++;
        var first = VenueAt(chunk[names..]) is var venue and > 0 ? chunk[names..(names + venue)] : chunk[names..];
        var comma = first.IndexOf(',', StringComparison.Ordinal);
        return names < chunk.Length && char.IsUpper(chunk[names]) && (comma < 0 ? first.Length < 120 || Names.AreNames(first) : Names.AreNames(first) || comma < 60) ? (lead, names) : (0, -1);
    }

    private bool AuthorsAt(int start, string open, string names)
    {
        var value = names[..NamesEnd(names, open)];
        return value.Length > 0 && (open.Length > 0 || Names.AreNames(value)) && Add(Slot.Authors, open, value, "", "", null, start, start + open.Length + value.Length);
    }

    /// <summary>Where names end: a venue, a title or a year may stand behind them.</summary>
    private static int NamesEnd(string names, string open)
    {
        var venue = open.Length > 0 || names.Contains(',', StringComparison.Ordinal) ? VenueAt(names) : -1;
        var value = (venue < 0 ? names : names[..venue]).TrimEnd();
        // What is quoted behind names is a title.
        if (value.IndexOfAny(['"', '“']) is > 0 and var quoted)
            value = value[..quoted];
        var dated = value;
        if (YearAt.Bracketed(value) is { } year)
            value = value[..year.Start].TrimEnd(' ', ',');
        else if (YearAt.Trailing(value) is { } bare)
            value = value[..bare].TrimEnd(' ', ',', '.');
        if (value.Length < dated.Length && Venues.BehindNames(value) is { } behind)
            value = value[..behind.Names];
        if (value.EndsWith(" in", StringComparison.Ordinal))
            value = value[..^3];
        value = value.TrimEnd(',', ';', ':', '-', '–', '—', ' ', '(', '[');
        return value.EndsWith('.') && !value.EndsWith("al.", StringComparison.Ordinal) && value.Length > 2 && char.IsLower(value[^2]) ? value.Length - 1 : value.Length;
    }

    private static int VenueAt(string names)
    {
        var found = names.IndexOf(" in ", StringComparison.Ordinal);
        return found > 0 && found + 4 < names.Length && !char.IsLower(names[found + 4]) ? found : -1;
    }

    private bool ReadVenue(int from)
    {
        if (Here is { Kind: InlineKind.Strong } bold && YearAt.IsDate(Inner(bold)) && !elements.Any(e => e.Slot == Slot.Year))
            return Add(Slot.Year, text[bold.Start..bold.InnerStart], Inner(bold), text[bold.InnerEnd..bold.End], "", null, bold.Start, bold.End);
        if (elements.Any(e => e.Slot == Slot.Venue))
            return false;
        if (Here is { Kind: InlineKind.Emphasis or InlineKind.Strong } dated && Venues.WithYear(Inner(dated)))
            return VenueWithYear(dated);
        if (Here is { Kind: InlineKind.Emphasis } emphasis && !Inner(emphasis).StartsWith('(') && Inner(emphasis).Length < 200)
            return Add(Slot.Venue, text[emphasis.Start..emphasis.InnerStart], Inner(emphasis), text[emphasis.InnerEnd..emphasis.End], "", null, emphasis.Start, emphasis.End);
        if (Here is { Kind: not InlineKind.Text } || elements.Count == 0)
            return false;
        var chunk = text[at..ChunkEnd()];
        // "in" stands before the dress.
        if (chunk.Trim() is "in" or "In" or "In:" && Index(at + chunk.Length) is > 0 and var next && inlines[next] is { Kind: InlineKind.Emphasis } venue)
            return Add(Slot.Venue, text[at..venue.InnerStart], Inner(venue), text[venue.InnerEnd..venue.End], "", null, at, venue.End);
        if (chunk.TrimEnd('[', '(', '|', ' ') is var said && Venues.WithYear(said))
            return VenueOf(said, 0);
        var authors = elements[^1].Slot == Slot.Authors;
        var open = chunk.StartsWith("in ", StringComparison.OrdinalIgnoreCase) && chunk.Length > 3 && !char.IsLower(chunk[3]) ? 3 : chunk.StartsWith('(') && YearAt.Bracketed(chunk) is { Start: 0 } ? 1 : authors && text.AsSpan(from, at - from).ContainsAny(".,(") ? 0 : -1;
        if (open < 0)
            return false;
        return VenueOf(chunk, open);
    }

    /// <summary>A venue and its year in one emphasis.</summary>
    private bool VenueWithYear(Inline dressed)
    {
        var year = YearAt.Trailing(Inner(dressed))!.Value + dressed.InnerStart;
        var stop = year;
        while (text[stop - 1] is ' ' or ',' or '(' or '\'' or '’')
            stop--;
        Add(Slot.Venue, text[dressed.Start..dressed.InnerStart], text[dressed.InnerStart..stop], "", "", null, dressed.Start, stop);
        return Add(Slot.Year, "", text[year..(year + 4)], text[(year + 4)..dressed.End], "", null, year, dressed.End);
    }

    private bool VenueOf(string chunk, int open)
    {
        var value = chunk[open..];
        if (YearAt.Bracketed(chunk) is { } year)
            value = chunk[open..(year.Start == 0 ? year.YearStart : year.Start)];
        else if (YearAt.Trailing(chunk) is { } bare && bare > open)
            value = chunk[open..bare];
        value = value.TrimEnd(' ', ',', ';', ':', '-', '–', '—', '(', '[', '\\').TrimEnd();
        if (value.EndsWith('.') && at + open + value.Length < end && Index(at + open + value.Length) < 0)
            value = value[..^1];
        return value.Length > 0 && Add(Slot.Venue, chunk[..open], value, "", "", null, at, at + open + value.Length);
    }
}
