using SbiContrib.Core.Rules;
using SbiContrib.Core.Sites;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Tests.Submissions;

public sealed class LabelTests
{
    [Theory]
    [InlineData("I found https://arxiv.org/abs/2005.07062 useful.")]
    [InlineData("arXiv:2005.07062")]
    [InlineData("1. point one\n2. [this](https://arxiv.org/abs/2005.07062)")]
    [InlineData("> https://example.org/quoted\n\n`code`\n```\nhttps://example.org/code\n```\n<!-- https://example.org/hint -->\n2005.07062")]
    public void Every_link_of_a_labelled_text_is_an_item(string body) =>
        Assert.Equal("arxiv:2005.07062", Core.Identifiers.Identify.Link(Assert.Single(Given.Read(body)!.Items).Link).Id?.ToString());

    [Fact]
    public void The_label_s_case_does_not_matter() => Assert.NotNull(Given.Read("https://arxiv.org/abs/2005.07062", "Contribution"));

    [Fact]
    public void A_labelled_text_without_a_link_is_ours_and_holds_nothing() => Assert.Empty(Given.Read("Please add my paper!")!.Items);

    [Fact]
    public void Neither_form_nor_label_nor_command_is_none_of_ours() => Assert.Null(Given.Read("See https://arxiv.org/abs/2005.07062", label: null));

    [Fact]
    public void A_site_that_names_its_forms_counts_no_others()
    {
        var site = Given.Site(settings: new SiteSettings { Lists = [new("index.md")], Forms = [".github/ISSUE_TEMPLATE/paper.md"] });
        Assert.Null(Given.Read(site, Given.Filled(), label: null));
        Assert.NotNull(Given.Read(site, $"Title: x\nShort description:\nLink to paper: {Given.Link}", label: null));
    }

    [Fact]
    public void A_site_without_settings_has_no_contributions_and_one_with_broken_settings_has()
    {
        Assert.Null(Given.Read(Given.Site() with { Settings = null }, Given.Filled()));
        Assert.Single(Given.Read(Given.Site() with { Settings = null, SettingsProblem = "line 1: broken" }, Given.Filled())!.Items);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(500)]
    public void No_link_is_lost_silently(int count)
    {
        var submission = Given.Read(Given.Filled(links: string.Join('\n', Enumerable.Range(0, count).Select(n => $"https://arxiv.org/abs/2001.{n:00000}"))))!;
        Assert.Equal(count, submission.Items.Length);
        var facts = new Facts { Now = DateTimeOffset.UnixEpoch, Key = ContributionKey.OfIssue(7, 1), Site = Given.Site() };
        var items = Check.All(submission, facts, new([]));
        Assert.Equal(Math.Min(count, Submission.MostItems), Assert.IsType<LookUp>(Check.Unasked(submission, facts)).Ids.Length);
        Assert.Equal(Math.Min(count, Submission.MostItems + 1), items.Length);
        if (count <= Submission.MostItems)
            return;
        Assert.Equal(Outcome.TooMany, items[^1].Outcome);
        Assert.Contains("2001.00010", items[^1].Error!.Words, StringComparison.Ordinal);
        Assert.InRange(items[^1].Error!.Words.Length, 1, 30_000);
        Assert.Equal(count > 30, items[^1].Error!.Words.Contains($" and {count - 30} more.", StringComparison.Ordinal));
    }
}
