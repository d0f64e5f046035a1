using System.Diagnostics;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Tests.GitHub;

/// <summary>How quick the model is in process; it reports and asserts only that everything landed.</summary>
public sealed class SpeedTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CommitsAndMergesASecond(bool payloads)
    {
        const int count = 100;
        var folder = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "sbi-contrib-tests", Guid.NewGuid().ToString("N"));
        using (var model = new GitHubModel(new GitHubModelOptions { Folder = folder, Payloads = payloads }))
        {
            model.AddUser("max");
            var (site, max) = (model.CreateRepository("max", "site"), model.As("max"));
            var bot = model.As(model.Install("max"));
            Land(model, site, bot, max, "warm", 5);
            var (commits, merges) = Land(model, site, bot, max, "b", count);

            Assert.Equal(count + 5, site.Issues.Values.Count(i => i.Pull!.Merged));
            Assert.Equal(count + 6, site.Tip("main")!.Tree.Count);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{count / commits.TotalSeconds:0} commits pushed and {count / merges.TotalSeconds:0} pull requests opened and merged a second, {(payloads ? "with" : "without")} payloads");
        }
        Directory.Delete(folder, recursive: true);
    }

    private static (TimeSpan Commits, TimeSpan Merges) Land(GitHubModel model, Repo site, Actor bot, Actor max, string prefix, int count)
    {
        var (commits, merges) = (new Stopwatch(), new Stopwatch());
        for (var i = 0; i < count; i++)
        {
            commits.Start();
            model.Push(bot, site, $"{prefix}{i}", new Dictionary<string, string?> { [$"{prefix}{i}.md"] = $"{i}\n" }, from: "main");
            commits.Stop();
            merges.Start();
            model.Merge(max, model.CreatePull(bot, site, $"Add {i}", $"{prefix}{i}", "main"));
            merges.Stop();
        }
        return (commits.Elapsed, merges.Elapsed);
    }
}
