using Octokit;

namespace SbiContrib.Tests.GitHub;

/// <summary>The whole way of one proposal, by Octokit.</summary>
public sealed class SmokeTests
{
    [Fact]
    public async Task FromAnIssueToAMergedPullRequest()
    {
        await using var world = await World.Start();
        var (ada, bot, id) = (world.As("ada"), world.AsBot(), world.Site.Id);

        var issue = await ada.Issue.Create(id, new NewIssue("A paper") { Body = "https://arxiv.org/abs/2010.06439" });
        await bot.Issue.Labels.AddToIssue(id, issue.Number, ["proposal"]);
        await bot.Issue.Comment.Create(id, issue.Number, "Thanks");
        var main = await bot.Git.Reference.Get(id, "heads/main");
        var commit = await bot.Git.Commit.Get(id, main.Object.Sha);
        var tree = await bot.Git.Tree.Create(id, new NewTree
        {
            BaseTree = commit.Tree.Sha,
            Tree = { new NewTreeItem { Path = "index.md", Mode = "100644", Type = TreeType.Blob, Content = World.Page + "\n- Three\n" } },
        });
        var next = await bot.Git.Commit.Create(id, new NewCommit("Add three", tree.Sha, main.Object.Sha));
        await bot.Git.Reference.Create(id, new NewReference("refs/heads/sbi/1", next.Sha));
        var pull = await bot.PullRequest.Create(id, new NewPullRequest("Add three", "sbi/1", "main") { Body = $"Closes #{issue.Number}" });
        var merged = await world.As("max").PullRequest.Merge(id, pull.Number, new MergePullRequest { Sha = next.Sha });

        Assert.True(merged.Merged);
        Assert.Equal(ItemState.Closed, (await ada.Issue.Get(id, issue.Number)).State.Value);
        Assert.True((await bot.PullRequest.Get(id, pull.Number)).Merged);
        Assert.EndsWith("- Three\n", (await bot.Repository.Content.GetAllContents(id, "index.md"))[0].Content, StringComparison.Ordinal);
    }
}
