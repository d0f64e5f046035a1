using System.Collections.Immutable;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SbiContrib.Core.Commands;

/// <summary>Finds the commands in what a person wrote: the first word of a line of plain text, and nothing else.</summary>
/// <remarks>https://spec.commonmark.org/0.31.2/ says what is a quote, a list, code or HTML, also where it goes on over several lines.</remarks>
public static class CommandReader
{
    /// <summary>How many commands of one comment are taken: what has more isn't written by a person.</summary>
    public const int Most = 20;

    private const int LongestWord = 30;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    /// <summary>Reads the commands.</summary>
    /// <param name="text">A comment's text.</param>
    /// <param name="bot">Our login, by which we may be called: <c>@name add …</c>.</param>
    /// <returns>The commands in their order, those too that there are not.</returns>
    public static ImmutableArray<GivenCommand> Read(string text, string bot) =>
        [.. Lines(text).Select(line => Command(line, bot)).OfType<GivenCommand>().Take(Most)];

    /// <summary>What is said in plain lines: not quoted, listed, shown as code or hidden.</summary>
    /// <param name="text">A comment's text.</param>
    /// <returns>The lines, without the spaces around them.</returns>
    public static ImmutableArray<string> Lines(string text)
    {
        var plain = text.ReplaceLineEndings("\n");
        try
        {
            return [.. Markdown.Parse(plain, Pipeline).SelectMany(block => Lines(block, plain))];
        }
        catch (ArgumentException)
        {
            // Nested deeper than Markdig reads: no person wrote that.
            return [];
        }
    }

    private static IEnumerable<string> Lines(Block block, string text)
    {
        // `---` under a line makes it a heading: a signature often begins so.
        if (block is not (ParagraphBlock or HeadingBlock { IsSetext: true }) || block is not LeafBlock { Inline: { } inline })
            yield break;
        var hidden = inline.Descendants().Where(part => part is CodeInline or HtmlInline or LinkInline).Select(part => part.Span).ToArray();
        for (var start = block.Span.Start; start <= block.Span.End;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            var at = start;
            if (!hidden.Any(span => span.Start < at && at <= span.End))
                yield return text[start..end].Trim();
            start = end + 1;
        }
    }

    private static GivenCommand? Command(string line, string bot)
    {
        if (Called(line, bot) is { } call)
            return Split(call.StartsWith('/') ? call[1..] : call) is { } called && IsWord(called.Word) ? called : null;
        return line.StartsWith('/') && Split(line[1..]) is { } given && IsWord(given.Word) ? given : null;
    }

    /// <summary>What follows on our name; null where the line doesn't begin with it. GitHub writes an App's name without its <c>[bot]</c>.</summary>
    private static string? Called(string line, string bot)
    {
        var name = bot.EndsWith("[bot]", StringComparison.Ordinal) ? bot[..^5] : bot;
        if (!line.StartsWith('@') || !line.AsSpan(1).StartsWith(name, StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = line[(name.Length + 1)..];
        rest = rest.StartsWith("[bot]", StringComparison.OrdinalIgnoreCase) ? rest[5..] : rest;
        return rest.Length > 0 && (char.IsWhiteSpace(rest[0]) || rest[0] is ':' or ',') ? rest.TrimStart(' ', '\t', ':', ',') : null;
    }

    private static GivenCommand Split(string line)
    {
        var end = line.AsSpan().IndexOfAny(' ', '\t') is >= 0 and var space ? space : line.Length;
        return new(line[..end], CommandTable.Find(line[..end]), line[end..].Trim());
    }

    // A path or a fraction begins with a slash too.
    private static bool IsWord(string word) =>
        word.Length is > 1 and <= LongestWord && char.IsAsciiLetter(word[0]) && word.All(letter => char.IsAsciiLetter(letter) || letter == '-');
}
