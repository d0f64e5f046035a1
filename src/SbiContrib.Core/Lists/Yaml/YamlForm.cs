using System.Collections.Immutable;
using System.Text;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>How the values of a key are written.</summary>
internal enum YamlKind
{
    /// <summary>As PyYAML does: plain where it can be read back as a text, else quoted.</summary>
    Auto,

    /// <summary>Without quotes, numbers and dates too.</summary>
    Bare,

    /// <summary>In double quotes.</summary>
    Double,

    /// <summary>In single quotes.</summary>
    Single,

    /// <summary>Its lines as they are, under a bar.</summary>
    Literal,

    /// <summary>A sequence on one line.</summary>
    Flow,

    /// <summary>A sequence with one line an element.</summary>
    Block,
}

/// <summary>The form of a value.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Style">How its texts are folded and escaped.</param>
/// <param name="Indent">How far in the elements of a sequence stand.</param>
/// <param name="Lead">What stands before each of them.</param>
internal sealed record YamlForm(YamlKind Kind, YamlStyle Style, int Indent = 0, string Lead = "")
{
    /// <summary>The forms that a key is tried for, likeliest first.</summary>
    public static readonly ImmutableArray<YamlForm> Known =
    [
        .. YamlStyle.Known.Select(s => new YamlForm(YamlKind.Auto, s)),
        new(YamlKind.Bare, YamlStyle.Open), new(YamlKind.Double, YamlStyle.Open), new(YamlKind.Double, YamlStyle.Open with { Ascii = true }), new(YamlKind.Single, YamlStyle.Open),
        new(YamlKind.Literal, YamlStyle.Open),
        new(YamlKind.Flow, YamlStyle.Open), new(YamlKind.Block, YamlStyle.Open), new(YamlKind.Block, YamlStyle.Open, 2), new(YamlKind.Block, YamlStyle.Open, 0, "name: "), new(YamlKind.Block, YamlStyle.Open, 2, "name: "),
        .. YamlStyle.Known.Select(s => new YamlForm(YamlKind.Block, s)),
    ];

    public bool IsSequence => Kind is YamlKind.Flow or YamlKind.Block;

    /// <summary>Writes a field from its key on, its further lines as far in as behind their key; null where the value can't have this form.</summary>
    public string? Write(string key, YamlValue value, int column)
    {
        if (IsSequence != value.Text is null)
            return null;
        return Kind switch
        {
            YamlKind.Flow => $"{key}: [{string.Join(", ", value.Items.Select(i => InFlow(i)))}]",
            YamlKind.Block => value.Items.IsEmpty ? null : BlockOf(key, value.Items, column),
            YamlKind.Literal => Literal(key, value.Text!),
            YamlKind.Double => $"{key}: {YamlScalar.Double(value.Text!, Style)}",
            YamlKind.Single when !value.Text!.AsSpan().ContainsAnyInRange('\0', '\x1f') => $"{key}: '{value.Text!.Replace("'", "''", StringComparison.Ordinal)}'",
            YamlKind.Bare when YamlScalar.IsOtherType(value.Text!) => $"{key}: {value.Text}",
            YamlKind.Bare or YamlKind.Auto or YamlKind.Single => $"{key}: {Scalar(value.Text!, column + key.Length + 2, column + 2, column)}",
            _ => null,
        };
    }

    private string BlockOf(string key, ImmutableArray<string> items, int column)
    {
        var written = new StringBuilder(key).Append(':');
        foreach (var item in items)
            written.Append('\n').Append(' ', Indent).Append("- ").Append(Lead).Append(Scalar(item, column + Indent + 2 + Lead.Length, column + Indent + 2 + Lead.Length / 6 * 2, column));
        return written.ToString();
    }

    /// <summary>The scalar, its further lines counted from the key's column.</summary>
    private string Scalar(string text, int column, int indent, int from) => YamlScalar.Write(text, column, indent, Style, "\n").Replace("\n" + new string(' ', from), "\n", StringComparison.Ordinal);

    private string InFlow(string text) => text.AsSpan().ContainsAny(",[]{}") ? YamlScalar.Double(text, Style) : YamlScalar.Write(text, 0, 0, Style, "\n");

    private static string? Literal(string key, string text)
    {
        var lines = text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n');
        var fits = text.Length > 0 && !char.IsWhiteSpace(text[0]) && Array.TrueForAll(lines, l => !l.AsSpan().ContainsAnyInRange('\0', '\x1f') && !l.EndsWith(' ')) && lines[^1].Length > 0;
        return fits ? $"{key}: |{(text.EndsWith('\n') ? "" : "-")}\n{string.Join('\n', lines.Select(l => l.Length > 0 ? "  " + l : ""))}" : null;
    }
}
