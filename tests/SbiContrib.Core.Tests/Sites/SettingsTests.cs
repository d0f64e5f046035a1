using SbiContrib.Core.Sites;

namespace SbiContrib.Core.Tests.Sites;

public sealed class SettingsTests
{
    [Fact]
    public void A_list_names_its_crawler_and_the_files_that_tell_it_what_to_leave()
    {
        var (settings, problem) = SiteSettingsReader.Read("lists:\n- path: papers.yaml\n  crawler: {login: 'a-crawler[bot]', override: data/o.json, blacklist: data/b.txt}\n- path: index.md\n  crawler: {}\n");
        Assert.Null(problem);
        Assert.Equal(new("a-crawler[bot]", "data/o.json", "data/b.txt"), settings!.Lists[0].Crawler);
        Assert.Equal(new(null, null, null), settings.Lists[1].Crawler);
    }

    [Theory]
    [InlineData("{logn: x}", "`logn`")]
    [InlineData("weekly", "login")]
    [InlineData("{login: 'a b'}", "`a b`")]
    [InlineData("{override: ../x}", "`../x`")]
    public void A_crawler_that_can_not_be_read_is_told_with_its_line(string crawler, string told) =>
        Assert.Contains(told, SiteSettingsReader.Read($"lists:\n- path: papers.yaml\n  crawler: {crawler}\n").Problem, StringComparison.Ordinal);

    [Fact]
    public void Settings_are_read()
    {
        var (settings, problem) = SiteSettingsReader.Read("# ours\nlists:\n  - path: index.md\n  - data/papers.yaml\nlabel: new entry\nforms: [.github/ISSUE_TEMPLATE/a.yml]\nweb-form: true\nweb-form-per-day: 5\n");
        Assert.Null(problem);
        Assert.Equal(["index.md", "data/papers.yaml"], settings!.Lists.Select(list => list.Path));
        Assert.Equal(("new entry", true, 5), (settings.Label, settings.WebForm, settings.WebFormPerDay));
        Assert.Equal([".github/ISSUE_TEMPLATE/a.yml"], settings.Forms);
    }

    [Theory]
    [InlineData("", false, false)]
    [InlineData("require-approval: true\n", true, false)]
    [InlineData("merge: bot\n", false, true)]
    [InlineData("merge: people\n", false, false)]
    public void Who_approves_and_merges_is_the_site_s_to_say(string lines, bool requires, bool merges)
    {
        var settings = SiteSettingsReader.Read($"lists: [index.md]\n{lines}").Settings!;
        Assert.Equal((requires, merges), (settings.RequireApproval, settings.MergeByBot));
    }

    [Fact]
    public void What_is_not_said_is_as_usual()
    {
        var settings = SiteSettingsReader.Read("lists: [index.md]").Settings!;
        Assert.Equal(("contribution", false, 20, true), (settings.Label, settings.WebForm, settings.WebFormPerDay, settings.Forms.IsEmpty));
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("# nothing\n", 1, "empty")]
    [InlineData("- index.md\n", 1, "lists")]
    [InlineData("label: x\n", 1, "`lists` is missing")]
    [InlineData("lists: [a.md]\nlist: b.md\n", 2, "`list` is no setting")]
    [InlineData("lists: a.md\n", 1, "a list is wanted")]
    [InlineData("lists: [a.md]\nmerge: true\n", 2, "there are `people` and `bot`")]
    [InlineData("lists: []\n", 1, "empty")]
    [InlineData("lists:\n  - name: a.md\n", 2, "`name`")]
    [InlineData("lists:\n  - path: a.md\n    kind: yaml\n", 3, "`kind`")]
    [InlineData("lists:\n  - [a.md]\n", 2, "`path`")]
    [InlineData("lists: [/etc/passwd]\n", 1, "no path")]
    [InlineData("lists: [a/../../b.md]\n", 1, "no path")]
    [InlineData("lists: ['a\\b.md']\n", 1, "no path")]
    [InlineData("lists: ['']\n", 1, "no path")]
    [InlineData("lists: [a.md]\nlabel: ''\n", 2, "label")]
    [InlineData("lists: [a.md]\nlabel: a, b\n", 2, "label")]
    [InlineData("lists: [a.md]\nlabel: [a]\n", 2, "single value")]
    [InlineData("lists: [a.md]\nweb-form: yes\n", 2, "`yes`")]
    [InlineData("lists: [a.md]\nweb-form-per-day: -1\n", 2, "`-1`")]
    [InlineData("lists: [a.md]\nweb-form-per-day: many\n", 2, "`many`")]
    [InlineData("lists: [a.md]\nforms: a.yml\n", 2, "a list is wanted")]
    [InlineData("lists: [a.md]\nlists: [b.md]\n", 2, "lists")]
    [InlineData("lists: [a.md\nlabel: x\n", 1, "not closed")]
    [InlineData("lists: [a.md]\n---\nlists: [b.md]\n", 3, "second document")]
    public void Every_fault_names_its_line_and_its_value(string yaml, int line, string words)
    {
        var (settings, problem) = SiteSettingsReader.Read(yaml);
        Assert.Null(settings);
        Assert.StartsWith($"line {line}: ", problem, StringComparison.Ordinal);
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Settings_nested_without_end_are_a_fault_and_not_the_program_s_end(string nested) =>
        Assert.NotNull(SiteSettingsReader.Read(string.Concat(Enumerable.Repeat(nested, 50_000))).Problem);
}
