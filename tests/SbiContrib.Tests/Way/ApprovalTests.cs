using SbiContrib.Local;
using SbiContrib.Local.GitHub;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>A maintainer's yes and what it is worth, through the whole world: the merge button is bound to what was checked and approved.</summary>
public sealed class ApprovalTests(AzuriteFixture azurite)
{
    private const string Link = "https://arxiv.org/abs/9901.00001";

    [Fact]
    public async Task The_merge_button_waits_for_check_and_approval_and_an_edit_voids_the_approval()
    {
        await using var world = await Given.World(azurite, Wanting("require-approval: true"));
        world.Site.RequiredChecks.Add("sbi-contrib");
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;

        var waiting = Assert.Throws<GitHubException>(() => model.Merge(model.As("grace"), pull.Pull!));
        Assert.Equal(405, waiting.Status);
        world.Says("grace", issue, "/approve");
        await Given.Until("approved", () => world.Status(issue).Contains("Approved, and ready", StringComparison.Ordinal) && Check(world, pull)?.Conclusion == "success");
        var annotation = Assert.Single(Check(world, pull)!.Annotations);
        Assert.Contains(Link, world.Page(pull).Split('\n')[annotation.StartLine - 1], StringComparison.Ordinal);

        var approved = pull.Pull!.HeadSha;
        model.EditIssue(model.As("ada"), issue, new IssueUpdate { Body = SampleSite.IssueText(Link, "Robotics") });
        await Given.Until("voided", () => world.Status(issue).Contains("holds no longer", StringComparison.Ordinal));
        await Given.Until("the check waits", () => Check(world, pull) is { Conclusion: null });

        Assert.NotEqual(approved, pull.Pull.HeadSha);
        _ = Assert.Throws<GitHubException>(() => model.Merge(model.As("grace"), pull.Pull));
        _ = model.Review(model.As("grace"), pull.Pull, "APPROVE");
        await Given.Until("approved anew", () => Check(world, pull)?.Conclusion == "success" && world.Status(issue).Contains("Approved", StringComparison.Ordinal));
        Assert.DoesNotContain("holds no longer", world.Status(issue), StringComparison.Ordinal);
        _ = model.Merge(model.As("grace"), pull.Pull);
        await Given.Until("merged", () => world.Status(issue).Contains("Merged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_foreign_commit_voids_the_approval_and_the_check()
    {
        await using var world = await Given.World(azurite);
        world.Site.RequiredChecks.Add("sbi-contrib");
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        Assert.Equal("success", Check(world, pull)?.Conclusion);
        world.Says("grace", issue, "/approve");
        await Given.Until("approved", () => world.Status(issue).Contains("Approved", StringComparison.Ordinal));

        _ = model.Push(model.As("grace"), world.Site, pull.Pull!.HeadRef, new Dictionary<string, string?> { ["extra.md"] = "More.\n" });
        await Given.Until("voided", () => world.Status(issue).Contains("holds no longer", StringComparison.Ordinal));
        await Given.Until("not checked", () => Check(world, pull)?.Conclusion == "failure");

        Assert.Contains("somebody else's commit", world.Status(issue), StringComparison.Ordinal);
        _ = Assert.Throws<GitHubException>(() => model.Merge(model.As("grace"), pull.Pull));
        world.Says("grace", pull, "/approve");
        await Given.Until("told why not", () => world.Answers(pull).Count == 1);
    }

    [Fact]
    public async Task A_commit_that_only_says_to_be_ours_is_somebody_elses()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        world.Says("grace", issue, "/approve");
        await Given.Until("approved", () => world.Status(issue).Contains("Approved", StringComparison.Ordinal));

        var ours = (LibGit2Sharp.Commit)world.Site.Git.Lookup(pull.Pull!.HeadSha);
        _ = Forged(world, pull, "Forged.\n", [ours.Sha]);

        await Given.Until("voided", () => world.Status(issue).Contains("holds no longer", StringComparison.Ordinal));
        Assert.Contains("somebody else's commit", world.Status(issue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_commit_amended_is_somebody_elses()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        world.Says("grace", issue, "/approve");
        await Given.Until("approved", () => world.Status(issue).Contains("Approved", StringComparison.Ordinal));

        var ours = (LibGit2Sharp.Commit)world.Site.Git.Lookup(pull.Pull!.HeadSha);
        var amended = Forged(world, pull, world.Page(pull).Replace(Link, "https://example.org/", StringComparison.Ordinal), [.. ours.Parents.Select(parent => parent.Sha)]);

        await Given.Until("voided", () => world.Status(issue).Contains("holds no longer", StringComparison.Ordinal));
        await Given.Until("not checked", () => Check(world, pull)?.Conclusion == "failure");
        Assert.Equal(amended, pull.Pull.HeadSha);
    }

    [Fact]
    public async Task Our_own_remake_of_the_same_entries_keeps_the_approval()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        world.Says("grace", pull, "/approve");
        await Given.Until("approved", () => world.Status(issue).Contains("Approved", StringComparison.Ordinal));
        var approved = pull.Pull!.HeadSha;

        // The same place of the same section: a conflict.
        var page = world.Page();
        var line = world.Page(pull).Split('\n').First(entry => entry.Contains(Link, StringComparison.Ordinal));
        var place = world.Page(pull).IndexOf(line, StringComparison.Ordinal);
        _ = model.Push(model.As("grace"), world.Site, "main", new Dictionary<string, string?> { [SampleSite.Page] = page.Insert(place, " * [Quite another work](https://example.org/other) by Grace Example\n") });
        await Given.Until("remade", () => pull.Pull.HeadSha != approved && Check(world, pull)?.Conclusion == "success");
        await world.Rest();

        Assert.Contains("Approved, and ready", world.Status(issue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bot_merges_what_is_approved_where_the_site_wishes_it()
    {
        await using var world = await Given.World(azurite, Wanting("merge: bot"));
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);

        Assert.True(pull.Open);
        world.Says("grace", pull, "Well done.\n\n/approve");
        await Given.Until("merged", () => pull.Pull!.Merged && world.Status(issue).Contains("Merged", StringComparison.Ordinal));

        Assert.Equal(1, world.Page().Times(Link));
        Assert.Equal(world.GitHub.Model.Bot, pull.Pull!.MergedBy);
    }

    [Fact]
    public async Task The_bot_brings_a_branch_up_to_date_where_the_site_merges_no_other()
    {
        await using var world = await Given.World(azurite, Wanting("merge: bot"));
        world.Site.RequiresUpToDate = true;
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        var main = model.Push(model.As("grace"), world.Site, "main", new Dictionary<string, string?> { ["other.md"] = "More.\n" }).Sha;

        world.Says("grace", issue, "/approve");
        await Given.Until("merged", () => pull.Pull!.Merged && world.Status(issue).Contains("Merged", StringComparison.Ordinal));

        Assert.True(world.Site.Git.IsAncestor((LibGit2Sharp.Commit)world.Site.Git.Lookup(main), (LibGit2Sharp.Commit)world.Site.Git.Lookup(pull.Pull!.HeadSha)));
        Assert.Equal(1, world.Page().Times(Link));
    }

    [Fact]
    public async Task Why_GitHub_merges_nothing_for_the_bot_is_told()
    {
        await using var world = await Given.World(azurite, Wanting("merge: bot"));
        world.Site.RequiresQueue = true;
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);

        world.Says("grace", issue, "/approve");
        await Given.Until("told", () => world.Status(issue).Contains("“Changes must be made through the merge queue”", StringComparison.Ordinal));
        Assert.True(pull.Open);
        world.Site.RequiresQueue = false;
        await Given.Until("merged", () => pull.Pull!.Merged && world.Status(issue).Contains("Merged, thank you!", StringComparison.Ordinal));

        Assert.DoesNotContain("merge queue", world.Status(issue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_somebody_wants_anew_is_written_anew()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        var (_, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        var first = Check(world, pull)!;

        model.Rerequest(model.As("grace"), first);
        await Given.Until("another run", () => Check(world, pull) is { Conclusion: "success" } again && again.Id != first.Id);
        await world.Rest();

        Assert.Equal(2, world.Site.CheckRuns.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_a_merge_queue_the_group_gets_the_check_too(bool approved)
    {
        await using var world = await Given.World(azurite, Wanting("require-approval: true"));
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);
        var model = world.GitHub.Model;
        if (approved)
        {
            world.Says("grace", issue, "/approve");
            await Given.Until("approved", () => Check(world, pull)?.Conclusion == "success");
        }

        var group = model.Queue(model.As("grace"), pull.Pull!);
        await Given.Until("the check", () => model.RunsOf(world.Site, group).Count == 1);
        await world.Rest();

        Assert.Equal(approved ? "success" : "failure", Assert.Single(model.RunsOf(world.Site, group)).Conclusion);
        Assert.Equal(approved ? "success" : null, Check(world, pull)!.Conclusion);
    }

    [Fact]
    public async Task Where_the_check_is_required_others_can_be_merged_too()
    {
        await using var world = await Given.World(azurite);
        await using var program = await world.Begin();
        _ = await world.Proposed(Link);
        var model = world.GitHub.Model;
        var grace = model.As("grace");
        _ = model.CreateRef(grace, world.Site, "refs/heads/fix", world.Site.Tip("main")!.Sha);
        _ = model.Push(grace, world.Site, "fix", new Dictionary<string, string?> { ["other.md"] = "More.\n" });
        var other = model.CreatePull(grace, world.Site, "Mend", "fix", "main");

        await Given.Until("the check", () => Check(world, other.Issue)?.Conclusion == "success");
        var first = other.HeadSha;
        _ = model.Push(grace, world.Site, "fix", new Dictionary<string, string?> { ["other.md"] = "More still.\n" });
        await Given.Until("the check of the next commit", () => other.HeadSha != first && Check(world, other.Issue)?.Conclusion == "success");
    }

    [Fact]
    public async Task Where_a_branch_wants_no_merge_commits_the_bot_squashes()
    {
        await using var world = await Given.World(azurite, Wanting("merge: bot"));
        world.GitHub.Faults.Add(new Fault((method, path) => method == "PUT" && path.EndsWith("/merge", StringComparison.Ordinal)) { Status = 405, Message = "Repository rule violations found\n\nThis branch must not contain merge commits." });
        await using var program = await world.Begin();
        var (issue, pull) = await world.Proposed(Link);

        world.Says("grace", issue, "/approve");
        await Given.Until("merged", () => pull.Pull!.Merged && world.Status(issue).Contains("Merged", StringComparison.Ordinal));

        Assert.Single(world.Site.Tip("main")!.Parents);
        Assert.Equal(1, world.Page().Times(Link));
    }

    [Fact]
    public async Task An_issue_that_GitHub_does_not_show_yet_is_asked_for_again()
    {
        await using var world = await Given.World(azurite);
        world.GitHub.Faults.Add(new Fault((method, path) => method == "GET" && path.EndsWith("/issues/1", StringComparison.Ordinal)) { Times = 3, Status = 404, Message = "Not Found" });
        await using var program = await world.Begin();

        var (issue, pull) = await world.Proposed(Link);

        Assert.True(pull.Open);
        Assert.Equal(1, issue.Number);
    }

    private static WorldOptions Wanting(string setting) => new() { Setting = setting };

    private static CheckRun? Check(World world, Issue pull) => world.GitHub.Model.RunsOf(world.Site, pull.Pull!.HeadSha).FirstOrDefault(run => run.Name == "sbi-contrib");

    // With our name, our message and its trailer, as git lets anybody write who may push.
    private static string Forged(World world, Issue pull, string page, string[] parents)
    {
        var (model, grace) = (world.GitHub.Model, world.GitHub.Model.As("grace"));
        var ours = (LibGit2Sharp.Commit)world.Site.Git.Lookup(pull.Pull!.HeadSha);
        var tree = model.CreateTree(grace, world.Site, [new(SampleSite.Page, Content: page)], ours.Tree.Sha);
        var forged = model.CreateCommit(grace, world.Site, ours.Message, tree.Sha, parents, ours.Author, ours.Committer);
        _ = model.UpdateRef(grace, world.Site, "refs/heads/" + pull.Pull.HeadRef, forged.Sha, force: true);
        return forged.Sha;
    }
}
