using System.Diagnostics;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>The sample page as Jekyll builds it, before and after an entry: what no reader of Markdown alone can tell.</summary>
public sealed class JekyllTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string folder = Directory.CreateTempSubdirectory("sbi-contrib-jekyll-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("kramdown")]
    [InlineData("GFM")]
    public async Task TheBuiltPageShowsTheEntryOnceInItsSectionAndIsElseTheSame(string input)
    {
        Assert.SkipUnless(HasJekyll(), "Jekyll isn't here (Debian's packages jekyll and ruby-kramdown-parser-gfm)");
        string[] titles =
        [
            "A plain title", "Brackets ](https://evil.example/) and [x][y]", "Pipes | and {{ site.title }} {% raw %} {% include x %}", "{: .hidden} {::nomarkdown} {:/} {:toc}",
            "Tags <script>alert(1)</script> &amp; <b>", "Stars *a* **b** _c_ __d__ ~~e~~ `f` ``g``", "Money $5 and $x_1$ and $$y$$ \\(z\\) \\[w\\]", "Notes [^1] and *[HTML] abbreviations", "@name #1 \\ -- --- ... << >> \"q\" 'r'", "1. Numbered: term\n: definition",
        ];
        Write("_config.yml", $"title: SITE-TITLE\nkramdown:\n  input: {input}\nplugins: []\n");
        var page = SamplePages.Read("page.md");
        var document = ListReader.Read(page);
        var section = document.Sections.Single(s => s.Path[^1] == "Selected software").Path;
        Write("before.md", Page(page.Text));
        for (var i = 0; i < titles.Length; i++)
        {
            var entry = new NewEntry($"Marked {i} {titles[i]} end", [new("main", $"https://example.org/new/{i}")], ["Ada Lovelace"], null, null, null, null);
            Write($"after{i}.md", Page(document.Add(entry, section).Files[0].Text));
        }
        await Build();

        var before = Read("before");
        for (var i = 0; i < titles.Length; i++)
        {
            var after = Read($"after{i}");
            var link = Assert.Single(after.QuerySelectorAll($"a[href='https://example.org/new/{i}']"));
            Assert.Equal(Plain($"Marked {i} {titles[i]} end"), Plain(link.TextContent));
            Assert.Equal(section[^1], Above(link));
            var item = link.Closest("li")!;
            Assert.Empty(item.QuerySelectorAll("script, b, em, strong, code, del, sup, img, table"));
            Assert.Single(item.QuerySelectorAll("a"));
            item.Remove();
            Assert.Equal(Shape(before), Shape(after));
        }
    }

    // Each of the pages stands under its own name.
    private static string Page(string text) => text.Replace("permalink: /index.html\n", "", StringComparison.Ordinal);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private IElement Read(string name) => new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder, "_site", name + ".html"))).Body!;

    private async Task Build()
    {
        var start = new ProcessStartInfo("jekyll", ["build", "--quiet", "--disable-disk-cache", "--source", folder, "--destination", Path.Combine(folder, "_site")]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["LANG"] = "C.UTF-8";
        using var jekyll = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var (output, error) = (jekyll.StandardOutput.ReadToEndAsync(limit.Token), jekyll.StandardError.ReadToEndAsync(limit.Token));
        await jekyll.WaitForExitAsync(limit.Token);
        Assert.True(jekyll.ExitCode == 0, await output + await error);
    }

    private static bool HasJekyll() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(place => File.Exists(Path.Combine(place, "jekyll")));

    /// <summary>The words as a reader meets them: quotes, dashes and dots are set by the page, spaces count once.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.Where(c => !char.IsWhiteSpace(c)))
        {
            _ = plain.Append(c switch
            {
                '“' or '”' => "\"",
                '‘' or '’' => "'",
                '–' => "--",
                '—' => "---",
                '…' => "...",
                '«' => "<<",
                '»' => ">>",
                _ => c.ToString(),
            });
        }
        return plain.ToString();
    }

    /// <summary>The heading, or the bold line, that stands above an element.</summary>
    private static string? Above(IElement element)
    {
        for (var at = element; at is not null; at = at.PreviousElementSibling ?? at.ParentElement)
        {
            var heading = at.LocalName is "h1" or "h2" or "h3" or "h4" or "h5" or "h6" ? at : at.LocalName == "p" && at.ChildNodes.Length == 1 ? at.QuerySelector("strong") : null;
            if (heading is not null)
                return heading.TextContent.Trim();
        }
        return null;
    }

    private static string Shape(IElement body) => string.Join('\n', body.OuterHtml.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
