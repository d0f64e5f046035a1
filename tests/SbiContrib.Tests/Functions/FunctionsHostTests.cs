using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using SbiContrib.Functions;

namespace SbiContrib.Tests.Functions;

/// <summary>The adapter alone, over real HTTP, with handlers of the test's own.</summary>
public sealed class FunctionsHostTests : IAsyncLifetime
{
    private readonly List<string> seen = [];
    private readonly HttpClient http = new();
    private Exception? fault;
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapTriggers(new Triggers(
            (message, _) => See("message " + Encoding.UTF8.GetString(message.Span)),
            (message, _) => See("poison " + Encoding.UTF8.GetString(message.Span)),
            _ => See("tick")));
        await app.StartAsync(TestContext.Current.CancellationToken);
        http.BaseAddress = new Uri(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Each_function_goes_to_its_handler_and_is_answered_with_an_object()
    {
        await Ends("queue", HostSamples.Queue("a"), HttpStatusCode.OK);
        await Ends("poison", HostSamples.Queue("b"), HttpStatusCode.OK);
        await Ends("timer", HostSamples.Timer(), HttpStatusCode.OK);

        Assert.Equal(["message a", "poison b", "tick"], seen);
    }

    [Theory]
    [InlineData("queue")]
    [InlineData("poison")]
    [InlineData("timer")]
    public async Task A_fault_is_told_as_a_failure_so_that_the_host_retries(string function)
    {
        fault = new InvalidOperationException("a fault of ours");

        await Ends(function, function == "timer" ? HostSamples.Timer() : HostSamples.Queue("a"), HttpStatusCode.InternalServerError);
    }

    [Theory]
    [InlineData("queue", "{}")]
    [InlineData("queue", HostSamples.QueueWithoutDataType)]
    [InlineData("queue", "no JSON")]
    [InlineData("timer", "")]
    public async Task A_broken_envelope_is_a_failure_and_reaches_no_handler(string function, string body)
    {
        await Ends(function, body, HttpStatusCode.InternalServerError);

        Assert.Empty(seen);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("x-forwarded-host", "contributions.example.org")]
    [InlineData("X-Forwarded-Anything", "")]
    [InlineData("x-ms-invocation-id", "5d1f0c3e-0000-4000-8000-000000000003")]
    public async Task What_comes_from_outside_finds_nothing(string header, string value)
    {
        using var request = Request("queue", HostSamples.Queue("a"));
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(seen);
    }

    [Fact]
    public async Task An_envelope_beyond_any_message_is_not_read()
    {
        await Ends("queue", HostSamples.Queue(new string('a', 2_000_000)), HttpStatusCode.InternalServerError);

        Assert.Empty(seen);
    }

    private async Task Ends(string function, string body, HttpStatusCode status)
    {
        using var request = Request(function, body);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("{}", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static HttpRequestMessage Request(string function, string body) =>
        new(HttpMethod.Post, function)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { TransferEncodingChunked = true },
        };

    private Task See(string what)
    {
        if (fault is not null) throw fault;
        seen.Add(what);
        return Task.CompletedTask;
    }
}
