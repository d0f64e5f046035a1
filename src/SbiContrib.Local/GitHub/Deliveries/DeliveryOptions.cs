namespace SbiContrib.Local.GitHub;

/// <summary>How webhooks travel. Unspoilt, they go out once each, in order of their making, a few side by side.</summary>
internal sealed record DeliveryOptions
{
    /// <summary>"Your server should respond with a 2XX response within 10 seconds". Source: https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(10);

    public int SideBySide { get; init; } = 4;

    /// <summary>Each goes out twice.</summary>
    public bool Twice { get; set; }

    /// <summary>Collects for this long and then sends what came in another order.</summary>
    public TimeSpan Shuffle { get; set; }

    /// <summary>Which of them get lost.</summary>
    public Func<Delivery, bool> Lose { get; set; } = _ => false;

    /// <summary>Seeds the order; the same seed gives the same.</summary>
    public int Seed { get; init; } = 1;
}
