using System.Text;
using SbiContrib.Core.Lists.Markdown;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>Writes text from outside so that TeX shows it and does nothing else with it.</summary>
internal static class TexText
{
    /// <summary>Plain text as TeX that reads the same; braces come out balanced, as BibTeX counts them even behind a backslash.</summary>
    /// <param name="plain">The text; it is put on one line, without control and direction characters.</param>
    /// <param name="ascii">Letters with marks are written by TeX's commands, as the neighbours do.</param>
    public static string Of(string plain, bool ascii)
    {
        var written = new StringBuilder(plain.Length + 16);
        foreach (var c in Escape.Clean(plain))
            written.Append(Special(c) ?? (ascii ? Accented(c) : null) ?? c.ToString());
        return written.ToString();
    }

    /// <summary>TeX as a reader sees it, on one line.</summary>
    public static string ToPlain(string tex) => PlainText.OneLine(Tex.ToUnicode(PlainText.OneLine(IsWrapped(tex) ? tex[1..^1] : tex)));

    /// <summary>Whether one pair of braces holds the whole text.</summary>
    public static bool IsWrapped(string tex)
    {
        if (!tex.StartsWith('{') || !tex.EndsWith('}'))
            return false;
        var depth = 0;
        for (var i = 0; i < tex.Length - 1; i++)
        {
            depth += tex[i] == '{' ? 1 : tex[i] == '}' ? -1 : 0;
            if (depth == 0)
                return false;
        }
        return true;
    }

    private static string? Special(char c) => c switch
    {
        '\\' => @"\textbackslash{}",
        '{' => @"\textbraceleft{}",
        '}' => @"\textbraceright{}",
        '$' or '&' or '#' or '%' or '_' => "\\" + c,
        '^' => @"\textasciicircum{}",
        '~' => @"\textasciitilde{}",
        '"' or '@' or '`' => "{" + c + "}",
        _ => null,
    };

    private static string? Accented(char c) => c switch
    {
        'ß' => @"{\ss}",
        'ø' => @"{\o}",
        'Ø' => @"{\O}",
        'ł' => @"{\l}",
        'Ł' => @"{\L}",
        'æ' => @"{\ae}",
        'Æ' => @"{\AE}",
        'œ' => @"{\oe}",
        'Œ' => @"{\OE}",
        'ı' => @"{\i}",
        'å' => @"{\r{a}}",
        'Å' => @"{\r{A}}",
        _ => Composed.Decompose(c) is var (letter, mark) && char.IsAscii(letter) && Command(mark) is { } command
            ? char.IsAsciiLetter(command) ? $"{{\\{command}{{{Dotless(letter)}}}}}" : $"{{\\{command}{Dotless(letter)}}}"
            : null,
    };

    private static string Dotless(char letter) => letter switch
    {
        'i' => @"\i",
        'j' => @"\j",
        _ => letter.ToString(),
    };

    private static char? Command(char mark) => mark switch
    {
        '\u0300' => '`',
        '\u0301' => '\'',
        '\u0302' => '^',
        '\u0303' => '~',
        '\u0304' => '=',
        '\u0306' => 'u',
        '\u0307' => '.',
        '\u0308' => '"',
        '\u030A' => 'r',
        '\u030B' => 'H',
        '\u030C' => 'v',
        '\u0323' => 'd',
        '\u0327' => 'c',
        '\u0328' => 'k',
        '\u0331' => 'b',
        _ => null,
    };
}
