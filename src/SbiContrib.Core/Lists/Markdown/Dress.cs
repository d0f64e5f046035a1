namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Dresses the parts of an entry as its neighbours dress theirs.</summary>
internal sealed class Dress
{
    private readonly IReadOnlyList<Shape> near;
    private readonly Wanted wanted;
    private readonly Escape escape;
    private readonly Joins joins;
    private readonly string newLine;

    /// <summary>Learns from the entries.</summary>
    /// <param name="wanted">What is to be written.</param>
    /// <param name="section">The entries of its section, nearest first.</param>
    /// <param name="all">Those of the whole list, nearest first.</param>
    /// <param name="hand">What all entries share.</param>
    public Dress(Wanted wanted, IReadOnlyList<Shape> section, IReadOnlyList<Shape> all, Hand hand)
    {
        newLine = hand.NewLine;
        this.wanted = wanted;
        near = section.Count > 0 ? [.. section, .. all] : all;
        escape = new(KeepMath: all.Any(s => s[Slot.Title]?.Value.AsSpan().Count('$') > 1), KeepPipe: wanted.Entry.AsListed && near.Any(s => s.HasPipe), KeepAccents: wanted.Entry.AsListed, References: hand.References);
        joins = Joins.Learn(section.Any(s => s.Has(Slot.Authors)) ? section : all);
    }

    /// <summary>The entries that it learned from, nearest first.</summary>
    public IReadOnlyList<Shape> Near => near;

    /// <summary>The first of those that are alike most often.</summary>
    public static T? Commonest<T>(IEnumerable<T> values, Func<T, string> alike)
        where T : class => values.GroupBy(alike, StringComparer.Ordinal).OrderByDescending(g => g.Count()).FirstOrDefault()?.First();

    public static Element Default(Slot slot) => slot switch
    {
        Slot.Label => new(slot, "", "**", "", "", null, "**"),
        Slot.Title => new(slot, "", "[", "", "](", "", ")"),
        Slot.Authors => new(slot, " ", "by ", "", "", null, ""),
        Slot.Year => new(slot, " ", "(", "", "", null, ")"),
        Slot.Venue => new(slot, ", ", "", "", "", null, ""),
        Slot.Link => new(slot, " ", "[[", "", "]](", "", ")"),
        _ => new(slot, " - ", "", "", "", null, ""),
    };

    public Element LinkAs(EntryLink link, List<Element> own)
    {
        var url = wanted.Entry.AsListed ? Listed.Url(link.Url) : Escape.Url(link.Url);
        var same = Commonest(near.SelectMany(s => s.Elements).Where(e => e.Slot == Slot.Link && e.Role == link.Role).Take(40), e => e.Open + '\u0001' + e.Value + '\u0001' + e.Mid);
        if (same is not null && (!Badges.ShowsId(same.Value) || Badges.For(same.Value, same.Url ?? "", url) is not null))
            return same with { Url = url, Value = Badges.ShowsId(same.Value) ? Badges.For(same.Value, same.Url ?? "", url)! : same.Value };
        var other = own.Find(e => !Badges.ShowsId(e.Value)) ?? near.Select(s => s[Slot.Link]).FirstOrDefault(e => e is not null && e.Value.Length > 0 && !Badges.ShowsId(e.Value)) ?? Default(Slot.Link);
        return other with { Url = url, Role = link.Role, Value = other.Value.Length == 0 && other.Open.Length == 0 ? "" : escape.Text(Roles.Display(link.Role)) };
    }

    public Element Put(Element element, bool lineStart) => element.Slot switch
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
    public string Said(string text) => Said(text, false);

    private string Said(string text, bool lineStart) =>
        wanted.Entry.AsListed ? Listed.Note(text, wanted.Entry.Links, escape, newLine) : escape.Text(text, lineStart);

    private Element PutTitle(Element element, bool lineStart)
    {
        var title = wanted.Entry.Title;
        if (wanted.Entry.AsListed && title == wanted.MainUrl && Roles.IsAddress(title))
            return element with { Open = element.Open == "<" ? "<" : "", Value = Listed.Url(title), Mid = "", Url = null, Key = null, Close = element.Open == "<" ? ">" : "" };
        var linked = element.Url is not null;
        if (linked != wanted.MainUrl is not null)
            element = Redress(element, !linked);
        if (element.Open.EndsWith('`'))
            return Code(element, title);
        return element with { Value = escape.Text(title, lineStart), Url = wanted.MainUrl is null ? null : wanted.Entry.AsListed ? Listed.Url(wanted.MainUrl) : Escape.Url(wanted.MainUrl) };
    }

    /// <summary>The same title with or without a link.</summary>
    private Element Redress(Element element, bool linked)
    {
        var donor = near.Select(s => s[Slot.Title]).FirstOrDefault(t => t is not null && t.Url is not null == linked);
        if (donor is not null)
            return donor with { Glue = element.Glue };
        return linked
            ? element with { Open = element.Open + "[", Mid = "](", Url = "", Close = ")" + element.Close }
            : element with { Open = "", Mid = "", Url = null, Key = null, Close = "" };
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
            Url = wanted.MainUrl is null ? null : wanted.Entry.AsListed ? Listed.Url(wanted.MainUrl) : Escape.Url(wanted.MainUrl),
        };
    }
}
