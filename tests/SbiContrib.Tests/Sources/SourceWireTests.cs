using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using SbiContrib.Sources;

namespace SbiContrib.Tests.Sources;

/// <summary>How a service is asked: what is sent, what is refused, how long is waited.</summary>
public sealed class SourceWireTests : IDisposable
{
    private static readonly SourceProfile Service = new("service", new("https://service.example/"), ["x"], (_, _) => "", TimeSpan.FromSeconds(3))
    {
        Hosts = ["friend.example"],
        Key = key => ("x-key", key),
    };

    private readonly FakeTimeProvider time = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
    private readonly Canned canned = new();
    private readonly HttpClient http;

    public SourceWireTests() => http = new HttpClient(canned);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        http.Dispose();
        canned.Dispose();
    }

    [Fact]
    public async Task A_request_says_who_asks()
    {
        await Wire(_ => new(HttpStatusCode.OK)).Get("a", Cancellation);

        Assert.Contains("mailto:someone@example.org", canned.Asked[0].Headers.UserAgent.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://friend.example/b", 200)]
    [InlineData("/b", 200)]
    [InlineData("http://friend.example/b", null)]
    [InlineData("https://friend.example:8443/b", null)]
    [InlineData("https://stranger.example/b", null)]
    [InlineData("http://169.254.169.254/latest", null)]
    public async Task A_redirect_leads_to_known_hosts_only(string target, int? status)
    {
        var answer = await Wire(request => request.RequestUri!.AbsolutePath == "/a" ? To(target) : new(HttpStatusCode.OK)).Get("a", Cancellation);

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_key_is_not_sent_elsewhere()
    {
        await Wire(request => request.RequestUri!.AbsolutePath == "/a" ? To("https://friend.example/b") : new(HttpStatusCode.OK)).Get("a", Cancellation);

        Assert.Equal([true, false], canned.Asked.Select(request => request.Headers.Contains("x-key")));
    }

    [Fact]
    public async Task Redirects_end()
    {
        var answer = await Wire(_ => To("/a")).Get("a", Cancellation);

        Assert.Null(answer.Status);
    }

    [Fact]
    public async Task An_answer_too_large_is_none()
    {
        var answer = await Wire(_ => new(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[2000]) }).Get("a", Cancellation);

        Assert.Null(answer.Status);
    }

    [Fact]
    public async Task What_did_not_change_is_not_sent_again()
    {
        var wire = Wire(request => request.Headers.IfNoneMatch.Count > 0
            ? new(HttpStatusCode.NotModified)
            : new(HttpStatusCode.OK) { Content = new ByteArrayContent([1, 2]), Headers = { ETag = new("\"v1\"") } });

        var first = await wire.Get("a", Cancellation);
        var second = await wire.Get("a", Cancellation);

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal(first.Body.ToArray(), second.Body.ToArray());
        Assert.Single(canned.Asked[1].Headers.IfNoneMatch);
    }

    [Fact]
    public async Task A_record_that_the_service_can_not_tell_closes_it_for_nobody_and_several_do()
    {
        var wire = Wire(request => request.RequestUri!.AbsolutePath == "/good" ? new(HttpStatusCode.OK) : request.RequestUri.AbsolutePath == "/away" ? To("https://stranger.example/b") : new(HttpStatusCode.InternalServerError));

        Assert.True((await Get("away")).Refused);
        Assert.Equal(500, (await Get("bad")).Status);
        Assert.Equal(500, (await Get("bad")).Status);
        Assert.Equal(200, (await Get("good")).Status);
        foreach (var path in (string[])["one", "two", "three"])
            Assert.Equal(500, (await Get(path)).Status);
        Assert.Null((await wire.Get("good", Cancellation)).Status);

        async Task<WireAnswer> Get(string path)
        {
            var answer = wire.Get(path, Cancellation);
            while (!answer.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
            return await answer;
        }
    }

    [Fact]
    public async Task Who_stands_in_line_when_the_service_asks_to_wait_long_goes_away()
    {
        var pace = new Pace(new FakeTimeProvider(), TimeSpan.Zero, 1);
        var first = await Turn(pace);
        var second = pace.Turn(TimeSpan.FromSeconds(10), Cancellation);
        pace.Trouble(TimeSpan.FromSeconds(40));
        first.Dispose();

        Assert.Null(await second);
        Assert.Null(await pace.Turn(TimeSpan.FromSeconds(10), Cancellation));
    }

    [Fact]
    public async Task Turns_are_as_far_apart_as_the_service_wants()
    {
        var clock = new FakeTimeProvider();
        var pace = new Pace(clock, TimeSpan.FromSeconds(3), 1);
        (await Turn(pace)).Dispose();

        var second = Turn(pace);
        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        (await second).Dispose();
    }

    [Fact]
    public async Task A_second_connection_waits_for_the_first()
    {
        var pace = new Pace(new FakeTimeProvider(), TimeSpan.Zero, 1);
        var first = await Turn(pace);

        var second = Turn(pace);
        Assert.False(second.IsCompleted);
        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public void Pauses_grow_until_the_service_works_again()
    {
        var clock = new FakeTimeProvider();
        var pace = new Pace(clock, TimeSpan.Zero, 1);
        TimeSpan Pause()
        {
            var pause = pace.Trouble(null) - clock.GetUtcNow();
            clock.Advance(pause);
            return pause;
        }

        Assert.Equal([30, 60, 120], [Pause().TotalSeconds, Pause().TotalSeconds, Pause().TotalSeconds]);
        pace.Worked();
        Assert.Equal(30, Pause().TotalSeconds);
        Assert.Null(pace.Closed);
    }

    private static HttpResponseMessage To(string target) => new(HttpStatusCode.Found) { Headers = { Location = new(target, UriKind.RelativeOrAbsolute) } };

    private SourceWire Wire(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        canned.Answer = answer;
        return new(Service, http, new SourceSettings { Contact = "someone@example.org", Paced = false, MostBytes = 1000, Keys = ImmutableDictionary<string, string>.Empty.Add("service", "secret") }, time);
    }

    private sealed class Canned : HttpMessageHandler
    {
        public List<HttpRequestMessage> Asked { get; } = [];

        public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = _ => new(HttpStatusCode.OK);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request);
            return Task.FromResult(Answer(request));
        }
    }

    private static async Task<IDisposable> Turn(Pace pace) => (await pace.Turn(TimeSpan.MaxValue, Cancellation))!;
}
