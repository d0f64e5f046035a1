namespace SbiContrib.Simulation.Kernel;

/// <summary>
/// What goes wrong how often in one run. Each run draws its own: what is always there hides what happens only without it,
/// so every kind of trouble is absent in about half of the runs.
/// </summary>
internal sealed record Climate
{
    public double Crash { get; init; }

    public double Freeze { get; init; }

    public double GitHub { get; init; }

    public double GitHubAfter { get; init; }

    public double Slow { get; init; }

    public double Store { get; init; }

    public double StoreAfter { get; init; }

    public double Queue { get; init; }

    public double Lease { get; init; }

    public double Sources { get; init; }

    public double DeliveryLost { get; init; }

    public double DeliveryTwice { get; init; }

    public double DeliveryLate { get; init; }

    /// <summary>How often people act while the program is at work, rather than when all is quiet.</summary>
    public double Eager { get; init; }

    public int Instances { get; init; } = 2;

    public int Issues { get; init; } = 2;

    public int Deeds { get; init; } = 8;

    public bool MergeByBot { get; init; }

    public bool LazyMergeability { get; init; }

    /// <summary>GitHub can be asked for deliveries that failed; without, only the comparison finds what was lost.</summary>
    public bool DeliveriesApi { get; init; } = true;

    /// <summary>GitHub is reached through the real clients, over HTTP in this process, with its limits and the program's budgets.</summary>
    public bool Wire { get; init; }

    /// <summary>The queue gives messages in the order of their coming, as it mostly does.</summary>
    public bool InOrder { get; init; }

    /// <summary>A program writes the list besides people.</summary>
    public bool Crawler { get; init; }

    /// <summary>Owners take the App off the site alone, which goes on being read, not away. Nothing is drawn for it, so that known seeds keep their stories.</summary>
    public bool OneSite => Deeds % 4 == 3;

    /// <summary>People say more in comments: what is no command, what is edited later, and what changes titles.</summary>
    public bool Talks { get; init; }

    public static Climate Of(Chance chance)
    {
        double Maybe(double most) => chance.Happens(0.5) ? most * chance.Part() : 0;
        var calm = chance.Happens(0.1);
        return new()
        {
            Crash = calm ? 0 : Maybe(0.008),
            Freeze = calm ? 0 : Maybe(0.008),
            GitHub = calm ? 0 : Maybe(0.12),
            GitHubAfter = calm ? 0 : Maybe(0.25),
            Slow = calm ? 0 : Maybe(0.1),
            Store = calm ? 0 : Maybe(0.04),
            StoreAfter = calm ? 0 : Maybe(0.25),
            Queue = calm ? 0 : Maybe(0.15),
            Lease = calm ? 0 : Maybe(0.4),
            Sources = calm ? 0 : Maybe(0.4),
            DeliveryLost = calm ? 0 : Maybe(0.3),
            DeliveryTwice = calm ? 0 : Maybe(0.3),
            DeliveryLate = calm ? 0 : Maybe(0.5),
            Eager = chance.Happens(0.8) ? 0.03 * chance.Part() : 0,
            Instances = 1 + chance.Below(3),
            Issues = 1 + chance.Below(4),
            Deeds = chance.Happens(0.2) ? 30 : 2 + chance.Below(14),
            MergeByBot = chance.Happens(0.5),
            LazyMergeability = chance.Happens(0.3),
            DeliveriesApi = chance.Happens(0.8),
            Crawler = chance.Happens(0.3),
            Wire = chance.Happens(0.02),
            Talks = chance.Happens(0.5),
        };
    }
}
