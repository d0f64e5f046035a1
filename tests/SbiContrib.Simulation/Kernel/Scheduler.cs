namespace SbiContrib.Simulation.Kernel;

/// <summary>
/// The only one who lets code go on: every request that a process makes waits here until it is picked. Continuations run at once,
/// on the same thread (nothing here runs them elsewhere), so that the picks alone say what happens in which order.
/// </summary>
internal sealed class Scheduler(Clock clock, Chance chance)
{
    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly List<Waiting> waiting = [];

    /// <summary>What waits to be picked, in the order of its coming.</summary>
    public IReadOnlyList<Waiting> Waits => waiting;

    /// <summary>Asks a service: it acts when it is picked, whether the asking process still lives or not, and the process goes on when it is picked again.</summary>
    /// <param name="process">Who asks; dead, it never hears the answer.</param>
    /// <param name="what">For what, for the story.</param>
    /// <param name="effect">What the service does; what it throws, the process gets to hear.</param>
    /// <param name="after">The service doesn't act before this time has passed.</param>
    /// <param name="changes">It changes something: a moment that is worth a disturbance.</param>
    public Task<T> Request<T>(Process process, string what, Func<T> effect, TimeSpan after = default, bool changes = false)
    {
        NeedThread();
        var source = new TaskCompletionSource<T>();
        var hear = () => { };
        waiting.Add(new(process, what, clock.Now + after)
        {
            Remote = () => hear = Heard(source, effect),
            Local = () => hear(),
            Changes = changes,
        });
        return source.Task;
    }

    /// <summary>Waits to be picked.</summary>
    public Task Step(Process process, string what, TimeSpan after = default)
    {
        NeedThread();
        var source = new TaskCompletionSource();
        waiting.Add(new(process, what, clock.Now + after) { Local = source.SetResult });
        return source.Task;
    }

    /// <summary>Lets a service act, or a process go on until it waits again.</summary>
    public void Pick(Waiting picked)
    {
        NeedThread();
        if (picked.Remote is { } act)
        {
            picked.Remote = null;
            act();
            if (!picked.Process.Alive)
                waiting.Remove(picked);
            return;
        }
        waiting.Remove(picked);
        As(picked.Process, picked.Local);
    }

    /// <summary>Runs code of a process: timers that it makes are its own.</summary>
    public void As(Process process, Action run)
    {
        var before = clock.Owner;
        clock.Owner = process;
        run();
        clock.Owner = before;
        NeedThread();
    }

    /// <summary>Ends a process as <c>kill -9</c> does: nothing of it runs any more, not even what is in a <c>finally</c>. A request on its way may still arrive.</summary>
    public void Kill(Process process)
    {
        process.Alive = false;
        waiting.RemoveAll(one => one.Process == process && (one.Remote is null || chance.Happens(0.5)));
        clock.Forget(process);
    }

    private static Action Heard<T>(TaskCompletionSource<T> source, Func<T> effect)
    {
        try
        {
            var answer = effect();
            return () => source.SetResult(answer);
        }
#pragma warning disable CA1031 // Whatever a service throws is its answer.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return () => source.SetException(fault);
        }
    }

    private void NeedThread()
    {
        if (Environment.CurrentManagedThreadId != thread)
            throw new InvalidOperationException("Something went on in another thread: the run can't be replayed.");
    }

    /// <summary>One that waits.</summary>
    internal sealed class Waiting(Process process, string what, DateTimeOffset from)
    {
        public Process Process => process;

        public string What => what;

        public DateTimeOffset From => from;

        /// <summary>What a service has yet to do.</summary>
        public Action? Remote { get; set; }

        /// <summary>How the process goes on.</summary>
        public required Action Local { get; init; }

        /// <summary>It changes something.</summary>
        public bool Changes { get; init; }

        public bool MayGo(DateTimeOffset now) => now >= from && (Remote is not null || process.Runs(now));
    }
}
