using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using SbiContrib.Tests.Functions;

namespace SbiContrib.Tests.Hosting;

/// <summary>The published program, run by a played Functions host.</summary>
public sealed class CustomHandlerTests : IClassFixture<HostedWorld>, IDisposable
{
    /// <summary>A message of the program's own kind, about a contribution of a site that nobody knows.</summary>
    private const string Message = """{"site":77,"installation":0,"name":"issue-1"}""";

    private readonly HostedWorld hosted;

    /// <summary>The host's own front door: taken, so that a program that obeys the inherited address can't start.</summary>
    private readonly TcpListener front = new(IPAddress.Any, 0);

    public CustomHandlerTests(HostedWorld hosted)
    {
        this.hosted = hosted;
        front.Start();
    }

    private int FrontPort => ((IPEndPoint)front.LocalEndpoint).Port;

    /// <summary>What the host passes on of its own environment, traps included.</summary>
    private Dictionary<string, string?> Settings => new(hosted.Settings(), StringComparer.Ordinal)
    {
        ["ASPNETCORE_URLS"] = $"http://0.0.0.0:{FrontPort}",
        ["ASPNETCORE_HTTP_PORTS"] = $"{FrontPort}",
    };

    public void Dispose() => front.Dispose();

    [Theory]
    [InlineData("queue")]
    [InlineData("poison")]
    [InlineData("timer")]
    public async Task Every_call_is_answered_with_200_and_an_object(string function)
    {
        await using var host = await (await PlayedHost.Start(Settings)).Ready();

        using var answer = await host.Invoke(function, function == "timer" ? HostSamples.Timer() : HostSamples.Queue(Message));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.IsType<JsonObject>(JsonNode.Parse(body));
    }

    [Fact]
    public async Task A_broken_envelope_is_a_failure_that_the_host_sees()
    {
        await using var host = await (await PlayedHost.Start(Settings)).Ready();

        using var answer = await host.Invoke("queue", HostSamples.QueueWithoutDataType);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_from_outside_reaches_a_trigger()
    {
        await using var host = await (await PlayedHost.Start(Settings)).Ready();

        foreach (var path in (string[])["/queue", "/poison", "/timer", "/api/../queue", "/api/contributions/..%2F..%2Fqueue", "//queue", "/QUEUE"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{host.Port}{path}"))
            {
                Content = new StringContent(HostSamples.Queue(Message)),
            };
            using var answer = await host.Proxy(request);

            Assert.InRange((int)answer.StatusCode, 400, 499);
        }
    }

    [Fact]
    public async Task It_listens_on_loopback_at_the_hosts_port_and_nowhere_else()
    {
        await using var host = await (await PlayedHost.Start(Settings)).Ready();

        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(end => end.Port == host.Port);

        Assert.Equal([new IPEndPoint(IPAddress.Loopback, host.Port)], listening);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_it_with_a_failure_so_that_it_is_started_again()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        await using var host = await PlayedHost.Start(Settings, ((IPEndPoint)other.LocalEndpoint).Port);

        Assert.NotEqual(0, await host.Ended());
    }

    [Fact]
    public async Task Without_the_webhooks_secret_it_ends_with_a_failure_and_says_why()
    {
        var settings = Settings;
        settings["GitHub__WebhookSecrets__0"] = null;

        await using var host = await PlayedHost.Start(settings);

        Assert.Equal(2, await host.Ended());
        Assert.Contains("GitHub__WebhookSecrets__0 is missing", host.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_the_host_no_end_is_a_good_one()
    {
        await using var host = await (await PlayedHost.Start(Settings)).Ready();

        await host.Terminate();

        Assert.NotEqual(0, await host.Ended());
    }

    [Fact]
    public async Task Alone_it_has_no_trigger_paths()
    {
        var settings = Settings;
        var port = PlayedHost.FreePort();
        settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = null;
        settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        settings["ASPNETCORE_HTTP_PORTS"] = null;
        await using var host = await (await PlayedHost.Start(settings, port)).Ready();

        using var answer = await host.Invoke("queue", HostSamples.Queue(Message));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
