using SbiContrib.Core.Lists;
using SbiContrib.Core.Lists.Bibtex;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lint;

/// <summary>Markup that is opened and never closed.</summary>
internal static class Unclosed
{
    public static readonly LintRule Rule = new("unclosed", "A link, a comment, a code block, an entry is opened and never closed.", LintLevel.Error) { Check = Check };

    private static IEnumerable<LintFinding> Check(LintedList list) => (list.Markdown, list.Document) switch
    {
        ({ } page, _) => page.Items.SelectMany(i => OfEntry(page, i.Entry)).Concat(OfPage(page)),
        (_, BibtexList review) => OfReview(review),
        _ => [],
    };

    private static IEnumerable<LintFinding> OfEntry(LintedPage page, Entry entry)
    {
        var text = WithoutCode(entry.Text);
        for (var at = text.IndexOf("](", StringComparison.Ordinal); at >= 0; at = text.IndexOf("](", at + 2, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(at + 2);
            var line = rest.IndexOf('\n') is >= 0 and var end ? rest[..end] : rest;
            var web = line.TrimStart("< ").StartsWith("http", StringComparison.OrdinalIgnoreCase);
            if (web && !line.Contains(')'))
                yield return Rule.At(page.File.Path, entry.Lines.First + text.AsSpan(0, at).Count('\n'), $"the link “{Shown(line)}” isn't closed by “)”");
        }
    }

    /// <summary>The text with blanks for code, in which nothing is markup; offsets stay.</summary>
    public static string WithoutCode(string text)
    {
        var plain = text.ToCharArray();
        for (var open = text.IndexOf('`', StringComparison.Ordinal); open >= 0;)
        {
            var close = text.IndexOf('`', open + 1);
            if (close < 0)
                break;
            plain.AsSpan(open, close - open + 1).Fill(' ');
            open = text.IndexOf('`', close + 1);
        }
        return new(plain);
    }

    private static IEnumerable<LintFinding> OfPage(LintedPage page)
    {
        var (fence, fenceLine) = ("", 0);
        for (var i = 0; i < page.Lines.Count; i++)
        {
            var content = page.Lines.Content(i).TrimStart();
            var run = content.StartsWith("```") ? "```" : content.StartsWith("~~~") ? "~~~" : "";
            if (run.Length > 0 && (fence.Length == 0 || (run == fence && content.TrimStart(run[0]).IsWhiteSpace())))
                (fence, fenceLine) = fence.Length == 0 && !content[3..].Contains('`') ? (run, i) : ("", 0);
        }
        if (fence.Length > 0)
            yield return Rule.At(page.File.Path, fenceLine + 1, $"the code block that begins here isn't closed by {fence}: all that follows is shown as code");
        var comment = page.File.Text.LastIndexOf("<!--", StringComparison.Ordinal);
        if (comment >= 0 && page.File.Text.IndexOf("-->", comment, StringComparison.Ordinal) < 0 && fence.Length == 0)
            yield return Rule.At(page.File.Path, page.Lines.LineAt(comment) + 1, "the comment that begins here isn't closed by -->: all that follows is hidden");
    }

    private static IEnumerable<LintFinding> OfReview(BibtexList review)
    {
        var lines = new SourceLines(review.Bib.Text);
        foreach (var item in review.Items.Where(i => !i.Closed))
            yield return Rule.At(review.Bib.Path, lines.LineAt(item.Start) + 1, $"the entry “{item.Key}” isn't closed");
        if (review.Tex is { } page && Count(page.Text, "\\begin{itemize}") is var begun && Count(page.Text, "\\end{itemize}") is var ended && begun != ended)
            yield return Rule.At(page.Path, 1, $"{begun} lists are begun and {ended} ended");
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    public static string Shown(ReadOnlySpan<char> text) => text.Length > 80 ? $"{text[..79]}…" : text.ToString();
}
