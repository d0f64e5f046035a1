using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Tests.GitHub;

/// <summary>Webhooks on their way.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task EachIsSignedAndNamedOnce()
    {
        await using var door = await Door.Open();
        await using var world = await World.Start(webhook: door.Address);
        world.Model.CreateIssue(world.Ada, world.Site, "Grüße", "é");
        await world.Server.Delivered(TestContext.Current.CancellationToken);

        var came = door.Came.Single(c => c.Headers["X-GitHub-Event"] == "issues");
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("a secret"u8, came.Body)), came.Headers["X-Hub-Signature-256"]);
        Assert.Equal("integration", came.Headers["X-GitHub-Hook-Installation-Target-Type"]);
        Assert.StartsWith("GitHub-Hookshot/", came.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal("application/json", came.Headers["Content-Type"]);
        Assert.Equal(world.Installation.Id, (long)JsonNode.Parse(came.Body)!["installation"]!["id"]!);
        Assert.Equal(door.Came.Count, door.Came.Select(c => c.Headers["X-GitHub-Delivery"]).Distinct().Count());
    }

    [Fact]
    public async Task WhatFailsStaysFailedUntilItIsAskedForAgain()
    {
        await using var door = await Door.Open();
        await using var world = await World.Start(webhook: door.Address);
        await world.Server.Delivered(TestContext.Current.CancellationToken);
        door.Answer = 500;
        world.Model.CreateIssue(world.Ada, world.Site, "A paper");
        await world.Server.Delivered(TestContext.Current.CancellationToken);
        door.Answer = 202;
        using var app = new HttpClient { BaseAddress = new Uri(world.Server.BaseAddress, "/api/v3/") };
        app.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", world.Jwt());

        var failed = (await app.GetFromJsonAsync<JsonArray>("app/hook/deliveries?status=failure", TestContext.Current.CancellationToken))!;
        var one = Assert.Single(failed)!;
        Assert.Equal(("issues", "opened", 500), ((string)one["event"]!, (string)one["action"]!, (int)one["status_code"]!));
        await app.PostAsync($"app/hook/deliveries/{one["id"]}/attempts", null, TestContext.Current.CancellationToken);
        await world.Server.Delivered(TestContext.Current.CancellationToken);

        var again = world.Model.Deliveries[^1];
        Assert.Equal(((string)one["guid"]!, true, 202), (again.Guid.ToString(), again.Redelivery, again.StatusCode));
        Assert.Equal(2, door.Came.Count(c => c.Headers["X-GitHub-Delivery"] == (string)one["guid"]!));
        var whole = (await app.GetFromJsonAsync<JsonObject>($"app/hook/deliveries/{again.Id}", TestContext.Current.CancellationToken))!;
        Assert.Equal("A paper", (string)whole["request"]!["payload"]!["issue"]!["title"]!);
    }

    [Fact]
    public async Task TheyComeTwiceInAnotherOrderOrNotAtAllWhenAskedTo()
    {
        await using var door = await Door.Open();
        var spoilt = new DeliveryOptions { Twice = true, Shuffle = TimeSpan.FromMilliseconds(300), Lose = d => d.Number == 3, SideBySide = 1 };
        await using var world = await World.Start(webhook: door.Address, deliveries: spoilt);
        for (var i = 0; i < 20; i++)
            world.Model.CreateIssue(world.Ada, world.Site, $"Paper {i}");
        await world.Server.Delivered(TestContext.Current.CancellationToken);

        var numbers = door.Came.Where(c => c.Headers["X-GitHub-Event"] == "issues").Select(c => (int)JsonNode.Parse(c.Body)!["issue"]!["number"]!).ToList();
        Assert.Equal(38, numbers.Count);
        Assert.DoesNotContain(3, numbers);
        Assert.All(numbers.GroupBy(n => n), g => Assert.Equal(2, g.Count()));
        Assert.NotEqual(numbers.Order(), numbers);
    }

    [Fact]
    public async Task ARepositoryMayHaveAWebhookOfItsOwn()
    {
        await using var door = await Door.Open();
        await using var world = await World.Start();
        var plain = world.Model.CreateRepository("ada", "list");
        world.Model.AddHook(plain, door.Address, "its own");
        world.Model.CreateIssue(world.Max, plain, "A paper");
        await world.Server.Delivered(TestContext.Current.CancellationToken);

        Assert.Equal(["ping", "issues"], door.Came.Select(c => c.Headers["X-GitHub-Event"]).Order().Reverse());
        var came = door.Came.Single(c => c.Headers["X-GitHub-Event"] == "issues");
        Assert.Equal("repository", came.Headers["X-GitHub-Hook-Installation-Target-Type"]);
        Assert.Null(JsonNode.Parse(came.Body)!["installation"]);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("its own"), came.Body)), came.Headers["X-Hub-Signature-256"]);
    }
}

/// <summary>Where webhooks come to.</summary>
internal sealed class Door(WebApplication app) : IAsyncDisposable
{
    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, byte[] Body)> Came { get; } = new();

    public int Answer { get; set; } = 202;

    public Uri Address => new(new Uri(app.Urls.Single()), "/hook");

    public static async Task<Door> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var door = new Door(app);
        app.MapPost("/hook", door.Receive);
        await app.StartAsync();
        return door;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Receive(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        Came.Enqueue((http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        http.Response.StatusCode = Answer;
    }
}
