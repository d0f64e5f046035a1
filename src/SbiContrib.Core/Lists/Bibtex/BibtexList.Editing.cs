using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>Correcting and moving entries, and making sections.</summary>
internal sealed partial class BibtexList
{
    /// <inheritdoc/>
    public ListChange Correct(Entry entry, Correction correction)
    {
        var at = Find(entry);
        var item = places[at].Item;
        var wanted = new NewEntry(correction.Title ?? "", correction.Links ?? [], correction.Authors ?? [], correction.Year, correction.Venue, null, null) { Date = correction.Date };
        string?[] told =
        [
            correction.Title is null ? null : "title",
            correction.Authors is null ? null : "author",
            correction.Year is null ? null : "year",
            correction.Date is null ? null : "month",
            correction.Venue is null ? null : item["journal"] is null && item["booktitle"] is not null ? "booktitle" : "journal",
            .. correction.Links is null ? Array.Empty<string?>() : ["eprint", "doi", "url"],
        ];
        var text = told.OfType<string>().Aggregate(bib.Text, (now, name) => Corrected(now, item, name, wanted));
        var after = new BibtexList(new(bib.Path, [bib with { Text = text }, .. tex is null ? Array.Empty<ListFile>() : [tex]]));
        return new(text == bib.Text ? [] : [after.bib], after.EntryAt(at), after.NextTo(at));
    }

    /// <inheritdoc/>
    public ListChange Move(Entry entry, ImmutableArray<string> section, string? label)
    {
        var at = Find(entry);
        var (item, from) = places[at];
        var to = groups.Select(g => g.Path).ToList().FindIndex(p => p.SequenceEqual(section, StringComparer.Ordinal));
        if (to < 0)
            throw new ArgumentException($"The list has no section '{string.Join(" / ", section)}'.", nameof(section));
        if (to == from)
            return new([], EntryAt(at), NextTo(at));
        var left = from < 0 ? this : new BibtexList(new(bib.Path, [bib, Uncited(groups[from], item.Key)]));
        var group = left.groups.First(g => g.Path.SequenceEqual(section, StringComparer.Ordinal));
        var page = group.Keys.Any(k => k.Key == item.Key) ? left.tex! : left.Cited(group, item.Key, left);
        var now = new BibtexList(new(bib.Path, [bib, page]));
        var found = Enumerable.Range(0, now.places.Length).First(i => now.places[i].Item.Key == item.Key && now.SectionAt(i).SequenceEqual(section, StringComparer.Ordinal));
        return new([page], now.EntryAt(found), now.NextTo(found));
    }

    /// <inheritdoc/>
    public ListChange AddSection(NewEntry entry, ImmutableArray<string> section)
    {
        if (allGroups.Any(g => g.Keys.IsEmpty && !section.IsEmpty && g.Path.SequenceEqual(section, StringComparer.Ordinal)))
            return Add(entry, section);
        if (tex is null || section.IsEmpty || allGroups.Any(g => g.Path.SequenceEqual(section, StringComparer.Ordinal)))
            throw new ArgumentException($"The list can't get a section '{string.Join(" / ", section)}': it has that one, or no page for it.", nameof(section));
        var above = section.RemoveAt(section.Length - 1);
        var siblings = allGroups.Where(g => g.Path.Length == section.Length && g.Path.Take(above.Length).SequenceEqual(above, StringComparer.Ordinal)).ToList();
        var parent = allGroups.FirstOrDefault(g => g.Path.SequenceEqual(above, StringComparer.Ordinal));
        if (siblings.Count == 0 && parent is null)
            throw new ArgumentException($"The list has no section '{string.Join(" / ", above)}'.", nameof(section));
        var page = siblings.Count > 0 ? WithItem(siblings, section[^1]) : WithList(parent!, section[^1]);
        var added = new BibtexList(new(bib.Path, [bib, page])).Add(entry, section);
        return added with { Files = [.. added.Files.Where(f => f.Path != page.Path), added.Files.First(f => f.Path == page.Path)] };
    }

    private int Find(Entry entry)
    {
        var at = Enumerable.Range(0, places.Length).FirstOrDefault(i => LinesOf(places[i].Item) == entry.Lines && places[i].Item.Text(bib.Text) == entry.Text && SectionAt(i).SequenceEqual(entry.Section), -1);
        return at >= 0 ? at : throw new ArgumentException("The list has no such entry.", nameof(entry));
    }

    /// <summary>The file with one field of an entry as it is to be; what the field says already stays as it is written.</summary>
    private string Corrected(string text, BibItem item, string name, NewEntry wanted)
    {
        var now = BibReader.Read(text).First(i => i.Key == item.Key && i.Block == item.Block);
        var writer = new BibWriter(StyleAt(numbers[item]), lines.NewLine);
        var value = writer.Value(name == "booktitle" ? "journal" : name, wanted);
        var field = now.Fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (field is null)
            return value is not { Length: > 0 } || now.Fields.IsEmpty ? text : text.Insert(now.Fields[^1].End, "," + lines.NewLine + writer.Field(name, value));
        if (value is { Length: > 0 })
            return TexText.ToPlain(field.Value) == TexText.ToPlain(value) ? text : string.Concat(text.AsSpan(0, field.ValueStart), writer.Delimited(name, value), text.AsSpan(field.End));
        // A link that isn't told any more goes, and a venue that is taken out.
        var next = now.Fields.FirstOrDefault(f => f.Start > field.Start);
        return next is null ? text : string.Concat(text.AsSpan(0, field.Start), text.AsSpan(next.Start));
    }

    /// <summary>A new item behind the last of its siblings, written as they are.</summary>
    private ListFile WithItem(List<TexGroup> siblings, string name)
    {
        var text = tex!.Text;
        var last = siblings[^1];
        var line = text.LastIndexOf('\n', last.Start) + 1;
        var indent = text[line..last.Start];
        var until = last.Until > 0 ? text.LastIndexOf('\n', last.Until - 1) + 1 : text.Length;
        var bold = siblings.Count(g => text.AsSpan(g.Start, g.NameEnd - g.Start).Contains("\\textbf{", StringComparison.Ordinal)) * 2 >= siblings.Count;
        return tex with { Text = text.Insert(until, $"{(string.IsNullOrWhiteSpace(indent) ? indent : "")}\\item {Named(name, bold)}{NewLineOf(text)}") };
    }

    /// <summary>The first item below another.</summary>
    private ListFile WithList(TexGroup parent, string name)
    {
        var text = tex!.Text;
        var line = text.LastIndexOf('\n', parent.Start) + 1;
        var indent = text[line..parent.Start] is var own && string.IsNullOrWhiteSpace(own) ? own : "";
        var until = parent.Until > 0 ? text.LastIndexOf('\n', parent.Until - 1) + 1 : text.Length;
        var newLine = NewLineOf(text);
        return tex with { Text = text.Insert(until, $"{indent}\t\\begin{{itemize}}{newLine}{indent}\t\t\\item {Named(name, true)}{newLine}{indent}\t\\end{{itemize}}{newLine}") };
    }

    private static string Named(string name, bool bold) => bold ? $"\\textbf{{{TexText.Of(name, false)}}}" : TexText.Of(name, false);

    private static string NewLineOf(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
}
