using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SbiContrib.GitHub;

namespace SbiContrib.Tests.GitHubClients;

/// <summary>As whom the program asks, and who sees its tokens.</summary>
public sealed class SigningInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_installations_token_is_got_once_and_again_shortly_before_its_hour_is_over()
    {
        await using var client = await Client.Start();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.View.Repository(client.World.Site.Id, Cancel)));
        Assert.Equal(1, client.Asked("POST", "access_tokens"));
        client.Clock.Advance(TimeSpan.FromMinutes(54));
        Assert.NotNull(await client.View.Repository(client.World.Site.Id, Cancel));
        Assert.Equal(1, client.Asked("POST", "access_tokens"));
        client.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(await client.View.Repository(client.World.Site.Id, Cancel));

        Assert.Equal(2, client.Asked("POST", "access_tokens"));
        Assert.Equal("sbi-contrib[bot]", await client.View.Bot(Cancel));
    }

    [Fact]
    public async Task A_token_that_GitHub_takes_no_more_is_forgotten()
    {
        await using var client = await Client.Start();
        Assert.NotNull(await client.View.Repository(client.World.Site.Id, Cancel));
        client.Spoil(new((_, path) => path.StartsWith("/repositories", StringComparison.Ordinal)) { Status = 401, Message = "Bad credentials" });

        var wait = await Assert.ThrowsAsync<NotNowException>(() => client.View.Repository(client.World.Site.Id, Cancel));
        Assert.NotNull(await client.View.Repository(client.World.Site.Id, Cancel));

        Assert.Equal(client.Now.AddMinutes(1), wait.Until);
        Assert.Equal(2, client.Asked("POST", "access_tokens"));
    }

    [Fact]
    public async Task A_key_that_GitHub_does_not_take_calls_the_operator_and_everything_waits()
    {
        await using var client = await Client.Start();
        client.Spoil(new((_, path) => path.EndsWith("access_tokens", StringComparison.Ordinal)) { Status = 401, Message = "A JSON web token could not be decoded", Times = 5 });

        _ = await Assert.ThrowsAsync<NotNowException>(() => client.View.Repository(client.World.Site.Id, Cancel));

        // The alert of infra/modules/alerts.bicep looks for this word.
        var (level, words) = Assert.Single(client.Told.Lines, line => line.Words.Contains("OperatorNeeded", StringComparison.Ordinal));
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Critical, level);
        Assert.Contains("key", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_could_not_be_had_is_asked_for_again()
    {
        await using var client = await Client.Start();
        client.Spoil(new((_, path) => path.EndsWith("access_tokens", StringComparison.Ordinal)) { Status = 500 });

        await Assert.ThrowsAsync<NotNowException>(() => client.View.Repository(client.World.Site.Id, Cancel));

        Assert.NotNull(await client.View.Repository(client.World.Site.Id, Cancel));
    }

    [Fact]
    public async Task Where_the_App_is_suspended_or_removed_nothing_is_ours_to_see()
    {
        await using var client = await Client.Start();
        client.World.Model.Suspend(client.World.Installation);
        Assert.Null(await client.View.Repository(client.World.Site.Id, Cancel));
        client.World.Model.Suspend(client.World.Installation, suspended: false);
        Assert.NotNull(await client.View.Repository(client.World.Site.Id, Cancel));
        // Now with a token, which is refused in other words.
        client.World.Model.Suspend(client.World.Installation);
        Assert.Null(await client.View.Repository(client.World.Site.Id, Cancel));
        client.World.Model.Suspend(client.World.Installation, suspended: false);
        Assert.NotNull(await client.View.Repository(client.World.Site.Id, Cancel));
        client.World.Model.Uninstall(client.World.Installation);
        client.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(await client.View.Repository(client.World.Site.Id, Cancel));
    }

    [Fact]
    public async Task A_renamed_App_is_known_by_its_new_name_after_an_hour()
    {
        await using var client = await Client.Start();
        Assert.Equal("sbi-contrib[bot]", await client.View.Bot(Cancel));
        client.World.Model.RenameApp("reading-list");
        Assert.Equal("sbi-contrib[bot]", await client.View.Bot(Cancel));
        client.Clock.Advance(TimeSpan.FromMinutes(61));
        client.Spoil(new((_, path) => path == "/app") { Status = 503, Times = 100 });

        Assert.Equal("sbi-contrib[bot]", await client.View.Bot(Cancel));
        client.World.Server.Faults.Clear();
        Assert.Equal("reading-list[bot]", await client.View.Bot(Cancel));
        Assert.Equal("reading-list[bot]", client.GitHubs.KnownBot());
    }

    [Fact]
    public async Task With_a_token_there_is_no_App_at_all()
    {
        await using var client = await Client.Start(token: true);

        Assert.Equal("max", await client.GitHubs.For(0).Bot(Cancel));
        Assert.Equal((0, "lab/site"), await client.GitHubs.Find("lab/site", Cancel) is ({ } installation, { } site) ? (installation, site.FullName) : default);
        // Its owner may be a maintainer, whose doings count.
        Assert.Null(client.GitHubs.KnownBot());
        Assert.Equal(0, client.Asked("GET", "/app") + client.Asked("POST", "/app"));
    }

    [Fact]
    public async Task With_a_token_only_repositories_that_it_may_write_to_are_sites()
    {
        await using var client = await Client.Start(token: true);
        _ = client.World.Model.CreateRepository("ada", "her-own");

        Assert.Null(await client.GitHubs.Find("ada/her-own", Cancel));
    }

    [Fact]
    public async Task A_site_is_found_by_its_name_and_by_its_former_name()
    {
        await using var client = await Client.Start();
        client.World.Model.Rename(client.World.Model.As("lab"), client.World.Site, "list");

        foreach (var name in (string[])["lab/list", "lab/site", "LAB/List"])
            Assert.Equal((client.World.Installation.Id, "lab/list"), await client.GitHubs.Find(name, Cancel) is ({ } installation, { } site) ? (installation, site.FullName) : default);
        Assert.Null(await client.GitHubs.Find("ada/site", Cancel));
    }

    [Fact]
    public async Task Every_request_names_the_version_that_it_was_written_for()
    {
        var versions = new List<string>();
        await using var own = await Server(request =>
        {
            versions.Add(request.Headers["X-GitHub-Api-Version"].ToString());
            return request.Path == "/api/v3/repositories/1" ? Results.Redirect($"{request.Scheme}://{request.Host}/api/v3/repositories/2") : Results.NotFound();
        });
        await using var services = WithToken(own.Urls.Single());

        Assert.Null(await services.GetRequiredService<GitHubs>().For(0).Repository(1, Cancel));

        Assert.Equal(["2022-11-28", "2022-11-28"], versions);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lab")]
    [InlineData("lab/")]
    [InlineData("/site")]
    [InlineData("lab/site/issues")]
    [InlineData("../app?")]
    [InlineData("../..")]
    [InlineData("lab/site?x")]
    [InlineData("lab/site#")]
    [InlineData("lab/%2e%2e")]
    [InlineData("lab/si\\te")]
    [InlineData("lab/sité")]
    public async Task A_name_that_is_none_asks_nobody(string name)
    {
        await using var client = await Client.Start();

        Assert.Null(await client.GitHubs.Find(name, Cancel));
        Assert.Empty(client.World.Server.Log.Latest);
    }

    [Fact]
    public async Task No_redirect_takes_a_token_to_another_server()
    {
        var (here, there) = (new List<string>(), new List<string>());
        await using var other = await Server(request =>
        {
            there.Add(request.Headers.Authorization.ToString());
            return Results.NotFound();
        });
        await using var own = await Server(request =>
        {
            here.Add(request.Headers.Authorization.ToString());
            return Results.Redirect($"{other.Urls.Single()}{request.Path}", permanent: true);
        });
        await using var services = WithToken(own.Urls.Single());

        Assert.Null(await services.GetRequiredService<GitHubs>().For(0).Repository(1, Cancel));

        Assert.Contains("ghp_secret", Assert.Single(here), StringComparison.Ordinal);
        Assert.Equal("", Assert.Single(there));
    }

    private static ServiceProvider WithToken(string address)
    {
        var given = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton<IBudgetStore>(new MemoryBudgets()).AddLogging()
            .AddSingleton(new Settings { GitHub = new() { Address = new(address), Token = "ghp_secret" } });
        given.AddGitHub();
        return given.BuildServiceProvider();
    }

    private static async Task<WebApplication> Server(Func<HttpRequest, IResult> answer)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        var app = builder.Build();
        app.MapFallback((HttpRequest request) => answer(request));
        await app.StartAsync(Cancel);
        return app;
    }
}
