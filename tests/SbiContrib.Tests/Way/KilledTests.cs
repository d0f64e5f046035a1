using SbiContrib.Local.GitHub;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>The program is killed at every write to GitHub: it ends in the right state without help.</summary>
public sealed class KilledTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_each_write_it_ends_as_if_it_had_not_been(bool afterTheEffect)
    {
        await using var world = await Given.World(azurite);
        var model = world.GitHub.Model;
        await using var programs = new Programs(world);
        var killed = 0;
        for (var at = 1; at == 1 || killed == at - 1; at++)
        {
            var (issue, wasKilled) = await Life(programs, at, afterTheEffect);
            killed += wasKilled ? 1 : 0;
            Assert.Single(world.Answers(issue));
            Assert.Contains("Merged", world.Answers(issue)[0], StringComparison.Ordinal);
            Assert.Equal(1, world.Page().Times($"arxiv.org/abs/9901.{at:D5}"));
            Assert.Equal(at, world.Pulls().Count(pull => pull.Pull!.Merged));
            Assert.Equal(at, world.Pulls().Count);
            Assert.DoesNotContain(world.Site.Git.Branches, branch => branch.FriendlyName.StartsWith("sbi-contrib/", StringComparison.Ordinal));
        }
        Assert.True(killed >= 7, $"killed {killed} times");
        Assert.Equal(0, await world.Poisoned());
    }

    // One contribution from its issue to its end, with a kill at one of its writes.
    private static async Task<(Issue Issue, bool Killed)> Life(Programs programs, int at, bool afterTheEffect)
    {
        var world = programs.World;
        await programs.Start();
        var (writes, killed) = (0, false);
        world.GitHub.Faults.Add(new Fault((method, path) =>
        {
            if (killed || method == "GET" || path == "/graphql" || path.EndsWith("/access_tokens", StringComparison.Ordinal) || Interlocked.Increment(ref writes) != at)
                return false;
            killed = true;
            programs.Kill();
            return true;
        })
        { NoAnswer = true, AfterEffect = afterTheEffect });
        var issue = world.Contributes($"https://arxiv.org/abs/9901.{at:D5}");
        await Go(programs, issue);
        world.GitHub.Faults.Clear();
        return (issue, killed);
    }

    private static async Task Go(Programs programs, Issue issue)
    {
        var world = programs.World;
        var model = world.GitHub.Model;
        var prefix = $"/issue-{issue.Number}/";
        await programs.Until("the pull request", () => world.Answers(issue).Count == 1 && world.Pulls().Any(Mine));
        var pull = world.Pulls().Single(Mine).Pull!;
        await programs.Until("mergeable", () => model.Mergeable(pull) == true);
        _ = model.Merge(model.As("grace"), pull);
        await programs.Until("the end", () => !issue.Open && GitHubModel.Sha(world.Site, "refs/heads/" + pull.HeadRef) is null);
        await world.Rest();

        bool Mine(Issue one) => one.Pull!.HeadRef.Contains(prefix, StringComparison.Ordinal);
    }
}
