using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.Storage;
using SbiContrib.Simulation.Truth;

namespace SbiContrib.Simulation.World;

/// <summary>What an instance does about a message, as the pump does it.</summary>
internal sealed partial class Play
{
    private const int Tries = 5;
    private static readonly TimeSpan InHand = TimeSpan.FromMinutes(1);

    private Task Work(Instance instance, Message message) => scene.Watched($"a message at {instance.Process.Name}", () => Handle(instance, message));

    private Task Poisoned(Instance instance, Message message) => scene.Watched($"a message given up at {instance.Process.Name}", () => HandlePoisoned(instance, message));

    // Renewed while in hand, deleted when handled, and after five tries given up.
    private async Task Handle(Instance instance, Message message)
    {
        var receipt = Take(instance, message);
        await using var renewing = scene.Clock.CreateTimer(_ => Hide(message, receipt), null, InHand / 2, InHand / 2);
        if (scene.Off == Safeguard.SaveFirst)
            _ = scene.Messages.Waiting.Remove(message);
        try
        {
            scene.Stumble(Slip.HandlerThrows);
            if (message.Times <= Tries)
                await instance.Handler.Handle(message.Look, CancellationToken.None);
            else
                scene.Messages.Poison.Add(new(message.Look, scene.Clock.Now));
            _ = await scene.Scheduler.Request(instance.Process, "delete the message", () => message.Times == receipt && scene.Messages.Waiting.Remove(message));
        }
#pragma warning disable CA1031 // Whatever the handler throws is one failed try.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Failed(instance, message, fault);
        }
        finally
        {
            instance.Process.Busy--;
        }
    }

    private async Task HandlePoisoned(Instance instance, Message message)
    {
        var receipt = Take(instance, message);
        scene.Troubles.Count("poison");
        try
        {
            scene.Stumble(Slip.PoisonThrows);
            await instance.Handler.HandlePoisoned(new(message.Look, 0), CancellationToken.None);
            if (message.Times == receipt)
                _ = scene.Messages.Poison.Remove(message);
        }
        catch (Exception fault) when (IsFromOutside(fault) || fault is Store.SaveConflictException)
        {
            message.VisibleAt = scene.Clock.Now + TimeSpan.FromSeconds(10);
        }
        finally
        {
            instance.Process.Busy--;
        }
    }

    private int Take(Instance instance, Message message)
    {
        instance.Process.Busy++;
        message.VisibleAt = scene.Clock.Now + InHand;
        return ++message.Times;
    }

    private void Hide(Message message, int receipt)
    {
        if (message.Times == receipt)
            message.VisibleAt = scene.Clock.Now + InHand;
    }

    private void Failed(Instance instance, Message message, Exception fault)
    {
        scene.Story.Tell(instance.Process.Name, $"fails at {message.Look.Name ?? "the site"}: {fault.GetType().Name} {fault.Message}");
        if (!IsFromOutside(fault))
            watch.Wrong(Law.NoFault, $"a message at {instance.Process.Name}: {fault}");
        if (message.Times < Tries)
        {
            message.VisibleAt = scene.Clock.Now + (TimeSpan.FromSeconds(10) * (1 << (message.Times - 1)));
            return;
        }
        _ = scene.Messages.Waiting.Remove(message);
        scene.Messages.Poison.Add(new(message.Look, scene.Clock.Now));
    }
}
