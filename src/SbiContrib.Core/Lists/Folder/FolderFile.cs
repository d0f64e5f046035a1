using System.Collections.Immutable;
using SbiContrib.Core.Lists.Markdown;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SbiContrib.Core.Lists.Folder;

/// <summary>A field of an entry's file.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Values">Its value, or its values where they are a list; empty where it has none or is of another shape.</param>
/// <param name="IsList">Whether the values are a list.</param>
/// <param name="Style">How its (first) value is written.</param>
/// <param name="Raw">Its lines as written with the comments above it, without the last line end.</param>
/// <param name="Start">Where they begin.</param>
internal sealed record FolderField(string Key, ImmutableArray<string> Values, bool IsList, ScalarStyle Style, string Raw, int Start)
{
    /// <summary>The comments above it.</summary>
    public string Comments => Raw.StartsWith('#') ? Raw[..(Raw.LastIndexOf("\n" + Key, StringComparison.Ordinal) + 1)] : "";

    /// <summary>Its one text; null where there is none or are several.</summary>
    public string? Text => IsList || Values.IsEmpty ? null : Values[0];
}

/// <summary>One file of a folder list: a mapping, an entry.</summary>
internal sealed record FolderFile(ListFile File, ImmutableArray<FolderField> Fields)
{
    public FolderField? this[string? key] => key is null ? null : Fields.FirstOrDefault(f => f.Key == key);

    /// <summary>The name without folder and ending.</summary>
    public string Stem
    {
        get
        {
            var name = File.Path[(File.Path.LastIndexOf('/') + 1)..];
            return name[..name.LastIndexOf('.')];
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is no YAML mapping.</exception>
    public static FolderFile Read(ListFile file)
    {
        try
        {
            return new(file, new FolderFieldReader(file.Text).Read());
        }
        catch (Exception fault) when (fault is YamlException or InvalidOperationException)
        {
            throw new FormatException($"{file.Path}{((fault as YamlException)?.Start.Line is > 0 and var line ? $", line {line}" : "")}: {fault.Message}", fault);
        }
    }
}

/// <summary>Reads the fields of a mapping with their lines.</summary>
internal sealed class FolderFieldReader(string text)
{
    /// <summary>A byte order mark belongs to no field.</summary>
    private const char Bom = '\uFEFF';

    private readonly SourceLines lines = new(text);
    private readonly Parser parser = new(new StringReader(text.StartsWith(Bom) ? text[1..] : text));

    public ImmutableArray<FolderField> Read()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _) || !parser.TryConsume<MappingStart>(out _))
            throw new YamlException(parser.Current?.Start ?? Mark.Empty, parser.Current?.End ?? Mark.Empty, "an entry's file is a mapping (`title: …`)");
        var read = new List<(string Key, int Line, ImmutableArray<string> Values, bool IsList, ScalarStyle Style)>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            var (values, isList, style) = Value();
            read.Add((key.Value, (int)key.Start.Line - 1, values, isList, style));
        }
        var begins = Begins([.. read.Select(r => r.Line)]);
        return [.. read.Select((r, i) => new FolderField(r.Key, r.Values, r.IsList, r.Style, Raw(begins[i], i + 1 < begins.Count ? begins[i + 1] : lines.Count), StartOf(begins[i])))];
    }

    /// <summary>Where each field's lines begin: with the comments right above its key.</summary>
    private List<int> Begins(List<int> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            var first = i == 0 ? 0 : keys[i - 1] + 1;
            while (keys[i] > first && lines.Content(keys[i] - 1).StartsWith("#"))
                keys[i]--;
        }
        return keys;
    }

    private int StartOf(int line) => line == 0 && text.StartsWith(Bom) ? 1 : lines.Start(line);

    private string Raw(int first, int next)
    {
        var last = next - 1;
        while (last > first && (lines.IsBlank(last) || lines.Content(last).StartsWith("---") || lines.Content(last).StartsWith("...")))
            last--;
        return text[StartOf(first)..lines.ContentEnd(last)];
    }

    private (ImmutableArray<string> Values, bool IsList, ScalarStyle Style) Value()
    {
        if (parser.TryConsume<Scalar>(out var one))
            return (one is { Style: ScalarStyle.Plain, Value: "" or "null" or "Null" or "NULL" or "~" } ? [] : [one.Value], false, one.Style);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var values = ImmutableArray.CreateBuilder<string>();
            var style = ScalarStyle.Plain;
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                if (parser.TryConsume<Scalar>(out var item))
                    (style, _) = (values.Count == 0 ? item.Style : style, 0);
                else
                    parser.SkipThisAndNestedEvents();
                values.Add(item?.Value ?? "");
            }
            return (values.ToImmutable(), true, style);
        }
        parser.SkipThisAndNestedEvents();
        return ([], false, ScalarStyle.Any);
    }
}
