using Azure;
using Azure.Storage.Blobs.Specialized;

namespace SbiContrib.Store;

/// <summary>A moment on two clocks: a monotonic one stands still while a machine sleeps, the other may be set back.</summary>
/// <param name="Mark">On the monotonic clock.</param>
/// <param name="At">On the other.</param>
internal readonly record struct Moment(long Mark, DateTimeOffset At)
{
    public Moment(TimeProvider time)
        : this(time.GetTimestamp(), time.GetUtcNow())
    {
    }

    /// <summary>How long ago, by the clock that says longer.</summary>
    public TimeSpan Ago(TimeProvider time)
    {
        var (running, wall) = (time.GetElapsedTime(Mark), time.GetUtcNow() - At);
        return running > wall ? running : wall;
    }
}

/// <summary>A blob's lease of 60 seconds, renewed every 20 until it is disposed.</summary>
internal sealed partial class BlobLease : ILease
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly BlobLeaseClient lease;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly CancellationTokenSource lost;
    private readonly CancellationTokenSource disposed = new();
    private readonly Task renewing;
    private readonly Lock gate = new();
    private Moment asked;

    /// <param name="lease">The lease that was acquired.</param>
    /// <param name="asked">When the request was sent: the service counts from a later moment, so that we end first.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where to tell of its loss.</param>
    public BlobLease(BlobLeaseClient lease, Moment asked, TimeProvider time, ILogger log)
    {
        (this.lease, this.asked, this.time, this.log) = (lease, asked, time, log);
        lost = new CancellationTokenSource(NotNegative(Left), time);
        Lost = lost.Token;
        renewing = Renew();
    }

    public CancellationToken Lost { get; }

    private TimeSpan Left
    {
        get
        {
            lock (gate)
                return Duration - asked.Ago(time);
        }
    }

    public bool EnoughLeft(TimeSpan need) => !Lost.IsCancellationRequested && Left > need;

    public async ValueTask DisposeAsync()
    {
        if (disposed.IsCancellationRequested)
            return;
        await disposed.CancelAsync();
        await renewing;
        await Release();
        lost.Dispose();
        disposed.Dispose();
    }

    private static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private async Task Renew()
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(Lost, disposed.Token);
        try
        {
            for (var pause = Renewal; ; pause = await RenewOnce(ends.Token) ? Renewal : AfterFailure)
                await Task.Delay(pause, time, ends.Token);
        }
        catch (Exception ended) when (ends.IsCancellationRequested && AzureFault.Is(ended))
        {
            if (Lost.IsCancellationRequested)
                LeaseLost(log, lease.Uri.AbsolutePath);
        }
    }

    private async Task<bool> RenewOnce(CancellationToken cancellation)
    {
        var now = new Moment(time);
        try
        {
            await lease.RenewAsync(cancellationToken: cancellation);
            lock (gate)
                asked = now;
            lost.CancelAfter(NotNegative(Left));
            return true;
        }
        catch (RequestFailedException another) when (another.Status is 404 or 409 or 412)
        {
            await lost.CancelAsync();
            return false;
        }
        catch (Exception failed) when (AzureFault.Is(failed) && !cancellation.IsCancellationRequested)
        {
            NotRenewed(log, lease.Uri.AbsolutePath, failed);
            return false;
        }
    }

    // Where it can't be given back, it runs out by itself.
    private async Task Release()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await lease.ReleaseAsync(cancellationToken: limit.Token);
        }
        catch (Exception failed) when (AzureFault.Is(failed))
        {
            NotReleased(log, lease.Uri.AbsolutePath, failed.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Lease {Lease} is lost")]
    private static partial void LeaseLost(ILogger log, string lease);

    [LoggerMessage(2, LogLevel.Warning, "Lease {Lease} couldn't be renewed yet")]
    private static partial void NotRenewed(ILogger log, string lease, Exception cause);

    [LoggerMessage(3, LogLevel.Information, "Lease {Lease} couldn't be given back and will run out: {Cause}")]
    private static partial void NotReleased(ILogger log, string lease, string cause);
}
