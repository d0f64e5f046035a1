namespace SbiContrib.Tests.Way;

/// <summary>A clock that runs faster than the real one, so that hours pass in seconds.</summary>
internal sealed class FastClock(double speed) : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _began = System.GetTimestamp();

    public double Speed => speed;

    public override DateTimeOffset GetUtcNow() => _start + (System.GetElapsedTime(_began) * speed);

    public override long GetTimestamp() => (long)((System.GetTimestamp() - _began) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    // A timer of zero length would spin; a negative one means "never".
    private TimeSpan Shorter(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerMillisecond, (long)(time.Ticks / speed)));
}
