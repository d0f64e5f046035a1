namespace SbiContrib.Queue;

/// <summary>
/// The delays of looks that nobody waits for: few are to be seen in the queue at a time, so that a person's look, which comes in between, is soon
/// taken. The queue knows no order of its own.
/// </summary>
internal sealed class Spread
{
    /// <summary>How many are to be seen at once: as many as a process has in hand.</summary>
    public const int AtOnce = 8;

    /// <summary>About as long as those take.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // What is overdue and wasn't looked at is sent again after ten minutes.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(9);

    private int _sent;

    /// <summary>The delay of the next one.</summary>
    /// <returns>None for the first few, then longer and longer.</returns>
    public TimeSpan Next()
    {
        var delay = Pause * (_sent++ / AtOnce);
        return delay < Longest ? delay : Longest;
    }
}
