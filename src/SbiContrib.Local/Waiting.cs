namespace SbiContrib.Local;

/// <summary>Waits for what must come.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks again and again until there is an answer.</summary>
    /// <param name="what">What is waited for, in words.</param>
    /// <param name="ask">The question.</param>
    /// <param name="limit">How long.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TimeoutException">It didn't come.</exception>
    public static async Task<T> For<T>(string what, Func<Task<T?>> ask, TimeSpan limit, CancellationToken cancellation)
        where T : class
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(limit);
        try
        {
            while (true)
            {
                if (await ask() is { } answer)
                    return answer;
                await Task.Delay(Pause, end.Token);
            }
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{what}: nothing in {limit.TotalSeconds:0} s", late);
        }
    }
}
