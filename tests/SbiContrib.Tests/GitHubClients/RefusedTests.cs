using Microsoft.Extensions.Logging;
using SbiContrib.Core;
using SbiContrib.GitHub;

namespace SbiContrib.Tests.GitHubClients;

/// <summary>What GitHub refuses for good at one site, apart from "not now" and from what is a fault of ours.</summary>
public sealed class RefusedTests
{
    private const string Addresses = "Although you appear to have the correct authorization credentials, the `lab` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static bool GraphQl(string method, string path) => path == "/graphql";

    [Fact]
    public async Task Taken_off_a_public_repository_the_App_reads_it_still_and_does_not_have_it()
    {
        await using var client = await Client.Start();
        var (installation, issue) = (client.World.Installation, client.World.Model.CreateIssue(client.World.Ada, client.World.Site, "A"));
        Assert.True(await client.GitHubs.Has(installation.Id, "lab/site", Cancel));
        client.World.Model.RemoveFromInstallation(installation, client.World.Site);

        Assert.NotNull(await client.View.Repository(client.World.Site.Id, Cancel));
        Assert.False(await client.GitHubs.Has(installation.Id, "lab/site", Cancel));
        await Assert.ThrowsAsync<SiteRefusedException>(() => client.View.WriteComment(client.Site, issue.Number, "x", Cancel));
        client.World.Model.AddToInstallation(installation, client.World.Site);
        Assert.True(await client.GitHubs.Has(installation.Id, "lab/site", Cancel));
        Assert.False(await client.GitHubs.Has(installation.Id + 1, "lab/site", Cancel));
    }

    [Fact]
    public async Task With_a_token_there_is_no_installation_to_ask_for()
    {
        await using var client = await Client.Start(token: true);
        Assert.True(await client.GitHubs.Has(0, "lab/site", Cancel));
    }

    [Fact]
    public async Task An_organization_that_lets_in_other_addresses_alone_is_told_once_a_day_in_its_own_words()
    {
        await using var client = await Client.Start();
        client.Spoil(new((method, path) => !path.EndsWith("access_tokens", StringComparison.Ordinal)) { Status = 403, Message = Addresses, Times = 10 });

        var refusal = await Assert.ThrowsAsync<SiteRefusedException>(() => client.View.Repository(client.World.Site.Id, Cancel));
        Assert.Equal(Addresses, refusal.Sentence);
        client.GitHubs.Tell(1, refusal);
        client.GitHubs.Tell(1, refusal);
        client.GitHubs.Tell(2, refusal);
        Assert.Equal(2, Alerts(client));
        client.Clock.Advance(TimeSpan.FromDays(1));
        client.GitHubs.Tell(1, refusal);
        Assert.Equal(3, Alerts(client));
    }

    // The alert of infra/modules/alerts.bicep looks for this word.
    private static int Alerts(Client client) =>
        client.Told.Lines.Count(line => line.Level == LogLevel.Critical && line.Words.Contains("OperatorNeeded", StringComparison.Ordinal) && line.Words.Contains(Addresses, StringComparison.Ordinal));

    [Fact]
    public async Task Under_a_lock_nothing_is_written_and_nothing_fails()
    {
        await using var client = await Client.Start();
        var (model, issue) = (client.World.Model, client.World.Model.CreateIssue(client.World.Ada, client.World.Site, "A"));
        var known = await client.View.WriteComment(client.Site, issue.Number, "x", Cancel);
        model.Lock(client.World.Max, issue);

        Assert.Equal(StatusCommentFacts.Silenced, await client.View.WriteComment(client.Site, issue.Number, "y", Cancel));
        client.Spoil(new((method, _) => method == "PATCH") { Status = 403, Message = "Unable to update comment because issue is locked." });
        Assert.False(await client.View.EditComment(client.Site, known, "z", Cancel));
    }

    [Fact]
    public async Task A_check_that_is_not_taken_is_told_once()
    {
        await using var client = await Client.Start();
        client.Spoil(new((_, path) => path.EndsWith("/check-runs", StringComparison.Ordinal)) { Status = 403, Message = "Resource not accessible by integration", Times = 2 });
        var check = new Core.CheckRun(client.World.Site.Tip("main")!.Sha, "success", "Checked", "All is well.", []);

        Assert.Equal(0, await client.View.WriteCheck(client.Site, null, check, Cancel));
        Assert.Equal(0, await client.View.WriteCheck(client.Site, null, check, Cancel));

        Assert.Single(client.Told.Lines, line => line.Level == LogLevel.Warning && line.Words.Contains("Resource not accessible by integration", StringComparison.Ordinal));
        Assert.NotEqual(0, await client.View.WriteCheck(client.Site, null, check, Cancel));
    }

    [Theory]
    [InlineData("""{"type": "RATE_LIMIT", "code": "graphql_rate_limit", "message": "API rate limit already exceeded for installation ID 1."}""")]
    [InlineData("""{"type": "RATE_LIMITED", "message": "API rate limit exceeded for installation ID 1."}""")]
    [InlineData("""{"message": "Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug."}""")]
    [InlineData("""{"type": "MAX_NODE_LIMIT_EXCEEDED", "message": "This query requests too much."}""")]
    public async Task What_GraphQL_does_not_answer_now_is_asked_again(string error)
    {
        await using var client = await Client.Start();
        var site = (await client.View.Repository(client.World.Site.Id, Cancel))!;
        var ours = client.World.Model.Push(client.World.Bot, client.World.Site, "ours", new Dictionary<string, string?> { ["x.md"] = "x\n" }, from: "main").Sha;
        client.Spoil(new(GraphQl) { Status = 200, Body = Errors(error), Times = 2 });

        await Assert.ThrowsAsync<NotNowException>(() => client.View.OpenPulls(site, Cancel));
        await Assert.ThrowsAsync<NotNowException>(() => client.View.DeleteBranch(site, "ours", ours, Cancel));
        await client.View.DeleteBranch(site, "ours", ours, Cancel);
        Assert.Null(client.World.Site.Tip("ours"));
    }

    [Theory]
    [InlineData("FORBIDDEN")]
    [InlineData("NOT_FOUND")]
    [InlineData("UNPROCESSABLE")]
    public async Task A_branch_that_GraphQL_does_not_delete_is_left(string type)
    {
        await using var client = await Client.Start();
        client.Spoil(new(GraphQl) { Status = 200, Body = Errors($$"""{"type": "{{type}}", "message": "A rule protects it."}""") });

        await client.View.DeleteBranch(client.Site, "ours", new string('1', 40), Cancel);
        Assert.Equal(1, client.World.Server.Faults.Struck);
    }

    [Fact]
    public async Task When_the_hours_questions_are_used_up_it_is_not_now()
    {
        await using var client = await Client.Start(limits: true);
        var site = (await client.View.Repository(client.World.Site.Id, Cancel))!;
        client.World.Server.Limits.PerHour = 2;
        _ = await client.View.OpenPulls(site, Cancel);
        _ = await client.View.OpenPulls(site, Cancel);

        await Assert.ThrowsAsync<NotNowException>(() => client.View.OpenPulls(site, Cancel));
    }

    [Fact]
    public async Task What_GraphQL_answers_in_part_is_completed_one_by_one()
    {
        await using var client = await Client.Start();
        var head = (await client.View.Head(client.Site, "main", Cancel))!;
        var files = await client.View.Files(client.Site, head.Tree, Cancel);
        var body = Errors("""{"message": "Something went wrong while executing your query."}""");
        body["data"] = new System.Text.Json.Nodes.JsonObject { ["repository"] = new System.Text.Json.Nodes.JsonObject { ["f0"] = null } };
        client.Spoil(new(GraphQl) { Status = 200, Body = body });

        var read = await client.View.Blobs(client.Site, files, Cancel);

        Assert.Equal(files.Length, read.Count);
        Assert.Equal(files.Length, client.Asked("GET", "/git/blobs/"));
    }

    private static System.Text.Json.Nodes.JsonObject Errors(string error) => new() { ["errors"] = new System.Text.Json.Nodes.JsonArray(System.Text.Json.Nodes.JsonNode.Parse(error)) };
}
