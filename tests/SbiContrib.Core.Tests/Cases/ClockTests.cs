namespace SbiContrib.Core.Tests.Cases;

public sealed class ClockTests
{
    [Fact]
    public void What_is_shown_is_dated_by_the_clock_that_dates_comments()
    {
        var facts = CaseFolder.Facts("opened-and-not-saved");
        var theirs = facts.Now + TimeSpan.FromSeconds(5);
        var world = new World(facts with { GitHubNow = theirs });
        world.Rest();

        Assert.Equal(theirs, world.Gather().Saved!.Shown[^1].Since);
    }
}
