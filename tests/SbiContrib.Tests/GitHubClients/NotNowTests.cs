using System.Net;
using Moq;
using Octokit;
using SbiContrib.GitHub;

namespace SbiContrib.Tests.GitHubClients;

/// <summary>"Not now" and until when, apart from "no" and from our own faults.</summary>
public sealed class NotNowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static bool Any(string method, string path) => !path.EndsWith("access_tokens", StringComparison.Ordinal);

    [Fact]
    public async Task When_the_hours_calls_are_used_up_it_waits_for_the_next_hour()
    {
        await using var client = await Client.Start(limits: true);
        client.World.Server.Limits.PerHour = 2;
        _ = await client.View.Issue(client.Site, 1, Cancel);
        var reset = client.Now.AddHours(1);
        client.Clock.Advance(TimeSpan.FromMinutes(10));
        _ = await client.View.Issue(client.Site, 2, Cancel);

        var wait = await Assert.ThrowsAsync<NotNowException>(() => client.View.Issue(client.Site, 3, Cancel));

        Assert.Equal(reset, wait.Until);
        client.Clock.Advance(wait.Until!.Value - client.Now);
        Assert.Equal(Core.IssueState.Gone, (await client.View.Issue(client.Site, 3, Cancel)).State);
    }

    [Fact]
    public async Task When_it_writes_too_fast_it_waits_as_long_as_it_is_told()
    {
        await using var client = await Client.Start(limits: true);
        client.World.Server.Limits.ContentPerMinute = 1;
        var issue = client.World.Model.CreateIssue(client.World.Ada, client.World.Site, "A");
        _ = await client.View.WriteComment(client.Site, issue.Number, "one", Cancel);
        client.Clock.Advance(TimeSpan.FromSeconds(20));

        var wait = await Assert.ThrowsAsync<NotNowException>(() => client.View.WriteComment(client.Site, issue.Number, "two", Cancel));

        Assert.Equal(client.Now.AddSeconds(40), wait.Until);
        Assert.Single(issue.Comments);
    }

    [Theory]
    [InlineData(500, null, 0)]
    [InlineData(503, null, 0)]
    [InlineData(503, 120, 120)]
    [InlineData(502, 7, 7)]
    [InlineData(429, null, 60)]
    [InlineData(429, 30, 30)]
    [InlineData(403, 45, 45)]
    [InlineData(408, null, 0)]
    public async Task A_server_in_trouble_is_asked_again_when_it_says(int status, int? retryAfter, int seconds)
    {
        await using var client = await Client.Start();
        client.Spoil(new(Any) { Times = 100, Status = status, RetryAfter = retryAfter });

        var wait = await Assert.ThrowsAsync<NotNowException>(() => client.View.Repository(client.World.Site.Id, Cancel));

        Assert.Equal(client.Now.AddSeconds(seconds), wait.Until);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_limit_that_names_no_wait_but_the_time_of_its_end_is_over_then(HttpStatusCode status)
    {
        var clock = GitHub.World.Clock();
        IReadOnlyDictionary<string, string> headers = new Dictionary<string, string> { ["x-ratelimit-remaining"] = "0", ["x-ratelimit-reset"] = $"{clock.GetUtcNow().AddMinutes(17).ToUnixTimeSeconds()}" };
        var answer = Mock.Of<IResponse>(response => response.StatusCode == status && response.Body == (object)"""{"message":"Slow down"}""" && response.ContentType == "application/json" && response.Headers == headers);

        var wait = await Assert.ThrowsAsync<NotNowException>(() => new Guard(clock).Run<int>(() => throw new ApiException(answer), Cancel));

        Assert.Equal(clock.GetUtcNow().AddMinutes(17), wait.Until);
    }

    [Fact]
    public async Task A_read_whose_connection_broke_is_repeated_at_once()
    {
        await using var client = await Client.Start();
        Assert.NotNull(await client.View.Repository(client.World.Site.Id, Cancel));
        client.Spoil(new(Any) { NoAnswer = true });

        Assert.Equal(Core.IssueState.Gone, (await Meanwhile(client, client.View.Issue(client.Site, 1, Cancel))).State);
    }

    [Fact]
    public async Task A_read_that_breaks_again_and_again_is_for_later()
    {
        await using var client = await Client.Start();
        client.Spoil(new(Any) { NoAnswer = true, Times = 100 });

        await Assert.ThrowsAsync<NotNowException>(() => Meanwhile(client, client.View.Repository(client.World.Site.Id, Cancel)));
        Assert.Equal(3, client.World.Server.Faults.Struck);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_whose_answer_was_lost_is_never_repeated_blindly(bool silent)
    {
        await using var client = await Client.Start();
        var issue = client.World.Model.CreateIssue(client.World.Ada, client.World.Site, "A");
        client.Spoil(new((method, path) => method == "POST" && path.EndsWith("/comments", StringComparison.Ordinal)) { AfterEffect = true, NoAnswer = silent, Status = silent ? 0 : 502 });

        await Assert.ThrowsAsync<NotNowException>(() => client.View.WriteComment(client.Site, issue.Number, "one", Cancel));

        Assert.Single(issue.Comments);
        Assert.Equal("one", Assert.Single(await client.View.Comments(client.Site, issue.Number, 1, Cancel)).Body);
    }

    [Fact]
    public async Task A_branch_and_a_pull_request_whose_answers_were_lost_are_found()
    {
        await using var client = await Client.Start();
        client.Spoil(new((method, path) => method == "POST" && path.EndsWith("/refs", StringComparison.Ordinal)) { AfterEffect = true, NoAnswer = true });
        client.Spoil(new((method, path) => method == "POST" && path.EndsWith("/pulls", StringComparison.Ordinal)) { AfterEffect = true, NoAnswer = true });
        var head = (await client.View.Head(client.Site, "main", Cancel))!;
        var commit = await client.View.MakeCommit(client.Site, [head.Sha], head.Tree, new Core.Change([new("index.md", "# New\n")], "Add"), [], Cancel);

        await Assert.ThrowsAsync<NotNowException>(() => client.View.MakeBranch(client.Site, "b/1", commit, Cancel));
        Assert.False(await client.View.MakeBranch(client.Site, "b/1", commit, Cancel));
        await Assert.ThrowsAsync<NotNowException>(() => client.View.OpenPull(client.Site, "b/1", "T", "B", Cancel));
        var pull = await client.View.OpenPull(client.Site, "b/1", "T", "B", Cancel);

        Assert.Equal(commit, pull!.Head);
        Assert.Equal(pull.Number, await client.View.FindPull(client.Site, "b/1", Cancel));
        Assert.Single(client.World.Site.Issues.Values, issue => issue.Pull is not null);
    }

    [Fact]
    public async Task A_file_that_a_change_deletes_is_gone_and_no_other()
    {
        await using var client = await Client.Start();
        var head = (await client.View.Head(client.Site, "main", Cancel))!;
        var change = new Core.Change([new("_data/two.yml", "b: 2\n"), new("_data/one.yml", "a: 1\n")], "Add");
        var two = await Made(client, await client.View.MakeCommit(client.Site, [head.Sha], head.Tree, change, [], Cancel));
        var commit = await client.View.MakeCommit(client.Site, [two.Sha], two.Tree, new Core.Change([new("_data/two.yml", "b: 3\n")], "Remove") { Deleted = ["_data/one.yml"] }, [], Cancel);

        var (before, after) = (await client.View.Files(client.Site, two.Tree, Cancel), await client.View.Files(client.Site, (await Made(client, commit)).Tree, Cancel));
        Assert.Equal(before.Select(file => file.Path).Except(["_data/one.yml"]), after.Select(file => file.Path));
        Assert.Equal("b: 3\n"u8.ToArray(), await client.Bytes(after.Single(file => file.Path == "_data/two.yml")));
    }

    [Fact]
    public async Task A_file_that_can_be_run_stays_so()
    {
        await using var client = await Client.Start();
        var head = (await client.View.Head(client.Site, "main", Cancel))!;
        var commit = await client.View.MakeCommit(client.Site, [head.Sha], head.Tree, new Core.Change([new("list.sh", "1\n"), new("list.md", "2\n")], "Add"), ["list.sh"], Cancel);
        var files = await client.View.Files(client.Site, (await Made(client, commit)).Tree, Cancel);

        Assert.Equal(SbiContrib.GitHub.TreeFile.Executable, files.Single(file => file.Path == "list.sh").Mode);
        Assert.Equal(SbiContrib.GitHub.TreeFile.Plain, files.Single(file => file.Path == "list.md").Mode);
    }

    [Fact]
    public async Task Small_files_come_together_and_each_as_it_is_stored()
    {
        await using var client = await Client.Start();
        var model = client.World.Model;
        var files = new Dictionary<string, byte[]>
        {
            ["a.txt"] = "ä\r\n"u8.ToArray(),
            ["marked.txt"] = [0xEF, 0xBB, 0xBF, (byte)'x'],
            ["latin.txt"] = [(byte)'a', 0xE9, (byte)'\n'],
            ["large.txt"] = [.. Enumerable.Repeat((byte)'l', 700_000)],
            ["empty.txt"] = [],
        };
        foreach (var (path, content) in files)
            _ = model.WriteFile(model.As("lab"), client.World.Site, path, content, "Add", null, null);
        var head = (await client.View.Head(client.Site, "main", Cancel))!;
        var listed = (await client.View.Files(client.Site, head.Tree, Cancel)).Where(file => files.ContainsKey(file.Path)).ToArray();
        var before = client.World.Server.Log.Counts;

        var read = await client.View.Blobs(client.Site, listed, Cancel);

        Assert.All(listed, file => Assert.Equal(files[file.Path], read[file.Sha]));
        // One question for the small ones, and one more for each that comes otherwise.
        Assert.InRange((client.World.Server.Log.Counts - before).Reads, 2, 4);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_not_waited_for_without_end()
    {
        await using var client = await Client.Start(timeout: TimeSpan.FromSeconds(2));
        Assert.NotNull(await client.View.Repository(client.World.Site.Id, Cancel));
        // The model's clock stands still: the delay never ends by itself.
        client.Spoil(new(Any) { Delay = TimeSpan.FromMinutes(1), Times = 100 });

        await Assert.ThrowsAsync<NotNowException>(() => client.View.Issue(client.Site, 1, Cancel));
    }

    [Fact]
    public async Task Who_stops_waiting_is_not_told_to_come_again()
    {
        await using var client = await Client.Start();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.View.Repository(client.World.Site.Id, stopped.Token));
    }

    [Fact]
    public async Task No_is_no()
    {
        await using var client = await Client.Start();
        var model = client.World.Model;
        var (deleted, moved, open) = (model.CreateIssue(client.World.Ada, client.World.Site, "A"), model.CreateIssue(client.World.Ada, client.World.Site, "B"), model.CreateIssue(client.World.Ada, client.World.Site, "C"));
        var target = model.CreateRepository("lab", "other");
        model.DeleteIssue(model.As("lab"), deleted);
        _ = model.TransferIssue(model.As("lab"), moved, target);

        Assert.Null(await client.View.Repository(12345, Cancel));
        Assert.Null(await client.View.Head(client.Site, "none", Cancel));
        Assert.False(await client.View.EditComment(client.Site, 12345, "x", Cancel));
        Assert.Equal([Core.IssueState.Gone, Core.IssueState.Gone, Core.IssueState.Open], (await Task.WhenAll(new[] { deleted, moved, open }.Select(issue => client.View.Issue(client.Site, issue.Number, Cancel)))).Select(issue => issue.State));
        await client.View.RemoveLabel(client.Site, open.Number, "none", Cancel);
        await client.View.DeleteBranch(client.Site, "none", new string('1', 40), Cancel);
    }

    [Fact]
    public async Task An_archived_repository_is_known_as_such_and_a_write_to_it_is_no_matter_of_waiting()
    {
        await using var client = await Client.Start();
        var issue = client.World.Model.CreateIssue(client.World.Ada, client.World.Site, "A");
        client.World.Model.Archive(client.World.Model.As("lab"), client.World.Site);

        Assert.True((await client.View.Repository(client.World.Site.Id, Cancel))!.Archived);
        Assert.Equal("Repository was archived so is read-only.", (await Assert.ThrowsAsync<SiteRefusedException>(() => client.View.WriteComment(client.Site, issue.Number, "x", Cancel))).Sentence);
    }

    [Fact]
    public async Task A_renamed_repository_is_read_and_written_by_its_former_name()
    {
        await using var client = await Client.Start();
        var issue = client.World.Model.CreateIssue(client.World.Ada, client.World.Site, "A");
        client.World.Model.Rename(client.World.Model.As("lab"), client.World.Site, "list");

        var head = (await client.View.Head(client.Site, "main", Cancel))!;
        var files = await client.View.Files(client.Site, head.Tree, Cancel);
        var page = files.Single(file => file.Path == "index.md");
        _ = await client.View.WriteComment(client.Site, issue.Number, "here", Cancel);
        Assert.True(await client.View.MakeBranch(client.Site, "b", head.Sha, Cancel));
        await client.View.CloseIssue(client.Site, issue.Number, true, Cancel);

        Assert.Equal(GitHub.World.Page, System.Text.Encoding.UTF8.GetString(await client.Bytes(page)));
        Assert.Equal("here", Assert.Single(issue.Comments).Body);
        Assert.False(issue.Open);
        Assert.Equal("lab/list", (await client.View.Repository(client.World.Site.Id, Cancel))!.FullName);
    }

    [Fact]
    public async Task What_did_not_change_costs_nothing()
    {
        await using var client = await Client.Start();
        var issue = client.World.Model.CreateIssue(client.World.Ada, client.World.Site, "A");
        var first = await client.View.Issue(client.Site, issue.Number, Cancel);
        var before = client.World.Server.Log.Counts;

        var second = await client.View.Issue(client.Site, issue.Number, Cancel);
        var unchanged = client.World.Server.Log.Counts - before;
        client.World.Model.EditIssue(client.World.Ada, issue, new() { Title = "B" });
        var third = await client.View.Issue(client.Site, issue.Number, Cancel);

        Assert.Equal((0, 1, 0), (unchanged.Reads, unchanged.NotModified, unchanged.Writes));
        Assert.Equal(("A", "A", "B"), (first.Title, second.Title, third.Title));
    }

    [Fact]
    public async Task Bytes_that_are_fewer_than_said_are_not_taken_for_the_file()
    {
        await using var client = await Client.Start();
        var head = (await client.View.Head(client.Site, "main", Cancel))!;
        var page = (await client.View.Files(client.Site, head.Tree, Cancel)).Single(file => file.Path == "index.md");

        await Assert.ThrowsAsync<NotNowException>(() => client.Bytes(page with { Size = page.Size + 1 }));
    }

    private static async Task<SbiContrib.GitHub.Commit> Made(Client client, string commit)
    {
        Assert.True(await client.View.MakeBranch(client.Site, $"b/{commit}", commit, Cancel));
        return (await client.View.Head(client.Site, $"b/{commit}", Cancel))!;
    }

    /// <summary>Time passes while it is waited for.</summary>
    private static async Task<T> Meanwhile<T>(Client client, Task<T> call)
    {
        while (await Task.WhenAny(call, Task.Delay(20, Cancel)) != call)
            client.Clock.Advance(TimeSpan.FromMilliseconds(100));
        return await call;
    }
}
