using SbiContrib.Core.Words;

namespace SbiContrib.Core.Tests.Cases;

/// <summary>What GitHub takes of a check run, and when: a conclusion can't be taken back, and a site may let us write none.</summary>
public sealed class CheckTests
{
    private static readonly Facts Waiting = CaseFolder.Facts("check-waits-for-approval");

    [Fact]
    public void A_yes_that_was_taken_back_is_shown_by_a_new_run_and_another_conclusion_by_the_same()
    {
        Assert.Null(Written(Kept(77, "approved once", due: 1))!.Known);
        var free = Waiting with { Site = Waiting.Site with { Settings = Waiting.Site.Settings! with { RequireApproval = false } } };
        Assert.Equal(77, Written(Kept(77, "waited once", due: 1, free))!.Known);
    }

    [Fact]
    public void What_GitHub_did_not_take_is_tried_again_at_the_daily_look()
    {
        var hash = CheckText.Hash(Written(Waiting)!.Check);

        Assert.Null(Written(Kept(0, hash, due: 1)));
        Assert.NotNull(Written(Kept(0, hash, due: 0)));
        Assert.Null(Written(Kept(77, hash, due: 0)));
        var refusedNow = Kept(0, hash, due: 0);
        Assert.Null(Written(refusedNow with { CheckRun = refusedNow.Saved!.CheckRun }));
    }

    private static WriteCheck? Written(Facts facts) => Decide.Next(facts).OfType<WriteCheck>().SingleOrDefault();

    private static Facts Kept(long id, string hash, int due, Facts? of = null)
    {
        var facts = of ?? Waiting;
        var remarks = Written(facts)!.Check.Remarks.Length;
        return facts with { Saved = facts.Saved! with { CheckRun = new(id, facts.Pull!.Head, remarks, hash), Due = facts.Now + TimeSpan.FromHours(due) } };
    }
}
