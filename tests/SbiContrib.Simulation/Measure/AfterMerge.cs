using System.Globalization;
using SbiContrib.Core;

namespace SbiContrib.Simulation.Measure;

/// <summary>What one merge costs where many pull requests of one section are open, and what a session of merges does.</summary>
internal static class AfterMerge
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(24), AMinute = TimeSpan.FromMinutes(1);

    public static void Once(params IEnumerable<int> sizes)
    {
        Console.WriteLine();
        Console.WriteLine("After one merge, in one section:");
        Console.WriteLine();
        Console.WriteLine("| open | in conflict | next mergeable after | ten after | all after | requests | writes |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var size in sizes)
            Once(size);
    }

    private static void Once(int size)
    {
        using var site = Open(size);
        var (before, at) = (site.Counts, site.Now);
        site.Merge(site.Repo.OpenPulls.First());
        var conflicts = site.Repo.OpenPulls.Count(pull => !site.Merges(pull));
        TimeSpan? After(int first)
        {
            var next = site.Repo.OpenPulls.Take(first).ToArray();
            return site.Until(() => next.All(site.Merges), Long) ? site.Now - at : null;
        }
        var (one, ten, all) = (After(1), After(10), After(size));
        _ = site.Until(() => false, AMinute);
        var cost = site.Counts - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size} | {conflicts} | {one:h\\:mm\\:ss} | {ten:h\\:mm\\:ss} | {all:h\\:mm\\:ss} | {cost.Counted} | {cost.Writes} |"));
    }

    public static void Session(int size)
    {
        using var site = Open(size);
        var (before, at, next, merges) = (site.Counts, site.Now, site.Now, 0);
        var done = site.Until(() => site.In(State.Merged) == size, Long, () =>
        {
            if (site.Now < next || site.Repo.OpenPulls.FirstOrDefault(pull => site.IsProposed(pull) && site.Merges(pull)) is not { } ready)
                return;
            site.Merge(ready);
            (next, merges) = (site.Now + AMinute, merges + 1);
        });
        var cost = site.Counts - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{merges} merged, one a minute at most{(done ? "" : " (not to the end)")}: {site.Now - at:h\\:mm\\:ss}, {(double)cost.Counted / merges:0.0} requests and {(double)cost.Writes / merges:0.0} writes a merge, {site.Refused} refused."));
    }

    private static Site Open(int size)
    {
        var site = new Site();
        for (var i = 0; i < size; i++)
            site.File("Alpha");
        if (!site.Until(() => site.In(State.Proposed) == size && site.Repo.OpenPulls.Count() == size, Long))
            throw new InvalidOperationException($"{size} contributions weren't proposed in {Long}");
        _ = site.Until(() => false, TimeSpan.FromMinutes(30));
        return site;
    }
}
