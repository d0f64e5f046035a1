using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Octokit;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Tests.GitHub;

/// <summary>Files, references, clones.</summary>
public sealed class GitDataTests
{
    [Fact]
    public async Task AFileOverOneMegabyteIsEmptyByPathAndWholeByBlob()
    {
        await using var world = await World.Start();
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"- line {i} é\n"));
        world.Model.Push(world.Max, world.Site, "main", new Dictionary<string, string?> { ["big.md"] = text });
        using var http = Http(world);

        var file = (await http.GetFromJsonAsync<JsonObject>("repos/lab/site/contents/big.md", TestContext.Current.CancellationToken))!;
        var blob = await world.AsBot().Git.Blob.Get(world.Site.Id, (string)file["sha"]!);

        Assert.Equal(("", "none", Encoding.UTF8.GetByteCount(text)), ((string)file["content"]!, (string)file["encoding"]!, (int)file["size"]!));
        Assert.Equal(text, Encoding.UTF8.GetString(Convert.FromBase64String(blob.Content)));
    }

    [Fact]
    public async Task AFileIsWrittenOnlyOverTheBlobThatWasSeen()
    {
        await using var world = await World.Start();
        var sha = world.Site.Tip("main")!["index.md"].Target.Sha;
        var bytes = "new\n"u8.ToArray();

        Assert.Equal(422, Assert.Throws<GitHubException>(() => world.Model.WriteFile(world.Max, world.Site, "index.md", bytes, "Write", null, null)).Status);
        Assert.Equal(409, Assert.Throws<GitHubException>(() => world.Model.WriteFile(world.Max, world.Site, "index.md", bytes, "Write", new string('a', 40), null)).Status);
        world.Model.WriteFile(world.Max, world.Site, "index.md", bytes, "Write", sha, null);
        Assert.Equal(bytes, world.Model.Read(world.Site, "main", "index.md"));
    }

    [Fact]
    public async Task ATreeKeepsAndDropsWhatItIsTold()
    {
        await using var world = await World.Start();
        var main = world.Site.Tip("main")!;

        var tree = world.Model.CreateTree(world.Bot, world.Site, [new NewTreeEntry("docs/guide.md"), new NewTreeEntry("a/b.md", Content: "b\n")], main.Tree.Sha);

        Assert.Null(tree["docs/guide.md"]);
        Assert.NotNull(tree["a/b.md"]);
        Assert.Equal(main["index.md"].Target.Sha, tree["index.md"].Target.Sha);
        foreach (var path in (string[])["../x", "/x", "a//b", ".git/config", "a/./b", ""])
            Assert.Equal(422, Assert.Throws<GitHubException>(() => world.Model.CreateTree(world.Bot, world.Site, [new NewTreeEntry(path, Content: "x")])).Status);
    }

    [Fact]
    public async Task ABranchMovesForwardOrByForce()
    {
        await using var world = await World.Start();
        var first = world.Site.Tip("main")!.Sha;
        var next = world.Model.Push(world.Bot, world.Site, "b", new Dictionary<string, string?> { ["x.md"] = "x\n" }, from: "main").Sha;
        var client = world.AsBot();

        var refusal = await Assert.ThrowsAsync<ApiValidationException>(() => client.Git.Reference.Update(world.Site.Id, "heads/b", new ReferenceUpdate(first)));
        Assert.Equal("Update is not a fast forward", refusal.Message);
        await client.Git.Reference.Update(world.Site.Id, "heads/b", new ReferenceUpdate(first, true));
        Assert.Equal(first, world.Site.Tip("b")!.Sha);
        var taken = await Assert.ThrowsAsync<ApiValidationException>(() => client.Git.Reference.Create(world.Site.Id, new NewReference("refs/heads/b", next)));
        Assert.Equal("Reference already exists", taken.Message);
        Assert.Throws<GitHubException>(() => world.Model.CreateRef(world.Bot, world.Site, "refs/heads/b/c", next));
        await client.Git.Reference.Delete(world.Site.Id, "heads/b");
        await Assert.ThrowsAsync<NotFoundException>(() => client.Git.Reference.Get(world.Site.Id, "heads/b"));
    }

    [Fact]
    public async Task UpdateRefsComparesBeforeItSwaps()
    {
        await using var world = await World.Start();
        var first = world.Site.Tip("main")!.Sha;
        var next = world.Model.Push(world.Bot, world.Site, "b", new Dictionary<string, string?> { ["x.md"] = "x\n" }, from: "main").Sha;
        using var http = Http(world);

        var stale = await Update(http, world, new { name = "refs/heads/b", beforeOid = first, afterOid = first, force = true });
        Assert.NotNull(stale["errors"]);
        Assert.Equal(next, world.Site.Tip("b")!.Sha);
        var right = await Update(http, world, new { name = "refs/heads/b", beforeOid = next, afterOid = first, force = true });
        Assert.Null(right["errors"]);
        Assert.Equal(first, world.Site.Tip("b")!.Sha);
        var other = await http.PostAsJsonAsync("graphql", new { query = "{ viewer { login company } }" }, TestContext.Current.CancellationToken);
        var told = await other.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        Assert.Equal("sbi-contrib", (string?)told!["data"]!["viewer"]!["login"]);
        Assert.Contains("company", (string?)told["errors"]![0]!["message"], StringComparison.Ordinal);
    }

    private static async Task<JsonObject> Update(HttpClient http, World world, object update)
    {
        const string query = "mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }";
        var input = new { repositoryId = Urls.NodeId("R", world.Site.Id), refUpdates = new[] { update } };
        var answer = await http.PostAsJsonAsync("graphql", new { query, variables = new { input } }, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
    }

    [Fact]
    public async Task AStockGitClones()
    {
        await using var world = await World.Start();
        var pull = world.Proposal(world.Bot, "one", "- Three");
        world.Model.Merge(world.Max, pull);
        var folder = Directory.CreateTempSubdirectory("sbi-contrib-clone");
        try
        {
            Assert.SkipUnless(await Git(folder.FullName, "--version") == 0, "git isn't installed");
            Assert.Equal(0, await Git(folder.FullName, "clone", "--quiet", $"{world.Server.BaseAddress}lab/site.git", "site"));
            Assert.Contains("- Three", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "site", "index.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Equal(0, await Git(Path.Combine(folder.FullName, "site"), "fsck", "--strict"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> Git(string folder, params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            await Task.WhenAll(git.StandardOutput.ReadToEndAsync(), git.StandardError.ReadToEndAsync(), git.WaitForExitAsync());
            return git.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    [Fact]
    public async Task PagesShowWhatHappenedAndRunNothing()
    {
        await using var world = await World.Start();
        var issue = world.Model.CreateIssue(world.Ada, world.Site, "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>");
        var pull = world.Proposal(world.Bot, "a/b", "- <b>Three</b>");
        using var http = new HttpClient { BaseAddress = world.Server.BaseAddress };

        foreach (var path in (string[])["", "lab/site", "lab/site/issues", "lab/site/pulls", $"lab/site/issues/{issue.Number}", $"lab/site/pull/{pull.Issue.Number}", $"lab/site/commit/{pull.HeadSha}", "lab/site/blob/a/b/index.md", "lab/site/tree/a/b"])
        {
            var page = await http.GetStringAsync(path, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        }
        Assert.Contains("<ins>&#x2B;- &lt;b&gt;Three", await http.GetStringAsync($"lab/site/pull/{pull.Issue.Number}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("lab/site/blob/main/../../x", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("lab/nothing/issues", TestContext.Current.CancellationToken)).StatusCode);
    }

    internal static HttpClient Http(World world)
    {
        var http = new HttpClient { BaseAddress = new Uri(world.Server.BaseAddress, "/api/v3/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", world.Model.CreateInstallationToken(world.Installation.Id).Value);
        return http;
    }
}
