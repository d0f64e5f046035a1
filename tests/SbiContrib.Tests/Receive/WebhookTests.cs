using System.Net;
using System.Text;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using SbiContrib.GitHub;

namespace SbiContrib.Tests.Receive;

public sealed class WebhookTests(Door door) : IClassFixture<Door>
{
    private const string Opened = """{"action":"opened","issue":{"number":7},"repository":{"id":77},"installation":{"id":5},"sender":{"login":"ada","type":"User"}}""";

    [Fact]
    public async Task What_GitHub_signed_is_taken_once_it_is_queued()
    {
        door.Queue.Take();
        using var answer = await door.Deliver("issues", Opened);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(1, (int)(await Door.Json(answer))["looks"]!);
        Assert.Equal([new(77, 5, "issue-7")], door.Queue.Take());
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256=abc")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    public async Task What_it_did_not_sign_is_refused_and_leads_nowhere(string signature)
    {
        door.Queue.Take();
        using var answer = await door.Deliver("issues", Encoding.UTF8.GetBytes(Opened), signature);

        Assert.Contains("X-Hub-Signature-256", await Door.Refused(answer, 401), StringComparison.Ordinal);
        Assert.Empty(door.Queue.Take());
    }

    [Fact]
    public async Task A_body_that_changed_by_one_blank_is_refused()
    {
        var signature = Door.Sign(door.Secret, Encoding.UTF8.GetBytes(Opened));
        using var answer = await door.Deliver("issues", Encoding.UTF8.GetBytes(Opened + " "), signature);

        await Door.Refused(answer, 401);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("payload=%7B%7D")]
    [InlineData("{\"issue\":{\"number\":7}")]
    // Half of a surrogate pair: JSON by its grammar, but no text.
    [InlineData("{\"ref\":\"\\ud800\",\"repository\":{\"id\":77,\"default_branch\":\"main\"},\"sender\":{}}")]
    public async Task A_signed_body_that_cannot_be_read_is_a_bad_request(string body)
    {
        using var answer = await door.Deliver("push", body);

        Assert.Contains("application/json", await Door.Refused(answer, 400), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Depth_without_end_is_a_bad_request()
    {
        using var answer = await door.Deliver("issues", new string('[', 1_000_000));

        await Door.Refused(answer, 400);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_a_bad_request()
    {
        using var answer = await door.Deliver("push", [.. "{\"repository\":{\"id\":77},\"ref\":\""u8, 0xff, 0xfe, .. "\"}"u8]);

        await Door.Refused(answer, 400);
    }

    [Fact]
    public async Task Without_a_kind_of_event_it_is_a_bad_request()
    {
        using var answer = await door.Deliver(null, Encoding.UTF8.GetBytes(Opened));

        Assert.Contains("X-GitHub-Event", await Door.Refused(answer, 400), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task More_than_GitHub_ever_sends_is_not_read(bool chunked)
    {
        using var content = new ByteArrayContent(new byte[(25 * 1024 * 1024) + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/github/webhooks") { Content = content, Headers = { TransferEncodingChunked = chunked, ExpectContinue = true } };
        using var answer = await door.Http.SendAsync(request, TestContext.Current.CancellationToken);

        await Door.Refused(answer, 413);
    }

    [Fact]
    public async Task As_much_as_GitHub_may_send_is_read()
    {
        var body = Encoding.UTF8.GetBytes(Opened.PadRight(25 * 1024 * 1024));
        using var answer = await door.Deliver("issues", body);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task Where_the_queue_refuses_GitHub_sees_a_failure_to_redeliver()
    {
        try
        {
            door.Queue.Fault = _ => throw new RequestFailedException(503, "a secret connection string");
            using var answer = await door.Deliver("issues", Opened);

            var words = await Door.Refused(answer, 503);
            Assert.Contains("redeliver", words, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", words, StringComparison.Ordinal);
        }
        finally
        {
            door.Queue.Fault = _ => Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Where_the_queue_hangs_GitHub_hears_of_it_before_it_gives_up()
    {
        try
        {
            door.Queue.Fault = end => Task.Delay(Timeout.Infinite, end);
            using var answer = await door.Deliver("issues", Opened);

            await Door.Refused(answer, 503);
        }
        finally
        {
            door.Queue.Fault = _ => Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_fault_of_ours_shows_nothing_of_itself()
    {
        try
        {
            door.Queue.Fault = _ => throw new NotSupportedException("inner workings");
            using var answer = await door.Deliver("issues", Opened);

            await Door.Refused(answer, 500);
            Assert.DoesNotContain("inner workings", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            door.Queue.Fault = _ => Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData("GET", 405)]
    [InlineData("PUT", 405)]
    public async Task Only_POST_is_a_delivery(string method, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/github/webhooks");
        using var answer = await door.Http.SendAsync(request, TestContext.Current.CancellationToken);

        await Door.Refused(answer, status);
    }

    [Fact]
    public async Task The_door_learns_our_name_by_itself_and_then_our_doings_wake_nobody()
    {
        var ours = Opened.Replace("\"ada\",\"type\":\"User\"", "\"sbi-contrib[bot]\",\"type\":\"Bot\"", StringComparison.Ordinal);

        _ = await Local.Waiting.For("our name", async () =>
        {
            using var answer = await door.Deliver("issues", ours);
            return (int)(await Door.Json(answer))["looks"]! == 0 ? "known" : null;
        }, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal("sbi-contrib[bot]", door.Program.Services.GetRequiredService<GitHubs>().KnownBot());
    }

    [Fact]
    public async Task An_installation_of_hundreds_of_repositories_is_queued_whole()
    {
        door.Queue.Take();
        var repositories = string.Join(',', Enumerable.Range(1, 500).Select(id => $$"""{"id":{{id}}}"""));
        using var answer = await door.Deliver("installation", $$"""{"action":"created","installation":{"id":5},"repositories":[{{repositories}}]}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(Enumerable.Range(1, 500).Select(id => (long)id), door.Queue.Take().Select(look => look.Site).Order());
    }
}
