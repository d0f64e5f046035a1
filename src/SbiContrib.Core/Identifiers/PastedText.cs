using System.Globalization;
using System.Net;
using System.Text;

namespace SbiContrib.Core.Identifiers;

/// <summary>Undoes what browsers, word processors and mail do to a link.</summary>
internal static class PastedText
{
    // Letters of other alphabets that look like Latin ones, each under its twin.
    private const string Foreign = "асеорхуіѕјһԁԛԝАВСЕНІЈКМОРЅТХУοΟΑΒΕΗΙΚΜΝΡΤΧΥΖ";
    private const string Latin = "aceopxyisjhdqwABCEHIJKMOPSTXYoOABEHIKMNPTXYZ";

    /// <summary>Entities decoded, look-alikes made ASCII, invisible characters dropped, white space one blank, ends trimmed.</summary>
    /// <remarks>Written out, since <c>string.Normalize</c> does nothing where globalization is invariant.</remarks>
    public static string Clean(string text)
    {
        if (text.Contains('&', StringComparison.Ordinal) && text.Contains(';', StringComparison.Ordinal))
            text = WebUtility.HtmlDecode(text);
        if (IsPlain(text))
            return text.Trim(' ');
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            // Markdown and TeX write a plain character behind a backslash.
            if (text[i] != '\\' || i + 1 == text.Length || !"_-*#&%~.()[]<>".Contains(text[i + 1], StringComparison.Ordinal))
                Append(clean, IsHyphen(text, i) ? '-' : text[i]);
        }
        return clean.ToString().Trim(' ');
    }

    private static bool IsPlain(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('\\', StringComparison.Ordinal) && !text.Contains("  ", StringComparison.Ordinal);

    /// <summary>A long dash stands for a hyphen where a number goes on; otherwise the sentence goes on behind it.</summary>
    private static bool IsHyphen(string text, int at) => text[at] is '—' or '―' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);

    private static void Append(StringBuilder clean, char character)
    {
        var plain = Plain(character);
        if (plain == ' ' ? clean.Length > 0 && clean[^1] != ' ' : plain != '\0')
            clean.Append(plain);
    }

    /// <summary>The ASCII twin of a character; a NUL for one that is invisible; itself where it has neither.</summary>
    private static char Plain(char character) => character switch
    {
        > ' ' and <= '~' => character,
        >= '！' and <= '～' => (char)(character - '！' + '!'),
        '。' or '．' or '․' or '｡' or '‧' or '∙' or '⋅' => '.',
        '⁄' or '∕' or '⧸' or '╱' => '/',
        '‐' or '‑' or '‒' or '–' or '−' or '﹣' or '⁃' or 'ー' => '-',
        '꞉' or 'ː' or '∶' or '׃' or '﹕' => ':',
        '‘' or '’' or '‛' or 'ʼ' => '\'',
        '、' or '﹑' => ',',
        '“' or '”' or '„' or '«' or '»' => '"',
        '‹' or '〈' or '⟨' => '<',
        '›' or '〉' or '⟩' => '>',
        _ when char.IsWhiteSpace(character) => ' ',
        _ when CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control => '\0',
        _ when character >= 'Α' && Foreign.IndexOf(character, StringComparison.Ordinal) is >= 0 and var at => Latin[at],
        _ => character,
    };
}
