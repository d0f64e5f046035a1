namespace SbiContrib.Core.Tests.Cases;

/// <summary>From the facts of every case: the rounds come to rest, and a crash between any two effects changes nothing about where.</summary>
public sealed class CrashTests
{
    public static TheoryData<string> Names() => [.. CaseFolder.Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_crash_between_any_two_effects_is_cured_by_the_next_round(string name)
    {
        var calm = new World(CaseFolder.Facts(name));
        calm.Rest();
        for (var crash = 1; crash <= calm.Done; crash++)
        {
            var torn = new World(CaseFolder.Facts(name));
            torn.Rest(crash);
            Assert.Equal($"{calm.Shown()}", torn.Shown());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_at_rest_is_not_overdue(string name)
    {
        var world = new World(CaseFolder.Facts(name));
        world.Rest();
        var facts = world.Gather();
        Assert.True(facts.Saved is not { Due: { } due } || due > facts.Now, "the timer would wake it at every turn");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_day_later_it_comes_to_rest_again_and_nothing_is_said_twice(string name)
    {
        var world = new World(CaseFolder.Facts(name));
        world.Rest();
        var later = world.Gather() with { StatusComment = null, New = false };
        later = later with { Now = later.Now + TimeSpan.FromHours(25) };
        var next = new World(later);
        next.Rest();
        Assert.DoesNotContain(Decide.Next(later), effect => effect is WriteStatus or OpenPull or SetLabels or CloseIssue or ReopenIssue);
        Assert.Equal(later.Saved?.State, next.Gather().Saved?.State);
    }
}
