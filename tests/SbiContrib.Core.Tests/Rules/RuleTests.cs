using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Tests.Cases;
using SbiContrib.Core.Works;

namespace SbiContrib.Core.Tests.Rules;

/// <summary>Which rule decides what of an item, and that its words name the value.</summary>
public sealed class RuleTests
{
    private const string Link = "https://arxiv.org/abs/2005.07062";

    private static readonly Facts Facts = CaseFolder.Facts("claims-come-first");

    [Fact]
    public void A_work_that_stands_nowhere_and_is_known_is_good()
    {
        var item = Checked(new SubmittedItem(Link, "Cosmology"));
        Assert.Equal((Outcome.Good, null), (item.Outcome, item.Error));
        Assert.Equal("Selected Papers / Cosmology", item.Place?.ToString());
    }

    [Theory]
    [InlineData("nothing", "Cosmology", "LinkIsUnderstood", Outcome.NotUnderstood)]
    [InlineData("https://arxiv.org/abs/2112.05278", "Cosmology", "NotListedYet", Outcome.Listed)]
    [InlineData("https://arxiv.org/abs/2112.05278v2", null, "NotListedYet", Outcome.Listed)]
    [InlineData("https://doi.org/10.1073/PNAS.1912789117", "Reviews", "NotListedYet", Outcome.Listed)]
    [InlineData(Link, "Astrology", "SectionIsKnown", Outcome.NoSection)]
    [InlineData(Link, null, "SectionIsKnown", Outcome.NoSection)]
    public void A_rule_decides_and_names_the_value(string link, string? section, string rule, Outcome outcome)
    {
        var item = Checked(new SubmittedItem(link, section));
        Assert.Equal((rule, outcome), (item.Error?.Rule, item.Outcome));
        Assert.Contains($"`{link}`", item.Error!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_that_the_crawler_is_told_to_leave_is_not_added()
    {
        var crawled = Facts with
        {
            Site = Facts.Site with
            {
                Settings = Facts.Site.Settings! with { Lists = [.. Facts.Site.Settings.Lists.Select(list => list with { Crawler = new(null, null, "data/b.txt") })] },
                CrawlerFiles = [new("data/b.txt", $"Another\n{Facts.Works.Values.First(lookup => lookup.Work is not null).Work!.Title}\n")],
            },
        };
        var item = Check.All(new([new SubmittedItem(Link, "Cosmology")]), crawled, SiteLists.Of(crawled.Site))[0];
        Assert.Equal((nameof(Outcome.Barred), "NotBarred"), (item.Outcome.ToString(), item.Error?.Rule));
        Assert.Contains("/data/b.txt#L2", item.Error!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_is_not_there_is_told_with_those_that_are() =>
        Assert.Contains("`Selected Papers / Cosmology`", Checked(new SubmittedItem(Link)).Error!.Words, StringComparison.Ordinal);

    [Theory]
    [InlineData(LookupResult.NotFound, "WorkExists", Outcome.NotFound)]
    [InlineData(LookupResult.Unavailable, "WorkExists", Outcome.Waiting)]
    public void What_a_source_does_not_know_and_one_that_does_not_answer_are_two_things(LookupResult result, string rule, Outcome outcome)
    {
        var item = Checked(With(new Lookup(result, null, null, Facts.Now)), new SubmittedItem(Link, "Cosmology"))[0];
        Assert.Equal((rule, outcome), (item.Error?.Rule, item.Outcome));
    }

    [Theory]
    [InlineData(true, false, "withdrawn")]
    [InlineData(false, true, "retracted")]
    public void A_work_that_was_taken_back_is_not_added(bool withdrawn, bool retracted, string word)
    {
        var item = Checked(With(Found with { Work = Found.Work! with { Withdrawn = withdrawn, Retracted = retracted } }), new SubmittedItem(Link, "Cosmology"))[0];
        Assert.Equal(Outcome.Withdrawn, item.Outcome);
        Assert.Contains(word, item.Error!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_work_without_a_title_can_not_be_shown() =>
        Assert.Equal(Outcome.NotFound, Checked(With(Found with { Work = Found.Work! with { Title = null } }), new SubmittedItem(Link, "Cosmology"))[0].Outcome);

    [Fact]
    public void One_work_under_two_links_stands_once()
    {
        var items = Checked(Facts, new(Link, "Cosmology"), new("arXiv:2005.07062", "Robotics"));
        Assert.Equal([Outcome.Good, Outcome.Listed], items.Select(item => item.Outcome));
        Assert.Equal("OncePerSubmission", items[1].Error?.Rule);
    }

    [Fact]
    public void A_work_that_stood_under_another_name_is_found_by_all_its_names()
    {
        var listed = Found.Work! with { Ids = [Found.Work.Id, new Identifier("doi", "10.1073/pnas.1912789117")] };
        Assert.Equal("NotListedYet", Checked(With(Found with { Work = listed }), new SubmittedItem(Link, "Cosmology"))[0].Error?.Rule);
    }

    [Fact]
    public void Another_s_claim_waits_and_our_own_does_not()
    {
        var claim = new ClaimFacts(Found.Work!.Id, ContributionKey.OfIssue(7, 9), "https://example.org/pull/10");
        var item = Checked(Facts with { Claims = [claim] }, new SubmittedItem(Link, "Cosmology"))[0];
        Assert.Equal((Outcome.Claimed, claim.By), (item.Outcome, item.Error?.WaitsFor));
        Assert.Equal(Outcome.Good, Checked(Facts with { Claims = [claim with { By = Facts.Key }] }, new SubmittedItem(Link, "Cosmology"))[0].Outcome);
    }

    [Fact]
    public void A_work_that_another_proposes_under_another_name_waits_for_it()
    {
        var facts = Facts with { Saved = null, Open = [Other(Found.Work!.Title!)] };
        var item = Checked(facts, new SubmittedItem(Link, "Cosmology"))[0];
        Assert.Equal((Outcome.Claimed, Other("").By), (item.Outcome, item.Error?.WaitsFor));
        Assert.Contains("`doi:10.1093/mnras/stab2130`", item.Error!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_that_look_alike_the_first_is_kept_and_the_maintainer_told()
    {
        var saved = new Contribution { Key = Facts.Key, State = State.Checking, Received = Facts.Now, Claims = [Found.Work!.Id] };
        var item = Checked(Facts with { Saved = saved, Open = [Other(Found.Work.Title!)] }, new SubmittedItem(Link, "Cosmology"))[0];
        Assert.Equal(Outcome.Good, item.Outcome);
        Assert.Contains(Other("").Url, Assert.Single(item.Findings).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fast and credible likelihood-free cosmology with truncated marginal neural estimation", 1)]
    [InlineData("Fast likelihood-free inference for population genetics", 0)]
    public void What_looks_like_another_s_is_shown_beside_it(string title, int warnings)
    {
        var item = Checked(Facts with { Saved = null, Open = [Other(title)] }, new SubmittedItem(Link, "Cosmology"))[0];
        Assert.Equal((Outcome.Good, warnings), (item.Outcome, item.Findings.Length));
        Assert.All(item.Findings, finding => Assert.Equal(Severity.Warning, finding.Severity));
    }

    [Fact]
    public void Our_own_proposal_is_no_other() =>
        Assert.Empty(Checked(Facts with { Open = [Other(Found.Work!.Title!) with { By = Facts.Key }] }, new SubmittedItem(Link, "Cosmology"))[0].Findings);

    private static OpenItemFacts Other(string title) => new(new("doi", "10.1093/mnras/stab2130"), title, ContributionKey.OfIssue(7, 9), "https://example.org/issues/9");

    private static Lookup Found => Facts.Works.Values.Single();

    private static Facts With(Lookup lookup) => Facts with { Works = Facts.Works.SetItem(Found.Work!.Id, lookup) };

    private static CheckedItem Checked(SubmittedItem item) => Checked(Facts, item)[0];

    private static ImmutableArray<CheckedItem> Checked(Facts facts, params SubmittedItem[] items) =>
        Check.All(new([.. items]), facts, SiteLists.Of(facts.Site));
}
