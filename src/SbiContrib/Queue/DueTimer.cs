namespace SbiContrib.Queue;

/// <summary>Wakes what is overdue, at the start and then every minute, when the program runs alone.</summary>
/// <param name="round">What it does each time; it says how much was woken.</param>
/// <param name="settings">How often.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where to tell what was woken.</param>
public sealed partial class DueTimer(Func<CancellationToken, Task<int>> round, QueueSettings settings, TimeProvider time, ILogger<DueTimer> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.DueEvery, time);
        do
            await Wake(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Wake(CancellationToken stopping)
    {
        try
        {
            var woken = await round(stopping);
            if (woken > 0)
                Woken(log, woken);
        }
#pragma warning disable CA1031 // The timer must go on: what fails now may succeed in a minute.
        catch (Exception failed) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotWoken(log, failed);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} overdue contributions were woken")]
    private static partial void Woken(ILogger log, int count);

    [LoggerMessage(2, LogLevel.Error, "Overdue contributions couldn't be woken; tried again at the next tick")]
    private static partial void NotWoken(ILogger log, Exception cause);
}
