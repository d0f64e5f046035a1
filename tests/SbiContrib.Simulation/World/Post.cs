using System.Collections.Immutable;
using System.Text.Json;
using SbiContrib.GitHub;
using SbiContrib.Local.GitHub;
using SbiContrib.Queue;
using SbiContrib.Simulation.Kernel;

namespace SbiContrib.Simulation.World;

/// <summary>GitHub's deliveries on their way: lost, doubled, late, in another order.</summary>
internal sealed class Post(Scene scene)
{
    // GitHub tries again what is younger.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(3);

    private readonly List<(Delivery Delivery, bool IsFirst, DateTimeOffset At)> underWay = [];
    private readonly List<Failure> failed = [];
    private readonly HashSet<Guid> again = [];
    private readonly List<(Process At, Delivery Delivery, bool IsFirst)> inHand = [];

    public IReadOnlyList<(Delivery Delivery, bool IsFirst, DateTimeOffset At)> UnderWay => underWay;

    /// <summary>When it was last heard that something was said on an issue or a pull request.</summary>
    public Dictionary<int, DateTimeOffset> Said { get; } = [];

    /// <summary>Takes what GitHub wants to tell.</summary>
    public void Collect()
    {
        foreach (var delivery in scene.Model.TakeDeliveries())
        {
            Try(delivery, isFirst: true);
            if (scene.Troubles.Strikes(scene.Troubles.Climate.DeliveryTwice, "delivery doubled"))
                Send(delivery, isFirst: true);
        }
    }

    /// <summary>Something failed of which GitHub wasn't asked yet to try it again.</summary>
    public bool HasFailed => scene.Troubles.Climate.DeliveriesApi && failed.Exists(one => one.IsFirst && !again.Contains(one.Delivery.Guid) && Kept(one));

    /// <summary>The first tries that failed, as the App's deliveries API tells them; without an App there is none.</summary>
    public ImmutableArray<FailedDelivery> Failed() => scene.Troubles.Climate.DeliveriesApi
        ? [.. failed.Where(one => one.IsFirst && Kept(one)).Select(one => new FailedDelivery(one.Id, one.Delivery.Guid, one.At))]
        : [];

    /// <summary>GitHub is asked to try one again.</summary>
    public void Redeliver(long id)
    {
        var delivery = failed.Find(one => one.Id == id)?.Delivery ?? throw GitHubException.NotFound();
        again.Add(delivery.Guid);
        scene.Troubles.Count("delivery tried again");
        Try(delivery, isFirst: false);
    }

    /// <summary>Knocks at an instance's door; without one the delivery fails.</summary>
    public void Deliver(int index, Instance? at)
    {
        var (delivery, isFirst, _) = underWay[index];
        underWay.RemoveAt(index);
        if (at is null)
        {
            scene.Troubles.Count("delivery at no door");
            Fail(delivery, isFirst);
            return;
        }
        using var payload = JsonDocument.Parse(delivery.Payload);
        var looks = Receive.Delivery.Looks(delivery.Event, payload.RootElement, scene.Model.Bot.Login);
        if (looks.IsEmpty || (scene.Slip == Slip.DeafToIssues && delivery.Event is "issues" or "issue_comment"))
            return;
        inHand.Add((at.Process, delivery, isFirst));
        scene.Scheduler.As(at.Process, () => _ = scene.Watched($"a delivery at {at.Process.Name}", () => Take(at, (delivery, isFirst), looks)));
    }

    /// <summary>What a process had in hand when it died, GitHub couldn't deliver.</summary>
    public void Died(Process process)
    {
        foreach (var (_, delivery, isFirst) in inHand.Where(one => one.At == process))
            Fail(delivery, isFirst);
        inHand.RemoveAll(one => one.At == process);
    }

    private void Try(Delivery delivery, bool isFirst)
    {
        if (scene.Troubles.Strikes(scene.Troubles.Climate.DeliveryLost, "delivery lost"))
            Fail(delivery, isFirst);
        else
            Send(delivery, isFirst);
    }

    private void Fail(Delivery delivery, bool isFirst) => failed.Add(new(failed.Count + 1, delivery, scene.Clock.Now, isFirst));

    private void Send(Delivery delivery, bool isFirst)
    {
        var late = scene.Troubles.Strikes(scene.Troubles.Climate.DeliveryLate, "delivery late") ? scene.Troubles.Chance.Between(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(20)) : TimeSpan.FromMilliseconds(200);
        underWay.Add((delivery, isFirst, scene.Clock.Now + late));
    }

    private bool Kept(Failure one) => one.At > scene.Clock.Now - Remembered;

    private async Task Take(Instance at, (Delivery Delivery, bool IsFirst) one, ImmutableArray<Look> looks)
    {
        try
        {
            scene.Stumble(Slip.DeliveryThrows);
            foreach (var look in looks)
                await at.Queue.Send(look, TimeSpan.Zero, CancellationToken.None);
            if (one.Delivery is { Event: "issue_comment", Number: { } number })
                Said[number] = scene.Clock.Now;
        }
        catch (Azure.RequestFailedException)
        {
            Fail(one.Delivery, one.IsFirst);
        }
        finally
        {
            inHand.Remove((at.Process, one.Delivery, one.IsFirst));
        }
    }

    /// <summary>A try that failed.</summary>
    private sealed record Failure(long Id, Delivery Delivery, DateTimeOffset At, bool IsFirst);
}
