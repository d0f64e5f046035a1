using System.Text;

namespace SbiContrib.Core.Words;

/// <summary>Text of others inside our own Markdown: it is shown, and does nothing.</summary>
public static class Markdown
{
    /// <summary>How much of one text is shown.</summary>
    private const int Most = 1_000;

    /// <summary>Between a mark and the word behind it: GitHub then sees no mention and no reference. WORD JOINER, it has no width.</summary>
    private const char Joiner = '\u2060';

    /// <summary>A text as code, in which GitHub looks for neither mentions nor references nor markup.</summary>
    /// <param name="text">Text from outside.</param>
    /// <returns>A code span on one line.</returns>
    /// <remarks>https://spec.commonmark.org/0.31.2/#code-spans: the fence is longer than any run of backticks inside.</remarks>
    public static string Code(string text)
    {
        var line = OneLine(text);
        var fence = new string('`', LongestRun(line) + 1);
        var pad = line.Length == 0 || line[0] == '`' || line[^1] == '`' ? " " : "";
        return $"{fence}{pad}{line}{pad}{fence}";
    }

    /// <summary>Lines as a block of code, as they are.</summary>
    /// <param name="text">Text from outside.</param>
    /// <param name="language">Its language, for colours.</param>
    /// <returns>The lines between two fences.</returns>
    public static string Block(string text, string language)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{language}\n{text}\n{fence}";
    }

    /// <summary>A text as plain words: no markup, no HTML, no mention, no reference to an issue or commit.</summary>
    /// <param name="text">Text from outside.</param>
    /// <returns>One line of Markdown that shows it.</returns>
    public static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in OneLine(text))
            _ = letter switch
            {
                '&' => plain.Append("&amp;"),
                '<' => plain.Append("&lt;"),
                '>' => plain.Append("&gt;"),
                '@' or '#' => plain.Append(letter).Append(Joiner),
                '\\' or '`' or '^' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '!' or '|' or '~' or '$' => plain.Append('\\').Append(letter),
                _ => plain.Append(letter),
            };
        return Guarded(plain.ToString());
    }

    /// <summary>A text for a place that isn't Markdown but where mentions and references still work: a commit's message, a title.</summary>
    /// <param name="text">Text from outside.</param>
    /// <returns>One line.</returns>
    public static string Bare(string text) =>
        Unlinked(OneLine(text).Replace("@", $"@{Joiner}", StringComparison.Ordinal).Replace("#", $"#{Joiner}", StringComparison.Ordinal));

    /// <summary>Markdown of ours with words of others in it, as a preview: its own links work, and nothing else calls or closes anything.</summary>
    /// <param name="markdown">Markdown whose words are escaped already.</param>
    /// <returns>The same, with a mark of no width where GitHub would see a mention, a reference or an address outside of a link.</returns>
    public static string Shown(string markdown)
    {
        var shown = new StringBuilder();
        var word = 0;
        for (var at = 0; at < markdown.Length; at++)
        {
            var inside = markdown.AsSpan(word, at - word);
            var address = inside.Contains("](", StringComparison.Ordinal);
            word = char.IsWhiteSpace(markdown[at]) ? at + 1 : word;
            _ = shown.Append(markdown[at]);
            if (!address && (markdown[at] is '@' or '#' || (markdown[at] == ':' && markdown.AsSpan(at + 1).StartsWith("//"))))
                _ = shown.Append(Joiner);
        }
        return shown.ToString().Replace("GH-", $"GH{Joiner}-", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Markdown of ours for a place where text is shown as it is: a page's words, a check's annotation.</summary>
    /// <param name="markdown">Markdown.</param>
    /// <returns>What a reader of it would see.</returns>
    public static string Unmarked(string markdown) => Markdig.Markdown.ToPlainText(markdown).Replace($"{Joiner}", "", StringComparison.Ordinal).Trim();

    /// <summary>A text as a quotation.</summary>
    /// <param name="text">Text from outside.</param>
    /// <returns>Lines that begin with <c>&gt; </c>.</returns>
    public static string Quote(string text) => $"> {Plain(text)}";

    private static string OneLine(string text)
    {
        var shown = text.Length > Most ? $"{text.AsSpan(0, Most)}…" : text;
        var words = shown.Split([' ', '\t', '\r', '\n', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries);
        return new string([.. string.Join(' ', words).Where(Visible)]);
    }

    // Controls and the marks that turn the direction of text: they could hide or reorder what a maintainer reads.
    private static bool Visible(char letter) => !char.IsControl(letter) && letter is not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069') and not '\u200E' and not '\u200F';

    // What begins like a list, a rule or a command must not become one; addresses and GH-1 link by themselves.
    private static string Guarded(string line)
    {
        var quiet = Unlinked(line);
        return BeginsBlock(quiet) ? Joiner + quiet : quiet;
    }

    private static string Unlinked(string line) => line
        .Replace("://", $":{Joiner}//", StringComparison.Ordinal)
        .Replace("www.", $"www{Joiner}.", StringComparison.OrdinalIgnoreCase)
        .Replace("mailto:", $"mailto{Joiner}:", StringComparison.OrdinalIgnoreCase)
        .Replace("xmpp:", $"xmpp{Joiner}:", StringComparison.OrdinalIgnoreCase)
        .Replace("tel:", $"tel{Joiner}:", StringComparison.OrdinalIgnoreCase)
        .Replace("GH-", $"GH{Joiner}-", StringComparison.OrdinalIgnoreCase);

    private static bool BeginsBlock(string line)
    {
        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return line is ['-' or '+' or '=' or '/', ..] || (digits > 0 && line[digits] is '.' or ')');
    }

    private static int LongestRun(string line)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in line)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
