using SbiContrib.Local;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>Two processes, one storage, every delivery twice and out of order.</summary>
public sealed class ManyAtOnceTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Many = 50;

    [Fact]
    public async Task Fifty_issues_become_fifty_pull_requests_and_git_merges_all()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var world = await Given.World(azurite);
        (world.GitHub.DeliveryOptions.Twice, world.GitHub.DeliveryOptions.Shuffle) = (true, TimeSpan.FromMilliseconds(200));
        await using var first = await ProgramProcess.Start(world, null, cancellation);
        await using var second = await ProgramProcess.Start(world, null, cancellation);
        world.Connect(first.Address);
        var before = world.Page();

        var issues = world.ContributesMany(Many / 2);
        world.Connect(second.Address);
        issues.AddRange(Enumerable.Range(Many / 2, Many / 2).Select(number => world.Contributes($"https://arxiv.org/abs/9901.{number + 1:D5}")));
        await Given.Until("50 pull requests with their status", () => world.Pulls().Count >= Many && issues.All(issue => world.Answers(issue).Count > 0));
        await MergeAll(world);
        await Given.Until("50 issues closed", () => issues.All(issue => !issue.Open));
        await world.Rest();

        var log = world.GitHub.Log;
        output.WriteLine($"{log.Counts.Counted} requests, {log.Counts.NotModified} not modified; {log.Latest.Count(request => request.Method == "POST" && request.Path.EndsWith("/git/trees", StringComparison.Ordinal)) - Many} remakes for {Many} merges");
        output.WriteLine(string.Join('\n', first.Complaints.Concat(second.Complaints).Take(20)));
        Assert.Equal(Many, world.Pulls().Count);
        Assert.All(world.Pulls(), pull => Assert.True(pull.Pull!.Merged));
        Assert.All(issues, issue => Assert.Single(world.Answers(issue)));
        Assert.All(Enumerable.Range(1, Many), number => Assert.Equal(1, world.Page().Times($"arxiv.org/abs/9901.{number:D5}")));
        Assert.Equal(before.Split('\n').Where(line => line.Length > 0), world.Page().Split('\n').Where(line => line.Length > 0 && !line.Contains("/9901.", StringComparison.Ordinal)));
        Assert.Equal(0, await world.Poisoned());
    }

    // As a maintainer with ten minutes: whatever GitHub says can be merged is merged, one after the other.
    private static async Task MergeAll(World world)
    {
        var model = world.GitHub.Model;
        while (world.Pulls().FirstOrDefault(pull => !pull.Pull!.Merged) is not null)
        {
            var next = await Waiting.For("a pull request that can be merged", () => Task.FromResult(world.Pulls().FirstOrDefault(pull => pull.Open && model.Mergeable(pull.Pull!) == true)), Given.Patience, TestContext.Current.CancellationToken);
            _ = model.Merge(model.As("grace"), next.Pull!);
        }
    }
}
