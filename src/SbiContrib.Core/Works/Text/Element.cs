using System.Text;

namespace SbiContrib.Core.Works.Text;

/// <summary>An open element whose text is still being written: where it began, where its children did.</summary>
internal sealed class Element(string name, int start)
{
    public string Name => name;

    /// <summary>Where its children began in what is written.</summary>
    public List<int> Parts { get; } = [];

    /// <summary>The child after which MathML's scripts stand before their base; -1 where there is none.</summary>
    public int Prescripts { get; set; } = -1;

    /// <summary>Gives the element's text its final form, now that it is whole.</summary>
    /// <param name="written">What was written, the element's text last.</param>
    /// <param name="next">The character that follows the element.</param>
    public void Finish(StringBuilder written, char next)
    {
        if (name is "sup" or "sub" or "inf")
            Shift(written);
        else if (name is "math")
            Space(written, next, shortest: 1);
        else if (name is "i" or "em" or "italic")
            Space(written, next, shortest: 5);
        else if (name is "msub" or "msup" or "msubsup" or "mmultiscripts" or "mfrac")
            Join(written);
    }

    // Digits and signs move; words (19th, Neff) are read as they are.
    private void Shift(StringBuilder written)
    {
        var inside = written.ToString(start, written.Length - start);
        if (inside.Any(c => char.IsAsciiLetter(c) && inside.Length > 1))
            return;
        Replace(written, TexSymbols.Shift(inside, name == "sup" ? TexSymbols.Raised : TexSymbols.Lowered));
    }

    // Publishers lose the blank around formulas and species names: "the<math>N</math>nucleus", "of<i>Leishmania infantum</i>Promastigote".
    private void Space(StringBuilder written, char next, int shortest)
    {
        if (written.Length - start < shortest)
            return;
        if (shortest == 1 ? char.IsLetterOrDigit(next) : char.IsAsciiLetterUpper(next) && char.IsAsciiLetterLower(written[^1]))
            written.Append(' ');
        if (start == 0 || !char.IsLetter(written[start - 1]))
            return;
        if (shortest == 1 ? char.IsLetterOrDigit(written[start]) : char.IsAsciiLetterUpper(written[start]) && char.IsAsciiLetterLower(written[start - 1]))
            written.Insert(start, ' ');
    }

    private void Join(StringBuilder written)
    {
        var parts = new string[Parts.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var end = i + 1 < parts.Length ? Parts[i + 1] : written.Length;
            parts[i] = written.ToString(Parts[i], end - Parts[i]);
        }
        if (parts.Length < 2)
            return;
        Replace(written, name switch
        {
            "mfrac" => $"{parts[0]}/{parts[1]}",
            "msub" => parts[0] + Low(parts[1]),
            "msup" => parts[0] + High(parts[1]),
            "msubsup" when parts.Length > 2 => parts[0] + Low(parts[1]) + High(parts[2]),
            "mmultiscripts" => Around(parts),
            _ => string.Concat(parts),
        });
    }

    private string Around(string[] parts)
    {
        var before = new StringBuilder();
        var after = new StringBuilder(parts[0]);
        for (var i = 1; i < parts.Length; i++)
        {
            if (i == Prescripts)
                continue;
            var behind = Prescripts < 0 || i < Prescripts;
            var low = (behind ? i : i - Prescripts) % 2 == 1;
            (behind ? after : before).Append(low ? Low(parts[i]) : High(parts[i]));
        }
        return before.Append(after).ToString();
    }

    private static string Low(string part) => TexSymbols.Shift(part, TexSymbols.Lowered);

    private static string High(string part) => TexSymbols.Shift(part, TexSymbols.Raised);

    private void Replace(StringBuilder written, string by)
    {
        written.Length = start;
        written.Append(by);
    }
}
