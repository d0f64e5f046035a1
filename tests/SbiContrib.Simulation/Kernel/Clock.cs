namespace SbiContrib.Simulation.Kernel;

/// <summary>The simulated time. It moves only when the scheduler moves it, and its timers fire only when the scheduler picks them.</summary>
internal sealed class Clock : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly List<Timer> timers = [];

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>The process that makes timers at this moment; it takes them with it when it dies.</summary>
    public Process? Owner { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The timers of living processes that have a time.</summary>
    public IEnumerable<Timer> Timers => timers;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public void Advance(TimeSpan by) => Now += by;

    public void AdvanceTo(DateTimeOffset to) => Now = to > Now ? to : Now;

    public void Forget(Process dead) => timers.RemoveAll(timer => timer.Owner == dead);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, Owner, () => callback(state));
        _ = timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>A timer that a process set.</summary>
    internal sealed class Timer(Clock clock, Process? owner, Action fire) : ITimer
    {
        private TimeSpan period;

        public Process? Owner => owner;

        public DateTimeOffset At { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.timers.Remove(this);
            this.period = period;
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            At = clock.Now + dueTime;
            clock.timers.Add(this);
            return true;
        }

        public void Fire()
        {
            clock.timers.Remove(this);
            if (period > TimeSpan.Zero)
                _ = Change(period, period);
            fire();
        }

        public void Dispose() => clock.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
