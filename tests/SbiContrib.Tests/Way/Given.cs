using System.Text;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using SbiContrib.Local;
using SbiContrib.Local.GitHub;
using SbiContrib.Store;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>Steps that the tests of the whole way share.</summary>
internal static class Given
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private static readonly string[] Sections = ["Particle Physics", "Computational Neuroscience", "Astroparticle Physics", "Cosmology", "Genomics", "Robotics"];

    public static async Task<World> World(AzuriteFixture azurite, WorldOptions? options = null) =>
        await Local.World.Start((options ?? new()) with { Azurite = await azurite.Server, Prefix = AzuriteFixture.Unique("w") }, _ => { }, TestContext.Current.CancellationToken);

    public static Issue Contributes(this World world, string link, string section = "Cosmology") =>
        world.GitHub.Model.CreateIssue(world.GitHub.Model.As("ada"), world.Site, "[New entry]", SampleSite.IssueText(link, section), ["contribution"]);

    /// <summary>Made-up works, each an issue, spread over the sections.</summary>
    public static List<Issue> ContributesMany(this World world, int count) =>
        [.. Enumerable.Range(1, count).Select(number => world.Contributes($"https://arxiv.org/abs/9901.{number:D5}", Sections[number % Sections.Length]))];

    public static List<Issue> Pulls(this World world)
    {
        using var held = world.GitHub.Model.Hold();
        return [.. world.Site.Issues.Values.Where(issue => issue.Pull is not null)];
    }

    public static string Page(this World world) => Encoding.UTF8.GetString(world.GitHub.Model.Read(world.Site, "main", SampleSite.Page)!);

    /// <summary>The program, to which GitHub delivers from now on.</summary>
    public static async Task<LocalProgram> Begin(this World world)
    {
        var program = await LocalProgram.Start(world, LogLevel.None, null, TestContext.Current.CancellationToken);
        world.Connect(program.Address);
        return program;
    }

    /// <summary>An issue with its pull request, when all is at rest.</summary>
    public static async Task<(Issue Issue, Issue Pull)> Proposed(this World world, string link)
    {
        var issue = world.Contributes(link);
        await Until("the pull request", () => world.Pulls().Count == 1 && world.Answers(issue).Count == 1);
        await world.Rest();
        return (issue, world.Pulls()[0]);
    }

    public static void Says(this World world, string who, Issue where, string words) => _ = world.GitHub.Model.Comment(world.GitHub.Model.As(who), where, words);

    /// <summary>The status comment of an issue; empty where there is none yet.</summary>
    public static string Status(this World world, Issue issue) => world.Answers(issue) is [var first, ..] ? first : "";

    /// <summary>The page as a pull request makes it.</summary>
    public static string Page(this World world, Issue pull) => Encoding.UTF8.GetString(world.GitHub.Model.Read(world.Site, pull.Pull!.HeadRef, SampleSite.Page)!);

    /// <summary>Everything that main has, by its paths.</summary>
    public static Dictionary<string, string> Files(this World world)
    {
        using var held = world.GitHub.Model.Hold();
        return FilesIn(world.Site.Git.Branches["main"].Tip.Tree).ToDictionary(entry => entry.Path.Replace('\\', '/'), entry => Encoding.UTF8.GetString(((LibGit2Sharp.Blob)entry.Target).Bytes()));
    }

    private static IEnumerable<LibGit2Sharp.TreeEntry> FilesIn(LibGit2Sharp.Tree tree) =>
        tree.SelectMany(entry => entry.Target is LibGit2Sharp.Tree below ? FilesIn(below) : [entry]);

    public static int Times(this string text, string part) => text.Split(part).Length - 1;

    /// <summary>The comments of ours on an issue.</summary>
    public static List<string> Answers(this World world, Issue issue)
    {
        using var held = world.GitHub.Model.Hold();
        return [.. issue.Comments.Where(comment => comment.User == world.GitHub.Model.Bot).Select(comment => comment.Body)];
    }

    public static async Task Until(string what, Func<bool> reached) =>
        _ = await Waiting.For(what, () => Task.FromResult(reached() ? "yes" : null), Patience, TestContext.Current.CancellationToken);

    /// <summary>Nothing is to be delivered, to be looked at or in hand.</summary>
    /// <param name="world">The world.</param>
    /// <param name="orElse">Ends the wait too.</param>
    public static async Task Rest(this World world, Func<bool>? orElse = null)
    {
        await world.GitHub.Worker!.Idle(TestContext.Current.CancellationToken);
        var queue = new QueueClient(world.Azurite.ConnectionString, world.Prefix + "contributions");
        _ = await Waiting.For("rest", async () => orElse?.Invoke() == true || await Count(queue) == 0 ? "yes" : null, Patience, TestContext.Current.CancellationToken);
    }

    // Null while storage is down.
    private static async Task<int?> Count(QueueClient queue)
    {
        try
        {
            return (await queue.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount;
        }
        catch (Exception down) when (AzureFault.Is(down))
        {
            return null;
        }
    }

    public static async Task<int> Poisoned(this World world)
    {
        var queue = new QueueClient(world.Azurite.ConnectionString, world.Prefix + "contributions-poison");
        return (await queue.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount;
    }
}
