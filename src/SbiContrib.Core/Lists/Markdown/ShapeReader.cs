using System.Buffers;
using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Takes an entry's text apart into label, title, links, authors, year, venue and note.</summary>
internal sealed class ShapeReader
{
    private static readonly SearchValues<char> Shortcode = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_+-");

    private readonly string text;
    private readonly int end;
    private readonly IReadOnlyList<Inline> inlines;
    private readonly ImmutableArray<Element>.Builder elements = ImmutableArray.CreateBuilder<Element>();
    private int at;
    private int written;

    private ShapeReader(string text, int start, int end)
    {
        this.text = text;
        this.end = end;
        at = written = start;
        inlines = InlineScanner.Scan(text, start, end);
    }

    /// <summary>Reads the text between two offsets as an entry whose bullet ends at a third.</summary>
    public static Shape Read(string text, int start, int body, int end)
    {
        var reader = new ShapeReader(text, body, end);
        reader.SkipGlue();
        reader.ReadLabel();
        reader.ReadTitle();
        while (reader.ReadNext())
        {
            // Each part moves on.
        }
        return new(text[start..body], reader.elements.ToImmutable(), text[reader.written..end]);
    }

    private Inline? Here => Index(at) is var i && i >= 0 && inlines[i].Start == at ? inlines[i] : null;

    private int Index(int offset)
    {
        var (low, high) = (0, inlines.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (inlines[middle].End <= offset)
                low = middle + 1;
            else if (inlines[middle].Start > offset)
                high = middle - 1;
            else
                return middle;
        }
        return -1;
    }

    private void SkipGlue()
    {
        while (at < end && (char.IsWhiteSpace(text[at]) || Here is { Kind: InlineKind.Html }))
            at = Here is { Kind: InlineKind.Html } html ? html.End : at + 1;
    }

    /// <summary>A bold word before a title that is a link is a label.</summary>
    private void ReadLabel()
    {
        if (Here is not { Kind: InlineKind.Strong } bold || text.AsSpan(bold.InnerStart, bold.InnerEnd - bold.InnerStart).Contains("](", StringComparison.Ordinal))
            return;
        var close = bold.End;
        while (close < end && text[close] is ' ' or ':' or '-' or '–' or '—' or '|')
            close++;
        if (Index(close) is not (>= 0 and var i) || inlines[i].Start != close || !IsTitleLink(inlines[i]))
            return;
        var inner = text[bold.InnerStart..bold.InnerEnd];
        var trimmed = inner.TrimEnd(':', ' ');
        Add(Slot.Label, text[bold.Start..bold.InnerStart], trimmed, inner[trimmed.Length..] + text[bold.InnerEnd..bold.End], "", null, bold.Start, bold.End);
    }

    private bool IsTitleLink(Inline inline) => inline.Kind switch
    {
        InlineKind.Link => !Roles.IsRole(PlainText.Of(Inner(inline))) && !Inner(inline).StartsWith("![", StringComparison.Ordinal),
        InlineKind.Strong or InlineKind.Emphasis => InlineScanner.Scan(text, inline.InnerStart, inline.InnerEnd) is [{ Kind: InlineKind.Link } link] && IsTitleLink(link),
        _ => false,
    };

    private string Inner(Inline inline) => text[inline.InnerStart..inline.InnerEnd];

    private void ReadTitle()
    {
        SkipGlueAndMarks();
        if (Here is { } here && here.Kind is not InlineKind.Text)
        {
            if (here.Kind is InlineKind.Address)
                Add(Slot.Title, text[here.Start..here.UrlStart], text[here.UrlStart..here.UrlEnd], "", text[here.UrlEnd..here.End], null, here.Start, here.End);
            else
                Dressed(here);
            return;
        }
        var next = Index(at) is >= 0 and var i && i + 1 < inlines.Count ? inlines[i + 1] : (Inline?)null;
        var plain = next is { } n ? text[at..n.Start] : text[at..end];
        if (next is { Kind: not InlineKind.Text } titled && !(titled.Kind == InlineKind.Link && !IsTitleLink(titled)) && titled.Kind is not (InlineKind.Address or InlineKind.Html or InlineKind.Image) && plain.Trim().Length > 0)
        {
            var lead = IsShortcode(plain.Trim()) ? plain.TrimEnd() : plain.TrimEnd(' ', ',', '.', ':', ';', '-', '–', '—', '"', '“', '(');
            Add(YearAt.IsDate(lead) ? Slot.Year : Names.AreNames(lead) ? Slot.Authors : Slot.Note, "", lead, "", "", null, at, at + lead.Length);
            SkipGlueAndMarks();
            if (Here is { } behind)
                Dressed(behind);
            return;
        }
        PlainTitle(plain);
    }

    /// <summary>A title without any dress ends at a line's end, a year, a dash or a colon before a link.</summary>
    private void PlainTitle(string plain)
    {
        var line = plain.AsSpan().IndexOfAny('\r', '\n');
        var title = line < 0 ? plain : plain[..line];
        if (YearAt.Bracketed(title) is { } year)
            title = title[..year.Start];
        var dash = title.IndexOf(" - ", StringComparison.Ordinal);
        if (dash > 0)
            title = title[..dash];
        title = title.TrimEnd(' ', ',', ':', '：', '，', ';', '-', '–', '—', '\t', '(', '[', '\\');
        if (title.Length > 0)
            Add(Slot.Title, "", title, "", "", null, at, at + title.Length);
    }

    /// <summary>Peels emphasis, code and links off a title.</summary>
    private void Dressed(Inline outer)
    {
        var (start, stop, inner) = (outer.Start, outer.End, outer);
        while (inner.Kind is InlineKind.Strong or InlineKind.Emphasis or InlineKind.Link && Sole(inner) is { } only)
            inner = only;
        var link = FindLink(outer, inner);
        var value = text[inner.InnerStart..inner.InnerEnd];
        if (link is { } linked)
            Add(Slot.Title, text[start..inner.InnerStart], value, text[linked.UrlEnd..stop], text[inner.InnerEnd..linked.UrlStart], text[linked.UrlStart..linked.UrlEnd], start, stop, Roles.Main);
        else
            Add(Slot.Title, text[start..inner.InnerStart], value, text[inner.InnerEnd..stop], "", null, start, stop);
    }

    private Inline? Sole(Inline inline) =>
        InlineScanner.Scan(text, inline.InnerStart, inline.InnerEnd) is [{ Kind: not (InlineKind.Text or InlineKind.Html or InlineKind.Address or InlineKind.Image) } only] ? only : null;

    private Inline? FindLink(Inline outer, Inline inner)
    {
        for (var inline = outer; ; inline = Sole(inline)!.Value)
        {
            if (inline.Kind == InlineKind.Link)
                return inline;
            if (inline == inner)
                return null;
        }
    }

    /// <summary>Whether a word is an emoji's name, <c>:scroll:</c>.</summary>
    private static bool IsShortcode(ReadOnlySpan<char> word) => word is [':', _, _, .., ':'] && word[1..^1].IndexOfAnyExcept(Shortcode) < 0;

    private void SkipGlueAndMarks()
    {
        while (at < end && !(text[at] == ':' && IsShortcode(text.AsSpan(at, Math.Max(0, text.AsSpan(at, end - at).IndexOf(' '))))) && Here is not { Kind: not (InlineKind.Text or InlineKind.Html) } && (char.IsWhiteSpace(text[at]) || Here is { Kind: InlineKind.Html } || text[at] is ':' or ',' or '.' or ';' or '-' or '–' or '—' or '|' or '"' or '“' or '”' or '•' or '('))
            at = Here is { Kind: InlineKind.Html } html ? html.End : at + 1;
    }

    /// <summary>Reads the part at the cursor; false at the entry's end.</summary>
    private bool ReadNext()
    {
        var from = at;
        while (at < end && (char.IsWhiteSpace(text[at]) || IsBullet(from) || text[at] is ',' or '.' or ';' or ':' or '：' or '，' or '|' or '-' or '–' or '—' or '·' or '\\' or ')' or ']' or '"' or '”' or '/'))
            at++;
        if (at >= end)
            return false;
        if (ReadLink() || ReadYear() || ReadAuthors() || ReadVenue(from) || ReadNote())
            return true;
        at = Math.Max(at, from + 1);
        return at < end;
    }

    /// <summary>Whether a bullet inside the entry begins its line at the cursor.</summary>
    private bool IsBullet(int from) =>
        text[at] is '*' or '+' && at + 1 < end && text[at + 1] == ' ' && text.AsSpan(from, at - from).LastIndexOfAnyExcept(' ', '\t') is >= 0 and var before && text[from + before] is '\n' or '\r';

    /// <summary>A link, with the brackets around it: <c>[[DOI](…)]</c>, <c>([pdf](…))</c>.</summary>
    private bool ReadLink()
    {
        // [ [paper](…) | [web](…) ]: the outer bracket belongs to no link.
        if (at + 2 < end && text[at] == '[' && text[at + 1] == ' ' && Index(at + 2) is >= 0 and var next && inlines[next] is { Kind: InlineKind.Link } inside && inside.Start == at + 2 && Roles.IsRole(PlainText.Of(Inner(inside))))
            at += 2;
        var open = at;
        while (at < end && text[at] is '[' or '(' && Here is not { Kind: InlineKind.Link or InlineKind.Image })
            at++;
        if (Here is not { Kind: InlineKind.Link or InlineKind.Address } link || at - open > 1)
        {
            at = open;
            return false;
        }
        var inner = link.Kind == InlineKind.Address ? "" : Inner(link);
        var badge = inner.StartsWith("![", StringComparison.Ordinal);
        var plain = PlainText.Of(inner);
        var close = link.End;
        if (at > open && close < end && text[close] is ']' or ')')
            close++;
        else if (at > open)
            open = at;
        var role = link.Kind == InlineKind.Address ? Roles.Of(text[link.UrlStart..link.UrlEnd]) : badge || Roles.IsRole(plain) ? Roles.Named(plain) : Roles.Extra;
        if (role == Roles.Extra && elements.Any(e => e.Slot == Slot.Title))
        {
            // What it leads to is said by its own words: they are part of the note.
            at = open;
            return ReadNote();
        }
        var (valueStart, valueEnd) = Display(link, badge);
        Add(Slot.Link, text[open..valueStart], text[valueStart..valueEnd], text[link.UrlEnd..close], text[valueEnd..link.UrlStart], text[link.UrlStart..link.UrlEnd], open, close, role);
        return true;
    }

    private (int Start, int End) Display(Inline link, bool badge)
    {
        if (link.Kind == InlineKind.Address)
            return (link.UrlStart, link.UrlStart);
        var (start, stop) = (link.InnerStart, link.InnerEnd);
        while (!badge && start + 1 < stop && text[start] == '[' && text[stop - 1] == ']')
            (start, stop) = (start + 1, stop - 1);
        return (start, stop);
    }

    private bool ReadYear()
    {
        var rest = text.AsSpan(at, Math.Min(end - at, 6));
        if (elements.Any(e => e.Slot == Slot.Year))
            return false;
        if (rest is ['(', _, _, _, _, ')'] && YearAt.Is(rest[1..5]))
        {
            Add(Slot.Year, "(", text[(at + 1)..(at + 5)], ")", "", null, at, at + 6);
            return true;
        }
        if (rest.Length < 4 || !YearAt.Is(rest[..4]) || (rest.Length > 4 && char.IsLetterOrDigit(rest[4])))
            return false;
        Add(Slot.Year, "", text[at..(at + 4)], "", "", null, at, at + 4);
        return true;
    }

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

    /// <summary>Whatever is said besides, up to the next link that has a role, the next line or the year.</summary>
    private bool ReadNote()
    {
        var stop = at;
        for (var i = Math.Max(Index(at), 0); i < inlines.Count; i++)
        {
            if (inlines[i].Kind == InlineKind.Link && inlines[i].Start > at && (Roles.IsRole(PlainText.Of(Inner(inlines[i]))) || Inner(inlines[i]).StartsWith("![", StringComparison.Ordinal)))
                break;
            stop = inlines[i].End;
        }
        var value = text[at..stop].TrimEnd();
        if (YearAt.Bracketed(value) is { } year && year.Start > 0)
            value = value[..year.Start].TrimEnd();
        if (stop < end && value.Length > 1)
            value = value.TrimEnd('[', '(', ' ', '|', '·', '•', ':');
        value = CutLine(value);
        return value.Length > 0 && Add(Slot.Note, "", value, "", "", null, at, at + value.Length);
    }

    /// <summary>A line of names under the text isn't part of the note.</summary>
    private string CutLine(string value)
    {
        var line = value.AsSpan().IndexOfAny('\r', '\n');
        if (line < 0 || elements.Any(e => e.Slot == Slot.Authors))
            return value;
        var next = value[line..].Trim();
        var stop = next.AsSpan().IndexOfAny('\r', '\n');
        return Names.AreNames(stop < 0 ? next : next[..stop]) ? value[..line].TrimEnd() : value;
    }

    /// <summary>The end of the text at the cursor: a link, emphasis, or the line's end.</summary>
    private int ChunkEnd()
    {
        var i = Index(at);
        var stop = i < 0 ? end : inlines[i].End;
        for (i++; i > 0 && i < inlines.Count && inlines[i].Kind == InlineKind.Text; i++)
            stop = inlines[i].End;
        var line = text.AsSpan(at, stop - at).IndexOfAny('\r', '\n');
        return line < 0 ? stop : at + line;
    }

    private bool Add(Slot slot, string open, string value, string close, string mid, string? url, int start, int stop, string role = "")
    {
        elements.Add(new(slot, text[written..start], open, value, mid, url, close) { Role = role });
        at = written = stop;
        return true;
    }
}
