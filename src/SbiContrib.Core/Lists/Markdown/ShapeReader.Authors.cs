namespace SbiContrib.Core.Lists.Markdown;

/// <summary>The authors and the venue of an entry.</summary>
internal sealed partial class ShapeReader
{
    private bool ReadAuthors()
    {
        if (elements.Any(e => e.Slot == Slot.Authors) || Here is { Kind: not (InlineKind.Text or InlineKind.Emphasis) })
            return false;
        var stop = ChunkEnd();
        var chunk = text[at..stop];
        if (Venues.WithYear(chunk.TrimEnd('[', '(', '|', ' ')) && Venues.IsOne(chunk))
            return false;
        if (Here is { Kind: InlineKind.Emphasis } emphasis)
            return Names.AreNames(Inner(emphasis)) && (Inner(emphasis).Contains(',', StringComparison.Ordinal) || IsOwnLine(emphasis))
                && Add(Slot.Authors, text[emphasis.Start..emphasis.InnerStart], Inner(emphasis), text[emphasis.InnerEnd..emphasis.End], "", null, emphasis.Start, emphasis.End);
        var by = ByAt(chunk);
        if (by.Lead > 0)
            Add(Slot.Note, "", chunk[..by.Lead].TrimEnd(), "", "", null, at, at + chunk[..by.Lead].TrimEnd().Length);
        if (by.Names < 0)
            return AuthorsAt(at, "", chunk);
        var open = text[(at + (by.Lead > 0 ? Spaces(at) : 0))..(stop - chunk.Length + by.Names)];
        at += by.Lead > 0 ? Spaces(at) : 0;
        return AuthorsAt(at, open, text[(at + open.Length)..stop]);
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
        var venue = open.Length > 0 || names.Contains(',', StringComparison.Ordinal) ? VenueAt(names) : -1;
        var value = (venue < 0 ? names : names[..venue]).TrimEnd();
        // What is quoted behind names is a title.
        if (value.IndexOfAny(['"', '“']) is > 0 and var quoted)
            value = value[..quoted];
        if (YearAt.Bracketed(value) is { } year)
            value = value[..year.Start].TrimEnd(' ', ',');
        else if (YearAt.Trailing(value) is { } bare)
            value = value[..bare].TrimEnd(' ', ',', '.');
        value = value.TrimEnd(',', ';', ':', '-', '–', '—', ' ', '(', '[');
        if (value.EndsWith('.') && !value.EndsWith("al.", StringComparison.Ordinal) && value.Length > 2 && char.IsLower(value[^2]))
            value = value[..^1];
        return value.Length > 0 && (open.Length > 0 || Names.AreNames(value)) && Add(Slot.Authors, open, value, "", "", null, start, start + open.Length + value.Length);
    }

    private static int VenueAt(string names)
    {
        var found = names.IndexOf(" in ", StringComparison.Ordinal);
        return found > 0 && found + 4 < names.Length && !char.IsLower(names[found + 4]) ? found : -1;
    }

    private bool ReadVenue(int from)
    {
        if (elements.Any(e => e.Slot == Slot.Venue))
            return false;
        if (Here is { Kind: InlineKind.Emphasis } emphasis && !Inner(emphasis).StartsWith('(') && Inner(emphasis).Length < 200)
            return Add(Slot.Venue, text[emphasis.Start..emphasis.InnerStart], Inner(emphasis), text[emphasis.InnerEnd..emphasis.End], "", null, emphasis.Start, emphasis.End);
        if (Here is { Kind: not InlineKind.Text } || elements.Count == 0)
            return false;
        var chunk = text[at..ChunkEnd()];
        if (chunk.TrimEnd('[', '(', '|', ' ') is var said && Venues.WithYear(said))
            return VenueOf(said, 0);
        var authors = elements[^1].Slot == Slot.Authors;
        var open = chunk.StartsWith("in ", StringComparison.OrdinalIgnoreCase) && chunk.Length > 3 && !char.IsLower(chunk[3]) ? 3 : chunk.StartsWith('(') && YearAt.Bracketed(chunk) is { Start: 0 } ? 1 : authors && text.AsSpan(from, at - from).ContainsAny(".,(") ? 0 : -1;
        if (open < 0)
            return false;
        return VenueOf(chunk, open);
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
