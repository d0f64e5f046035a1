using System.Diagnostics;
using System.Text.Json;
using SbiContrib.Core;
using SbiContrib.Core.Upkeep;
using SbiContrib.GitHub;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Local;

/// <summary>Measures what one merge costs the others.</summary>
internal static partial class Measure
{
    /// <summary>Merges one of many open pull requests in one section, and measures what it takes until the others merge again.</summary>
    /// <param name="sizes">How many are open, each in a world of its own.</param>
    /// <param name="real">With the pace and the pauses between writes that the program has by default.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<int> Upkeep(int[] sizes, bool real, CancellationToken cancellation)
    {
        var results = new List<object>();
        foreach (var size in sizes)
            results.Add(await AfterOneMerge(size, real, cancellation));
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(results, Json));
        return 0;
    }

    private static async Task<object> AfterOneMerge(int size, bool real, CancellationToken cancellation)
    {
        await using var world = await World.Start(new WorldOptions(), _ => { }, cancellation);
        var model = world.GitHub.Model;
        var issues = new List<Issue>();
        await using (var before = await LocalProgram.Start(world, LogLevel.Error, null, cancellation))
        {
            world.Connect(before.Address);
            for (var number = 1; number <= size; number++)
                issues.Add(model.CreateIssue(model.As("ada"), world.Site, "[New entry]", SampleSite.IssueText($"https://arxiv.org/abs/9901.{number:D5}", "Cosmology"), ["contribution"]));
            foreach (var issue in issues)
                await Reach(before, ContributionKey.OfIssue(world.Site.Id, issue.Number), State.Proposed, cancellation);
            await world.GitHub.Worker!.Idle(cancellation);
            await Task.Delay(TimeSpan.FromSeconds(3), cancellation);
        }
        await using var program = await LocalProgram.Start(world, LogLevel.Error, real ? builder => builder.Configuration.AddInMemoryCollection(RealPace()) : null, cancellation);
        world.Connect(program.Address);
        Pull[] pulls = [.. issues.Select(issue => Pull(world, ContributionKey.OfIssue(world.Site.Id, issue.Number))!)];
        var calls = world.GitHub.Log.Counts;
        var watch = Stopwatch.StartNew();
        _ = model.Merge(model.As("grace"), pulls[^1]);
        var conflicting = pulls[..^1].Count(pull => Conflicts(model, pull));
        var (first, ten) = (0.0, 0.0);
        _ = await Waiting.For("all mergeable again", () =>
        {
            var merge = pulls[..^1].Count(pull => !Conflicts(model, pull));
            first = first == 0 && merge > size - 1 - conflicting ? watch.Elapsed.TotalSeconds : first;
            ten = ten == 0 && merge >= Math.Min(size - 1, size - 1 - conflicting + 10) ? watch.Elapsed.TotalSeconds : ten;
            return Task.FromResult(merge == size - 1 ? "yes" : null);
        }, TimeSpan.FromHours(1), cancellation);
        var all = watch.Elapsed.TotalSeconds;
        await world.GitHub.Worker!.Idle(cancellation);
        var spent = world.GitHub.Log.Counts - calls;
        return new { open = size - 1, conflicting, secondsToFirst = first, secondsToTen = ten, secondsToAll = all, requests = spent.Counted, notModified = spent.NotModified, spent.Writes, requestsEach = Math.Round((double)spent.Counted / Math.Max(1, conflicting), 2) };
    }

    // Said in so many words: what is null would leave the world's own pace.
    private static Dictionary<string, string?> RealPace()
    {
        var (pace, limits) = (new UpkeepPace(), new GitHubLimits());
        return new()
        {
            ["Upkeep:Rest"] = $"{pace.Rest}",
            ["Upkeep:Pause"] = $"{pace.Pause}",
            ["Upkeep:Moment"] = $"{pace.Moment}",
            ["GitHub:Limits:WriteSpacing"] = $"{limits.WriteSpacing}",
            ["GitHub:Limits:PointsPerMinute"] = $"{limits.PointsPerMinute}",
            ["GitHub:Limits:ContentPerMinute"] = $"{limits.ContentPerMinute}",
            ["GitHub:Limits:ContentPerHour"] = $"{limits.ContentPerHour}",
        };
    }

    private static bool Conflicts(GitHubModel model, Pull pull)
    {
        using var held = model.Hold();
        return pull.Issue.Repo.Git.Merged(pull.Issue.Repo.Tip("main")!, (LibGit2Sharp.Commit)pull.Issue.Repo.Git.Lookup(pull.HeadSha)) is null;
    }
}
