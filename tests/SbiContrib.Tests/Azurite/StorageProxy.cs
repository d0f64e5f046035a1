using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using SbiContrib.Local.Azurite;

namespace SbiContrib.Tests.Azurite;

/// <summary>Something that a program asks of storage, with storage's answer once it is there.</summary>
/// <param name="Service">table, queue or blob.</param>
/// <param name="Method">Of HTTP.</param>
/// <param name="Target">Path below the account and query, as sent.</param>
/// <param name="Lease">What is to be done about a lease; empty where it isn't about one.</param>
internal sealed record StorageRequest(string Service, string Method, string Target, string Lease)
{
    /// <summary>The answer's text; empty before it took place.</summary>
    public string Answer { get; init; } = "";
}

/// <summary>
/// Stands between a program of its own process and Azurite, on ports of its own: whoever listens may end a request before it is
/// passed on, or after it took effect, so that the program never hears of it.
/// </summary>
internal sealed class StorageProxy : IAsyncDisposable
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly List<WebApplication> _doors = [];
    private Uri[] _addresses = [];
    private int _underWay, _broken;

    /// <summary>Asked before a request is passed on: true ends it there.</summary>
    public Func<StorageRequest, bool> EndsBefore { get; set; } = _ => false;

    /// <summary>Asked when a request took effect: true keeps the answer back.</summary>
    public Func<StorageRequest, bool> EndsAfter { get; set; } = _ => false;

    /// <summary>How many requests found no storage.</summary>
    public int Broken => Volatile.Read(ref _broken);

    /// <summary>What a program takes as its connection.</summary>
    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={AzuriteServer.AccountName};AccountKey={AzuriteServer.AccountKey};"
        + $"BlobEndpoint={_addresses[0]}{AzuriteServer.AccountName};QueueEndpoint={_addresses[1]}{AzuriteServer.AccountName};TableEndpoint={_addresses[2]}{AzuriteServer.AccountName};";

    /// <summary>Starts one.</summary>
    /// <param name="storage">Where requests are passed on to.</param>
    public static async Task<StorageProxy> Start(AzuriteServer storage)
    {
        var proxy = new StorageProxy();
        proxy._addresses = [await proxy.Open("blob", storage.BlobEndpoint), await proxy.Open("queue", storage.QueueEndpoint), await proxy.Open("table", storage.TableEndpoint)];
        return proxy;
    }

    /// <summary>Waits until nothing is under way: what a program that is dead by now asked for has taken place.</summary>
    public async Task Idle(CancellationToken cancellation)
    {
        while (Volatile.Read(ref _underWay) > 0)
            await Task.Delay(5, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var door in _doors)
            await door.DisposeAsync();
    }

    private async Task<Uri> Open(string service, Uri behind)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var door = builder.Build();
        _doors.Add(door);
        door.Run(http => Count(() => Pass(http, service, behind)));
        await door.StartAsync();
        return new Uri(door.Urls.First() + "/");
    }

    private async Task Count(Func<Task> pass)
    {
        _ = Interlocked.Increment(ref _underWay);
        try
        {
            await pass();
        }
        finally
        {
            _ = Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task Pass(HttpContext http, string service, Uri behind)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var request = new StorageRequest(service, http.Request.Method, target[(AzuriteServer.AccountName.Length + 1)..], http.Request.Headers["x-ms-lease-action"].ToString());
        // What the program sent is there, whether it still lives or not.
        using var sent = await Sent(http.Request, new Uri(behind.GetLeftPart(UriPartial.Authority) + target, AsItIs));
        if (EndsBefore(request))
        {
            http.Abort();
            return;
        }
        using var answer = await Answer(sent);
        var body = answer is null ? [] : await answer.Content.ReadAsByteArrayAsync();
        if (answer is null || EndsAfter(request with { Answer = System.Text.Encoding.UTF8.GetString(body) }))
            http.Abort();
        else
            await Tell(http, answer, body);
    }

    // Null where storage is down: the program sees a connection that broke.
    private async Task<HttpResponseMessage?> Answer(HttpRequestMessage sent)
    {
        try
        {
            return await Client.SendAsync(sent);
        }
        catch (HttpRequestException)
        {
            _ = Interlocked.Increment(ref _broken);
            return null;
        }
    }

    private static async Task<HttpRequestMessage> Sent(HttpRequest request, Uri to)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        body.Position = 0;
        var sent = new HttpRequestMessage(new HttpMethod(request.Method), to);
        if (request.ContentLength is not null || body.Length > 0)
            sent.Content = new StreamContent(body);
        foreach (var (name, values) in request.Headers.Where(header => header.Key is not ("Host" or "Transfer-Encoding" or "Connection")))
            if (!sent.Headers.TryAddWithoutValidation(name, [.. values]))
                _ = sent.Content?.Headers.TryAddWithoutValidation(name, [.. values]);
        return sent;
    }

    private static async Task Tell(HttpContext http, HttpResponseMessage answer, byte[] body)
    {
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive" or "Date")))
            http.Response.Headers[name] = values.ToArray();
        if (body.Length > 0)
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
