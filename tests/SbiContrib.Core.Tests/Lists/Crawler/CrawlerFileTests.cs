using System.Text.Json;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Lists.Crawler;
using SbiContrib.Core.Sites;

namespace SbiContrib.Core.Tests.Lists.Crawler;

/// <summary>The files by which a crawler is told what to leave: read as it reads them, changed without touching a byte besides.</summary>
public sealed class CrawlerFileTests
{
    private const string Page = "- id: 7\n  title: Neural inference, made up\n  link: https://example.org/7\n  category: Physics\n- id: '8'\n  title: Another one\n  link: https://example.org/8\n  category: Physics\n";

    private static readonly ListSettings Settings = new("papers.yaml") { Crawler = new("a-crawler", "data/override.json", "data/blacklist.txt") };

    [Theory]
    [InlineData("SIMBIG: the first constraints", 2)]
    [InlineData("Simbig the First Constraints", 2)]
    [InlineData("A test of inference", null)]
    [InlineData("", null)]
    public void A_title_is_found_however_it_is_spelt(string title, int? line) =>
        Assert.Equal(line, Blacklist.Line(new("b.txt", "Test\nSIMBIG The First Constraints\n\n"), title));

    [Theory]
    [InlineData("", "A title\n")]
    [InlineData("One\nTwo", "One\nTwo\nA title\n")]
    [InlineData("One\r\nTwo\r\n", "One\r\nTwo\r\nA title\r\n")]
    [InlineData("One\nA title\nTwo\n", "One\nA title\nTwo\n")]
    public void A_title_is_added_once_behind_the_others(string text, string expected) =>
        Assert.Equal(expected, Blacklist.With(new("b.txt", text), "A\n title").Text);

    [Theory]
    [InlineData("{}", "{\n    \"7\": \"Physics\"\n}")]
    [InlineData("{\n    \"1\": \"A\",\n    \"2\": \"B\"\n}", "{\n    \"1\": \"A\",\n    \"2\": \"B\",\n    \"7\": \"Physics\"\n}")]
    [InlineData("{\n  \"7\":   \"Astro\\u0070hysics\", \"1\": \"A\"}\n", "{\n  \"7\":   \"Physics\", \"1\": \"A\"}\n")]
    [InlineData("{\"7\": \"Physics\"}", "{\"7\": \"Physics\"}")]
    public void A_category_is_set_and_every_other_byte_stays(string text, string expected)
    {
        var changed = Overrides.With(new("o.json", text), "7", "Physics");
        Assert.Equal(expected, changed.Text);
        Assert.Equal("Physics", JsonDocument.Parse(changed.Text).RootElement.GetProperty("7").GetString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"1\": 2}")]
    [InlineData("{")]
    public void What_is_no_such_file_is_told(string text) =>
        Assert.Contains("o.json", Assert.Throws<FormatException>(() => Overrides.With(new("o.json", text), "7", "Physics")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_taken_out_stays_out_and_what_is_moved_stays_there()
    {
        var entries = ListReader.Read(new ListFile("papers.yaml", Page)).Entries;
        Assert.Equal([new ListFile("data/blacklist.txt", "Neural inference, made up\n")], Lasting.Removal(entries[0], Settings, []));
        Assert.Equal([new ListFile("data/override.json", "{\n    \"8\": \"Astrophysics\"\n}\n")], Lasting.Move(entries[1], "Astrophysics", Settings, []));
        Assert.Empty(Lasting.Removal(entries[0], new("papers.yaml"), []));
        Assert.Empty(Lasting.Move(entries[0], "Physics", Settings, [new("data/override.json", "{\"7\": \"Physics\"}")]));
    }

    [Fact]
    public void The_files_of_a_real_crawler_are_read_and_changed()
    {
        var overrides = Corpora.List("lists/sbi-site/category_override.json");
        var blacklist = Corpora.List("lists/sbi-site/blacklist_title.txt");
        var changed = Overrides.With(overrides, "99999", "Physics");
        Assert.Equal(Overrides.Read(overrides).Count + 1, Overrides.Read(changed).Count);
        Assert.StartsWith(overrides.Text.TrimEnd()[..^1].TrimEnd(), changed.Text, StringComparison.Ordinal);
        Assert.NotNull(Blacklist.Line(blacklist, "HALOFLOW I: Neural inference of halo mass from galaxy photometry and morphology"));
        Assert.StartsWith(blacklist.Text.TrimEnd(), Blacklist.With(blacklist, "A new one").Text, StringComparison.Ordinal);
    }
}
