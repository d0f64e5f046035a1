using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SbiContrib.Tests.Hosting;

/// <summary>
/// Plays the Azure Functions host: starts the executable with the host's environment, probes it, proxies HTTP requests
/// and posts envelopes, each as the real one does.
/// </summary>
internal sealed class PlayedHost : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    private PlayedHost(Process process, int port)
    {
        this.process = process;
        Port = port;
        http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>Where the program was told to listen.</summary>
    public int Port { get; }

    /// <summary>What the program wrote, on both of its outputs.</summary>
    public string Said
    {
        get { lock (said) return said.ToString(); }
    }

    /// <summary>A port that nobody listens on at this moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts the program; <see cref="Ready"/> or <see cref="Ended"/> says what came of it.</summary>
    /// <param name="settings">Added to the host's environment; null takes a variable away.</param>
    /// <param name="port">The port to listen on; a free one by default.</param>
    public static async Task<PlayedHost> Start(IReadOnlyDictionary<string, string?> settings, int? port = null)
    {
        var folder = await PublishedProgram.Folder();
        var chosen = port ?? FreePort();
        var start = new ProcessStartInfo(Path.Combine(folder, "SbiContrib"))
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{chosen}";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var host = new PlayedHost(Process.Start(start)!, chosen);
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Asks <c>GET /</c> every 25 ms until any answer comes, as the host does, for at most its 30 s.</summary>
    public async Task<PlayedHost> Ready()
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(30);)
        {
            Assert.False(process.HasExited, $"The program ended instead of listening:\n{Said}");
            try
            {
                using var answer = await http.GetAsync(http.BaseAddress, TestContext.Current.CancellationToken);
                return this;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(25, TestContext.Current.CancellationToken);
            }
        }
        throw new TimeoutException($"The program didn't answer the host's probe:\n{Said}");
    }

    /// <summary>The program's address, as its own host calls it.</summary>
    public Uri Address => http.BaseAddress!;

    /// <summary>Waits for the program's end and gives its exit code.</summary>
    public async Task<int> Ended()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>Asks the program to end, as a system that shuts down does.</summary>
    public async Task Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Calls a queue or timer function: chunked, with the host's own headers.</summary>
    public async Task<HttpResponseMessage> Invoke(string function, string envelope)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + function)
        {
            Content = new StringContent(envelope, Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.TryAddWithoutValidation("User-Agent", "Azure-Functions-Host/4.1037.0.0");
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-HostVersion", "4.1037.0.0");
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Passes on what came from outside, with the headers that the host adds.</summary>
    public Task<HttpResponseMessage> Proxy(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "127.0.0.1");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "contributions.example.org");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        request.Headers.TryAddWithoutValidation("x-ms-invocation-id", Guid.NewGuid().ToString());
        return http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (said) said.AppendLine(line);
    }
}
