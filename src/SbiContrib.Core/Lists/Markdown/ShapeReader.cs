using System.Buffers;
using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Takes an entry's text apart into label, title, links, authors, year, venue and note.</summary>
internal sealed partial class ShapeReader
{
    private static readonly SearchValues<char> Shortcode = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_+-");

    private readonly string text;
    private readonly int end;
    private readonly References references;
    private readonly IReadOnlyList<Inline> inlines;
    private readonly ImmutableArray<Element>.Builder elements = ImmutableArray.CreateBuilder<Element>();
    private int at;
    private int written;

    private ShapeReader(string text, int start, int end, References references)
    {
        this.references = references;
        this.text = text;
        this.end = end;
        at = written = start;
        inlines = Scan(start, end);
    }

    /// <summary>Reads the text between two offsets as an entry whose bullet ends at a third.</summary>
    public static Shape Read(string text, int start, int body, int end, References references)
    {
        var reader = new ShapeReader(text, body, end, references);
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

    private IReadOnlyList<Inline> Scan(int from, int to) => InlineScanner.Scan(text, from, to, references);

    private string Inner(Inline inline) => text[inline.InnerStart..inline.InnerEnd];

    /// <summary>Reads the part at the cursor; false at the entry's end.</summary>
    private bool ReadNext()
    {
        var from = at;
        while (at < end && (char.IsWhiteSpace(text[at]) || IsBullet(from) || text[at] is ',' or '.' or ';' or ':' or '：' or '，' or '|' or '-' or '–' or '—' or '·' or '\\' or ')' or ']' or '"' or '”' or '/'))
            at++;
        if (Here is { Kind: InlineKind.Html } line && (IsBreak(line) || text[line.Start] == '{'))
        {
            at = line.End;
            return true;
        }
        if (at >= end)
            return false;
        if (ReadLink() || ReadYear() || ReadAuthors() || ReadVenue(from) || ReadNote())
            return true;
        at = Math.Max(at, from + 1);
        return at < end;
    }

    private bool IsBreak(Inline html) => text.AsSpan(html.Start, html.End - html.Start).StartsWith("<br", StringComparison.OrdinalIgnoreCase);

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
        var role = link.Kind == InlineKind.Address ? Roles.Of(link.Url(text)) : badge || Roles.IsRole(plain) ? Roles.Named(plain) : Roles.Extra;
        if (role == Roles.Extra && elements.Any(e => e.Slot == Slot.Title))
        {
            // What it leads to is said by its own words: they are part of the note.
            at = open;
            return ReadNote();
        }
        var (valueStart, valueEnd) = Display(link, badge);
        Add(Slot.Link, text[open..valueStart], text[valueStart..valueEnd], text[link.UrlEnd..close], text[valueEnd..link.UrlStart], link.Url(text), open, close, role, link.Key(text));
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
        // The bracket that the venue before it opened.
        var closes = rest is [_, _, _, _, ')', ..] && elements is [.., { Slot: Slot.Venue or Slot.Authors, Open: "(", Close: "" }] ? 1 : 0;
        return Add(Slot.Year, "", text[at..(at + 4)], text[(at + 4)..(at + 4 + closes)], "", null, at, at + 4 + closes);
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

    /// <summary>The end of the text at the cursor: a link, emphasis, a bar, or the line's end; among names, emphasised ones are text.</summary>
    private int ChunkEnd(bool names = false)
    {
        var i = Index(at);
        var stop = i < 0 ? end : inlines[i].End;
        for (i++; i > 0 && i < inlines.Count && (inlines[i].Kind == InlineKind.Text || (names && IsAmongNames(inlines[i], stop))); i++)
            stop = inlines[i].End;
        var line = text.AsSpan(at, stop - at).IndexOfAny('\r', '\n');
        stop = line < 0 ? stop : at + line;
        var bar = text.AsSpan(at, stop - at).IndexOf(" | ");
        return bar <= 0 ? stop : at + bar;
    }

    /// <summary>Whether an emphasised name goes on with the names before it.</summary>
    private bool IsAmongNames(Inline inline, int before)
    {
        var said = text.AsSpan(at, before - at).TrimEnd();
        return inline.Kind is InlineKind.Emphasis or InlineKind.Strong && (said.EndsWith(",") || said.EndsWith(" and") || said.EndsWith("&")) && Names.ArePersons(Inner(inline));
    }

    private bool Add(Slot slot, string open, string value, string close, string mid, string? url, int start, int stop, string role = "", string? key = null)
    {
        elements.Add(new(slot, text[written..start], open, value, mid, url, close) { Role = role, Key = key });
        at = written = stop;
        return true;
    }
}
