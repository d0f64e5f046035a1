using System.Globalization;
using SbiContrib.Core;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Simulation.Measure;

/// <summary>How many contributions one installation lands within GitHub's limits, where there are always more of them and maintainers merge what is ready.</summary>
internal static class Landing
{
    private const int Backlog = 8, Listed = 60;

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(10);

    public static void Run(TimeSpan time)
    {
        using var site = new Site();
        var hours = new List<RequestCounts>();
        var (last, at) = (site.Counts, site.Now);
        var hour = site.Now + TimeSpan.FromHours(1);
        _ = site.Until(() => false, time, () =>
        {
            if (site.Now >= hour)
            {
                hours.Add(site.Counts - last);
                (last, hour) = (site.Counts, hour + TimeSpan.FromHours(1));
            }
            if (site.Now < at)
                return;
            at = site.Now + Glance;
            Tend(site);
        });
        hours.Add(site.Counts - last);
        Tell(site, hours);
    }

    private static void Tend(Site site)
    {
        for (var open = site.Filed - site.In(State.Merged); open < Backlog; open++)
            site.File(open % 2 == 0 ? "Alpha" : "Beta");
        if (site.Repo.OpenPulls.FirstOrDefault(pull => site.IsProposed(pull) && site.Merges(pull)) is { } ready)
            site.Merge(ready);
        // A list so long that reading it is all that is measured.
        var lines = site.List.Split('\n');
        if (lines.Length > 2 * Listed)
            site.List = string.Join('\n', lines.Where((line, at) => !line.StartsWith("- ", StringComparison.Ordinal) || at % 2 == 0));
    }

    private static void Tell(Site site, List<RequestCounts> hours)
    {
        var landed = site.In(State.Merged);
        Console.WriteLine($"One installation, {hours.Count} hours, always {Backlog} contributions on their way:");
        Console.WriteLine();
        Console.WriteLine("| | all | an hour | busiest hour | of the limit |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        Line("contributions landed", landed, landed / hours.Count, null, null);
        Line("requests", hours, counts => counts.Counted, 5_000);
        Line("writes", hours, counts => counts.Writes, null);
        Line("that make content", hours, counts => counts.ContentCreating, 500);
        Line("refused by GitHub", site.Refused, null, null, null);
    }

    private static void Line(string what, List<RequestCounts> hours, Func<RequestCounts, int> of, int? limit) =>
        Line(what, hours.Sum(of), hours.Sum(of) / hours.Count, hours.Max(of), limit);

    private static void Line(string what, int all, int? hourly, int? busiest, int? limit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {all} | {hourly} | {busiest} | {(limit is { } most ? $"{100.0 * hourly / most:0} %" : "")} |"));
}
