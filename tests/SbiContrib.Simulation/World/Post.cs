using System.Text.Json;
using SbiContrib.Local.GitHub;
using SbiContrib.Queue;
using SbiContrib.Simulation.Kernel;

namespace SbiContrib.Simulation.World;

/// <summary>GitHub's deliveries on their way: lost, doubled, late, in another order.</summary>
internal sealed class Post(Scene scene)
{
    private readonly List<(Delivery Delivery, DateTimeOffset At)> underWay = [];
    private readonly List<Delivery> failed = [];
    private readonly List<(Process At, Delivery Delivery)> inHand = [];

    public IReadOnlyList<(Delivery Delivery, DateTimeOffset At)> UnderWay => underWay;

    /// <summary>Takes what GitHub wants to tell.</summary>
    public void Collect()
    {
        foreach (var delivery in scene.Model.TakeDeliveries())
        {
            if (scene.Troubles.Strikes(scene.Troubles.Climate.DeliveryLost, "delivery lost"))
            {
                failed.Add(delivery);
                continue;
            }
            Send(delivery);
            if (scene.Troubles.Strikes(scene.Troubles.Climate.DeliveryTwice, "delivery doubled"))
                Send(delivery);
        }
    }

    /// <summary>GitHub is asked to deliver again what it couldn't.</summary>
    public bool Redeliver()
    {
        var again = failed.Count > 0;
        foreach (var delivery in failed)
            underWay.Add((delivery, scene.Clock.Now));
        failed.Clear();
        return again;
    }

    /// <summary>Knocks at an instance's door; without one the delivery fails.</summary>
    public void Deliver(int index, Instance? at)
    {
        var delivery = underWay[index].Delivery;
        underWay.RemoveAt(index);
        if (at is null)
        {
            scene.Troubles.Count("delivery at no door");
            failed.Add(delivery);
            return;
        }
        using var payload = JsonDocument.Parse(delivery.Payload);
        var looks = Receive.Delivery.Looks(delivery.Event, payload.RootElement, scene.Model.Bot.Login);
        // GitHub names no repository where the App is let in again: the timer's comparison, some hours later, is played here at once.
        if (looks.IsEmpty && delivery.Event == "installation")
            looks = [new Look(scene.Site.Id, scene.Installation.Id, null)];
        if (looks.IsEmpty)
            return;
        inHand.Add((at.Process, delivery));
        scene.Scheduler.As(at.Process, () => _ = Take(at, delivery, [.. looks.Select(look => look with { Installation = scene.Installation.Id })]));
    }

    /// <summary>What a process had in hand when it died, GitHub couldn't deliver.</summary>
    public void Died(Process process)
    {
        failed.AddRange(inHand.Where(one => one.At == process).Select(one => one.Delivery));
        inHand.RemoveAll(one => one.At == process);
    }

    private void Send(Delivery delivery)
    {
        var late = scene.Troubles.Strikes(scene.Troubles.Climate.DeliveryLate, "delivery late") ? scene.Troubles.Chance.Between(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(20)) : TimeSpan.FromMilliseconds(200);
        underWay.Add((delivery, scene.Clock.Now + late));
    }

    private async Task Take(Instance at, Delivery delivery, IReadOnlyList<Look> looks)
    {
        try
        {
            foreach (var look in looks)
                await at.Queue.Send(look, TimeSpan.Zero, CancellationToken.None);
        }
        catch (Azure.RequestFailedException)
        {
            failed.Add(delivery);
        }
        finally
        {
            inHand.Remove((at.Process, delivery));
        }
    }
}
