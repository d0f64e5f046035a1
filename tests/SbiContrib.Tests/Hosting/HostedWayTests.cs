using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using SbiContrib.Core;
using SbiContrib.Local;
using SbiContrib.Queue;
using SbiContrib.Tests.Azurite;
using SbiContrib.Tests.Functions;
using SbiContrib.Tests.Receive;
using SbiContrib.Tests.Way;

namespace SbiContrib.Tests.Hosting;

/// <summary>The published program under a played host that moves the queue's messages: a contribution on its way, given up, overdue.</summary>
public sealed class HostedWayTests(HostedWorld hosted) : IClassFixture<HostedWorld>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private World World => hosted.World;

    private string Prefix => World.Prefix;

    [Fact]
    public async Task A_delivery_becomes_a_message_and_a_message_a_pull_request()
    {
        await using var host = await (await PlayedHost.Start(hosted.Settings())).Ready();
        _ = World.GitHub.Model.Install(World.Site.Owner.Login);
        var issue = World.Contributes(Story.Link);
        var delivery = World.GitHub.Model.Deliveries.Last(one => one.Event == "issues" && one.Number == issue.Number);

        using var taken = await Proxied(host, delivery.Event, delivery.Payload, World.Settings()["GitHub:WebhookSecrets:0"]!);
        using var refused = await Proxied(host, delivery.Event, delivery.Payload, "another secret of anybody");
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Unauthorized), (taken.StatusCode, refused.StatusCode));
        while (await Next(Prefix + StorageQueue.Name) is { } message)
            await Played(host, "queue", message);

        Assert.Single(World.Pulls());
        Assert.Equal("proposed", await State(host, $"{World.Site.Id}-issue-{issue.Number}"));
    }

    [Fact]
    public async Task What_was_given_up_is_stuck_and_what_cannot_be_read_is_told()
    {
        await using var host = await (await PlayedHost.Start(hosted.Settings())).Ready();
        var look = new Look(World.Site.Id, 5, "issue-9000");
        // Whose it is must be known before it is shown: a site may be private.
        await (await new Account(World.Azurite.ConnectionString, Prefix).Store()).SaveSite(new(World.Site.Id, "sample-community/sample-site", 5), Cancel);

        await Played(host, "poison", Encoding.UTF8.GetString(LookMessage.Write(look)));
        await Played(host, "poison", "<script>no message</script>");
        await Played(host, "queue", "no message either");

        Assert.Equal("stuck", await State(host, $"{World.Site.Id}-issue-9000"));
        Assert.Contains("ContributionStuck", host.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("no message", host.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timer_wakes_what_is_overdue()
    {
        var account = new Account(World.Azurite.ConnectionString, Prefix);
        var store = await account.Store();
        var key = ContributionKey.OfIssue(World.Site.Id, 9001);
        var past = DateTimeOffset.UtcNow.AddDays(-1);
        _ = await store.Save(null, new() { Key = key, Installation = 5, State = Core.State.Received, Received = past, Due = past }, Cancel);
        await using var host = await (await PlayedHost.Start(hosted.Settings())).Ready();

        using var answer = await host.Invoke("timer", HostSamples.Timer());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var woken = new List<string>();
        while (await Next(Prefix + StorageQueue.Name) is { } message)
            woken.Add(message);
        Assert.Contains(woken, message => LookMessage.TryRead(Encoding.UTF8.GetBytes(message), out var look) && look == Look.At(key, 5) with { Upkeep = true, Woken = true });
    }

    /// <summary>As the host does: the message's own bytes in the envelope, deleted where the call ended well.</summary>
    private static async Task Played(PlayedHost host, string function, string message)
    {
        using var answer = await host.Invoke(function, HostSamples.Queue(message));

        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{message}\n{host.Said}");
    }

    private async Task<string?> Next(string queue)
    {
        var client = new QueueClient(World.Azurite.ConnectionString, queue);
        if ((await client.ReceiveMessageAsync(cancellationToken: Cancel)).Value is not { } message)
            return null;
        await client.DeleteMessageAsync(message.MessageId, message.PopReceipt, Cancel);
        return Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText));
    }

    private static async Task<HttpResponseMessage> Proxied(PlayedHost host, string kind, byte[] payload, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/api/github/webhooks")) { Content = new ByteArrayContent(payload) };
        request.Headers.Add("X-GitHub-Event", kind);
        request.Headers.Add("X-Hub-Signature-256", Door.Sign(secret, payload));
        return await host.Proxy(request);
    }

    private static async Task<string?> State(PlayedHost host, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, $"/api/contributions/{id}"));
        using var answer = await host.Proxy(request);
        return (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["state"];
    }
}
