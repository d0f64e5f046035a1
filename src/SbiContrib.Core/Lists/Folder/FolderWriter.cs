using System.Collections.Immutable;
using System.Text;
using SbiContrib.Core.Lists.Markdown;
using SbiContrib.Core.Lists.Yaml;
using YamlDotNet.Core;

namespace SbiContrib.Core.Lists.Folder;

/// <summary>Writes an entry's file as its neighbours are written: their fields in their order, their quotes, their lists.</summary>
internal sealed class FolderWriter(ImmutableArray<FolderFile> files, FolderKeys keys)
{
    private static readonly YamlStyle Unfolded = new(int.MaxValue, false);

    /// <summary>The file's text.</summary>
    public string Write(NewEntry entry, ImmutableArray<string> section)
    {
        var said = entry.AsListed ? Said(entry.Note) : [];
        var fields = Wanted(entry, section, said);
        var order = Order([.. fields.Keys], [.. said.Select(f => f.Key)]);
        var text = new StringBuilder(Most(f => f.File.Text.StartsWith("---", StringComparison.Ordinal)) ? "---" + NewLine : "");
        text.AppendJoin(NewLine, order.Select(key => fields[key].ReplaceLineEndings(NewLine)));
        return text.Append(files.IsEmpty || Most(f => f.File.Text.EndsWith('\n')) ? NewLine : "").ToString();
    }

    /// <summary>A field as the neighbours write it; null where the entry has nothing to put into it.</summary>
    public string? Field(string key, NewEntry entry, ImmutableArray<string> section)
    {
        if (key == keys.Section)
            return section.IsEmpty ? null : Classified(key, section);
        if (key == keys.Label)
            return entry.Label is { Length: > 0 } label ? Classified(key, [.. label.Split(", ")]) : null;
        return Value(key, entry) is { Length: > 0 } value ? $"{key}: {Scalar(key, value)}" : null;
    }

    /// <summary>The fields that were said in an entry's note, by their keys; none where the note is a plain text.</summary>
    public ImmutableArray<FolderField> Said(string? note)
    {
        if (note is null || !note.Contains(':', StringComparison.Ordinal))
            return [];
        try
        {
            var read = FolderFile.Read(new("note.yml", note + "\n")).Fields;
            return read.Any(f => Known.Contains(f.Key)) && read.All(f => f.Key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) ? read : [];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private HashSet<string> Known => field ??= files.SelectMany(f => f.Fields.Select(x => x.Key)).ToHashSet(StringComparer.Ordinal);

    private string NewLine => field ??= Most(f => f.File.Text.Contains("\r\n", StringComparison.Ordinal)) ? "\r\n" : "\n";

    private bool Most(Func<FolderFile, bool> holds) => files.Count(holds) * 2 > files.Length;

    private Dictionary<string, string> Wanted(NewEntry entry, ImmutableArray<string> section, ImmutableArray<FolderField> said)
    {
        var fields = said.DistinctBy(f => f.Key).ToDictionary(f => f.Key, f => f.Raw, StringComparer.Ordinal);
        var names = entry.AsListed ? Told(entry, said) : Shown(entry);
        foreach (var key in names.Where(key => !fields.ContainsKey(key)))
        {
            if (Field(key, entry, section) is { } field)
                fields[key] = field;
        }
        return fields;
    }

    /// <summary>The fields that an entry of a list tells by itself.</summary>
    private IEnumerable<string> Told(NewEntry entry, ImmutableArray<FolderField> said) =>
        new[] { keys.Title, keys.Link, keys.Date, keys.Authors, keys.Venue, said.IsEmpty && entry.Note is not null ? keys.Note : null, keys.Section, keys.Label }.OfType<string>().Concat(keys.Ids.Select(id => id.Key));

    /// <summary>The fields that a new work gets: its identifier where that is enough for the neighbours, else what most of those show that say more.</summary>
    private IEnumerable<string> Shown(NewEntry entry)
    {
        var classes = new[] { keys.Section, keys.Label }.OfType<string>();
        foreach (var (_, key) in keys.Ids)
        {
            if (Value(key, entry) is not null && keys.IsEnough(key))
                return [key, .. entry.Note is not null && keys.Note is { } note ? [note] : Array.Empty<string>(), .. classes];
        }
        var told = files.Where(f => keys.Title is null || f[keys.Title] is not null).ToList();
        var habits = Known.Where(key => told.Count(f => f[key] is not null) * 2 >= told.Count);
        return habits.Concat(new[] { keys.Title, keys.Link, entry.Note is null ? null : keys.Note }.OfType<string>()).Concat(classes).Distinct();
    }

    /// <summary>What an entry has for a field, as a plain text; null where it has nothing.</summary>
    public string? Value(string key, NewEntry entry)
    {
        if (keys.Ids.FirstOrDefault(id => id.Key == key) is { Scheme: { } scheme })
            return entry.IdOf(scheme);
        if (key == keys.Title)
            return Escape.Clean(entry.Title);
        if (key == keys.Link)
            return entry.Links.Where(l => !entry.AsListed || l.Role == Roles.Main).Select(l => Escape.Url(l.Url)).FirstOrDefault(url => url.Length > 0);
        if (key == keys.Date)
            return Date(entry);
        if (key == keys.Authors)
            return entry.Authors.IsEmpty ? null : Escape.Clean(string.Join(", ", entry.Authors));
        if (key == keys.Venue)
            return entry.Venue is { } venue ? Escape.Clean(venue) : null;
        if (key == keys.Citation)
            return Citation(entry);
        return key == keys.Note && entry.Note is { } note ? Escape.Clean(note) : null;
    }

    /// <summary>A day where the neighbours write days; the first of the month or year where no more is known.</summary>
    private string? Date(NewEntry entry)
    {
        var days = files.Count(f => f[keys.Date]?.Text is { Length: 10 }) * 2 >= files.Count(f => f[keys.Date]?.Text is not null);
        var date = entry.Date ?? entry.Year;
        return date is not { Length: >= 4 } || WorkDate.Written(date) is null ? null : !days ? date[..4] : date.Length switch { 10 => date, 7 => date + "-01", _ => date[..4] + "-01-01" };
    }

    /// <summary>Who wrote it, and where it appeared.</summary>
    private static string? Citation(NewEntry entry)
    {
        if (entry.AsListed)
            return null;
        var authors = entry.Authors.Length > 1 ? $"{string.Join(", ", entry.Authors[..^1])} and {entry.Authors[^1]}" : string.Concat(entry.Authors);
        var where = entry.Venue ?? (entry.IdOf("arxiv") is { } arxiv ? "arXiv:" + arxiv : entry.IdOf("doi") is { } doi ? "DOI:" + doi : entry.Year);
        return Escape.Clean(string.Join(", ", new[] { authors, where }.Where(part => !string.IsNullOrEmpty(part))));
    }

    /// <summary>One word or several, on one line or as a list, as the neighbours write the same word.</summary>
    private string Classified(string key, ImmutableArray<string> words)
    {
        var same = files.Select(f => f[key]).OfType<FolderField>().Where(f => f.Values.SequenceEqual(words)).ToList();
        if (same.Count == 0)
            same = [.. files.Select(f => f[key]).OfType<FolderField>().Where(f => f.Values.Length == words.Length)];
        var list = words.Length > 1 || same.Count(f => f.IsList) * 2 > same.Count;
        return list ? $"{key}:{string.Concat(words.Select(w => "\n" + ListIndent(key) + "- " + Scalar(key, Escape.Clean(w))))}" : $"{key}: {Scalar(key, Escape.Clean(words[0]))}";
    }

    private string ListIndent(string key) =>
        files.Select(f => f[key]).OfType<FolderField>().Where(f => f.IsList && f.Raw.Contains('\n', StringComparison.Ordinal))
            .Select(f => f.Raw[(f.Raw.IndexOf('\n', StringComparison.Ordinal) + 1)..]).Select(line => line[..line.IndexOf('-', StringComparison.Ordinal)])
            .GroupBy(i => i).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? "  ";

    /// <summary>A value in the quotes that the neighbours use for this field.</summary>
    private string Scalar(string key, string value)
    {
        var style = files.Select(f => f[key]).OfType<FolderField>().Where(f => !f.Values.IsEmpty).GroupBy(f => f.Style).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? ScalarStyle.Plain;
        if (style == ScalarStyle.DoubleQuoted || (style is ScalarStyle.Literal or ScalarStyle.Folded))
            return "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
        if (style == ScalarStyle.SingleQuoted)
            return "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";
        // A number or a day stays one where the neighbours write it so.
        return YamlScalar.IsOtherType(value) && files.Any(f => f[key]?.Text is { } text && YamlScalar.IsOtherType(text)) ? value : YamlScalar.Write(value, 0, 2, Unfolded, NewLine);
    }

    /// <summary>The order of the fields: as they were said, the others where most neighbours have them; without any said, that of the commonest file with just these.</summary>
    private List<string> Order(ImmutableArray<string> wanted, ImmutableArray<string> said)
    {
        if (said.Length == wanted.Length)
            return [.. said];
        var same = files.Select(f => f.Fields.Select(x => x.Key).ToList()).Where(k => k.Count == wanted.Length && wanted.All(k.Contains))
            .GroupBy(k => string.Join('\n', k), StringComparer.Ordinal).OrderByDescending(g => g.Count()).FirstOrDefault();
        if (same is not null)
            return same.First();
        var learned = FieldOrder.Of(wanted, files.Select(f => f.Fields.Select(x => x.Key).ToList()));
        var order = said.ToList();
        foreach (var key in learned.Where(key => !said.Contains(key)))
        {
            var at = order.FindIndex(other => learned.IndexOf(other) > learned.IndexOf(key));
            order.Insert(at < 0 ? order.Count : at, key);
        }
        return order;
    }
}
