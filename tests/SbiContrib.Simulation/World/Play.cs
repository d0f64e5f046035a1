using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.People;
using SbiContrib.Simulation.Truth;

namespace SbiContrib.Simulation.World;

/// <summary>One run: everything that a seed makes happen, until all is at rest.</summary>
internal sealed partial class Play : IDisposable
{
    private const int MostTurns = 30_000;
    private static readonly TimeSpan AndMore = TimeSpan.FromHours(25);

    private readonly Chance chance;
    private readonly Scene scene;
    private readonly Crowd crowd;
    private readonly Watch watch;
    private Post post => scene.Post;
    private readonly Instance?[] instances;
    private readonly DateTimeOffset[] restarts;
    private readonly List<Instance> all = [];
    private readonly List<Action> choices = [];
    private DateTimeOffset nextTick = Clock.Start;
    private bool ticking;
    private int turns;

    public Play(ulong seed, Safeguard off = Safeguard.None, bool told = false, bool every = false, Climate? climate = null, Slip slip = Slip.None)
    {
        chance = new Chance(seed);
        var clock = new Clock();
        climate ??= Climate.Of(chance.Branch());
        // What a safeguard does is played above HTTP.
        climate = climate with { Wire = climate.Wire && off == Safeguard.None && slip == Slip.None };
        scene = new Scene(seed, climate, chance.Branch(), new Story(clock, told, every), clock, off, slip);
        crowd = new Crowd(scene, chance.Branch(), AnInstance);
        watch = new Watch(scene);
        watch.Crowd = crowd;
        watch.Ledger = new Ledger(scene, crowd, watch.IsOurs);
        watch.Look();
        scene.Faulted = what => watch.Wrong(Law.NoFault, what);
        instances = new Instance?[climate.Instances];
        restarts = new DateTimeOffset[climate.Instances];
        for (var i = 0; i < instances.Length; i++)
            Start(i);
    }

    public Scene Scene => scene;

    /// <summary>Runs to the end, or to the first thing that is wrong.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Run()
    {
        scene.Stumble(Slip.RunThrows);
        while (crowd.HasMore && Goes())
            Turn();
        scene.Troubles.Over = true;
        scene.Story.Tell("world", "from now on nothing goes wrong any more");
        crowd.Mend();
        watch.Look();
        post.Collect();
        Settle();
        if (watch.Violation is null)
            foreach (var (law, wrong) in new AtRest(scene, crowd, watch).Wrongs())
                watch.Wrong(law, wrong);
        return watch.Violation;
    }

    /// <summary>Goes on, with people that only a measurement knows, until something is so.</summary>
    /// <param name="done">What.</param>
    /// <param name="until">At the latest.</param>
    /// <param name="tend">Called after each step.</param>
    public void Measure(Func<bool> done, DateTimeOffset until, Action? tend = null)
    {
        while (!done() && scene.Clock.Now < until && watch.Violation is null)
        {
            tend?.Invoke();
            post.Collect();
            // People look again before anything happens.
            if (!Step())
                _ = Wait(scene.Clock.Now + TimeSpan.FromSeconds(5));
        }
    }

    public Watch Watch => watch;

    public void Dispose()
    {
        foreach (var instance in all)
            instance.Dispose();
        scene.Dispose();
    }

    private bool Goes()
    {
        if (++turns > MostTurns)
            watch.Wrong(Law.Rest, "it doesn't come to rest");
        return watch.Violation is null;
    }

    // Until a whole day passes in which nothing of ours is written.
    private void Settle()
    {
        var (writes, since) = (scene.Writes, scene.Clock.Now);
        while (Goes() && scene.Clock.Now < since + AndMore)
        {
            if (!Step())
                _ = Wait(since + AndMore);
            if (scene.Writes != writes)
                (writes, since) = (scene.Writes, scene.Clock.Now);
        }
    }

    private void Turn()
    {
        // The worst moment is while something is being changed.
        var eager = scene.Troubles.Climate.Eager * (scene.Scheduler.Waits.Any(waits => waits.Changes) ? 4 : 1);
        if (chance.Happens(eager))
            People();
        else if (!Step() && (chance.Happens(0.25) || !Wait(scene.Clock.Now + TimeSpan.FromHours(3))))
            People();
    }

    private void People()
    {
        crowd.Act(scene.Scheduler.Waits.FirstOrDefault(waits => waits is { Changes: true, Remote: not null })?.What);
        watch.Look();
        post.Collect();
    }

    /// <summary>Does one of the things that can happen now; false where there is none.</summary>
    private bool Step()
    {
        Accidents();
        choices.Clear();
        var now = scene.Clock.Now;
        foreach (var waits in scene.Scheduler.Waits)
            if (waits.MayGo(now))
                choices.Add(() => Pick(waits));
        for (var i = 0; i < instances.Length; i++)
            Offer(i, now);
        var isOpen = !scene.Troubles.Over || Array.Exists(instances, instance => instance?.Process.Runs(now) == true);
        for (var i = 0; i < post.UnderWay.Count; i++)
            if (isOpen && post.UnderWay[i].At <= now)
                Offer(i);
        foreach (var timer in scene.Clock.Timers)
            if (timer.At <= now && timer.Owner?.Runs(now) != false)
                choices.Add(() => scene.Scheduler.As(timer.Owner!, timer.Fire));
        if (choices.Count == 0)
            return false;
        chance.Of(choices)();
        post.Collect();
        scene.Clock.Advance(TimeSpan.FromMilliseconds(5 + chance.Below(120)));
        return true;
    }

    private void Pick(Scheduler.Waiting waits)
    {
        scene.Story.Note(waits.Process.Name, waits.What);
        scene.Scheduler.Pick(waits);
    }

    private void Offer(int index) => choices.Add(() =>
    {
        post.Deliver(index, AnInstance());
    });

    private void Offer(int index, DateTimeOffset now)
    {
        if (instances[index] is not { } instance)
        {
            if (restarts[index] <= now)
                choices.Add(() => Start(index));
            return;
        }
        if (!instance.Process.Runs(now))
            return;
        if (instance.Process.Busy < (scene.Server is null ? 2 : 1))
        {
            foreach (var message in scene.Messages.Waiting.Where(message => message.VisibleAt <= now).Take(scene.Troubles.Climate.InOrder ? 1 : int.MaxValue))
                choices.Add(() => scene.Scheduler.As(instance.Process, () => _ = Work(instance, message)));
            foreach (var message in scene.Messages.Poison)
                if (message.VisibleAt <= now)
                    choices.Add(() => scene.Scheduler.As(instance.Process, () => _ = Poisoned(instance, message)));
        }
        if (!ticking && nextTick <= now && (FirstDue() <= now || post.HasFailed))
            choices.Add(() => scene.Scheduler.As(instance.Process, () => _ = Tick(instance)));
    }

    /// <summary>Lets time pass until something can happen; false where that is later than <paramref name="until"/>, which it is then.</summary>
    private bool Wait(DateTimeOffset until)
    {
        var next = Times().Where(time => time > scene.Clock.Now).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        scene.Clock.AdvanceTo(next < until ? next : until);
        return next < until;
    }

    private IEnumerable<DateTimeOffset> Times() =>
    [
        .. scene.Scheduler.Waits.Select(waits => waits.From),
        .. scene.Messages.Waiting.Concat(scene.Messages.Poison).Select(message => message.VisibleAt),
        .. post.UnderWay.Select(delivery => delivery.At),
        .. scene.Clock.Timers.Select(timer => timer.At),
        .. instances.Select((instance, index) => instance?.Process.FrozenUntil ?? restarts[index]),
        .. NextDue() is { } due ? [due > nextTick ? due : nextTick] : Array.Empty<DateTimeOffset>(),
    ];
}
