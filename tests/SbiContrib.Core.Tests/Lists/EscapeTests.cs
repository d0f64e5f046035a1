using CsCheck;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>What the reader of a page sees of hostile text: the text, and nothing that it asked for.</summary>
public sealed class EscapeTests
{
    private static readonly MarkdownPipeline Page = new MarkdownPipelineBuilder().UseYamlFrontMatter().UseAutoLinks().UsePipeTables().UseTaskLists().UseFootnotes().UseEmphasisExtras().Build();

    [Theory]
    [InlineData("page.md")]
    [InlineData("continued.md")]
    [InlineData("nested.md")]
    public void TextFromOutsideIsShownAndDoesNothing(string page)
    {
        var file = SamplePages.Read(page);
        var document = ListReader.Read(file);
        var before = Count(file.Text);
        (from entry in NewEntries.Any from section in Gen.Int[0, document.Sections.Length - 1] select (entry, section)).Sample(
            sample =>
            {
                var change = document.Add(sample.entry, document.Sections[sample.section].Path);
                var after = Count(change.Files[0].Text);
                Assert.Equal(before.Html, after.Html);
                Assert.Equal(before.Images, after.Images);
                Assert.True(after.Links - before.Links <= 1, change.Entry.Text);
                Assert.DoesNotContain("{{", change.Entry.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("{%", change.Entry.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("@name", change.Entry.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("#1", change.Entry.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("javascript", change.Entry.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("\u202E", change.Entry.Text, StringComparison.Ordinal);
            },
            iter: 400, threads: 1);
    }

    private static (int Links, int Images, int Html) Count(string text)
    {
        var inlines = Markdown.Parse(text, Page).Descendants().ToList();
        return (inlines.OfType<LinkInline>().Count(l => !l.IsImage), inlines.OfType<LinkInline>().Count(l => l.IsImage), inlines.OfType<HtmlInline>().Count());
    }
}
