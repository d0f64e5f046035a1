namespace SbiContrib.Core.Lists.Markdown;

/// <summary>The label and the title of an entry.</summary>
internal sealed partial class ShapeReader
{
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
        if (Venues.WithYear(inner))
            return;
        var label = inner.TrimEnd(':', ' ');
        var first = label is ['[', _, .., ']'] && !label.AsSpan(1, label.Length - 2).ContainsAny('[', ']') ? 1 : 0;
        label = label[first..^first];
        Add(Slot.Label, text[bold.Start..(bold.InnerStart + first)], label, inner[(first + label.Length)..] + text[bold.InnerEnd..bold.End], "", null, bold.Start, bold.End);
    }

    private bool IsTitleLink(Inline inline) => inline.Kind switch
    {
        InlineKind.Link => !Roles.IsRole(PlainText.Of(Inner(inline))) && !Inner(inline).StartsWith("![", StringComparison.Ordinal),
        InlineKind.Strong or InlineKind.Emphasis => Scan(inline.InnerStart, inline.InnerEnd) is [{ Kind: InlineKind.Link } link] && IsTitleLink(link),
        _ => false,
    };

    private void ReadTitle()
    {
        while (ReadLead())
        {
            // Badges, venues and years may stand before the title.
        }
        if (ReadQuoted())
            return;
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
        if (ReadReference(plain))
            return;
        if (next is { Kind: not InlineKind.Text } titled && !(titled.Kind == InlineKind.Link && !IsTitleLink(titled)) && titled.Kind is not (InlineKind.Address or InlineKind.Html or InlineKind.Image) && plain.Trim().Length > 0)
        {
            Lead(plain);
            SkipGlueAndMarks();
            if (Here is { } behind)
                Dressed(behind);
            return;
        }
        PlainTitle(plain);
    }

    /// <summary>What stands before a title's link: a day, names with their year or without, else words.</summary>
    private void Lead(string plain)
    {
        var lead = IsShortcode(plain.Trim()) ? plain.TrimEnd() : plain.TrimEnd(' ', ',', ':', ';', '-', '–', '—', '"', '“', '(');
        var said = lead.EndsWith('.') && !Names.Rest(lead) && !(lead.Length > 1 && char.IsUpper(lead[^2]) && Names.AreNames(lead)) ? lead.TrimEnd('.', ' ') : lead;
        if (YearAt.Ending(said) is { Before: > 0 } year && said[..year.Before].TrimEnd(' ', ',') is var names && Names.AreNames(names))
        {
            Add(Slot.Authors, "", names, "", "", null, at, at + names.Length);
            var start = written + year.Start - names.Length;
            var (open, close) = (text[start - 1] == '(' ? 1 : 0, text[start + 4] == ')' ? 1 : 0);
            Add(Slot.Year, open > 0 ? "(" : "", text[start..(start + 4)], close > 0 ? ")" : "", "", null, start - open, start + 4 + close);
            at = written;
            return;
        }
        Add(YearAt.IsDate(said) ? Slot.Year : Names.AreNames(said) ? Slot.Authors : Slot.Note, "", said, "", "", null, at, at + said.Length);
    }

    /// <summary>A badge, a year in brackets, or a venue with its year, where the title's link is still to come.</summary>
    private bool ReadLead()
    {
        var from = at;
        SkipGlue();
        if (elements.Count > 0 && at < end && text[at] is '-' or '–' or '—' or ':' or '.' or ',')
            at++;
        SkipGlue();
        if (Index(at) is >= 0 and var i && inlines.Skip(i + 1).Take(4).Any(n => IsTitleLink(n) && n.Kind == InlineKind.Link))
        {
            if (Here is { Kind: InlineKind.Link or InlineKind.Image } badge && (badge.Kind == InlineKind.Image || Badges.Is(Inner(badge))))
                return badge.Kind == InlineKind.Image ? Add(Slot.Note, "", text[badge.Start..badge.End], "", "", null, badge.Start, badge.End)
                    : Add(Slot.Link, "[", Inner(badge), text[badge.UrlEnd..badge.End], text[badge.InnerEnd..badge.UrlStart], badge.Url(text), badge.Start, badge.End, Roles.Named(PlainText.Of(Inner(badge))), badge.Key(text));
            if (Here is { Kind: InlineKind.Strong or InlineKind.Emphasis } venue && Venues.WithYear(Inner(venue)))
                return VenueWithYear(venue);
            if (at + 6 <= end && text[at] is '(' or '[' && text[at + 5] is ')' or ']' && YearAt.Is(text.AsSpan(at + 1, 4)) && Here is not { Kind: InlineKind.Link })
                return Add(Slot.Year, text[at..(at + 1)], text[(at + 1)..(at + 5)], text[(at + 5)..(at + 6)], "", null, at, at + 6);
        }
        at = from;
        return false;
    }

    /// <summary>A title in quotation marks, alone, before names or behind them.</summary>
    private bool ReadQuoted()
    {
        var i = Index(at);
        var stop = i < 0 || inlines[i].Kind != InlineKind.Text ? at : inlines[i].End;
        var plain = text[at..stop];
        var open = plain.AsSpan().IndexOfAny('"', '“');
        var close = open < 0 ? -1 : plain.AsSpan(open + 1).IndexOfAny('"', '”') + open + 1;
        if (open < 0 || close <= open + 4)
            return false;
        var (before, after) = (plain[..open], plain[(close + 1)..].TrimStart());
        var names = before.TrimEnd(' ', ',', ':', '-', '–', '—');
        var ends = plain[close - 1] is ',' or '.' || after.Length == 0 || after[0] is ',' or '.' or ';' or '(' or '[' or '-' or '–' or '—' || after.StartsWith("by ", StringComparison.Ordinal);
        if (!ends || before.AsSpan().ContainsAny('\r', '\n') || (before.Trim().Length > 0 && !Names.AreNames(names.Trim())))
            return false;
        var start = at + open;
        if (names.Trim().Length > 0)
            Add(Slot.Authors, "", names.Trim(), "", "", null, at + names.Length - names.TrimStart().Length, at + names.Length);
        var value = text[(start + 1)..(start + close - open)];
        var title = value.TrimEnd(',', '.');
        return Add(Slot.Title, text[start..(start + 1)], title, value[title.Length..] + text[(start + close - open)], "", null, start, start + close - open + 1);
    }

    /// <summary>A reference as in a paper: <c>Doe, J., &amp; Roe, R. (2020). The title. Journal</c>.</summary>
    private bool ReadReference(string plain)
    {
        var open = plain.IndexOf(" (", StringComparison.Ordinal);
        if (open < 1 || open + 9 > plain.Length || !YearAt.Is(plain.AsSpan(open + 2, 4)) || plain.AsSpan(open + 6, 3) is not [')', '.' or ',' or ':', ' '] || !Names.AreNames(plain[..open]))
            return false;
        var said = plain[(open + 9)..];
        var stop = said.IndexOf(". ", StringComparison.Ordinal) is > 0 and var dot ? dot : said.Length;
        var title = said[..stop].TrimStart();
        title = (title.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var line ? title[..line] : title).TrimEnd(' ', '.', ',', ':', '[', '(', '\\', '\r');
        if (!title.Contains(' ', StringComparison.Ordinal))
            return false;
        var start = at;
        Add(Slot.Authors, "", plain[..open], "", "", null, start, start + open);
        Add(Slot.Year, "(", plain[(open + 2)..(open + 6)], ")", "", null, start + open + 1, start + open + 7);
        var first = start + open + 9 + said.IndexOf(title, StringComparison.Ordinal);
        return Add(Slot.Title, "", title, "", "", null, first, first + title.Length);
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
            Add(Slot.Title, text[start..inner.InnerStart], value, text[linked.UrlEnd..stop], text[inner.InnerEnd..linked.UrlStart], linked.Url(text), start, stop, Roles.Main, linked.Key(text));
        else
            Add(Slot.Title, text[start..inner.InnerStart], value, text[inner.InnerEnd..stop], "", null, start, stop);
    }

    private Inline? Sole(Inline inline) =>
        Scan(inline.InnerStart, inline.InnerEnd) is [{ Kind: not (InlineKind.Text or InlineKind.Html or InlineKind.Address or InlineKind.Image) } only] ? only : null;

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
}
