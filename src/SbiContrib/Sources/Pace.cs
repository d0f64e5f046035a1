using System.Threading.Channels;

namespace SbiContrib.Sources;

/// <summary>The rate at which a service is asked: so many requests at a time, so far apart, and none while it asks us to wait.</summary>
/// <remarks>Our own, as the platform's limiters know neither a clock to be tested by nor a service's <c>Retry-After</c>.</remarks>
internal sealed class Pace
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);
    private readonly TimeProvider time;
    private readonly Channel<bool> connections;
    private readonly Lock gate = new();
    private TimeSpan interval;
    private DateTimeOffset next;
    private DateTimeOffset closedUntil;
    private int troubles;

    public Pace(TimeProvider time, TimeSpan interval, int connections)
    {
        this.time = time;
        this.interval = interval;
        this.connections = Channel.CreateBounded<bool>(connections);
        for (var i = 0; i < connections; i++)
            this.connections.Writer.TryWrite(true);
    }

    /// <summary>When the service may be asked again; null where it may be asked now.</summary>
    public DateTimeOffset? Closed
    {
        get
        {
            lock (gate)
                return closedUntil > time.GetUtcNow() ? closedUntil : null;
        }
    }

    /// <summary>Waits for a turn. Dispose the turn when the answer is read.</summary>
    /// <param name="patience">The longest wait for a service that wants to be left alone.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The turn; null where the service wants to be left alone for longer.</returns>
    public async Task<IDisposable?> Turn(TimeSpan patience, CancellationToken cancellation)
    {
        await connections.Reader.ReadAsync(cancellation);
        var held = new Held(connections);
        try
        {
            // Who stood in line before may have been told to wait.
            if (Closed is { } closed && closed - time.GetUtcNow() > patience)
            {
                held.Dispose();
                return null;
            }
            var wait = Take();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellation);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The service answered: trouble is over.</summary>
    public void Worked()
    {
        lock (gate)
            troubles = 0;
    }

    /// <summary>The service wants to be left alone, for as long as it says or, where it doesn't, twice as long each time.</summary>
    /// <param name="wait">How long it said.</param>
    /// <returns>Until when.</returns>
    public DateTimeOffset Trouble(TimeSpan? wait)
    {
        lock (gate)
        {
            var pause = wait ?? FirstPause * Math.Pow(2, Math.Min(troubles, 10));
            troubles++;
            var until = time.GetUtcNow() + (pause < LongestPause || wait is not null ? pause : LongestPause);
            closedUntil = until > closedUntil ? until : closedUntil;
            return closedUntil;
        }
    }

    /// <summary>The service told its rate: keep to it where it is slower than what we knew.</summary>
    /// <param name="told">The time between two requests.</param>
    public void Told(TimeSpan told)
    {
        lock (gate)
            interval = told > interval && told < LongestPause ? told : interval;
    }

    private TimeSpan Take()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var start = new[] { now, next, closedUntil }.Max();
            next = start + interval;
            return start - now;
        }
    }

    private sealed class Held(Channel<bool> connections) : IDisposable
    {
        public void Dispose() => connections.Writer.TryWrite(true);
    }
}
