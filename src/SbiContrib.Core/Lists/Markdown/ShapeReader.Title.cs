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
        var trimmed = inner.TrimEnd(':', ' ');
        Add(Slot.Label, text[bold.Start..bold.InnerStart], trimmed, inner[trimmed.Length..] + text[bold.InnerEnd..bold.End], "", null, bold.Start, bold.End);
    }

    private bool IsTitleLink(Inline inline) => inline.Kind switch
    {
        InlineKind.Link => !Roles.IsRole(PlainText.Of(Inner(inline))) && !Inner(inline).StartsWith("![", StringComparison.Ordinal),
        InlineKind.Strong or InlineKind.Emphasis => InlineScanner.Scan(text, inline.InnerStart, inline.InnerEnd) is [{ Kind: InlineKind.Link } link] && IsTitleLink(link),
        _ => false,
    };

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
}
