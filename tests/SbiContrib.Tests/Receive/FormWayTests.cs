using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using SbiContrib.Local;
using SbiContrib.Tests.Azurite;
using SbiContrib.Tests.Way;

namespace SbiContrib.Tests.Receive;

/// <summary>Submissions without an issue, to their end; and that no secret is told on any way.</summary>
public sealed class FormWayTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_and_an_issue_end_merged_and_no_secret_is_in_any_line()
    {
        await using var world = await Given.World(azurite);
        using var lines = new Lines();
        var (form, story) = await Ways(world, lines, LogLevel.Debug);

        Assert.Null(story);
        Assert.DoesNotContain(world.Site.Issues.Values, issue => issue.Pull is null && issue.Number > 1);
        Assert.Equal(1, world.Page().Times("2110.06931"));
        Assert.Contains(lines.All, line => line.Contains($"{form["id"]}", StringComparison.Ordinal));
        var settings = world.Settings();
        var key = settings["GitHub:PrivateKey"]!.Split('\n')[1];
        var account = settings["Storage:ConnectionString"]!.Split("AccountKey=")[1].Split(';')[0];
        foreach (var secret in (string[])[settings["GitHub:WebhookSecrets:0"]!, key, account, (string)form["secret"]!, "ghs_", "eyJ", "PRIVATE KEY", "sha256="])
            Assert.DoesNotContain(lines.All, line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_small_install_with_a_token_instead_of_an_App_goes_the_same_ways()
    {
        await using var world = await Given.World(azurite, new() { Token = true });
        using var lines = new Lines();
        var (_, story) = await Ways(world, lines, LogLevel.Warning);

        Assert.Null(story);
        Assert.DoesNotContain(world.GitHub.Log.Latest, request => request.Path.StartsWith("/app", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.All, line => line.Contains("ghp_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_its_owner_changes_and_takes_back_is_followed()
    {
        await using var world = await Given.World(azurite);
        await using var program = await LocalProgram.Start(world, LogLevel.Error, null, Cancel);
        world.Connect(program.Address);
        using var http = new HttpClient { BaseAddress = program.Address };
        var form = await Submit(http, world, "https://example.org/no-paper");
        await Reach(http, form, "needs-info");
        using var change = await http.PostAsJsonAsync(Address(form), new { secret = (string?)form["secret"], link = "arXiv:2110.06931", section = "Cosmology" }, Cancel);
        change.EnsureSuccessStatusCode();
        await Reach(http, form, "proposed");

        using var withdraw = await http.PostAsJsonAsync(Address(form), new { secret = (string?)form["secret"], withdraw = true }, Cancel);
        withdraw.EnsureSuccessStatusCode();
        var end = await Reach(http, form, "withdrawn");

        var pull = world.GitHub.Model.Pull(world.Site, (int)end["pull"]!);
        Assert.False(pull.Issue.Open);
        Assert.False(pull.Merged);
        Assert.Equal($"{world.GitHub.BaseAddress}{world.Site.FullName}/pull/{pull.Issue.Number}", (string?)end["pullUrl"]);
    }

    private static async Task<(JsonNode Form, string? Story)> Ways(World world, Lines lines, LogLevel level)
    {
        await using var program = await LocalProgram.Start(world, level, builder =>
        {
            // An operator who wants to hear more.
            foreach (var part in (string[])["Hosting", "Routing"])
                builder.Configuration[$"Logging:LogLevel:Microsoft.AspNetCore.{part}"] = "Trace";
            builder.Logging.AddProvider(lines);
        }, Cancel);
        world.Connect(program.Address);
        using var story = new Story(world, program, _ => { });
        var fault = await story.Go(Cancel);
        using var http = new HttpClient { BaseAddress = program.Address };
        var form = await Submit(http, world, "https://arxiv.org/abs/2110.06931");
        // A hiccup and a fault on the way: what is logged then may be more.
        world.GitHub.Faults.Add(new((_, _) => true) { Status = 500, Times = 2 });
        var pull = (int)(await Reach(http, form, "proposed"))["pull"]!;
        _ = world.GitHub.Model.Merge(world.GitHub.Model.As("grace"), world.GitHub.Model.Pull(world.Site, pull));
        await Reach(http, form, "merged");
        using var refused = await http.PostAsJsonAsync(Address(form), new { secret = (string?)form["secret"], withdraw = true }, Cancel);
        Assert.DoesNotContain((string)form["secret"]!, await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var page = await http.GetAsync(new Uri($"{form["address"]}?secret={form["secret"]}", UriKind.Relative), Cancel);
        return (form, fault);
    }

    private static async Task<JsonNode> Submit(HttpClient http, World world, string link)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/api/contributions", UriKind.Relative), new { site = world.Site.FullName, link, section = "Cosmology", name = "Ada" }, Cancel);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
    }

    private static Uri Address(JsonNode form) => new((string)form["address"]!, UriKind.Relative);

    private static Task<JsonNode> Reach(HttpClient http, JsonNode form, string state) => Waiting.For(state, async () =>
        await http.GetFromJsonAsync<JsonNode>(Address(form), Cancel) is { } status && (string?)status["state"] == state ? status : null, Patience, Cancel);

    /// <summary>All that is logged, with scopes and exceptions.</summary>
    private sealed class Lines : ILoggerProvider, ISupportExternalScope, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();
        private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

        public IReadOnlyCollection<string> All => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = new StringBuilder(formatter(state, exception)).Append(exception);
            scopes.ForEachScope((scope, text) => text.Append(' ').Append(scope), line);
            lines.Enqueue(line.ToString());
        }

        public void Dispose()
        {
        }
    }
}
