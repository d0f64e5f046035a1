using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SbiContrib.Core.Works.Pages;
using SbiContrib.Sources.Pages;

namespace SbiContrib.Tests.Sources;

/// <summary>The page reader against a server of our own, which plays publishers, the clumsy and the hostile ones.</summary>
public sealed class PageReaderTests : IAsyncLifetime
{
    private const string Page = """<html><head><meta name="citation_doi" content="10.1093/mnras/stab2130"></head></html>""";
    private readonly ConcurrentQueue<Dictionary<string, string>> _asked = new();
    private WebApplication _app = null!;
    private int _port;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Answer);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _port = new Uri(_app.Urls.First()).Port;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("page")]
    [InlineData("zipped")]
    [InlineData("xhtml")]
    [InlineData("on/1")]
    [InlineData("on/5")]
    [InlineData("refresh")]
    public async Task A_page_tells_its_work(string path) => Assert.Equal(PageAnswer.Found(new("doi", "10.1093/mnras/stab2130")), await Read(path));

    [Fact]
    public async Task A_way_to_an_address_that_tells_is_not_gone_further() =>
        Assert.Equal(PageAnswer.Found(new("arxiv", "1905.07488")), await Read("to?https://arxiv.org/abs/1905.07488v2"));

    [Fact]
    public async Task A_way_to_a_home_page_says_that_the_page_is_gone() => Assert.Equal(PageAnswer.NoIdentifier, await Read("to?https://www.example.org/"));

    [Theory]
    [InlineData("empty", PageResult.NoIdentifier, null)]
    [InlineData("file", PageResult.Refused, PageRefusal.NotHtml)]
    [InlineData("typeless", PageResult.Refused, PageRefusal.NotHtml)]
    [InlineData("large", PageResult.Refused, PageRefusal.TooLarge)]
    [InlineData("bomb", PageResult.Refused, PageRefusal.TooLarge)]
    [InlineData("on/6", PageResult.Refused, PageRefusal.TooManyRedirects)]
    [InlineData("refreshing", PageResult.Refused, PageRefusal.TooManyRedirects)]
    [InlineData("round", PageResult.Refused, PageRefusal.TooManyRedirects)]
    [InlineData("status/401", PageResult.Refused, PageRefusal.Forbidden)]
    [InlineData("status/403", PageResult.Refused, PageRefusal.Forbidden)]
    [InlineData("status/404", PageResult.Refused, PageRefusal.NotThere)]
    [InlineData("status/410", PageResult.Refused, PageRefusal.NotThere)]
    [InlineData("status/429", PageResult.Unavailable, null)]
    [InlineData("status/503", PageResult.Unavailable, null)]
    [InlineData("broken", PageResult.Unavailable, null)]
    [InlineData("to?http://internal.example.org/articles/1234", PageResult.Refused, PageRefusal.NotPublic)]
    [InlineData("to?http://169.254.169.254/metadata/identity/oauth2/token1", PageResult.Refused, PageRefusal.NotPublic)]
    [InlineData("to?http://[::ffff:169.254.169.254]/articles/1234", PageResult.Refused, PageRefusal.NotPublic)]
    [InlineData("to?http://0xA9FEA9FE/articles/1234", PageResult.Refused, PageRefusal.NotPublic)]
    [InlineData("to?http://pages.example.org:22/articles/1234", PageResult.Refused, PageRefusal.BadAddress)]
    [InlineData("to?http://me:secret@pages.example.org/articles/1234", PageResult.Refused, PageRefusal.BadAddress)]
    [InlineData("to?file:///etc/passwd1234", PageResult.Refused, PageRefusal.BadAddress)]
    [InlineData("to?gopher://pages.example.org/articles/1234", PageResult.Refused, PageRefusal.BadAddress)]
    [InlineData("to?http://nowhere.example.org/articles/1234", PageResult.Refused, PageRefusal.NoHost)]
    public async Task Whatever_else_comes_is_told_apart(string path, PageResult result, PageRefusal? refusal)
    {
        var answer = await Read(path);
        Assert.Equal((result, refusal), (answer.Result, answer.Refusal));
        Assert.Equal(result == PageResult.Unavailable, answer.Until is not null);
    }

    [Fact]
    public async Task A_page_that_takes_for_ever_is_left()
    {
        var answer = await Read("slow", settings => settings with { Timeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(PageResult.Unavailable, answer.Result);
    }

    [Fact]
    public async Task A_service_that_says_when_is_asked_then()
    {
        var before = TimeProvider.System.GetUtcNow();
        Assert.True((await Read("status/503?3600")).Until >= before.AddHours(1));
    }

    [Fact]
    public async Task We_come_as_ourselves_and_bring_nothing_along()
    {
        _ = await Read("cookie");
        var headers = _asked.ToArray();
        Assert.Equal(2, headers.Length);
        Assert.All(headers, one => Assert.Equal("SbiContrib/0.1 (mailto:operator@example.org)", one["User-Agent"]));
        Assert.All(headers, one => Assert.Empty(one.Keys.Intersect(["Cookie", "Authorization", "Referer", "traceparent"], StringComparer.OrdinalIgnoreCase)));
    }

    // A name server that gives a public address to who checks and ours to who connects finds that it is asked once a connection.
    [Fact]
    public async Task A_host_is_resolved_once_for_each_connection_and_what_was_checked_is_connected_to()
    {
        var turns = 0;
        var answer = await Read("page", settings => settings with
        {
            Allowed = address => PublicAddress.Is(address),
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([++turns == 1 ? IPAddress.Parse("192.0.2.1") : IPAddress.Loopback]),
        });
        Assert.Equal((PageRefusal.NotPublic, 1), (answer.Refusal, turns));
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task The_ports_of_the_web_alone_are_asked() =>
        Assert.Equal(PageRefusal.BadAddress, (await Read("page", settings => settings with { Ports = new PageSettings().Ports })).Refusal);

    private async Task<PageAnswer> Read(string path, Func<PageSettings, PageSettings>? change = null)
    {
        var settings = new PageSettings
        {
            Contact = "operator@example.org",
            MostBytes = 64 * 1024,
            Allowed = address => IPAddress.IsLoopback(address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork,
            Ports = port => port == _port || port == 80,
            Resolve = Resolve,
        };
        using var reader = new PageReader(change?.Invoke(settings) ?? settings, TimeProvider.System);
        return await reader.Read($"http://pages.example.org:{_port}/article/{path}", TestContext.Current.CancellationToken);
    }

    private static Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) => host switch
    {
        "pages.example.org" => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
        "internal.example.org" => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1")]),
        _ => Task.FromException<IPAddress[]>(new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound)),
    };

    private async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value!["/article/".Length..];
        _asked.Enqueue(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        context.Response.ContentType = "text/html; charset=utf-8";
        switch (path.Split('/'))
        {
            case ["page"]:
                await context.Response.WriteAsync(Page);
                break;
            case ["refresh"]:
                await context.Response.WriteAsync("""<meta http-equiv="refresh" content="0; url=../article/page">""");
                break;
            case ["zipped"] or ["bomb"]:
                context.Response.Headers.ContentEncoding = "gzip";
                await context.Response.Body.WriteAsync(Zipped(path == "bomb" ? new string(' ', 10_000_000) : Page));
                break;
            case ["xhtml"]:
                context.Response.ContentType = "application/xhtml+xml";
                await context.Response.WriteAsync(Page);
                break;
            case ["file"] or ["typeless"]:
                context.Response.ContentType = path == "file" ? "application/pdf" : null;
                await context.Response.WriteAsync(Page);
                break;
            case ["large"]:
                await context.Response.WriteAsync(Page + new string(' ', 100_000));
                break;
            case ["slow"]:
                await context.Response.WriteAsync("<html>");
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case ["broken"]:
                context.Abort();
                break;
            case ["cookie"]:
                context.Response.Cookies.Append("who", "you");
                context.Response.Redirect("/article/page");
                break;
            case ["refreshing"]:
                await context.Response.WriteAsync("""<meta http-equiv="refresh" content="1; url=refreshing">""");
                break;
            case ["round"]:
                context.Response.Redirect("/article/round");
                break;
            case ["on", var left]:
                context.Response.Redirect(left == "1" ? "../page" : $"{int.Parse(left) - 1}");
                break;
            case ["to"]:
                context.Response.StatusCode = 302;
                context.Response.Headers.Location = Uri.UnescapeDataString(context.Request.QueryString.Value![1..]);
                break;
            case ["status", var status]:
                context.Response.StatusCode = int.Parse(status);
                if (context.Request.QueryString.Value is { Length: > 1 } wait)
                    context.Response.Headers.RetryAfter = wait[1..];
                break;
            default:
                await context.Response.WriteAsync("<html><body>Nothing</body></html>");
                break;
        }
    }

    private static byte[] Zipped(string text)
    {
        using var into = new MemoryStream();
        using (var zip = new GZipStream(into, CompressionLevel.Fastest))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return into.ToArray();
    }
}
