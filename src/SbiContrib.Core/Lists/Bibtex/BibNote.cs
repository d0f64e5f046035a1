using System.Collections.Immutable;
using System.Text;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>
/// What an entry says besides title, authors, links, venue and year: its comment, type and key, and the fields that those don't write back as they stand.
/// So an entry that was taken out can be put back whole.
/// </summary>
/// <param name="Comment">The comment lines above the entry, line ends included.</param>
/// <param name="Type">What stands behind the <c>@</c>.</param>
/// <param name="Key">Its key.</param>
/// <param name="Fields">Fields as written, by their names in lower case.</param>
/// <param name="Names">The names of all fields in their order, where it isn't the neighbours'.</param>
internal sealed record BibNote(string Comment, string Type, string Key, ImmutableDictionary<string, string> Fields, ImmutableArray<string> Names)
{
    /// <summary>Reads what <see cref="Of"/> wrote; null where the text is something else.</summary>
    public static BibNote? Read(string? note)
    {
        if (note is null || BibReader.Read(note) is not [var item])
            return null;
        var fields = item.Fields.ToImmutableDictionary(f => f.Name.ToLowerInvariant(), f => Raw(note, f));
        return new(item.Comment(note), item.Type, item.Key, fields, [.. item.Fields.Select(f => f.Name)]);
    }

    /// <summary>Says of an entry what its other fields don't.</summary>
    /// <param name="text">The file.</param>
    /// <param name="item">The entry.</param>
    /// <param name="written">Whether a field is written back as it stands without being said here.</param>
    public static string Of(string text, BibItem item, Func<BibField, string, bool> written)
    {
        var note = new StringBuilder(item.Comment(text)).Append('@').Append(item.Type).Append('{').Append(item.Key);
        foreach (var field in item.Fields)
        {
            if (!written(field, Raw(text, field)))
                note.Append(",\n").Append(Raw(text, field));
        }
        return note.Append("\n}").ToString();
    }

    /// <summary>Whether a field that isn't said here is told by the entry's other parts; a venue that is a book's isn't a journal too.</summary>
    public bool Leaves(string name) =>
        BibWriter.Carried.Contains(name.ToLowerInvariant()) && !(name.Equals("journal", StringComparison.OrdinalIgnoreCase) && Fields.ContainsKey("booktitle"));

    /// <summary>The fields said here in their order, with the others where the neighbours have them.</summary>
    public ImmutableArray<string> Order(ImmutableArray<string> learned)
    {
        var order = Names.ToList();
        int Rank(string name) => Enumerable.Range(0, learned.Length).FirstOrDefault(i => learned[i].Equals(name, StringComparison.OrdinalIgnoreCase), int.MaxValue);
        foreach (var name in learned.Where(n => !Names.Contains(n, StringComparer.OrdinalIgnoreCase)))
        {
            var at = order.FindIndex(other => Rank(other) > Rank(name));
            order.Insert(at < 0 ? order.Count : at, name);
        }
        return [.. order];
    }

    /// <summary>A field from its line's beginning.</summary>
    private static string Raw(string text, BibField field)
    {
        var line = text.LastIndexOf('\n', Math.Max(field.Start - 1, 0)) + 1;
        return text.AsSpan(line, field.Start - line).IsWhiteSpace() ? text[line..field.End] : text[field.Start..field.End];
    }
}
