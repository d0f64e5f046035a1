using System.Buffers;
using System.Text;

namespace SbiContrib.Core.Works.Text;

/// <summary>TeX in a title or an abstract, written as Unicode. One pass over the text, no expansion: hostile input costs its length.</summary>
internal sealed partial class Tex
{
    private const int DeepestGroup = 50;
    private const int LongestMath = 2000;
    private static readonly SearchValues<char> Tells = SearchValues.Create("\\^_{");
    private static readonly SearchValues<char> Listing = SearchValues.Create(",;=:<>|");
    private readonly string text;
    private int at;
    private int depth;

    private Tex(string text) => this.text = text;

    /// <summary>Writes TeX as Unicode; a text without TeX stays as it is.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without commands, math signs and grouping braces.</returns>
    public static string ToUnicode(string text)
    {
        if (text.AsSpan().IndexOfAny("\\$`~{") < 0)
            return text;
        var marks = text.Replace("``", "“", StringComparison.Ordinal);
        if (marks.Contains('“', StringComparison.Ordinal))
            marks = marks.Replace("''", "”", StringComparison.Ordinal);
        return Composed.Compose(new Tex(marks).Run(math: false, until: '\0'));
    }

    private string Run(bool math, char until)
    {
        var written = new StringBuilder();
        while (at < text.Length && (text[at] != until || until == '\0'))
            Step(written, math);
        return written.ToString();
    }

    private void Step(StringBuilder written, bool math)
    {
        switch (text[at])
        {
            case '\\' when at + 1 < text.Length:
                at++;
                Command(written, math);
                break;
            case '$':
                MathSign(written, math);
                break;
            case '{' when Groups(math) && depth < DeepestGroup:
                written.Append(Group(math));
                break;
            case '^' when math:
                at++;
                written.Append(TexSymbols.Shift(Argument(math), TexSymbols.Raised));
                break;
            case '_' when math:
                at++;
                written.Append(TexSymbols.Shift(Argument(math), TexSymbols.Lowered));
                break;
            case '~' when math || Ties(at):
                at++;
                written.Append(' ');
                break;
            case var c:
                at++;
                written.Append(c);
                break;
        }
    }

    // A dollar opens math only where its partner can close it ("$5 and $10" is money): pandoc's rule, loosened where TeX is plain to see.
    private void MathSign(StringBuilder written, bool math)
    {
        var opened = at++;
        var doubled = at < text.Length && text[at] == '$';
        if (doubled)
            at++;
        var close = math ? -1 : Closing(at);
        if (close < 0 || !IsMath(text.AsSpan(at, close - at), close))
        {
            written.Append(math ? "" : text[opened..at]);
            return;
        }
        written.Append(new Tex(text[at..close]).Run(math: true, until: '\0'));
        at = close + 1;
        if (doubled && at < text.Length && text[at] == '$')
            at++;
    }

    private int Closing(int from)
    {
        var limit = Math.Min(text.Length, from + LongestMath);
        for (var i = from; i < limit; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '$')
                return i;
        }
        return -1;
    }

    private bool IsMath(ReadOnlySpan<char> inside, int close)
    {
        if (inside.IsEmpty)
            return false;
        if (inside.ContainsAny(Tells))
            return true;
        return !char.IsWhiteSpace(inside[0]) && !char.IsWhiteSpace(inside[^1]) && !(close + 1 < text.Length && char.IsAsciiDigit(text[close + 1]));
    }

    private bool Ties(int i) =>
        i > 0 && i + 1 < text.Length && (char.IsLetter(text[i - 1]) || text[i - 1] == '.') && char.IsLetterOrDigit(text[i + 1]);

    // Braces outside math group only where TeX is meant: {\it x}, {B}ayesian; "a set {1, 2}" keeps them.
    private bool Groups(bool math)
    {
        if (math || at + 1 >= text.Length || text[at + 1] is '\\' or '{' or '$')
            return true;
        var inside = text.AsSpan(at + 1, Math.Min(text.Length - at - 1, LongestMath));
        var end = inside.IndexOf('}');
        return end >= 0 && !inside[..end].ContainsAny(Listing);
    }

    private string Group(bool math)
    {
        at++;
        depth++;
        var inside = Run(math, '}');
        depth--;
        if (at < text.Length)
            at++;
        return inside;
    }

    private string Argument(bool math)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        if (at >= text.Length)
            return "";
        if (text[at] == '{' && depth < DeepestGroup)
            return Group(math);
        var one = new StringBuilder();
        if (text[at] is '$' or '}')
            return "";
        if (depth >= DeepestGroup || text[at] is not '\\')
            return Rune();
        depth++;
        Step(one, math);
        depth--;
        return one.ToString();
    }

    private string Rune()
    {
        var length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
        at += length;
        return text.Substring(at - length, length);
    }
}
