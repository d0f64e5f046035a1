using System.Text;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Gives the reference links of an entry that is written their definitions, among those of its neighbours and in their order.</summary>
/// <param name="lines">The page.</param>
/// <param name="page">What stands on it.</param>
/// <param name="items">Its entries.</param>
/// <param name="offset">Where the entry is to stand.</param>
/// <param name="title">Its title.</param>
/// <param name="author">Its first author.</param>
/// <param name="year">Its year.</param>
internal sealed class Definer(SourceLines lines, Page page, IReadOnlyList<Item> items, int offset, string title, string? author, string? year)
{
    /// <summary>How many keys show how keys are made.</summary>
    private const int Near = 12;

    private readonly List<Definition> made = [];
    private readonly List<Edit> edits = [];

    /// <summary>The entry that is written anew, whose definitions may be changed where no other uses them.</summary>
    public Item? Own { get; init; }

    /// <summary>Lines of definitions that went with the entry from another place.</summary>
    public IReadOnlyList<(string Label, string Line)> Kept { get; init; } = [];

    /// <summary>What is to change besides the entry.</summary>
    public IReadOnlyList<Edit> Edits => edits;

    /// <summary>The page's references as they are afterwards.</summary>
    public References After => page.References.With(made);

    /// <summary>An entry whose reference links lead where they are to.</summary>
    public Shape Settle(Shape shape) => shape.Elements.All(e => e.Key is null) ? shape : shape with { Elements = [.. shape.Elements.Select(Settle)] };

    /// <summary>A part of it.</summary>
    public Element Settle(Element element)
    {
        if (element is not { Key: { } key, Url: { } url })
            return element;
        var label = key.Length > 0 ? key : Shown(element);
        if (After[label]?.Url == url)
            return element;
        if (url.Length == 0 || page.References.All.Count == 0)
            return Inline(element);
        if (After.All.FirstOrDefault(d => d.Url == url) is { } same)
            return Full(element, same.Label);
        if (After[label] is { } own && Own is not null && page.References.IsWhole(own) && page.References.UsesOf(own).All(at => at >= Own.Start && at < Own.End))
            return Rewritten(element, own, url);
        if (After[label] is null && References.IsLabel(label))
            return Defined(element, label, url);
        return key.Length == 0 ? Inline(element) : Key(element) is var next ? Defined(Full(element, next), next, url) : element;
    }

    /// <summary>The text in brackets, that is the key where there is no other.</summary>
    private static string Shown(Element element)
    {
        var mid = element.Mid.EndsWith("][", StringComparison.Ordinal) ? element.Mid[..^2] : element.Mid;
        return element.Open[(element.Open.LastIndexOf('[') + 1)..] + element.Value + mid;
    }

    private static bool IsAlone(Element element) => element.Key is "" && !element.Mid.EndsWith("][", StringComparison.Ordinal);

    /// <summary>The same link with its address in it.</summary>
    private static Element Inline(Element element) => element with
    {
        Key = null,
        Mid = (IsAlone(element) ? element.Mid : element.Mid[..^2]) + "](",
        Close = ")" + element.Close[1..],
    };

    /// <summary>The same link with its key in it.</summary>
    private static Element Full(Element element, string label) => element with { Key = label, Mid = IsAlone(element) ? element.Mid + "][" : element.Mid };

    private Element Rewritten(Element element, Definition own, string url)
    {
        edits.Add(new(own.UrlStart, own.Url.Length, url));
        made.Add(own with { Url = url });
        return element;
    }

    private string Key(Element element)
    {
        var near = from item in items.Where(i => i != Own).OrderBy(i => Math.Abs(i.Start - offset))
                   from e in item.Shape.Elements
                   where e.Slot == element.Slot && e is { Key.Length: > 0, Url: not null } && page.References[e.Key] is not null
                   select (e.Key!, new KeyFacts(item.Entry.Title, item.Entry.Authors.FirstOrDefault(), item.Entry.Year, e.Role, e.Url!));
        return ReferenceKeys.Of([.. near.Take(Near)], new(title, author, year, element.Role, element.Url!), key => After[key] is not null, page.References.All.Concat(made).Select(d => d.Label));
    }

    /// <summary>Puts a definition among those of the nearest entries.</summary>
    private Element Defined(Element element, string label, string url)
    {
        var group = Group();
        if (group.Count == 0)
            return Inline(element);
        var at = Place(group, label);
        var model = group[Math.Max(0, at - 1)];
        var line = Kept.FirstOrDefault(k => References.Same(k.Label, label)).Line ?? Line(group, model, label, url);
        var open = at > 0 && lines.End(group[at - 1].Last) == lines.ContentEnd(group[at - 1].Last);
        Insert(at > 0 ? lines.End(group[at - 1].Last) : lines.Start(group[0].First), open ? lines.NewLine + line : line + lines.NewLine);
        made.Add(new(label, url, 0, -1 - made.Count, -1 - made.Count));
        return element;
    }

    private void Insert(int at, string text)
    {
        var same = edits.FindIndex(e => e.Offset == at && e.Length == 0);
        if (same < 0)
            edits.Add(new(at, 0, text));
        else
            edits[same] = edits[same] with { Text = edits[same].Text + text };
    }

    /// <summary>The definitions that stand together with that of the nearest entry that has one.</summary>
    private List<Definition> Group()
    {
        var near = items.OrderBy(i => Math.Abs(i.Start - offset)).SelectMany(i => page.References.In(lines.Text, i.Start, i.End)).Select(u => u.Definition).FirstOrDefault(page.References.IsWhole);
        return (near ?? page.References.All.LastOrDefault(page.References.IsWhole)) is { } one ? page.References.Together(one) : [];
    }

    /// <summary>Before which of the definitions a new one goes: they are numbered, in the order of their use, by key, or in none.</summary>
    private int Place(List<Definition> group, string label)
    {
        if (int.TryParse(label, out _) && group.TrueForAll(d => int.TryParse(d.Label, out _)))
            return group.Count;
        if (page.References.AreByUse(group))
            return group.FindLastIndex(d => page.References.FirstUse(d) < offset) + 1;
        var byKey = group.Count > 1 && group.Zip(group.Skip(1)).All(p => Compare(p.First.Label, p.Second.Label) <= 0);
        return byKey && group.FindIndex(d => Compare(d.Label, label) > 0) is >= 0 and var at ? at : group.Count;
    }

    private static int Compare(string label, string other) => StringComparer.OrdinalIgnoreCase.Compare(label, other);

    /// <summary>A line like that of another definition.</summary>
    private string Line(List<Definition> group, Definition model, string label, string url)
    {
        var start = lines.Start(model.First);
        var lead = lines.Text[start..lines.Text.IndexOf('[', start)];
        var colon = lines.Text.IndexOf("]:", start, StringComparison.Ordinal) + 2;
        var angled = lines.Text[model.UrlStart - 1] == '<';
        var space = model.First == model.Last ? lines.Text[colon..(model.UrlStart - (angled ? 1 : 0))] : " ";
        var columns = group.Select(d => d.UrlStart - lines.Start(d.First)).Distinct().ToList();
        var begun = $"{lead}[{label}]:";
        // Where all addresses stand in one column, keys of different lengths are padded.
        var padded = group.Count > 1 && columns.Count == 1 && group.Select(d => d.Label.Length).Distinct().Count() > 1;
        return new StringBuilder(begun).Append(padded ? new string(' ', Math.Max(1, columns[0] - (angled ? 1 : 0) - begun.Length)) : space.Length == 0 ? " " : space)
            .Append(angled ? $"<{url}>" : url).ToString();
    }
}
