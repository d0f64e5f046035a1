using System.Collections.Immutable;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Sites;
using SbiContrib.Core.Upkeep;

namespace SbiContrib.Core.Tests.Upkeep;

/// <summary>Whom a look at a whole site wakes, and when the next one comes.</summary>
public sealed class SweepTests
{
    private const long Site = 7;

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly UpkeepPace Pace = new() { First = 2, AtOnce = 2 };
    private static readonly SiteUpkeep Known = Sweep.Next(Given(new()), Pace).Kept with { Again = null };

    [Fact]
    public void The_first_look_need_not_wait_for_rest_and_neither_need_one_at_a_main_that_was_dealt_with()
    {
        Assert.Null(Sweep.Moving(new(), "m1", Now, Pace));
        Assert.Null(Sweep.Moving(new() { Swept = "m1" }, "m1", Now, Pace));
    }

    [Fact]
    public void A_main_that_moves_is_waited_for_and_not_for_ever()
    {
        var kept = new SiteUpkeep { Swept = "m0" };
        var (at, looks) = (Now, 0);
        while (Sweep.Moving(kept, $"m{++looks}", at, Pace) is { Again: { } again } moving)
        {
            Assert.True(again > at);
            (kept, at) = (moving, again);
        }
        Assert.True(at - Now <= Pace.Longest && at - Now > Pace.Longest - Pace.Rest);
    }

    [Fact]
    public void A_main_that_rests_is_dealt_with()
    {
        var moving = Sweep.Moving(new() { Swept = "m0" }, "m1", Now, Pace)!;
        Assert.Equal(Now + Pace.Rest, moving.Again);
        Assert.Null(Sweep.Moving(moving, "m1", moving.Again!.Value, Pace));
    }

    [Fact]
    public void Only_what_conflicts_is_woken_the_approved_and_the_next_in_the_queue_first()
    {
        OpenContribution[] open = [Open(1, State.Proposed), Open(2, State.Proposed), Open(3, State.Proposed), Open(4, State.Approved), Open(5, State.Proposed), Open(6, State.NeedsInfo)];
        var facts = Given(Known) with { Open = [.. open], Pulls = [Pull(1, true), Pull(2, false), Pull(3, false), Pull(4, false), Pull(5, false)] };

        var first = Sweep.Next(facts, Pace);
        Assert.Equal([new(Key(4), false), new(Key(2), true)], first.Wake);
        Assert.Equal(Now + Pace.Pause, first.Kept.Again);

        var second = Sweep.Next(facts with { Kept = first.Kept }, Pace);
        Assert.Equal([Key(3), Key(5)], second.Wake.Select(one => one.Key));
        Assert.Null(second.Kept.Again);
        Assert.Empty(Sweep.Next(facts with { Kept = second.Kept }, Pace).Wake);
    }

    [Fact]
    public void While_main_moves_on_only_the_next_few_are_remade_and_the_rest_once_it_stays()
    {
        var pace = new UpkeepPace { First = 1, AtOnce = 4 };
        var facts = Given(Known) with { Open = [.. Enumerable.Range(1, 9).Select(number => Open(number, State.Proposed))], Pulls = [.. Enumerable.Range(1, 9).Select(number => Pull(number, false))] };

        var first = Sweep.Next(facts, pace);
        var moved = Sweep.Next(facts with { Kept = first.Kept, Site = facts.Site with { Head = "m9" } }, pace);
        var stayed = Sweep.Next(facts with { Kept = first.Kept }, pace);

        Assert.Equal([Key(1)], first.Wake.Select(one => one.Key));
        Assert.Equal([Key(1)], moved.Wake.Select(one => one.Key));
        Assert.Equal([Key(2), Key(3), Key(4), Key(5)], stayed.Wake.Select(one => one.Key));
    }

    [Fact]
    public void All_that_are_approved_come_at_once()
    {
        var facts = Given(Known) with { Open = [.. Enumerable.Range(1, 5).Select(number => Open(number, State.Approved))], Pulls = [.. Enumerable.Range(1, 5).Select(number => Pull(number, false))] };
        Assert.Equal(5, Sweep.Next(facts, Pace).Wake.Length);
    }

    [Fact]
    public void A_pull_request_that_was_woken_is_woken_again_only_when_main_moves()
    {
        var facts = Given(Known) with { Open = [Open(1, State.Proposed)], Pulls = [Pull(1, false)] };
        var kept = Sweep.Next(facts, Pace).Kept;
        Assert.Empty(Sweep.Next(facts with { Kept = kept }, Pace).Wake);
        Assert.Single(Sweep.Next(facts with { Kept = kept, Site = facts.Site with { Head = "m2" } }, Pace).Wake);
    }

    [Fact]
    public void While_GitHub_has_not_found_out_it_is_asked_again_later_and_later_and_not_for_ever()
    {
        var facts = Given(Known) with { Open = [Open(1, State.Proposed)], Pulls = [Pull(1, null)] };
        var pauses = new List<TimeSpan>();
        var plan = Sweep.Next(facts, Pace);
        for (; plan.Kept.Again is { } again; plan = Sweep.Next(facts with { Kept = plan.Kept }, Pace))
            pauses.Add(again - Now);
        Assert.Equal(pauses.Order().Distinct(), pauses);
        Assert.InRange(pauses.Count, 3, 10);
    }

    [Fact]
    public void What_GitHub_shows_otherwise_than_it_was_saved_is_looked_at()
    {
        var facts = Given(Known) with
        {
            Open = [Open(1, State.Proposed), Open(2, State.Checking), Open(3, State.Proposed)],
            Pulls = [Pull(2, true), Pull(3, true), Pull(9, true)],
            Issues = [2, 3, 12],
        };
        Assert.Equal([Key(1), Key(2), Key(9), Key(12)], Sweep.Next(facts, Pace).Wake.Select(one => one.Key));
    }

    [Fact]
    public void What_main_got_another_way_is_looked_at()
    {
        var facts = Given(Known) with
        {
            Open = [Open(1, State.Proposed), Open(2, State.Proposed)],
            Pulls = [Pull(1, true), Pull(2, true)],
            Claims = [new(new("arxiv", "2005.07062"), Key(1), ""), new(new("arxiv", "2010.06439"), Key(2), "")],
        };
        Assert.Equal([Key(2)], Sweep.Next(facts, Pace).Wake.Select(one => one.Key));
    }

    [Fact]
    public void Other_settings_wake_all_and_a_new_section_those_who_may_have_missed_it()
    {
        var facts = Given(Known) with { Open = [Open(1, State.Proposed), Open(2, State.NeedsInfo)], Pulls = [Pull(1, true)] };
        var renamed = facts.Site with { Settings = facts.Site.Settings! with { Label = "papers" } };
        var longer = facts.Site with { Lists = [new("index.md", $"{facts.Site.Lists[0].Text}\n## New\n\n- [Three](https://arxiv.org/abs/1911.01429)\n")] };
        Assert.Equal([Key(1), Key(2)], Sweep.Next(facts with { Site = renamed }, Pace).Wake.Select(one => one.Key));
        Assert.Equal([Key(2)], Sweep.Next(facts with { Site = longer }, Pace).Wake.Select(one => one.Key));
        Assert.Empty(Sweep.Next(facts, Pace).Wake);
    }

    [Fact]
    public void A_site_that_comes_back_wakes_all() =>
        Assert.Single(Sweep.Next(Given(Known with { Away = true }) with { Open = [Open(1, State.Checking)] }, Pace).Wake);

    [Fact]
    public void What_the_crawler_dropped_is_proposed_again_and_what_a_person_took_out_is_not()
    {
        var facts = Given(Known) with { Site = Crawled(Known), Watched = [Gone] };
        var dropped = Sweep.Next(facts with { Move = new(false, ["grace", "A-Crawler"]) }, Pace);
        Assert.Equal([new(Key(3), true)], dropped.Wake);
        Assert.True(Assert.Single(dropped.Watched).Next!.Dropped);
        Assert.Equal([Key(3)], Sweep.Next(facts with { Move = new(true, []) }, Pace).Wake.Select(one => one.Key));

        var taken = Sweep.Next(facts with { Move = new(false, ["grace"]) }, Pace);
        Assert.Empty(taken.Wake);
        Assert.Null(Assert.Single(taken.Watched).Next);
    }

    [Fact]
    public void What_was_gone_before_it_was_ever_seen_is_judged_by_the_way_of_main_since_its_merge()
    {
        var facts = Given(Known) with { Site = Crawled(Known), Watched = [Gone], Move = new(false, ["grace"]) };
        Assert.Equal([Gone], Sweep.Unseen([Gone, Gone with { Seen = true }, Gone with { Dropped = true }, Listed], facts.Site));

        SweepPlan Since(MoveFacts way) => Sweep.Next(facts with { SinceMerge = ImmutableDictionary<ContributionKey, MoveFacts>.Empty.Add(Gone.Key, way) }, Pace);
        Assert.Equal([new(Key(3), true)], Since(new(false, ["grace", "a-crawler"])).Wake);
        Assert.Equal([new(Key(3), true)], Since(new(true, [])).Wake);
        Assert.Null(Assert.Single(Since(new(false, ["grace"])).Watched).Next);
    }

    [Fact]
    public void A_waking_that_was_lost_comes_again() =>
        Assert.Equal([Key(3)], Sweep.Next(Given(Known) with { Watched = [Gone with { Dropped = true }] }, Pace).Wake.Select(one => one.Key));

    [Fact]
    public void What_outlives_two_runs_of_the_crawler_or_a_month_is_watched_no_more()
    {
        var facts = Given(Known) with { Site = Crawled(Known), Watched = [Listed], Move = new(false, ["a-crawler"]) };
        var once = Assert.Single(Sweep.Next(facts, Pace).Watched).Next!;
        Assert.Equal((1, true), (once.Runs, once.Seen));
        Assert.Null(Assert.Single(Sweep.Next(facts with { Watched = [once] }, Pace).Watched).Next);
        Assert.Empty(Sweep.Next(facts with { Watched = [Listed with { Seen = true }], Move = new(false, ["grace"]) }, Pace).Watched);
        Assert.Null(Assert.Single(Sweep.Next(facts with { Move = null, Now = Now.AddDays(31) }, Pace).Watched).Next);
    }

    [Fact]
    public void Of_several_works_that_came_together_none_may_be_dropped()
    {
        var both = Listed with { Ids = [.. Listed.Ids, .. Gone.Ids], Works = [Listed.Ids, Gone.Ids], Seen = true };
        var facts = Given(Known) with { Site = Crawled(Known), Watched = [both], Move = new(false, ["a-crawler"]) };

        Assert.True(Assert.Single(Sweep.Next(facts, Pace).Watched).Next!.Dropped);
        Assert.False(Assert.Single(Sweep.Next(facts with { Watched = [both with { Works = [Listed.Ids] }] }, Pace).Watched).Next!.Dropped);
    }

    private static readonly Watch Gone = new(Key(3), [new("arxiv", "2005.07062")], Now);
    private static readonly Watch Listed = new(Key(4), [new("arxiv", "2010.06439")], Now);

    private static SiteFacts Crawled(SiteUpkeep kept)
    {
        var site = Given(kept).Site;
        return site with { Settings = site.Settings! with { Lists = [new("index.md") { Crawler = new("a-crawler", null, null) }] } };
    }

    private static SweepFacts Given(SiteUpkeep kept) => new()
    {
        Now = Now,
        Id = Site,
        Kept = kept,
        Site = new()
        {
            FullName = "lab/site",
            Url = "https://github.com/lab/site",
            DefaultBranch = "main",
            Head = "m1",
            Bot = "bot",
            Settings = new SiteSettings { Lists = [new("index.md")] },
            Lists = [new ListFile("index.md", "# List\n\n## Section\n\n- [One](https://arxiv.org/abs/2010.06439)\n")],
        },
    };

    private static ContributionKey Key(int number) => ContributionKey.OfIssue(Site, number);

    private static OpenContribution Open(int number, State state) => new(Key(number), state, state is State.Proposed or State.Approved ? number : null, Now.AddHours(number));

    private static OpenPullFacts Pull(int number, bool? mergeable) => new(number, Key(number), mergeable);
}
