using System.Text;
using System.Text.Json.Nodes;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Tests.GitHub;

/// <summary>What a pull request does when branches move under it.</summary>
public sealed class PullTests
{
    [Fact]
    public async Task AHeadMovesWithItsBranchAndSaysSo()
    {
        await using var world = await World.Start();
        var pull = world.Proposal(world.Bot, "one", "- Three");
        var before = pull.HeadSha;

        var pushed = world.Model.Push(world.Max, world.Site, "one", new Dictionary<string, string?> { ["more.md"] = "more\n" });

        Assert.Equal(pushed.Sha, pull.HeadSha);
        var told = Last(world, "pull_request");
        Assert.Equal("synchronize", (string?)told["action"]);
        Assert.Equal((before, pushed.Sha), ((string?)told["before"], (string?)told["after"]));
        Assert.Equal(pushed.Sha, (string?)Last(world, "push")["after"]);
    }

    [Fact]
    public async Task ASecondOneOfTheSameHeadIsRefusedWhileTheFirstIsOpen()
    {
        await using var world = await World.Start();
        var pull = world.Proposal(world.Bot, "one", "- Three");

        var refusal = Assert.Throws<GitHubException>(() => world.Model.CreatePull(world.Bot, world.Site, "Again", "lab:one", "main"));
        Assert.Equal((422, "A pull request already exists for lab:one."), (refusal.Status, Error(refusal)));

        world.Model.SetState(world.Bot, pull.Issue, "closed");
        Assert.NotEqual(pull.Issue.Number, world.Model.CreatePull(world.Bot, world.Site, "Again", "one", "main").Issue.Number);
        Assert.Equal(422, Assert.Throws<GitHubException>(() => world.Model.SetState(world.Bot, pull.Issue, "open")).Status);
    }

    [Fact]
    public async Task OneWithoutACommitIsRefused()
    {
        await using var world = await World.Start();
        world.Model.CreateRef(world.Bot, world.Site, "refs/heads/same", world.Site.Tip("main")!.Sha);

        var refusal = Assert.Throws<GitHubException>(() => world.Model.CreatePull(world.Bot, world.Site, "Nothing", "same", "main"));

        Assert.Equal("No commits between main and same", Error(refusal));
        Assert.Equal(422, Assert.Throws<GitHubException>(() => world.Model.CreatePull(world.Bot, world.Site, "Nowhere", "absent", "main")).Status);
    }

    [Fact]
    public async Task TwoThatAddToOnePlaceConflictOnceOneIsMerged()
    {
        await using var world = await World.Start(lazy: true);
        var (one, two, far) = (
            world.Proposal(world.Bot, "one", "- Three"), world.Proposal(world.Bot, "two", "- Four"), world.Proposal(world.Bot, "far", "- Five", "## Section B\n\n"));
        // The rendering of the deliveries has asked already; a change makes it unknown again.
        Assert.True(world.Model.Mergeable(two));

        world.Model.Merge(world.Max, one, one.HeadSha);

        Assert.Null(world.Model.Mergeable(two));
        Assert.False(world.Model.Mergeable(two));
        Assert.Equal("dirty", world.Model.MergeableState(two));
        Assert.Null(world.Model.Mergeable(far));
        Assert.True(world.Model.Mergeable(far));
        Assert.Equal(405, Assert.Throws<GitHubException>(() => world.Model.Merge(world.Max, two)).Status);
        world.Model.Merge(world.Max, far);
        var text = Encoding.UTF8.GetString(world.Model.Read(world.Site, "main", "index.md")!);
        Assert.Contains("- Three\n", text, StringComparison.Ordinal);
        Assert.Contains("- Five\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("- Four", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMergeNamesTheHeadItMeans()
    {
        await using var world = await World.Start();
        var pull = world.Proposal(world.Bot, "one", "- Three");
        var seen = pull.HeadSha;
        world.Model.Push(world.Max, world.Site, "one", new Dictionary<string, string?> { ["more.md"] = "more\n" });

        var refusal = Assert.Throws<GitHubException>(() => world.Model.Merge(world.Max, pull, seen));

        Assert.Equal((409, "Head branch was modified. Review and try the merge again."), (refusal.Status, refusal.Message));
        Assert.False(pull.Merged);
    }

    [Theory]
    [InlineData("merge", 2)]
    [InlineData("squash", 1)]
    [InlineData("rebase", 1)]
    public async Task EachMethodMakesItsOwnHistory(string method, int parents)
    {
        await using var world = await World.Start();
        var pull = world.Proposal(world.Bot, "one", "- Three");
        world.Model.Push(world.Max, world.Site, "main", new Dictionary<string, string?> { ["other.md"] = "other\n" });
        var main = world.Site.Tip("main")!;

        var sha = world.Model.Merge(world.Max, pull, method: method);

        var tip = world.Site.Tip("main")!;
        Assert.Equal((sha, parents), (tip.Sha, tip.Parents.Count()));
        Assert.Equal(main.Sha, tip.Parents.First().Sha);
        Assert.NotNull(world.Model.Read(world.Site, "main", "other.md"));
        Assert.Contains("- Three", Encoding.UTF8.GetString(world.Model.Read(world.Site, "main", "index.md")!), StringComparison.Ordinal);
        Assert.Equal((true, false, "max", sha), (pull.Merged, pull.Issue.Open, pull.MergedBy!.Login, pull.MergeCommitSha));
        Assert.Single(pull.Issue.Events, e => e.Event == "merged");
    }

    [Fact]
    public async Task AHeadThatReachesTheBaseByAPushIsMerged()
    {
        await using var world = await World.Start();
        var pull = world.Proposal(world.Bot, "one", "- Three");

        world.Model.UpdateRef(world.Max, world.Site, "refs/heads/main", pull.HeadSha);

        Assert.Equal((true, false, "max"), (pull.Merged, pull.Issue.Open, pull.MergedBy!.Login));
        Assert.True((bool)Last(world, "pull_request")["pull_request"]!["merged"]!);
    }

    [Fact]
    public async Task ARewrittenMainClosesForGood()
    {
        await using var world = await World.Start();
        var pull = world.Proposal(world.Bot, "one", "- Three");

        world.Model.Rewrite(world.Max, world.Site, "main", new Dictionary<string, string> { ["index.md"] = World.Page });

        Assert.Equal((false, false), (pull.Merged, pull.Issue.Open));
        Assert.True((bool)Last(world, "push")["forced"]!);
        Assert.Equal(422, Assert.Throws<GitHubException>(() => world.Model.SetState(world.Max, pull.Issue, "open")).Status);
    }

    [Fact]
    public async Task ADeletedBranchClosesAndOnlyTheSameCommitBringsItBack()
    {
        await using var world = await World.Start();
        var pull = world.Proposal(world.Bot, "one", "- Three");
        var head = pull.HeadSha;
        world.Model.DeleteRef(world.Bot, world.Site, "refs/heads/one");
        Assert.Equal((false, false), (pull.Merged, pull.Issue.Open));
        Assert.Equal(422, Assert.Throws<GitHubException>(() => world.Model.SetState(world.Bot, pull.Issue, "open")).Status);

        world.Model.Push(world.Bot, world.Site, "one", new Dictionary<string, string?> { ["x.md"] = "x\n" }, from: "main");
        var refusal = Assert.Throws<GitHubException>(() => world.Model.SetState(world.Bot, pull.Issue, "open"));
        Assert.Equal("state cannot be changed. The one branch was force-pushed or recreated.", Error(refusal));

        world.Model.UpdateRef(world.Bot, world.Site, "refs/heads/one", head, force: true);
        world.Model.SetState(world.Bot, pull.Issue, "open");
        Assert.True(pull.Issue.Open);
    }

    [Fact]
    public async Task AHeadPushedBackToTheBaseIsClosedUnmerged()
    {
        await using var world = await World.Start();
        var pull = world.Proposal(world.Bot, "one", "- Three");

        world.Model.UpdateRef(world.Bot, world.Site, "refs/heads/one", world.Site.Tip("main")!.Sha, force: true);

        Assert.Equal((false, false), (pull.Merged, pull.Issue.Open));
    }

    [Fact]
    public async Task AMergeClosesTheIssueThatItsTextNames()
    {
        await using var world = await World.Start();
        var (named, other) = (world.Model.CreateIssue(world.Ada, world.Site, "A paper"), world.Model.CreateIssue(world.Ada, world.Site, "Another"));
        var pull = world.Proposal(world.Bot, "one", "- Three");
        world.Model.EditPull(world.Bot, pull, new PullUpdate(Body: $"See #{other.Number}. Closes #{named.Number}."));

        world.Model.Merge(world.Max, pull);

        Assert.Equal((false, "max", "completed"), (named.Open, named.ClosedBy?.Login, named.StateReason));
        Assert.True(other.Open);
    }

    [Fact]
    public async Task ARequiredCheckBindsTheMergeButton()
    {
        await using var world = await World.Start();
        world.Site.RequiredChecks.Add("findings");
        var pull = world.Proposal(world.Bot, "one", "- Three");
        Assert.Equal("blocked", world.Model.MergeableState(pull));
        Assert.Equal(405, Assert.Throws<GitHubException>(() => world.Model.Merge(world.Max, pull)).Status);

        var run = world.Model.CreateCheckRun(world.Bot, world.Site, "findings", pull.HeadSha);
        world.Model.UpdateCheckRun(world.Bot, run, null, "success");

        Assert.Equal("clean", world.Model.MergeableState(pull));
        world.Model.Merge(world.Max, pull);
        Assert.True(pull.Merged);
    }

    [Fact]
    public async Task ACompletedCheckGoesBackToNothingAndAnotherRunTakesItsPlace()
    {
        await using var world = await World.Start();
        world.Site.RequiredChecks.Add("findings");
        var pull = world.Proposal(world.Bot, "one", "- Three");
        var bot = world.AsBot();
        var run = await bot.Check.Run.Create("lab", "site", new Octokit.NewCheckRun("findings", pull.HeadSha) { Status = Octokit.CheckStatus.Completed, Conclusion = Octokit.CheckConclusion.Success });

        var kept = await bot.Check.Run.Update("lab", "site", run.Id, new Octokit.CheckRunUpdate { Status = Octokit.CheckStatus.InProgress });
        Assert.Equal((Octokit.CheckStatus.Completed, Octokit.CheckConclusion.Success), (kept.Status.Value, kept.Conclusion!.Value.Value));
        Assert.Equal("clean", world.Model.MergeableState(pull));
        var other = await bot.Check.Run.Update("lab", "site", run.Id, new Octokit.CheckRunUpdate { Status = Octokit.CheckStatus.Completed, Conclusion = Octokit.CheckConclusion.Failure });
        Assert.Equal(Octokit.CheckConclusion.Failure, other.Conclusion!.Value.Value);
        _ = await bot.Check.Run.Update("lab", "site", run.Id, new Octokit.CheckRunUpdate { Status = Octokit.CheckStatus.Completed, Conclusion = Octokit.CheckConclusion.Success });
        await bot.Check.Run.Create("lab", "site", new Octokit.NewCheckRun("findings", pull.HeadSha) { Status = Octokit.CheckStatus.InProgress });
        Assert.Equal("blocked", world.Model.MergeableState(pull));
    }

    [Fact]
    public async Task ABranchIsBroughtUpToDateUnlessItConflicts()
    {
        await using var world = await World.Start();
        var (one, two) = (world.Proposal(world.Bot, "one", "- Three"), world.Proposal(world.Bot, "two", "- Four", "## Section B\n\n"));
        world.Model.Merge(world.Max, one);

        world.Model.UpdateBranch(world.Max, two, two.HeadSha);

        Assert.True(world.Site.Git.IsAncestor(world.Site.Tip("main")!, world.Site.Tip("two")!));
        Assert.Equal(422, Assert.Throws<GitHubException>(() => world.Model.UpdateBranch(world.Max, two)).Status);
    }

    [Fact]
    public async Task NobodyApprovesTheirOwn()
    {
        await using var world = await World.Start();
        var pull = world.Proposal(world.Bot, "one", "- Three");

        Assert.Equal(422, Assert.Throws<GitHubException>(() => world.Model.Review(world.Bot, pull, "APPROVE")).Status);
        var review = world.Model.Review(world.Max, pull, "APPROVE");
        world.Model.Push(world.Max, world.Site, "one", new Dictionary<string, string?> { ["more.md"] = "more\n" });

        Assert.Equal("APPROVED", review.State);
        Assert.NotEqual(pull.HeadSha, review.CommitId);
        Assert.Equal("approved", (string?)Last(world, "pull_request_review")["review"]!["state"]);
    }

    internal static JsonNode Last(World world, string name) =>
        JsonNode.Parse(world.Model.Deliveries.Last(d => d.Event == name).Payload)!;

    private static string? Error(GitHubException refusal) => (string?)refusal.Body["errors"]?[0]?["message"];
}
