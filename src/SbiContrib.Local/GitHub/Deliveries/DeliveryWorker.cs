using System.Diagnostics;
using System.Net.Http.Headers;
using System.Threading.Channels;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// Signs webhooks and posts them. What fails stays failed: "GitHub does not automatically redeliver failed webhook deliveries".
/// Source: https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries
/// </summary>
internal sealed class DeliveryWorker : IAsyncDisposable
{
    private readonly GitHubModel _model;
    private readonly DeliveryOptions _options;
    // GitHub follows no redirects, and no proxy stands between.
    private readonly SocketsHttpHandler _sockets = new() { AllowAutoRedirect = false, UseProxy = false };
    private readonly HttpClient _client;
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private ulong _drawn;
    private volatile bool _busy;

    public DeliveryWorker(GitHubModel model, DeliveryOptions options)
    {
        _model = model;
        _options = options;
        _client = new HttpClient(_sockets) { Timeout = options.TimeOut };
        model.Queued = () => _signal.Writer.TryWrite(true);
        _signal.Writer.TryWrite(true);
        _work = Task.Run(Work);
    }

    /// <summary>Waits until nothing is queued or under way.</summary>
    public async Task Idle(CancellationToken cancellation = default)
    {
        // In this order: what is taken from the outbox is under way before it is gone from there.
        while (_model.Outbox > 0 || _busy)
            await Task.Delay(5, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _client.Dispose();
        _sockets.Dispose();
        _stop.Dispose();
    }

    private async Task Work()
    {
        try
        {
            while (await _signal.Reader.WaitToReadAsync(_stop.Token))
            {
                _signal.Reader.TryRead(out _);
                _busy = true;
                await SendAll();
                _busy = false;
            }
        }
        catch (OperationCanceledException)
        {
            _busy = false;
        }
    }

    private async Task SendAll()
    {
        if (_options.Shuffle > TimeSpan.Zero)
            await Task.Delay(_options.Shuffle, _stop.Token);
        var taken = _model.TakeDeliveries().Where(d => !_options.Lose(d)).ToList();
        if (_options.Twice)
            taken.AddRange([.. taken]);
        if (_options.Shuffle > TimeSpan.Zero)
            taken = [.. taken.OrderBy(_ => Draw())];
        await Parallel.ForEachAsync(taken, new ParallelOptions { MaxDegreeOfParallelism = _options.SideBySide, CancellationToken = _stop.Token }, (d, _) => Send(d));
    }

    // A row of well mixed numbers from the seed (SplitMix64): only an order depends on it.
    private ulong Draw()
    {
        var z = unchecked(((ulong)_options.Seed << 32) + (++_drawn * 0x9E3779B97F4A7C15));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    private async ValueTask Send(Delivery delivery)
    {
        var clock = Stopwatch.GetTimestamp();
        var (code, status, body) = delivery.Url is null ? (0, "No webhook is set", null) : await Post(delivery);
        using var hold = _model.Hold();
        delivery.Duration = Stopwatch.GetElapsedTime(clock);
        (delivery.StatusCode, delivery.Status, delivery.ResponseBody) = (code, status, body);
        delivery.Done = true;
    }

    private async Task<(int Code, string Status, string? Body)> Post(Delivery delivery)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new ByteArrayContent(delivery.Payload) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("*/*");
        foreach (var (name, value) in WebhookHeaders.Of(delivery))
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await _client.SendAsync(request, _stop.Token);
            var text = await response.Content.ReadAsStringAsync(_stop.Token);
            return ((int)response.StatusCode, response.IsSuccessStatusCode ? "OK" : $"Invalid HTTP Response: {(int)response.StatusCode}", text);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return (504, "timed out", null);
        }
        catch (HttpRequestException)
        {
            return (502, "failed to connect to host", null);
        }
    }
}
