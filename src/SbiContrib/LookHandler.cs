using SbiContrib.Core;
using SbiContrib.Core.Words;
using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Store;

namespace SbiContrib;

/// <summary>What is done about a message. "Not now" is a new, delayed message: only our own faults count against it.</summary>
internal sealed partial class LookHandler(Handle handle, IStore store, IQueue queue, IGitHubs gitHubs, TimeProvider clock, ILogger<LookHandler> log) : ILookHandler
{
    /// <summary>The contribution's id stands in every line that is logged inside.</summary>
    private static readonly Func<ILogger, string, IDisposable?> About = LoggerMessage.DefineScope<string>("Contribution {Contribution}");

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public async Task Handle(Look look, CancellationToken cancellation)
    {
        using var scope = About(log, look.Contribution()?.ToString() ?? $"{look.Site}");
        try
        {
            if (look.Contribution() is { } key)
                await handle.Contribution(key, look.Installation, cancellation);
            else
                await Site(look, cancellation);
            Looked(log, look.Site, look.Name);
        }
        catch (NotNowException wait)
        {
            var delay = Delay(look.Tries, wait.Until);
            NotNow(log, look.Site, look.Name, delay, wait.Message);
            await queue.Send(look with { Tries = look.Tries + 1 }, delay, cancellation);
        }
        catch (SaveConflictException)
        {
            await queue.Send(look, TimeSpan.FromSeconds(1), cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task HandlePoisoned(PoisonedMessage message, CancellationToken cancellation)
    {
        if (message.Look?.Contribution() is not { } key)
        {
            // The text may be a stranger's: its length is enough to find it.
            Unreadable(log, message.Text.Length);
            return;
        }
        using var scope = About(log, key.ToString());
        Stuck(log, key);
        var saved = await store.Find(key, cancellation);
        var now = clock.GetUtcNow();
        var begun = saved ?? new Contribution { Key = key, Installation = message.Look.Installation, State = State.Stuck, Received = now };
        if (begun.State.IsFinal())
            return;
        var stuck = begun with { State = State.Stuck, Due = now + TimeSpan.FromHours(1) };
        await store.Save(saved, stuck with { History = stuck.History.Add(new(now, State.Stuck, HistoryWords.Of(stuck))) }, cancellation);
    }

    private async Task Site(Look look, CancellationToken cancellation)
    {
        if (await gitHubs.For(look.Installation).Repository(look.Site, cancellation) is { } repository)
            await store.SaveSite(new(repository.Id, repository.FullName, look.Installation, repository.Url), cancellation);
        await foreach (var key in store.Open(look.Site, cancellation))
            await queue.Send(Look.At(key, look.Installation), TimeSpan.Zero, cancellation);
    }

    // As long as was told; else a little longer each time.
    private TimeSpan Delay(int tries, DateTimeOffset? until)
    {
        var growing = TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(tries, 12))));
        var told = until - clock.GetUtcNow() ?? TimeSpan.Zero;
        return told > growing ? told : growing;
    }

    [LoggerMessage(1, LogLevel.Information, "Looked at {Name} of site {Site}")]
    private static partial void Looked(ILogger log, long site, string? name);

    [LoggerMessage(2, LogLevel.Information, "Not now: {Name} of site {Site} again in {Delay}: {Why}")]
    private static partial void NotNow(ILogger log, long site, string? name, TimeSpan delay, string why);

    [LoggerMessage(3, LogLevel.Critical, "ContributionStuck: {Contribution} was given up; it is looked at again in an hour", EventName = "ContributionStuck")]
    private static partial void Stuck(ILogger log, ContributionKey contribution);

    [LoggerMessage(4, LogLevel.Critical, "ContributionStuck: a message of {Length} characters can't be read")]
    private static partial void Unreadable(ILogger log, int length);
}
