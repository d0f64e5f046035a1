using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace SbiContrib.Core.Duplicates;

/// <summary>A title as it is compared: markup, marks and punctuation gone, with what sets works of one title apart.</summary>
internal sealed class Title
{
    private static readonly FrozenSet<string> Commands = FrozenSet.ToFrozenSet(
    [
        "mathrm", "mathbf", "mathcal", "mathit", "mathsf", "mathbb", "textit", "textbf", "texttt", "textsc", "textrm", "textsf", "text", "rm", "sc", "it", "bf",
        "tt", "sf", "em", "boldsymbol", "bm", "mbox", "ensuremath", "emph", "operatorname", "left", "right", "overline", "bar", "hat", "tilde", "vec",
    ]);

    private static readonly string[] Noise = ["arxiv ", "pdf ", "html ", "book ", "citation ", "research article ", "preprint "];

    private Title(string text, bool isCut, bool hasName)
    {
        Text = text;
        HasName = hasName;
        IsCut = isCut;
        Words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var sorted = (string[])Words.Clone();
        Array.Sort(sorted, StringComparer.Ordinal);
        Sorted = string.Join(' ', sorted);
        Key = string.Concat(Words.Select(Spelt));
        Kind = TitleMarks.Kind(text);
        Numbers = TitleMarks.Numbers(Words);
        Part = TitleMarks.Part(Words);
        Counters = TitleMarks.Counters(Words);
    }

    /// <summary>The words in order, one blank between.</summary>
    public string Text { get; }

    public string[] Words { get; }

    /// <summary>The words in alphabetical order.</summary>
    public string Sorted { get; }

    /// <summary>The words without what spelling leaves free: blanks, British endings, a plural. Equal titles have equal keys.</summary>
    public string Key { get; }

    /// <summary>Whether a name of its own stands before its colon: <c>Peregrine: …</c>.</summary>
    public bool HasName { get; }

    /// <summary>Whether whoever wrote it left its end out.</summary>
    public bool IsCut { get; }

    /// <summary>What it says it is (<c>erratum</c>, <c>comment</c>, <c>code</c>, …); empty for a work like any other.</summary>
    public string Kind { get; }

    /// <summary>Its numbers, in order.</summary>
    public string[] Numbers { get; }

    /// <summary>Its small numbers that stand alone.</summary>
    public int[] Counters { get; }

    /// <summary>Which part of a series it is; 0 where it doesn't say.</summary>
    public int Part { get; }

    public static Title Of(string? title)
    {
        var text = WebUtility.HtmlDecode(WebUtility.HtmlDecode(title ?? "")).Trim();
        var isCut = text.EndsWith('…') || text.EndsWith("...", StringComparison.Ordinal);
        var plain = Plain(WithoutMarkup(text));
        foreach (var noise in Noise)
        {
            if (plain.StartsWith(noise, StringComparison.Ordinal) && plain.Count(' ') > 3)
                plain = plain[noise.Length..];
        }
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new(plain.EndsWith(" preprint", StringComparison.Ordinal) ? plain[..^" preprint".Length] : plain, isCut, colon > 0 && !TitleMarks.IsGenre(Plain(WithoutMarkup(text[..colon]))));
    }

    private static string Spelt(string word)
    {
        var spelt = word.Replace("isation", "ization", StringComparison.Ordinal).Replace("ising", "izing", StringComparison.Ordinal)
            .Replace("ised", "ized", StringComparison.Ordinal).Replace("our", "or", StringComparison.Ordinal).Replace("elling", "eling", StringComparison.Ordinal);
        return spelt.Length > 4 && spelt[^1] == 's' ? spelt[..^1] : spelt;
    }

    /// <summary>Without tags and TeX commands; a command's argument and a Greek letter's name stay.</summary>
    private static string WithoutMarkup(string text)
    {
        if (text.AsSpan().IndexOfAny("<\\${") < 0)
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && TagEnd(text, i) is > 0 and var end)
            {
                clean.Append(text[i + 1] is 's' or '/' ? "" : " "); // <sub> and <sup> stay with their word
                i = end;
                continue;
            }
            if (text[i] is '\\' or '$' or '{')
            {
                i += CommandLength(text, i);
                continue;
            }
            clean.Append(text[i]);
        }
        return clean.ToString();
    }

    private static int TagEnd(string text, int start)
    {
        if (start + 1 >= text.Length || !(char.IsAsciiLetter(text[start + 1]) || text[start + 1] == '/'))
            return 0;
        var end = text.AsSpan(start, Math.Min(60, text.Length - start)).IndexOf('>');
        return end > 0 ? start + end : 0;
    }

    /// <summary>
    /// The length of the command's name behind this sign, 0 where the word is the title's own. Titles that lost their backslashes
    /// (<c>$texttt{galsbi}$</c>, <c>{sc SimBIG}</c>) are told by what stands behind the name.
    /// </summary>
    private static int CommandLength(string text, int sign)
    {
        var length = WordLength(text, sign + 1);
        var next = sign + 1 + length < text.Length ? text[sign + 1 + length] : '\0';
        if (length == 1 && text[sign] == '\\' && next == '{' && "vcuHkrdbt".Contains(text[sign + 1], StringComparison.Ordinal))
            return 1; // an accent, \v{s}
        var isCommand = text[sign] == '\\' || (text[sign] == '$' && next == '{') || (text[sign] == '{' && next == ' ');
        return isCommand && Commands.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(sign + 1, length)) ? length : 0;
    }

    private static int WordLength(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        return end - start;
    }

    /// <summary>Lower case without marks; quotes and TeX's signs dropped, every other sign a blank.</summary>
    private static string Plain(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
            Folding.Append(folded, character);
        var plain = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length; i++)
        {
            var character = folded[i];
            if (char.IsLetterOrDigit(character))
                plain.Append(character);
            else if (character is not ('\'' or '’' or '‘' or '`' or '"' or '{' or '}' or '^' or '_' or '$' or '~') && plain.Length > 0 && plain[^1] != ' ')
                plain.Append(' ');
        }
        return plain.ToString().TrimEnd();
    }
}
