namespace SbiContrib.Queue;

/// <summary>How the program takes messages when it runs alone.</summary>
public sealed record QueueSettings
{
    /// <summary>How many messages are handled at once.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>How many times a message is tried before it is given up.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>How long a message is hidden while in hand; renewed at half of it.</summary>
    public TimeSpan InHand { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message rests after its first failure; doubled after each further one, up to ten minutes.</summary>
    public TimeSpan FirstRest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How soon an empty queue is asked again; doubled as long as it stays empty.</summary>
    public TimeSpan ShortestPoll { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How soon an empty queue is asked again at the latest. Each asking costs, so locally short, elsewhere some seconds.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often overdue contributions are looked for.</summary>
    public TimeSpan DueEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long what is in hand may take after the program was asked to end; less than the host's own limit.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(20);
}
