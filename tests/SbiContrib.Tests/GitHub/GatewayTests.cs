using System.Net;
using System.Security.Cryptography;
using Octokit;
using Octokit.Internal;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Tests.GitHub;

/// <summary>Signatures, limits, conditional requests, faults, counts.</summary>
public sealed class GatewayTests
{
    [Fact]
    public async Task AnAppSignsInOnlyWithItsOwnTokenOfTheRightTime()
    {
        var clock = World.Clock();
        await using var world = await World.Start(clock);
        using var foreign = RSA.Create(2048);
        var now = clock.GetUtcNow();

        Assert.Equal(world.Model.Options.AppId, (await world.Client(world.Jwt()).GitHubApps.GetCurrent()).Id);
        Assert.Equal(world.Model.Options.AppId, (await world.Client(world.Jwt(issuer: world.Model.ClientId)).GitHubApps.GetCurrent()).Id);
        foreach (var bad in (string[])[
            world.Jwt(key: foreign), world.Jwt(issuer: "1"), world.Jwt(issued: now.AddMinutes(2)), world.Jwt(issued: now.AddHours(-1)),
            world.Jwt(life: TimeSpan.FromMinutes(20)), world.Jwt(algorithm: "RS384"), world.Jwt()[..^4] + "AAAA", "a.b.c", "..", "ghs_unknown"])
            await Assert.ThrowsAsync<AuthorizationException>(() => world.Client(bad).GitHubApps.GetCurrent());
    }

    [Fact]
    public async Task AnInstallationTokenEndsAfterAnHourAndMayBeLess()
    {
        var clock = World.Clock();
        await using var world = await World.Start(clock);
        var token = await world.Client(world.Jwt()).GitHubApps.CreateInstallationToken(world.Installation.Id);
        var readOnly = world.Client(world.Model.CreateInstallationToken(world.Installation.Id, new Dictionary<string, string> { ["issues"] = "read" }).Value);
        Assert.Equal(clock.GetUtcNow().AddHours(1), token.ExpiresAt);

        await world.Client(token.Token).Issue.Create(world.Site.Id, new NewIssue("By the bot"));
        var refusal = await Assert.ThrowsAsync<ForbiddenException>(() => readOnly.Issue.Create(world.Site.Id, new NewIssue("By the bot")));
        Assert.Equal("Resource not accessible by integration", refusal.Message);

        clock.Advance(TimeSpan.FromMinutes(61));
        await Assert.ThrowsAsync<AuthorizationException>(() => world.Client(token.Token).Issue.Get(world.Site.Id, 1));
    }

    [Fact]
    public async Task APublicRepositoryIsReadByAnyInstallationAndWrittenOnlyByItsOwn()
    {
        await using var world = await World.Start();
        var client = world.AsBot();
        world.Model.RemoveFromInstallation(world.Installation, world.Site);

        Assert.Equal("lab/site", (await client.Repository.Get(world.Site.Id)).FullName);
        Assert.Equal("Resource not accessible by integration", (await Assert.ThrowsAsync<ForbiddenException>(() => client.Issue.Create(world.Site.Id, new NewIssue("x")))).Message);
        await Assert.ThrowsAsync<NotFoundException>(() => world.Client(world.Jwt()).GitHubApps.GetRepositoryInstallationForCurrent("lab", "site"));
    }

    [Fact]
    public async Task ASuspendedOrRemovedInstallationGetsNothingDone()
    {
        await using var world = await World.Start();
        var client = world.AsBot();
        world.Model.Suspend(world.Installation);
        await Assert.ThrowsAsync<ForbiddenException>(() => client.Issue.Create(world.Site.Id, new NewIssue("x")));
        // A public repository is no exception, and a new token is refused in other words.
        Assert.Contains("suspended your access", (await Assert.ThrowsAsync<ForbiddenException>(() => client.Repository.Get(world.Site.Id))).Message, StringComparison.Ordinal);
        Assert.Equal("This installation has been suspended", (await Assert.ThrowsAsync<ForbiddenException>(() => world.Client(world.Jwt()).GitHubApps.CreateInstallationToken(world.Installation.Id))).Message);
        world.Model.Suspend(world.Installation, suspended: false);
        await client.Issue.Create(world.Site.Id, new NewIssue("x"));
        world.Model.Uninstall(world.Installation);
        await Assert.ThrowsAsync<AuthorizationException>(() => client.Issue.Get(world.Site.Id, 1));
    }

    [Fact]
    public async Task AnAnswerThatDidNotChangeIsFree()
    {
        await using var world = await World.Start();
        world.Model.CreateIssue(world.Ada, world.Site, "A paper");
        using var http = GitDataTests.Http(world);
        var first = await http.GetAsync("repos/lab/site/issues/1", TestContext.Current.CancellationToken);
        var before = world.Server.Log.Counts;

        http.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        var second = await http.GetAsync("repos/lab/site/issues/1", TestContext.Current.CancellationToken);
        world.Model.Comment(world.Ada, world.Model.Issue(world.Site, 1), "A word");
        var third = await http.GetAsync("repos/lab/site/issues/1", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (second.StatusCode, third.StatusCode));
        Assert.Equal(first.Headers.GetValues("X-RateLimit-Used"), second.Headers.GetValues("X-RateLimit-Used"));
        Assert.Equal(new RequestCounts(1, 1, 0, 0), world.Server.Log.Counts - before);
    }

    [Fact]
    public async Task TheHoursLimitRefusesUntilItsReset()
    {
        var clock = World.Clock();
        await using var world = await World.Start(clock, limits: true);
        world.Server.Limits.PerHour = 3;
        var client = world.AsBot();
        for (var i = 0; i < 3; i++)
            await client.Repository.Get(world.Site.Id);

        var refusal = await Assert.ThrowsAsync<RateLimitExceededException>(() => client.Repository.Get(world.Site.Id));
        Assert.Equal((3, 0, clock.GetUtcNow().AddHours(1)), (refusal.Limit, refusal.Remaining, refusal.Reset));

        clock.Advance(TimeSpan.FromHours(1));
        await world.AsBot().Repository.Get(world.Site.Id);
    }

    [Fact]
    public async Task TooMuchContentAMinuteIsRefusedWithTheTimeToWait()
    {
        var clock = World.Clock();
        await using var world = await World.Start(clock, limits: true);
        var client = world.AsBot();
        for (var i = 0; i < 80; i++)
            await client.Issue.Create(world.Site.Id, new NewIssue($"Paper {i}"));

        var refusal = await Assert.ThrowsAsync<SecondaryRateLimitExceededException>(() => client.Issue.Create(world.Site.Id, new NewIssue("One more")));
        Assert.Equal("60", refusal.HttpResponse.Headers["Retry-After"]);
        await client.Issue.Get(world.Site.Id, 1);

        clock.Advance(TimeSpan.FromSeconds(60));
        await client.Issue.Create(world.Site.Id, new NewIssue("One more"));
    }

    [Fact]
    public async Task FaultsStrikeBeforeOrAfterTheEffect()
    {
        var clock = World.Clock();
        await using var world = await World.Start(clock);
        var (client, faults) = (world.AsBot(), world.Server.Faults);
        faults.Add(new Fault((m, p) => m == "POST" && p.EndsWith("/issues", StringComparison.Ordinal)) { Status = 502, Times = 2 });
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.BadGateway, (await Assert.ThrowsAsync<ApiException>(() => client.Issue.Create(world.Site.Id, new NewIssue("x")))).StatusCode);
        Assert.Empty(world.Site.Issues);

        faults.Add(new Fault((m, _) => m == "POST") { NoAnswer = true, AfterEffect = true });
        await Assert.ThrowsAnyAsync<Exception>(() => client.Issue.Create(world.Site.Id, new NewIssue("x")));
        Assert.Single(world.Site.Issues);

        faults.DownUntil = clock.GetUtcNow().AddHours(2);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Assert.ThrowsAsync<ApiException>(() => client.Issue.Get(world.Site.Id, 1))).StatusCode);
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("x", (await world.AsBot().Issue.Get(world.Site.Id, 1)).Title);
        Assert.Equal(4, faults.Struck);
    }

    [Fact]
    public async Task RequestsAreCountedByKind()
    {
        await using var world = await World.Start();
        var client = world.AsBot();
        var issue = await client.Issue.Create(world.Site.Id, new NewIssue("x"));
        await client.Issue.Comment.Create("lab", "site", issue.Number, "y");
        await client.Issue.Labels.AddToIssue(world.Site.Id, issue.Number, ["z"]);
        await client.Issue.Get(world.Site.Id, issue.Number);

        Assert.Equal(new RequestCounts(Reads: 1, NotModified: 0, Writes: 3, ContentCreating: 2), world.Server.Log.Counts);
    }

    [Fact]
    public async Task TheSameServerAnswersInProcess()
    {
        var folder = Path.Combine(Path.GetTempPath(), "sbi-contrib-tests", Guid.NewGuid().ToString("N"));
        var clock = World.Clock();
        await using (var server = await GitHubServer.Start(new GitHubServerOptions { InProcess = true, Model = new GitHubModelOptions { Folder = folder, Time = clock, Seed = 1 } }))
        {
            server.Model.AddUser("ada");
            var repo = server.Model.CreateRepository("ada", "site");
            var connection = new Connection(
                new ProductHeaderValue("tests"), new Uri(server.BaseAddress, "/api/v3/"), new InMemoryCredentialStore(new Credentials(server.Model.AddToken("ada"), AuthenticationType.Bearer)),
                new HttpClientAdapter(server.Handler), new SimpleJsonSerializer());
            var issue = await new GitHubClient(connection).Issue.Create(repo.Id, new NewIssue("In process"));

            Assert.Equal(("In process", clock.GetUtcNow()), (repo.Issues[issue.Number].Title, issue.CreatedAt));
        }
        Directory.Delete(folder, recursive: true);
    }
}
