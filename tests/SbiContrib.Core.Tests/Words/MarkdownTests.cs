using CsCheck;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Ours = SbiContrib.Core.Words.Markdown;

namespace SbiContrib.Core.Tests.Words;

/// <summary>Whatever is sent, it is shown and does nothing.</summary>
public sealed class MarkdownTests
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UseEmphasisExtras().UsePipeTables().UseAutoLinks().UseTaskLists().UseFootnotes().UseMathematics().UseAlertBlocks().Build();

    private static readonly string[] Marks = ["@ada", "#1", "GH-12", "fixes #1", "o/r#3", "https://example.org/", "www.example.org", "[a](https://x.y)", "![a](b)", "<b>", "<!-- x -->", "<script>", "</details>", "&lt;", "&#64;ada", "*a*", "_a_", "**b**", "~~c~~", "`", "``", "```", "\n", "\r\n", "\n\n", "# h", "> q", "- l", "1. n", "| a | b |", "---", "===", "\\", "$x$", "<https://x.y>", "[a]: b", "[^1]", ":::", "+ x", "/add x", "\u2028", "\u202E", "\0", "\t", "    x", "mailto:a@b.c", "{.c}"];

    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.Int[0, Marks.Length - 1].Select(at => Marks[at]),
        Gen.String[0, 6]).List[0, 8].Select(parts => string.Join(" ", parts));

    [Fact]
    public void Plain_text_does_nothing() => Hostile.Sample(text => DoesNothing(Ours.Plain(text)));

    [Fact]
    public void A_quotation_is_one_quotation_that_does_nothing() => Hostile.Sample(text =>
    {
        var quote = Ours.Quote(text);
        Assert.IsType<QuoteBlock>(Assert.Single(Parsed(quote)));
        DoesNothing(quote, allowed: typeof(QuoteBlock));
    });

    [Fact]
    public void Code_is_one_span_with_the_text_in_it() => Hostile.Where(text => text.Trim().Length > 0).Sample(text =>
    {
        var code = Ours.Code(text);
        Assert.DoesNotContain('\n', code);
        var all = Parsed($"see {code} there").Descendants<Inline>().Where(inline => inline is not ContainerInline).ToArray();
        Assert.Equal(3, all.Length);
        Assert.IsType<CodeInline>(all[1]);
    });

    [Fact]
    public void A_block_holds_every_line() => Hostile.Sample(text =>
        Assert.IsType<FencedCodeBlock>(Assert.Single(Parsed(Ours.Block(text, "markdown")))));

    [Fact]
    public void Bare_text_calls_nobody() => Hostile.Sample(text =>
    {
        var bare = Ours.Bare(text);
        Assert.DoesNotContain('\n', bare);
        Calls(bare);
    });

    [Fact]
    public void The_words_stay_readable() =>
        Assert.Equal(
            "A \\_new\\_ method \\(v2\\) &amp; more by @\u2060ada, see #\u206012",
            Ours.Plain("A _new_ method (v2) & more by @ada,\n see #12"));

    [Theory]
    [InlineData(" * [A](https://x.org/#top) by @ada", " * [A](https://x.org/#top) by @\u2060ada")]
    [InlineData("fixes #1", "fixes #\u20601")]
    [InlineData("fixes GH-1", "fixes GH\u2060-1")]
    [InlineData("closes https://github.com/o/r/issues/1", "closes https:\u2060//github.com/o/r/issues/1")]
    [InlineData("[@ada](https://x.org/@ada)", "[@\u2060ada](https://x.org/@ada)")]
    public void A_preview_keeps_its_links_and_calls_nobody(string markdown, string shown) => Assert.Equal(shown, Ours.Shown(markdown));

    private static MarkdownDocument Parsed(string markdown) => Markdig.Markdown.Parse(markdown, GitHub);

    private static void DoesNothing(string markdown, params Type[] allowed)
    {
        var document = Parsed(markdown);
        Assert.All(document.Descendants<Block>().Where(block => !allowed.Contains(block.GetType())), block => Assert.IsType<ParagraphBlock>(block));
        Assert.All(document.Descendants<Inline>(), inline => Assert.True(inline is LiteralInline or HtmlEntityInline || inline.GetType() == typeof(ContainerInline), $"{inline.GetType().Name} in {markdown}"));
        Calls(markdown);
    }

    /// <remarks>What GitHub looks for itself, after the Markdown: https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls</remarks>
    private static void Calls(string text)
    {
        Assert.DoesNotMatch("@[A-Za-z0-9]", text);
        Assert.DoesNotMatch("#[0-9]", text);
        Assert.DoesNotMatch("(?i)gh-[0-9]", text);
        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)www\\.", text);
    }

    [Theory]
    [InlineData("A *bold* [title](https://a.org) & <b> @ada #12 a_b `x` $n$ \\o")]
    [InlineData("1. First, or https://example.org")]
    public void What_is_shown_as_it_is_has_no_marks(string title) => Assert.Equal(title, Ours.Unmarked(Ours.Plain(title)));
}
