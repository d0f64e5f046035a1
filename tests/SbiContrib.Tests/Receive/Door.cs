using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SbiContrib.Local;
using SbiContrib.Queue;
using SbiContrib.Tests.Azurite;
using SbiContrib.Tests.Way;

namespace SbiContrib.Tests.Receive;

/// <summary>The program with its doors open and nobody behind them: what comes in stays in <see cref="Queue"/>.</summary>
public sealed class Door(AzuriteFixture azurite) : IAsyncLifetime
{
    internal World World { get; private set; } = null!;

    internal LocalProgram Program { get; private set; } = null!;

    internal KeptQueue Queue { get; } = new();

    internal HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    internal string Secret => World.Settings()["GitHub:WebhookSecrets:0"]!;

    public ValueTask InitializeAsync() => Open(null, null);

    internal async ValueTask Open(WorldOptions? options, Action<WebApplicationBuilder>? change)
    {
        World = await Given.World(azurite, options);
        _ = World.GitHub.Model.Install(World.Site.Owner.Login);
        Program = await LocalProgram.Start(World, LogLevel.None, builder =>
        {
            builder.Services.AddSingleton<IQueue>(Queue);
            change?.Invoke(builder);
        }, TestContext.Current.CancellationToken);
        Http.BaseAddress = Program.Address;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Program.DisposeAsync();
        await World.DisposeAsync();
    }

    internal static string Sign(string secret, ReadOnlySpan<byte> body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>Delivers as GitHub does.</summary>
    internal async Task<HttpResponseMessage> Deliver(string? kind, byte[] body, string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/github/webhooks") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature ?? Sign(Secret, body));
        request.Headers.TryAddWithoutValidation("X-GitHub-Event", kind);
        request.Headers.TryAddWithoutValidation("X-GitHub-Delivery", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        request.Headers.TryAddWithoutValidation("User-Agent", "GitHub-Hookshot/0000000");
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal Task<HttpResponseMessage> Deliver(string kind, string body) => Deliver(kind, Encoding.UTF8.GetBytes(body));

    internal async Task<HttpResponseMessage> Post(string path, HttpContent content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal Task<HttpResponseMessage> Submit(object post, params (string Name, string Value)[] headers) =>
        Post("/api/contributions", new StringContent(post as string ?? System.Text.Json.JsonSerializer.Serialize(post), Encoding.UTF8, "application/json"), headers);

    internal static async Task<JsonNode> Json(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    /// <summary>A refusal is problem+json with the status and words in it, and never an exception's text.</summary>
    internal static async Task<string> Refused(HttpResponseMessage answer, int status)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        var problem = JsonNode.Parse(body)!;
        Assert.Equal(status, (int)problem["status"]!);
        return (string?)problem["detail"] ?? "";
    }
}
