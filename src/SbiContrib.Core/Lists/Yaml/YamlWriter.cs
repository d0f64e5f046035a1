using System.Collections.Immutable;
using System.Text;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>Writes the fields of an entry as its neighbours' are written: the same keys in the same order, the same quotes and folds.</summary>
internal sealed class YamlWriter(SourceLines lines, ImmutableArray<YamlItem> items, YamlKeys keys)
{
    private const int Near = 40;
    private readonly Dictionary<string, YamlForm> forms = new(StringComparer.Ordinal);
    private readonly YamlValues values = new(items, keys);

    /// <summary>Where the keys of most entries begin.</summary>
    private int Column => field > 0 ? field : field = items.TakeLast(Near).GroupBy(i => i.Column).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? 2;

    /// <summary>Writes an entry.</summary>
    public string Write(NewEntry entry, ImmutableArray<string> section) => Whole(Parts(entry, section));

    /// <summary>The fields of an entry in their order, each from its key on.</summary>
    public List<(string Key, string Lines)> Parts(NewEntry entry, ImmutableArray<string> section)
    {
        var note = YamlNote.Of(entry.AsListed ? entry.Note : null);
        var plain = entry.AsListed ? entry with { Note = note.Text } : entry;
        var parts = new List<(string, string)>();
        foreach (var key in With(note))
        {
            if (Listed(key, note, entry) is { } listed)
                parts.Add((key, listed));
            else if (values.Of(key, plain, section) is { } value && (value.IsKnown || value.IsMapped) && !IsMerged(key, value, note))
                parts.Add((key, Field(key, value)));
        }
        return parts;
    }

    /// <summary>Writes some fields of an entry anew and leaves the others as they stand; one without a value is taken out.</summary>
    public string Rewrite(YamlItem item, IReadOnlyList<(string Key, YamlValue Value)> fields)
    {
        if (!item.IsRegular)
            throw new NotSupportedException($"Line {item.First + 1}: an entry is changed where each of its fields begins on a line of its own.");
        var parts = item.Fields.Select(f => (f.Key, Text: Raw(item, f))).ToList();
        foreach (var (key, value) in fields)
        {
            var at = parts.FindIndex(p => p.Key == key);
            if (at >= 0)
                parts.RemoveAt(at);
            else
                at = parts.FindLastIndex(p => keys.Order.IndexOf(p.Key) < keys.Order.IndexOf(key)) + 1;
            if (value.IsKnown || value.IsMapped)
                parts.Insert(at, (key, Field(key, value)));
        }
        return Whole(parts, item.Column, lines.Text[lines.Start(item.First)..(lines.Start(item.First) + item.Column)]);
    }

    /// <summary>The note of an entry, with its fields that its other words don't tell.</summary>
    /// <param name="from">The text that it stands in.</param>
    /// <param name="item">The entry.</param>
    /// <param name="entry">Its words.</param>
    /// <param name="text">What its field for a note says.</param>
    public YamlNote Untold(SourceLines from, YamlItem item, Entry entry, string text)
    {
        if (!item.IsRegular)
            return new(text, []);
        var again = new NewEntry(entry.Title, entry.Links, entry.Authors, entry.Year, entry.Venue, entry.Label, text) { AsListed = true };
        var told = Parts(again, keys.SectionOf(item)).ToDictionary(p => p.Key, p => p.Lines, StringComparer.Ordinal);
        return new(text, [.. item.Fields.Select(f => (f.Key, Lines: YamlNote.Raw(from, item, f))).Where((f, i) => told.GetValueOrDefault(f.Key) != f.Lines || IsMapped(item.Fields[i].Value) || keys.Lone.Contains(f.Key) || (i + 1 < item.Fields.Length && keys.Lone.Contains(item.Fields[i + 1].Key)))]);
    }

    /// <summary>How mappings are written, another entry need not show.</summary>
    private static bool IsMapped(YamlValue value) => !(value.Maps.IsDefault && value.Pairs.IsDefault);

    /// <summary>The value of the field that holds a section.</summary>
    public YamlValue Section(ImmutableArray<string> names) => values.Section(names);

    public IReadOnlyList<(string Key, YamlValue Value)> Corrected(YamlItem item, Entry entry, Correction correction) => values.Corrected(item, entry, correction);

    private string Raw(YamlItem item, YamlField field) => YamlNote.Raw(lines, item, field);

    /// <summary>The keys, with those that only this entry has behind the one that they stood behind.</summary>
    private List<string> With(YamlNote note)
    {
        var order = keys.Order.ToList();
        var known = order.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < note.Fields.Length; i++)
        {
            if (known.Add(note.Fields[i].Key))
                order.Insert(i == 0 ? 0 : order.IndexOf(note.Fields[i - 1].Key) + 1, note.Fields[i].Key);
        }
        return order;
    }

    /// <summary>A field as it was read with the entry; a number that is taken isn't used twice.</summary>
    private string? Listed(string key, YamlNote note, NewEntry entry)
    {
        var raw = note.Fields.FirstOrDefault(f => f.Key == key).Lines;
        return raw is null || (key == keys.Id && (entry.LeastId is not null || !values.IsFree(raw[(key.Length + 1)..].Trim()))) ? null : raw;
    }

    private string Whole(List<(string Key, string Lines)> parts) => Whole(parts, Column, Dash);

    /// <summary>What stands before an entry's first key.</summary>
    private string Dash => items.IsEmpty ? "- " : lines.Text[lines.Start(items[^1].First)..(lines.Start(items[^1].First) + items[^1].Column)] is var dash && dash.Length == Column ? dash : new string(' ', Column - 2) + "- ";

    private string Whole(List<(string Key, string Lines)> parts, int column, string dash)
    {
        var written = new StringBuilder();
        foreach (var line in parts.SelectMany(p => p.Lines.Split('\n')))
            written.Append(written.Length == 0 ? dash : line.Length == 0 ? "" : new string(' ', column)).Append(line).Append(lines.NewLine);
        return written.ToString();
    }

    /// <summary>Whether an entry takes a value from another, that its field <c>&lt;&lt;</c> names.</summary>
    private bool IsMerged(string key, YamlValue value, YamlNote note) =>
        note.Fields.FirstOrDefault(f => f.Key == "<<").Lines is { } raw && items.LastOrDefault(i => i.Anchor is { } name && raw.TrimEnd().EndsWith("*" + name, StringComparison.Ordinal))?.Field(key) is { } other
        && other.Value.Text == value.Text && value.IsKnown && !note.Fields.Any(f => f.Key == key);

    private string Field(string key, YamlValue value)
    {
        if (value.IsMapped)
            return YamlMaps.Write(key, value, items.Reverse().Where(i => i.IsRegular && i.Fields.Any(f => f.Key == key && f.Value is var v && (!v.Maps.IsDefault || !v.Pairs.IsDefault))).Select(i => Raw(i, i.Fields.First(f => f.Key == key))).FirstOrDefault() ?? "");
        var form = forms.TryGetValue(key, out var known) && (known.IsSequence == value.Text is null) ? known : Learned(key, value.Text is null);
        return form.Write(key, value, Column) ?? Usual(value.Text is null).Write(key, value, Column) ?? new YamlForm(value.Text is null ? YamlKind.Flow : YamlKind.Auto, YamlStyle.Open).Write(key, value, Column)!;
    }

    private YamlForm Learned(string key, bool sequence)
    {
        var near = items.Reverse().Where(i => i.IsRegular && i.Field(key) is { Value.IsKnown: true } f && f.Value.Text is null == sequence).Take(Near).ToList();
        return forms[key] = near.Count == 0 ? Usual(sequence) : Best(near.Select(i => (i, i.Field(key)!)), sequence);
    }

    /// <summary>The form that writes most of the last entries' values as they stand.</summary>
    private YamlForm Usual(bool sequence) =>
        Best(items.TakeLast(Near).Where(i => i.IsRegular).SelectMany(i => i.Fields.Where(f => f.Value.IsKnown && f.Value.Text is null == sequence).Select(f => (i, f))), sequence);

    private YamlForm Best(IEnumerable<(YamlItem Item, YamlField Field)> near, bool sequence)
    {
        var written = near.Select(x => (x.Item.Column, x.Field, Raw: Raw(x.Item, x.Field))).ToList();
        var (best, most) = (YamlForm.Known.First(f => f.IsSequence == sequence), -1);
        foreach (var form in YamlForm.Known.Where(f => f.IsSequence == sequence))
        {
            var same = written.Count(w => form.Write(w.Field.Key, w.Field.Value, w.Column) == w.Raw);
            if (same > most)
                (best, most) = (form, same);
            if (most == written.Count)
                break;
        }
        return best;
    }
}
