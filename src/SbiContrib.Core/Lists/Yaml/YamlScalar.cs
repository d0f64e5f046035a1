using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>How a file's scalars are written.</summary>
/// <param name="Width">The column behind which a line is folded at the next space.</param>
/// <param name="Ascii">Letters outside ASCII are escaped.</param>
internal sealed record YamlStyle(int Width, bool Ascii)
{
    /// <summary>Lines are as long as they are, letters stay.</summary>
    public static readonly YamlStyle Open = new(int.MaxValue, false);

    /// <summary>The styles that files are tried for: PyYAML's own first.</summary>
    public static readonly YamlStyle[] Known = [new(80, true), new(80, false), Open, new(int.MaxValue, true)];
}

/// <summary>Writes a text as a YAML 1.1 scalar, byte for byte as PyYAML does: plain where it can be read back as a text, else in single, else in double quotes.</summary>
internal static partial class YamlScalar
{
    /// <summary>Writes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="column">The column where the scalar begins, the space behind the colon included.</param>
    /// <param name="indent">The indentation of its further lines.</param>
    /// <param name="style">The file's style.</param>
    /// <param name="newLine">The file's line end.</param>
    public static string Write(string text, int column, int indent, YamlStyle style, string newLine)
    {
        var fold = newLine + new string(' ', indent);
        if (text.EnumerateRunes().Any(r => IsSpecial(r, style)))
            return DoubleQuoted(text, column + 1, indent, style, fold);
        if (text.Length > 0 && text[0] != ' ' && text[^1] != ' ' && !IsIndicator(text) && !IsOtherType(text))
            return Folded(text, column, indent, style, fold, quoted: false);
        return "'" + Folded(text, column + 1, indent, style, fold, quoted: true) + "'";
    }

    /// <summary>Whether a plain text would be read as a number, a date, a truth value or nothing.</summary>
    public static bool IsOtherType(string text) => Other().IsMatch(text);

    /// <summary>Writes a text in double quotes on one line.</summary>
    public static string Double(string text, YamlStyle style) => DoubleQuoted(text, 0, 0, style with { Width = int.MaxValue }, "");

    private static string Folded(string text, int column, int indent, YamlStyle style, string fold, bool quoted)
    {
        var written = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var alone = text[i] == ' ' && i > 0 && text[i - 1] != ' ' && i + 1 < text.Length && text[i + 1] != ' ';
            if (alone && column > style.Width)
            {
                written.Append(fold);
                column = indent;
                continue;
            }
            written.Append(text[i]);
            column++;
            if (quoted && text[i] == '\'')
            {
                written.Append('\'');
                column++;
            }
        }
        return written.ToString();
    }

    private static string DoubleQuoted(string text, int column, int indent, YamlStyle style, string fold)
    {
        var (written, runes) = (new StringBuilder("\""), text.EnumerateRunes().ToArray());
        var pending = new StringBuilder();
        for (var i = 0; i < runes.Length; i++)
        {
            var escaped = Escaped(runes[i], style);
            if (escaped is not null)
            {
                column += Flush(written, pending) + escaped.Length;
                written.Append(escaped);
            }
            // A line is broken before a space or behind an escape, and its next one keeps the space by a backslash.
            if (i > 0 && i < runes.Length - 1 && (runes[i].Value == ' ' || escaped is not null) && column + pending.Length > style.Width)
            {
                Flush(written, pending);
                written.Append('\\').Append(fold);
                column = indent;
                if (runes[escaped is null ? i : i + 1].Value == ' ')
                {
                    written.Append('\\');
                    column++;
                }
            }
            if (escaped is null)
                pending.Append(runes[i].ToString());
        }
        Flush(written, pending);
        return written.Append('"').ToString();
    }

    private static int Flush(StringBuilder written, StringBuilder pending)
    {
        var length = pending.Length;
        written.Append(pending);
        pending.Clear();
        return length;
    }

    private static bool IsSpecial(Rune rune, YamlStyle style) => rune.Value is < ' ' or > '~' && (style.Ascii || rune.Value is < 0xA0 or 0x2028 or 0x2029 or 0xFEFF);

    private static string? Escaped(Rune rune, YamlStyle style) => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        _ when !IsSpecial(rune, style) => null,
        0 => "\\0",
        7 => "\\a",
        8 => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        0x0B => "\\v",
        0x0C => "\\f",
        '\r' => "\\r",
        0x1B => "\\e",
        0x85 => "\\N",
        0xA0 => "\\_",
        0x2028 => "\\L",
        0x2029 => "\\P",
        <= 0xFF => "\\x" + rune.Value.ToString("X2", CultureInfo.InvariantCulture),
        <= 0xFFFF => "\\u" + rune.Value.ToString("X4", CultureInfo.InvariantCulture),
        _ => "\\U" + rune.Value.ToString("X8", CultureInfo.InvariantCulture),
    };

    /// <summary>Whether something in a text would be read as structure.</summary>
    private static bool IsIndicator(string text)
    {
        if (text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal) || "#,[]{}&*!|>'\"%@`".Contains(text[0], StringComparison.Ordinal))
            return true;
        if (text[0] is '?' or ':' or '-' && (text.Length == 1 || text[1] == ' '))
            return true;
        return text.EndsWith(':') || text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal);
    }

    [GeneratedRegex(
        @"^(?:~|null|Null|NULL|<<|=|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF" +
        @"|[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+" +
        @"|[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)" +
        @"|\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}
