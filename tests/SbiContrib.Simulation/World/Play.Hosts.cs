using Azure;
using SbiContrib.Simulation.Kernel;

namespace SbiContrib.Simulation.World;

/// <summary>The processes: how they start, stand still and die, and the timer that one of them runs.</summary>
internal sealed partial class Play
{
    private Instance? ticker;

    private Instance? AnInstance()
    {
        var running = instances.Where(instance => instance?.Process.Runs(scene.Clock.Now) == true).ToArray();
        return running.Length == 0 ? null : chance.Of(running);
    }

    // The timer's rounds that would find nothing are left out.
    private DateTimeOffset? NextDue() => post.HasFailed ? nextTick : FirstDue();

    private DateTimeOffset? FirstDue() => scene.Table("due").All.Select(row => row.GetDateTimeOffset("Again")).Concat(scene.Table("contributions").In("sites").Select(row => row.GetDateTimeOffset("Next"))).Min();

    private void Accidents()
    {
        var climate = scene.Troubles.Climate;
        if (scene.Troubles.Over)
            return;
        var victim = chance.Below(instances.Length);
        if (instances[victim] is not { Process.Busy: > 0 } instance)
            return;
        var worst = scene.Scheduler.Waits.Any(waits => waits.Changes && waits.Process == instance.Process) ? 3 : 1;
        if (scene.Troubles.Strikes(climate.Crash * worst, "crash"))
            Kill(victim, instance);
        else if (instance.Process.Runs(scene.Clock.Now) && scene.Troubles.Strikes(climate.Freeze * worst, "freeze"))
            Freeze(instance.Process);
    }

    private void Kill(int index, Instance instance)
    {
        scene.Story.Tell(instance.Process.Name, "dies");
        scene.Scheduler.Kill(instance.Process);
        post.Died(instance.Process);
        crowd.Forms.Died();
        ticking = ticking && ticker != instance;
        instances[index] = null;
        restarts[index] = scene.Clock.Now + chance.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
    }

    private void Freeze(Process process)
    {
        process.FrozenUntil = scene.Clock.Now + chance.Between(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(chance.Happens(0.5) ? 1 : 3));
        scene.Story.Tell(process.Name, $"stands still until {process.FrozenUntil:HH:mm:ss}");
    }

    private void Start(int index)
    {
        var instance = new Instance(scene, $"host {(char)('A' + index)}");
        instances[index] = instance;
        all.Add(instance);
    }

    /// <summary>What a service outside may answer at any time: whoever runs the program lives on and tries again.</summary>
    private static bool IsFromOutside(Exception fault) => fault switch
    {
        AggregateException several => several.InnerExceptions.All(IsFromOutside),
        _ => fault is RequestFailedException or HttpRequestException or Octokit.ApiException,
    };

    private Task Tick(Instance instance) => scene.Watched($"the timer of {instance.Process.Name}", () => Round(instance));

    private async Task Round(Instance instance)
    {
        (ticking, ticker) = (true, instance);
        try
        {
            scene.Stumble(Slip.TimerThrows);
            _ = await instance.Wake.Run(CancellationToken.None);
        }
        catch (Exception fault) when (IsFromOutside(fault))
        {
            // The next tick wakes the rest.
        }
        finally
        {
            ticking = false;
            nextTick = scene.Clock.Now + TimeSpan.FromMinutes(1);
        }
    }
}
