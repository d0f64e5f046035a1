using System.Text;

namespace SbiContrib.Core.Works.Text;

/// <summary>TeX's commands: accents, characters, dress.</summary>
internal sealed partial class Tex
{
    private void Command(StringBuilder written, bool math)
    {
        if (!char.IsAsciiLetter(text[at]))
        {
            Sign(written, math);
            return;
        }
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        Named(text[start..at], written, math);
    }

    private void Sign(StringBuilder written, bool math)
    {
        var sign = text[at++];
        if (sign is '(' or '[')
            Displayed(written, sign == '(' ? "\\)" : "\\]");
        else if (TexSymbols.Accents.TryGetValue(sign.ToString(), out var mark))
            Accent(written, mark, math);
        else if (sign is ',' or ' ' or ';' or ':' or '>' or '\\' or '\n')
            written.Append(' ');
        else if (sign == '|')
            written.Append('‖');
        else if (sign is not ('!' or '-' or '/' or ')' or ']'))
            written.Append(sign);
    }

    private void Displayed(StringBuilder written, string end)
    {
        var close = text.AsSpan(at, Math.Min(text.Length - at, LongestMath)).IndexOf(end);
        if (close < 0)
            return;
        written.Append(new Tex(text.Substring(at, close)).Run(math: true, until: '\0'));
        at += close + 2;
    }

    private void Named(string name, StringBuilder written, bool math)
    {
        if (TexSymbols.Accents.TryGetValue(name, out var mark) && IsAccent(name))
            Accent(written, mark, math);
        else if (TexSymbols.Characters.TryGetValue(name, out var character))
            Character(name, character, written, math);
        else if (TexSymbols.Spaces.Contains(name))
            written.Append(' ');
        else if (TexSymbols.Hidden.Contains(name))
            Hide(math);
        else if (TexSymbols.Dress.Contains(name))
            Undress(name, written, math);
        else
            Shaped(name, written, math);
    }

    private void Shaped(string name, StringBuilder written, bool math)
    {
        if (name is "frac" or "tfrac" or "dfrac" or "nicefrac" or "sfrac")
            written.Append(Argument(math)).Append('/').Append(Argument(math));
        else if (name is "sqrt")
            written.Append('√').Append(Argument(math));
        else if (name is "textsubscript")
            written.Append(TexSymbols.Shift(Argument(math), TexSymbols.Lowered));
        else if (name is "textsuperscript")
            written.Append(TexSymbols.Shift(Argument(math), TexSymbols.Raised));
        else
            Word(name, written);
    }

    // A command of the authors' own (\SimBIG) or a function (\log) is best read as its name.
    private void Word(string name, StringBuilder written)
    {
        if (written.Length > 0 && char.IsLetterOrDigit(written[^1]) && TexSymbols.Words.Contains(name))
            written.Append(' ');
        written.Append(name);
        if (at + 1 < text.Length && text[at] == '{' && char.IsLetterOrDigit(text[at + 1]))
            written.Append(' ');
    }

    private bool IsAccent(string name) =>
        name.Length > 1 || at >= text.Length || text[at] is '{' or ' ' or '\\';

    private void Hide(bool math)
    {
        if (at < text.Length && text[at] == '{')
            Argument(math);
    }

    private void Undress(string name, StringBuilder written, bool math)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        if (at < text.Length && text[at] == '{' && depth < DeepestGroup)
            written.Append(Group(math));
        else if (name is "left" or "right" && at < text.Length && text[at] == '.')
            at++;
    }

    // TeX eats the space after a command word: S\o ren is Søren.
    private void Character(string name, string character, StringBuilder written, bool math)
    {
        if (text.AsSpan(at).StartsWith("{}"))
            at += 2;
        else if (!math && name.Length <= 2 && char.IsLetter(character[0]) && at < text.Length && text[at] == ' ')
            at++;
        written.Append(character);
    }

    private void Accent(StringBuilder written, string mark, bool math)
    {
        var on = Argument(math).Trim();
        on = on switch { "ı" => "i", "ȷ" => "j", _ => on };
        if (on.Length == 0)
            return;
        var head = char.IsHighSurrogate(on[0]) && on.Length > 1 ? 2 : 1;
        written.Append(on.AsSpan(0, head)).Append(mark).Append(on.AsSpan(head));
    }
}
