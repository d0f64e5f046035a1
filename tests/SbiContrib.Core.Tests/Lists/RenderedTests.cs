using AngleSharp.Html.Parser;
using CsCheck;
using Markdig;
using SbiContrib.Core.Lint;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>What a reader sees: the page with the entry is the page, and the entry.</summary>
public sealed class RenderedTests
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UseAutoLinks().UseEmphasisExtras().UseFootnotes().Build();

    private static readonly HtmlParser Parser = new();

    public static TheoryData<string> Pages => [.. SamplePages.Names];

    [Theory, MemberData(nameof(Pages))]
    public void APageShowsTheEntryMoreAndIsElseTheSame(string name)
    {
        var file = SamplePages.Read(name);
        var document = ListReader.Read(file);
        var before = Markdown.ToHtml(Shown(file), Pipeline);
        (from entry in NewEntries.Any from section in Gen.Int[0, document.Sections.Length - 1] select (entry, section)).Sample(
            sample =>
            {
                var change = document.Add(sample.entry, document.Sections[sample.section].Path);
                var after = Markdown.ToHtml(Shown(change.Files[0]), Pipeline);
                var added = Inserted(before, after);
                Assert.True(added is not null, $"the page changes elsewhere:\n{change.Entry.Text}\n{UnifiedDiff.Of(new("x", before), new("x", after))}");
                var shown = Parser.ParseDocument(added!).Body!;
                Assert.Contains(NewEntries.Plain(sample.entry.Title), NewEntries.Plain(shown.TextContent), StringComparison.Ordinal);
                Assert.Empty(shown.QuerySelectorAll("script, img, iframe, style, h1, h2, h3, hr, form, table table"));
                Assert.All(shown.QuerySelectorAll("a"), a => Assert.Contains(a.GetAttribute("href")!, change.Entry.Text.Replace("&", "&amp;", StringComparison.Ordinal) + change.Entry.Text, StringComparison.Ordinal));
            },
            iter: 60, threads: 1);
    }

    [Theory]
    [InlineData("[x] is done")]
    [InlineData("[ ] isn't")]
    public void ATitleIsNoTask(string title)
    {
        const string Page = "- A plain title, https://example.org/1\n- Another plain title, https://example.org/2\n";
        var change = ListReader.Read(new ListFile("README.md", Page)).Add(new(title, [new("main", "https://example.org/3")], [], null, null, null, null), []);
        var html = Markdown.ToHtml(change.Files[0].Text, new MarkdownPipelineBuilder().UseTaskLists().Build());
        Assert.DoesNotContain("<input", html, StringComparison.Ordinal);
        Assert.Contains(title, html, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pages))]
    public void RepairsChangeNoEntrysMeaningAndAreDoneOnce(string name)
    {
        var file = SamplePages.Read(name);
        // Faults of the kinds that are repaired: other bullets, a space more before them, a line twice.
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1000]).Array[1, 4].Sample(
            faults =>
            {
                var text = faults.Aggregate(file.Text, Broken);
                var list = ListFiles.Of(file with { Text = text });
                var (fixedList, mended) = Linter.Fix(list);
                var (before, after) = (Meanings(list), Meanings(fixedList));
                Assert.Equal(before.Distinct(), after.Distinct());
                Assert.True(before.Count - after.Count <= mended.Count(f => f.Rule == "duplicate"));
                Assert.Empty(Linter.Fix(fixedList).Mended);
                Assert.Equal(fixedList.Files[0].Text, Linter.Fix(fixedList).List.Files[0].Text);
            },
            iter: 40, threads: 1);
    }

    private static List<string> Meanings(ListFiles list) =>
        [.. ListReader.Read(list).Entries.Select(e => $"{string.Join('/', e.Section)}|{e.Label}|{e.Title}|{string.Join(' ', e.Links)}|{string.Join(';', e.Authors)}|{e.Year}|{e.Venue}|{e.Note}")];

    private static string Broken(string text, (int Kind, int At) fault)
    {
        var lines = text.Split('\n');
        var bullets = Enumerable.Range(0, lines.Length).Where(i => lines[i].StartsWith("* ", StringComparison.Ordinal) || lines[i].StartsWith("- ", StringComparison.Ordinal)).ToList();
        if (bullets.Count == 0)
            return text;
        var line = bullets[fault.At % bullets.Count];
        lines[line] = fault.Kind switch
        {
            0 => (lines[line][0] == '*' ? '-' : '*') + lines[line][1..],
            1 => " " + lines[line],
            _ => lines[line] + (lines[line].EndsWith('\r') ? "" : text.Contains("\r\n", StringComparison.Ordinal) ? "\r" : "") + "\n" + lines[line],
        };
        return string.Join('\n', lines);
    }

    private static string Shown(ListFile file) => file.Text.TrimStart('\uFEFF');

    /// <summary>What stands between the parts that both have; null where the second isn't the first with something put in.</summary>
    private static string? Inserted(string before, string after)
    {
        var same = 0;
        while (same < before.Length && same < after.Length && before[same] == after[same])
            same++;
        return after.EndsWith(before[same..], StringComparison.Ordinal) ? after[same..(after.Length - (before.Length - same))] : null;
    }
}
