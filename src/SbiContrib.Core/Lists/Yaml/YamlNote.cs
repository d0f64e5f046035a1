using System.Collections.Immutable;
using System.Text;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>
/// What else is said of an entry of a data file: its note, and behind a line <c>---</c> those of its fields that nothing else tells,
/// as they are written. So an entry that was read can be written again to the byte.
/// </summary>
/// <param name="Text">The note itself; empty where there is none.</param>
/// <param name="Fields">The fields, each with its lines from its key on, the further ones as far in as they stand behind their key.</param>
internal sealed record YamlNote(string Text, ImmutableArray<(string Key, string Lines)> Fields)
{
    private const string Mark = "---\n";

    /// <summary>The note and the fields as one text; null where there is neither.</summary>
    public override string? ToString()
    {
        if (Fields.IsEmpty)
            return Text.Length > 0 ? Text : null;
        var note = new StringBuilder(Text);
        if (Text.Length > 0)
            note.Append('\n');
        return note.Append(Mark).AppendJoin('\n', Fields.Select(f => f.Lines)).ToString();
    }

    /// <summary>Takes such a text apart; fields that aren't fields of one mapping are left out.</summary>
    public static YamlNote Of(string? note)
    {
        var at = note is null ? -1 : note.StartsWith(Mark, StringComparison.Ordinal) ? 0 : note.IndexOf("\n" + Mark, StringComparison.Ordinal) is > 0 and var found ? found + 1 : -1;
        return at < 0 ? new(note ?? "", []) : new(note![..at].TrimEnd('\n'), FieldsOf(note[(at + Mark.Length)..]));
    }

    private static ImmutableArray<(string Key, string Lines)> FieldsOf(string data)
    {
        var text = "- " + data.TrimEnd('\n').Replace("\n", "\n  ", StringComparison.Ordinal);
        try
        {
            var lines = new SourceLines(text);
            return YamlItems.ReadAlone(lines) is [{ IsRegular: true } item] ? [.. item.Fields.Select(f => (f.Key, Raw(lines, item, f)))] : [];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <summary>A field's lines from its key on.</summary>
    public static string Raw(SourceLines lines, YamlItem item, YamlField field)
    {
        var raw = new StringBuilder();
        for (var line = field.First; line <= field.Last; line++)
        {
            var content = lines.Content(line);
            raw.Append(line == field.First ? "" : "\n").Append(content[Math.Min(content.Length, item.Column)..]);
        }
        return raw.ToString();
    }
}
