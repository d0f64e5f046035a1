using System.Globalization;
using System.Text;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Writes text from outside so that Markdown, Liquid and HTML show it and do nothing else with it.</summary>
/// <param name="KeepMath">The list writes mathematics as <c>$…$</c>: what stands in it is left as it is where it can do no harm.</param>
/// <param name="InTable">The text stands in a table's cell.</param>
/// <param name="KeepPipe">The list writes bars that aren't those of a table.</param>
/// <param name="KeepAccents">The text was read from a list: TeX's accents stay as they stood there.</param>
/// <param name="References">Keys of the page: in brackets, they would become links.</param>
internal sealed record Escape(bool KeepMath, bool InTable = false, bool KeepPipe = false, bool KeepAccents = false, References? References = null)
{
    /// <summary>The longest address that is written.</summary>
    private const int LongestUrl = 2000;

    /// <summary>Plain text as Markdown that reads the same.</summary>
    /// <param name="plain">The text; it is put on one line, without control and direction characters.</param>
    /// <param name="atLineStart">Nothing stands before it on its line, so that a dash or a number would begin a list.</param>
    public string Text(string plain, bool atLineStart = false)
    {
        var text = Clean(plain);
        var brackets = Brackets.Match(text, 0, text.Length);
        var closing = brackets.ToDictionary(p => p.Value, p => p.Key);
        var written = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (KeepMath && text[i] == '$' && MathEnd(text, i) is var end and > 0)
            {
                written.Append(text, i, end - i);
                i = end - 1;
                continue;
            }
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            var before = i > 0 ? text[i - 1] : '\0';
            written.Append(text[i] switch
            {
                '[' or ']' when IsBusy(text, i, brackets, closing, atLineStart) => "\\" + text[i],
                '\\' when KeepAccents && PlainText.IsAccent(text, i) => "\\",
                '\\' when next == '\0' || IsPunctuation(next) => "\\\\",
                '`' => "\\`",
                '|' when InTable || !KeepPipe => "\\" + text[i],
                '$' when !KeepMath || text.AsSpan(i + 1).Contains('$') => "\\$",
                '*' when !(before is ' ' or '\0' && next is ' ') || i == 0 => "\\*",
                '_' when !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(next)) && !(before == ' ' && next == ' ') => "\\_",
                '~' when before == '~' || next == '~' || text.AsSpan(i + 1).Contains('~') || text.AsSpan(0, i).Contains('~') => "&#x7E;",
                '<' when next == '\0' || !char.IsWhiteSpace(next) && !char.IsDigit(next) => "\\<",
                '&' when PlainText.EntityEnd(text, i) > 0 => "&amp;",
                '{' when next is '{' or '%' or ':' or '#' => "&#x7B;",
                '@' when char.IsLetterOrDigit(next) => "&#x40;",
                '#' when char.IsDigit(next) => "&#x23;",
                // Else the text's own address would become a link.
                ':' when next == '/' && text.AsSpan(i).StartsWith("://", StringComparison.Ordinal) => "&#x3A;",
                '.' when IsBare(text, i) => "&#x2E;",
                '#' or '>' or '+' or '-' or '=' or ':' when i == 0 && atLineStart => "\\" + text[i],
                '.' or ')' when atLineStart && i is > 0 and < 10 && text.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0 => "\\" + text[i],
                _ => text[i].ToString(),
            });
        }
        return written.ToString();
    }

    /// <summary>An address that stays inside its brackets, or nothing where it leads to no page.</summary>
    public static string Url(string url)
    {
        var clean = Clean(url);
        if (clean.Length is 0 or > LongestUrl
            || !(clean.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || clean.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
            return "";
        var balanced = IsBalanced(clean);
        var written = new StringBuilder(clean.Length);
        foreach (var c in clean)
        {
            if (c is ' ' or '<' or '>' or '"' or '\\' or '`' or '{' or '}' or '|' or '^' or '[' or ']' or '\'' || (c is '(' or ')' && !balanced))
                written.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            else
                written.Append(c);
        }
        return written.ToString();
    }

    /// <summary>One line without control, direction and invisible characters.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune))
                clean.Append(' ');
            else if (category is UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse || rune == Rune.ReplacementChar || IsInvisible(rune, category))
                continue;
            else
                clean.Append(rune.ToString());
        }
        return PlainText.OneLine(clean.ToString());
    }

    /// <summary>Joiners stay, some scripts need them.</summary>
    private static bool IsInvisible(Rune rune, UnicodeCategory category) =>
        category == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);

    /// <summary>Whether a full stop ends a <c>www</c> that GitHub would make a link of (https://github.github.com/gfm/#extended-www-autolink).</summary>
    private static bool IsBare(string text, int i) =>
        i >= 3 && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]) && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase) && (i == 3 || !char.IsLetterOrDigit(text[i - 4]));

    private static bool IsPunctuation(char c) => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c));

    /// <summary>Whether a bracket has no partner, or would do something: a link, a footnote, a reference, a task.</summary>
    private bool IsBusy(string text, int i, Dictionary<int, int> pairs, Dictionary<int, int> closing, bool atLineStart)
    {
        var open = text[i] == '[' ? i : closing.GetValueOrDefault(i, -1);
        if (open < 0 || !pairs.TryGetValue(open, out var close))
            return true;
        var after = close + 1 < text.Length ? text[close + 1] : '\0';
        var before = open > 0 ? text[open - 1] : '\0';
        return after is '(' or '[' or ':' or '{' || before is '!' or ']' || text[open + 1] is '^' or '[' || (atLineStart && open == 0) || References?[text[(open + 1)..close]] is not null;
    }

    /// <summary>The end of harmless mathematics; -1 where there is none.</summary>
    private int MathEnd(string text, int i)
    {
        var close = text.IndexOf('$', i + 1);
        if (close <= i + 1 || char.IsWhiteSpace(text[i + 1]) || char.IsWhiteSpace(text[close - 1]))
            return -1;
        var inner = text.AsSpan(i + 1, close - i - 1);
        var harmful = inner.ContainsAny("<`@#") || inner.Contains("{{", StringComparison.Ordinal) || inner.Contains("{%", StringComparison.Ordinal)
            || inner.Contains("](", StringComparison.Ordinal) || inner.Count('[') != inner.Count(']') || (InTable && inner.Contains('|'));
        return harmful ? -1 : close + 1;
    }

    private static bool IsBalanced(string url)
    {
        var depth = 0;
        foreach (var c in url)
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0)
                return false;
        }
        return depth == 0;
    }
}
