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
    public ListChange Add(NewEntry entry, ImmutableArray<string> section)
    {
        if (!Sections.Any(s => s.Path.SequenceEqual(section, StringComparer.Ordinal)))
            throw new ArgumentException($"The list has no section '{string.Join(" / ", section)}'.", nameof(section));
        var file = new ListFile(FolderName.Of(entry, files, keys, list.Path), writer.Write(entry, section));
        var added = EntryOf(FolderFile.Read(file));
        return new([file], added, [.. Entries.Where(e => e.Section.SequenceEqual(section)).TakeLast(2)]);
    }

    /// <inheritdoc/>
    public string? Refusal(NewEntry entry, ImmutableArray<string> section)
    {
        var problems = Schema?.Problems(writer.Write(entry, section)) ?? [];
        // A schema that the entries themselves don't follow rules nobody.
        return problems.IsEmpty || files.Count(f => Schema!.Problems(f.File.Text).IsEmpty) * 10 < files.Length * 9 ? null : string.Join("; ", problems);
    }

    /// <inheritdoc/>
    public ListChange Remove(Entry entry)
    {
        var at = Enumerable.Range(0, files.Length).FirstOrDefault(i => files[i].File.Path == entry.File && Entries[i].Text == entry.Text, -1);
        return at < 0
            ? throw new ArgumentException("The list has no such entry.", nameof(entry))
            : new([], Entries[at], [.. Entries.Where(e => e != Entries[at] && e.Section.SequenceEqual(entry.Section)).TakeLast(2)]) { Deleted = [files[at].File.Path] };
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
