using System.Collections.Immutable;
using SbiContrib.Core.Rules;

namespace SbiContrib.Core.Upkeep;

/// <summary>Holds what was merged a short while ago against a main that a crawler may have written anew.</summary>
internal static class Watching
{
    /// <summary>An entry that outlived so many runs of the crawler stays.</summary>
    private const int Runs = 2;

    /// <summary>A crawler that runs more seldom isn't waited for.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>What becomes of each: itself where nothing changes, null where it need not be watched any more.</summary>
    public static ImmutableArray<(Watch Watch, Watch? Next)> Next(SweepFacts facts, SiteLists lists)
    {
        var isRun = IsRun(facts.Move, facts);
        return [.. facts.Watched.Select(watch => (watch, One(watch, watch.Stands(lists), isRun, facts)))];
    }

    private static bool IsRun(MoveFacts? move, SweepFacts facts) =>
        move is not null && (move.Rewritten || move.By.Any(by => Crawlers(facts).Contains(by, StringComparer.OrdinalIgnoreCase)));

    private static Watch? One(Watch watch, bool listed, bool isRun, SweepFacts facts) => (watch, listed) switch
    {
        ({ Dropped: true }, false) => watch,
        // It came back by itself.
        ({ Dropped: true }, true) => watch with { Dropped = false, Seen = true },
        (_, false) when isRun => watch with { Dropped = true },
        ({ Seen: false }, false) when facts.SinceMerge.TryGetValue(watch.Key, out var since) => IsRun(since, facts) ? watch with { Dropped = true } : null,
        // A person took it out, and that stands. Where nothing is known of who moved main, the next move tells.
        (_, false) => facts.Move is null ? watch : null,
        (_, true) when facts.Now - watch.Since > Longest || (isRun && watch.Runs + 1 >= Runs) => null,
        (_, true) => watch with { Runs = isRun ? watch.Runs + 1 : watch.Runs, Seen = true },
    };

    private static IEnumerable<string> Crawlers(SweepFacts facts) => facts.Site.Settings?.Lists.Select(list => list.Crawler?.Login).OfType<string>() ?? [];
}
