using SbiContrib.Simulation.Kernel;
using SbiContrib.Store;

namespace SbiContrib.Simulation.Storage;

/// <summary>Who holds which installation, as the service knows it.</summary>
internal sealed class LeaseBook
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    private readonly Dictionary<long, (object Holder, DateTimeOffset Until)> held = [];

    /// <summary>Off, everybody gets it.</summary>
    public bool IsOn { get; set; } = true;

    public bool Take(long installation, object holder, DateTimeOffset now)
    {
        if (IsOn && held.TryGetValue(installation, out var other) && other.Holder != holder && other.Until > now)
            return false;
        held[installation] = (holder, now + Duration);
        return true;
    }

    public bool Renew(long installation, object holder, DateTimeOffset now)
    {
        if (!IsOn)
            return true;
        // A lease that ran out may still be renewed where nobody took it since.
        if (!held.TryGetValue(installation, out var present) || present.Holder != holder)
            return false;
        held[installation] = (holder, now + Duration);
        return true;
    }

    public void Release(long installation, object holder)
    {
        if (held.TryGetValue(installation, out var present) && present.Holder == holder)
            held.Remove(installation);
    }
}

/// <summary>The leases as one process takes them: for 60 seconds, renewed every 20, counted from before the request.</summary>
internal sealed class Leases(Process of, Scheduler turns, Troubles strikes, Clock time, LeaseBook held) : ILeases
{
    private readonly Process process = of;
    private readonly Scheduler scheduler = turns;
    private readonly Troubles troubles = strikes;
    private readonly Clock clock = time;
    private readonly LeaseBook book = held;

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(900);

    public async Task<ILease?> TryTake(long installation, CancellationToken cancellation)
    {
        var asked = clock.Now;
        var holder = new object();
        return await scheduler.Request(process, "take the lease", () => book.Take(installation, holder, clock.Now)) ? new Lease(this, installation, holder, asked) : null;
    }

    public async Task<ILease?> Take(long installation, TimeSpan patience, CancellationToken cancellation)
    {
        for (var end = clock.Now + patience; ;)
        {
            if (await TryTake(installation, cancellation) is { } lease)
                return lease;
            if (clock.Now >= end)
                return null;
            await scheduler.Step(process, "wait for the lease", Pause);
        }
    }

    private sealed class Lease : ILease
    {
        private readonly Leases leases;
        private readonly long installation;
        private readonly object holder;
        private readonly CancellationTokenSource lost;
        private readonly ITimer renewing;
        private DateTimeOffset asked;

        public Lease(Leases leases, long installation, object holder, DateTimeOffset asked)
        {
            (this.leases, this.installation, this.holder, this.asked) = (leases, installation, holder, asked);
            lost = new CancellationTokenSource(Left > TimeSpan.Zero ? Left : TimeSpan.Zero, leases.clock);
            renewing = leases.clock.CreateTimer(_ => Renew(), null, Renewal, Renewal);
        }

        public CancellationToken Lost => lost.Token;

        private TimeSpan Left => LeaseBook.Duration - (leases.clock.Now - asked);

        public bool EnoughLeft(TimeSpan need) => !lost.IsCancellationRequested && Left > need;

        public async ValueTask DisposeAsync()
        {
            await renewing.DisposeAsync();
            _ = await leases.scheduler.Request(leases.process, "give the lease back", Release);
            lost.Dispose();
        }

        // Where it can't be given back, it runs out by itself.
        private bool Release()
        {
            if (leases.troubles.Strikes(leases.troubles.Climate.Lease, "lease not given back"))
                return false;
            leases.book.Release(installation, holder);
            return true;
        }

        private void Renew()
        {
            if (leases.troubles.Strikes(leases.troubles.Climate.Lease, "lease not renewed"))
                return;
            if (!leases.book.Renew(installation, holder, leases.clock.Now))
            {
                leases.troubles.Count("lease taken by another");
                lost.Cancel();
                return;
            }
            asked = leases.clock.Now;
            lost.CancelAfter(Left);
        }
    }
}
