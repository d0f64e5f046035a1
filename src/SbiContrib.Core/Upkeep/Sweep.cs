using System.Collections.Immutable;
using System.Text.Json;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Upkeep;

/// <summary>
/// Which contributions of a site need a look, once its main branch rests: those alone that main or GitHub left behind.
/// Called again with what it remembers, until nothing is left to do.
/// </summary>
public static class Sweep
{
    /// <summary>GitHub is asked so often which pull requests merge; after that, their own daily look asks.</summary>
    private const int MostAsked = 6;

    /// <summary>Whether main is still moving.</summary>
    /// <param name="kept">What the last look remembered.</param>
    /// <param name="head">The head of main.</param>
    /// <param name="now">The time.</param>
    /// <param name="pace">How long to wait for rest.</param>
    /// <returns>What to remember, with the time of the next look; null where main rests or has moved for too long.</returns>
    public static SiteUpkeep? Moving(SiteUpkeep kept, string head, DateTimeOffset now, UpkeepPace pace)
    {
        // The first look has nothing to wait for, and a main that was dealt with doesn't move.
        if (kept.Swept is null || kept.Swept == head || kept.Away)
            return null;
        var seen = kept.Seen == head ? kept : kept with { Seen = head, SeenAt = now };
        var moved = seen with { MovedAt = kept.MovedAt ?? now };
        var rests = Earlier(moved.SeenAt + pace.Rest, moved.MovedAt.Value + pace.Longest);
        return rests <= now ? null : moved with { Again = rests };
    }

    /// <summary>Decides whom to wake.</summary>
    /// <param name="facts">All that is known.</param>
    /// <param name="pace">How many at once.</param>
    /// <returns>Whom, and what to remember.</returns>
    public static SweepPlan Next(SweepFacts facts, UpkeepPace pace)
    {
        var lists = SiteLists.Of(facts.Site);
        var watched = Watching.Next(facts, lists);
        var plan = Waking(facts, lists, pace);
        var dropped = watched.Where(watch => watch.Next is { Dropped: true }).Select(watch => new WakeUp(watch.Watch.Key, true));
        return plan with { Wake = [.. plan.Wake.Concat(dropped).DistinctBy(one => one.Key)], Watched = [.. watched.Where(watch => watch.Next != watch.Watch)] };
    }

    /// <summary>The watched entries that were gone before they were ever seen in the list: of each, <see cref="SweepFacts.SinceMerge"/> must be known.</summary>
    /// <param name="watched">What is watched.</param>
    /// <param name="site">The site as it is now.</param>
    /// <returns>Those.</returns>
    public static IEnumerable<Watch> Unseen(ImmutableArray<Watch> watched, SiteFacts site)
    {
        var lists = SiteLists.Of(site);
        return watched.Where(watch => watch is { Seen: false, Dropped: false } && !watch.Stands(lists));
    }

    private static SweepPlan Waking(SweepFacts facts, SiteLists lists, UpkeepPace pace)
    {
        var kept = facts.Kept;
        var now = Hashed(facts.Site, lists);
        // Nothing is known of the site yet, or what people sent is read otherwise than before: everything is looked at.
        if (kept.Away || kept.Forms != now.Forms)
            return new([.. Urgent(facts).Select(open => new WakeUp(open.Key, open.State != State.Approved)), .. Unknown(facts)], now with { Swept = facts.Site.Head });
        var here = kept.Swept == facts.Site.Head ? kept : now;
        var (conflicting, next) = Conflicting(facts, here, pace);
        ImmutableArray<WakeUp> wake = [.. conflicting, .. Left(facts, lists), .. Sectionless(facts, now), .. Unknown(facts)];
        return new(wake, next with { Forms = now.Forms, Sections = now.Sections, Seen = facts.Site.Head, Swept = facts.Site.Head, MovedAt = null, Away = false });
    }

    private static SiteUpkeep Hashed(SiteFacts site, SiteLists lists) => new()
    {
        Forms = StatusText.Hash(JsonSerializer.Serialize(new { site.Settings, site.SettingsProblem, site.Forms })),
        Sections = StatusText.Hash(string.Join('\n', lists.Sections)),
    };

    private static IEnumerable<OpenContribution> Urgent(SweepFacts facts) =>
        facts.Open.OrderByDescending(open => open.State == State.Approved).ThenBy(open => open.Since).ThenBy(open => open.Key.Name, StringComparer.Ordinal);

    // The approved and the next in the queue; the others in their turn, as long as main rests.
    private static (IEnumerable<WakeUp> Wake, SiteUpkeep Kept) Conflicting(SweepFacts facts, SiteUpkeep kept, UpkeepPace pace)
    {
        var pulls = facts.Pulls.ToDictionary(pull => pull.Number);
        bool? Mergeable(OpenContribution open) => pulls.TryGetValue(open.Pull!.Value, out var pull) ? pull.Mergeable : true;
        var waiting = Urgent(facts).Where(open => open is { Waits: true, Pull: not null } && !kept.Woken.Contains(open.Pull.Value)).ToArray();
        var conflicting = waiting.Where(open => Mergeable(open) == false).ToArray();
        var most = kept.Woken.IsEmpty ? pace.First : pace.AtOnce;
        var turn = conflicting.Where((open, at) => at < most || open.State == State.Approved).ToArray();
        var left = conflicting.Length > turn.Length;
        var unknown = waiting.Any(open => Mergeable(open) is null) && kept.Asked < MostAsked;
        DateTimeOffset? again = unknown ? facts.Now + (pace.Moment * (1 << kept.Asked)) : left ? facts.Now + pace.Pause : null;
        return (turn.Select(open => new WakeUp(open.Key, open.State != State.Approved)), kept with
        {
            Woken = [.. kept.Woken, .. turn.Select(open => open.Pull!.Value)],
            Asked = unknown ? kept.Asked + 1 : kept.Asked,
            Again = again,
        });
    }

    // What GitHub shows otherwise than it was saved, and what main got another way.
    private static IEnumerable<WakeUp> Left(SweepFacts facts, SiteLists lists)
    {
        var open = facts.Open.ToDictionary(one => one.Key);
        var pulls = facts.Pulls.Select(pull => pull.Number).ToHashSet();
        var ended = facts.Open.Where(one => one is { Waits: true, Pull: { } number } && !pulls.Contains(number)).Select(one => one.Key);
        var astray = facts.Pulls.Where(pull => open.GetValueOrDefault(pull.By) is not { Waits: true } known || known.Pull != pull.Number).Select(pull => pull.By);
        var arrived = facts.Claims.Where(claim => lists.Have([claim.Id])).Select(claim => claim.By);
        return [.. ended.Select(key => new WakeUp(key, true)), .. astray.Select(key => new WakeUp(key, true, true)), .. arrived.Select(key => new WakeUp(key, true))];
    }

    // A section that somebody missed may be there now.
    private static IEnumerable<WakeUp> Sectionless(SweepFacts facts, SiteUpkeep now) => facts.Kept.Sections is null || facts.Kept.Sections == now.Sections
        ? []
        : facts.Open.Where(open => open.State == State.NeedsInfo).Select(open => new WakeUp(open.Key, true));

    // An issue whose delivery never came is known to GitHub alone.
    private static IEnumerable<WakeUp> Unknown(SweepFacts facts)
    {
        var open = facts.Open.Select(one => one.Key).ToHashSet();
        return facts.Issues.Select(number => ContributionKey.OfIssue(facts.Id, number)).Where(key => !open.Contains(key)).Select(key => new WakeUp(key, false, true));
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
