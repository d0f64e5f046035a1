using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Folder;

/// <summary>A folder with one YAML file an entry.</summary>
internal sealed class FolderList : IListDocument
{
    private readonly ListFiles list;
    private readonly ImmutableArray<FolderFile> files;
    private readonly FolderKeys keys;
    private readonly FolderWriter writer;

    public FolderList(ListFiles list)
    {
        this.list = list;
        Schema = list.Files.FirstOrDefault(f => list.Schema is null ? ListReader.Ends(f, "schema.json") : f.Path == list.Schema) is { } file ? EntrySchema.Read(file) : null;
        files = [.. list.Files.Where(f => ListReader.IsYaml(f) && f.Path != list.Schema).OrderBy(f => f.Path, StringComparer.Ordinal).Select(FolderFile.Read)];
        keys = new(files, Schema, list.SectionField);
        writer = new(files, keys);
    }

    /// <summary>The schema of the entries; null where there is none.</summary>
    public EntrySchema? Schema { get; }

    /// <summary>The entries' files.</summary>
    public ImmutableArray<FolderFile> Files => files;

    /// <inheritdoc/>
    public ImmutableArray<Section> Sections => field.IsDefault ? field = SectionsOf() : field;

    /// <inheritdoc/>
    public ImmutableArray<Entry> Entries => field.IsDefault ? field = [.. files.Select(EntryOf)] : field;

    /// <inheritdoc/>
    public bool SectionsAreSaid => keys.Section is not null;

    /// <inheritdoc/>
    public ListChange Add(NewEntry entry, ImmutableArray<string> section)
    {
        if (!section.IsEmpty && !Sections.Any(s => s.Path.SequenceEqual(section, StringComparer.Ordinal)))
            throw new ArgumentException($"The list has no section '{string.Join(" / ", section)}'.", nameof(section));
        return Added(entry, section);
    }

    private ListChange Added(NewEntry entry, ImmutableArray<string> section)
    {
        var file = new ListFile(FolderName.Of(entry, files, keys, list.Path), writer.Write(entry, section));
        var added = EntryOf(FolderFile.Read(file));
        return new([file], added, [.. Entries.Where(e => e.Section.SequenceEqual(section)).TakeLast(2)]) { Order = ListOrder.None };
    }

    /// <inheritdoc/>
    public string? Refusal(NewEntry entry, ImmutableArray<string> section)
    {
        var problems = Schema?.Problems(writer.Write(entry, section)) ?? [];
        // A schema that the entries themselves don't follow rules nobody.
        return problems.IsEmpty || files.Count(f => Schema!.Problems(f.File.Text).IsEmpty) * 10 < files.Length * 9 ? null : string.Join("; ", problems);
    }

    /// <inheritdoc/>
    public ListChange Remove(Entry entry) =>
        new([], EntryOf(Find(entry)), [.. Entries.Where(e => e.File != entry.File && e.Section.SequenceEqual(entry.Section)).TakeLast(2)]) { Deleted = [Find(entry).File.Path] };

    /// <inheritdoc/>
    public ListChange Correct(Entry entry, Correction correction)
    {
        var file = Find(entry);
        var wanted = new NewEntry(
            correction.Title ?? "", correction.Links ?? [], correction.Authors ?? [], correction.Year, correction.Venue, null, correction.Note)
        { Date = correction.Date };
        string?[] told =
        [
            correction.Title is null ? null : keys.Title,
            correction.Authors is null ? null : keys.Authors,
            correction.Year is null && correction.Date is null ? null : keys.Date,
            correction.Venue is null ? null : keys.Venue,
            correction.Note is null ? null : keys.Note,
            .. correction.Links is null ? Array.Empty<string?>() : [keys.Link, .. keys.Ids.Select(id => id.Key)],
        ];
        return Changed(file, told.OfType<string>().Where(key => file[key]?.Text != writer.Value(key, wanted)).Select(key => (key, writer.Field(key, wanted, []))));
    }

    /// <inheritdoc/>
    public ListChange Move(Entry entry, ImmutableArray<string> section, string? label)
    {
        if (!Sections.Any(s => s.Path.SequenceEqual(section, StringComparer.Ordinal)))
            throw new ArgumentException($"The list has no section '{string.Join(" / ", section)}'.", nameof(section));
        var wanted = new NewEntry("", [], [], null, null, label, null);
        return Changed(Find(entry), new[] { keys.Section, label == entry.Label ? null : keys.Label }.OfType<string>().Select(key => (key, writer.Field(key, wanted, section))));
    }

    /// <inheritdoc/>
    public ListChange AddSection(NewEntry entry, ImmutableArray<string> section)
    {
        // Several names are several values of the field.
        if (keys.Section is null || section.IsEmpty || Sections.Any(s => s.Path.SequenceEqual(section, StringComparer.Ordinal)))
            throw new ArgumentException($"The list can't get a section '{string.Join(" / ", section)}': it has that one, or no field for it.", nameof(section));
        if (Schema?.Words(keys.Section) is { IsEmpty: false } words && section.FirstOrDefault(name => !words.Contains(name)) is { } unknown)
            throw new ArgumentException($"The list's schema knows no `{keys.Section}` '{unknown}'.", nameof(section));
        return Added(entry, section);
    }

    private FolderFile Find(Entry entry) =>
        files.FirstOrDefault(f => f.File.Path == entry.File && f.File.Text.StartsWith(entry.Text, StringComparison.Ordinal)) ?? throw new ArgumentException("The list has no such entry.", nameof(entry));

    /// <summary>A file with some of its fields as they are to be; one that is null goes.</summary>
    private ListChange Changed(FolderFile file, IEnumerable<(string Key, string? Field)> fields)
    {
        var text = file.File.Text;
        foreach (var (key, field) in fields)
        {
            var now = FolderFile.Read(file.File with { Text = text });
            var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
            var written = field?.ReplaceLineEndings(newLine);
            if (now[key] is { } old)
            {
                var end = old.Start + old.Raw.Length;
                end += written is null && text.AsSpan(end).StartsWith(newLine) ? newLine.Length : 0;
                text = string.Concat(text.AsSpan(0, old.Start), written is null ? "" : old.Comments + written, text.AsSpan(end));
            }
            else if (written is not null)
            {
                var last = now.Fields[^1].Start + now.Fields[^1].Raw.Length;
                text = text.Insert(last, newLine + written);
            }
        }
        var entry = EntryOf(FolderFile.Read(file.File with { Text = text }));
        return new(text == file.File.Text ? [] : [file.File with { Text = text }], entry, [.. Entries.Where(e => e.File != entry.File && e.Section.SequenceEqual(entry.Section)).TakeLast(2)]);
    }

    private ImmutableArray<Section> SectionsOf()
    {
        var paths = (keys.Section is { } key ? Schema?.Words(key) ?? [] : []).Select(word => ImmutableArray.Create(word)).Concat(Entries.Select(e => e.Section))
            .DistinctBy(path => string.Join('\n', path)).OrderBy(path => path.Length > 1).ToList();
        if (paths.Count == 0)
            paths.Add([]);
        return [.. paths.Select(path => new Section(path, [.. Entries.Where(e => e.Section.SequenceEqual(path)).Select(e => e.Label).OfType<string>().Distinct()], new(1, 1)))];
    }

    private Entry EntryOf(FolderFile file)
    {
        var lines = new SourceLines(file.File.Text);
        var last = lines.Count - 1;
        while (last > 0 && lines.IsBlank(last))
            last--;
        var entry = new Entry(
            file[keys.Section]?.Values ?? [],
            file[keys.Label]?.Values is { IsEmpty: false } labels ? string.Join(", ", labels) : null,
            PlainText.OneLine(file[keys.Title]?.Text ?? ""),
            [.. LinksOf(file)],
            file[keys.Authors] is { } authors ? authors.IsList ? authors.Values : Names.Split(authors.Text ?? "").Names : [],
            file[keys.Date]?.Text is { Length: >= 4 } date ? date[..4] : null,
            file[keys.Venue]?.Text, null, file.File.Text[..lines.ContentEnd(last)], new(1, last + 1))
        { File = file.File.Path };
        return entry with { Note = NoteOf(file, entry) };
    }

    /// <summary>
    /// What an entry says besides: its remark, or all fields as written that the entry's other parts don't write back as they stand,
    /// so that an entry that was taken out can be put back whole.
    /// </summary>
    private string? NoteOf(FolderFile file, Entry entry)
    {
        var again = new NewEntry(entry.Title, entry.Links, entry.Authors, entry.Year, entry.Venue, entry.Label, file[keys.Note]?.Text) { AsListed = true };
        // As if it weren't there: what only it has, nobody could learn.
        ImmutableArray<FolderFile> left = [.. files.Where(f => !ReferenceEquals(f, file))];
        var others = new FolderWriter(left, new(left, Schema, list.SectionField));
        var rest = file.Fields.Where(f => others.Field(f.Key, again, entry.Section) != f.Raw).ToList();
        var note = rest.Count == 0 ? again.Note : string.Join('\n', file.Fields.Where(f => rest.Contains(f) || f.Key == keys.Note).Select(f => f.Raw));
        // Where those alone don't give the order, all are said.
        return others.Write(again with { Note = note }, entry.Section) == file.File.Text ? note : string.Join('\n', file.Fields.Select(f => f.Raw));
    }

    private IEnumerable<EntryLink> LinksOf(FolderFile file)
    {
        if (file[keys.Link]?.Text is { Length: > 0 } link)
            yield return new(Roles.Main, link);
        foreach (var (scheme, key) in keys.Ids)
        {
            if (file[key]?.Text is { Length: > 0 } value)
                yield return new(scheme, value.Contains("://", StringComparison.Ordinal) ? value : Identify.Link($"{scheme}:{value}").Url?.AbsoluteUri ?? value);
        }
    }
}
