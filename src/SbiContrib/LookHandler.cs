using SbiContrib.Core;
using SbiContrib.Core.Words;
using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Store;
using SbiContrib.Upkeep;

namespace SbiContrib;

/// <summary>What is done about a message. "Not now" is a new, delayed message: only our own faults count against it.</summary>
internal sealed partial class LookHandler(Handle handle, SiteKeeper keeper, IStore store, IQueue queue, IGitHubs gitHubs, Budgets budgets, TimeProvider clock, ILogger<LookHandler> log) : ILookHandler
{
    /// <summary>The contribution's id stands in every line that is logged inside.</summary>
    private static readonly Func<ILogger, string, IDisposable?> About = LoggerMessage.DefineScope<string>("Contribution {Contribution}");

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private const int MostDoublings = 6;

    /// <summary>How long it may be "not now" without end. Then somebody must hear of it.</summary>
    private static readonly TimeSpan LongestPutOff = TimeSpan.FromDays(1);

    /// <summary>What the timer wakes comes by itself again: after so many tries it is left to that.</summary>
    private const int MostWoken = 5;

    /// <summary>How long one handling may take. The Functions host ends a call that takes longer, and counts it as a fault of ours.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(210);

    /// <inheritdoc/>
    public async Task Handle(Look look, CancellationToken cancellation)
    {
        using var scope = About(log, look.Contribution()?.ToString() ?? $"{look.Site}");
        using var limit = new CancellationTokenSource(Longest, clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await At(look, ends.Token);
            Looked(log, look.Site, look.Name);
        }
        catch (NotNowException wait)
        {
            await Later(look, Delay(look.Tries, wait), wait.Message, cancellation);
        }
        catch (MovedException moved)
        {
            await queue.Send(look with { Installation = moved.Installation }, TimeSpan.Zero, cancellation);
        }
        catch (SaveConflictException)
        {
            // Should that go on, it is asked less and less often.
            await Later(look, TimeSpan.FromSeconds(1 << Math.Min(look.Tries, MostDoublings)), "somebody else saved first", cancellation);
        }
        catch (Exception fault) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested && AzureFault.Is(fault))
        {
            // Whoever it was that took so long: what was done stands, and the next look goes on from there.
            await Later(look, Delay(look.Tries, new("it took too long")), "it took too long", cancellation);
        }
        catch (Exception fault) when (AzureFault.IsPassing(fault) && !cancellation.IsCancellationRequested)
        {
            await Later(look, Delay(look.Tries, new("storage doesn't answer")), fault.Message, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && Told(fault))
        {
            throw;
        }
    }

    private async Task At(Look look, CancellationToken cancellation)
    {
        budgets.Of(look.Installation).NeedRoom(look.Upkeep);
        if (look.Contribution() is { } key)
            await handle.Contribution(key, look, cancellation);
        else if (look.Pull is { } pull)
            await Pull(look, pull, cancellation);
        else
            await keeper.Look(look, cancellation);
    }

    // What goes on for days is no passing trouble: it is told as what fails for good is, and tried again later and later.
    private async Task Later(Look look, TimeSpan delay, string why, CancellationToken cancellation)
    {
        var since = look.Since ?? clock.GetUtcNow();
        if (clock.GetUtcNow() - since > LongestPutOff)
        {
            PutOffTooLong(log, look.Site, look.Name, since, why);
            await HandlePoisoned(new(look with { Since = null }, 0), cancellation);
        }
        else if (look is { Woken: true, Tries: >= MostWoken })
        {
            NotNow(log, look.Site, look.Name, delay, $"left to the timer: {why}");
        }
        else
        {
            NotNow(log, look.Site, look.Name, delay, why);
            await queue.Send(look with { Tries = look.Tries + 1, Since = since }, delay, cancellation);
        }
    }

    // Told where the contribution's id still stands in every line; whoever handed the message over counts the failure.
    private bool Told(Exception fault)
    {
        Failed(log, fault);
        return false;
    }

    /// <inheritdoc/>
    public async Task HandlePoisoned(PoisonedMessage message, CancellationToken cancellation)
    {
        try
        {
            await GiveUp(message, cancellation);
        }
#pragma warning disable CA1031 // Whatever it was: the Functions host keeps a message that its reader fails at, and never hands it on again.
        catch (Exception fault) when (message.Look is not null && !cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotMarked(log, message.Look.Site, message.Look.Name, fault);
            await Again(message.Look, cancellation);
        }
    }

    // Later and later: an hour, two, four, up to a day.
    private Task Again(Look look, CancellationToken cancellation) =>
        queue.Send(look with { Tries = 0, Since = null, GivenUp = look.GivenUp + 1 }, Rest(look.GivenUp), cancellation);

    private static TimeSpan Rest(int before) => TimeSpan.FromHours(Math.Min(24, 1 << Math.Min(before, 5)));

    private async Task GiveUp(PoisonedMessage message, CancellationToken cancellation)
    {
        if (message.Look is { Name: null, Pull: null } site)
        {
            SiteGivenUp(log, site.Site);
            return;
        }
        if (message.Look is { Pull: { } pull } look)
        {
            // Nothing is saved by which it would come again: somebody may have said something there.
            PullGivenUp(log, pull, look.Site);
            await Again(look, cancellation);
            return;
        }
        if (message.Look?.Contribution() is not { } key)
        {
            Unreadable(log, message.Length);
            return;
        }
        using var scope = About(log, key.ToString());
        Stuck(log, key);
        var saved = await store.Find(key, cancellation);
        var now = clock.GetUtcNow();
        var begun = saved ?? new Contribution { Key = key, Installation = message.Look.Installation, State = State.Stuck, Received = now };
        if (begun.State.IsFinal())
            return;
        var tries = begun.State == State.Stuck ? begun.Tries + 1 : 0;
        var stuck = begun with { State = State.Stuck, Tries = tries, Due = now + Rest(tries) };
        var told = saved?.State == State.Stuck ? stuck : stuck with { History = stuck.History.Add(new(now, State.Stuck, HistoryWords.Of(stuck))) };
        await Tell(await store.Save(saved, told, cancellation), cancellation);
    }

    // Whose pull request it is, its branch tells.
    private async Task Pull(Look look, int pull, CancellationToken cancellation)
    {
        var gitHub = gitHubs.For(look.Installation);
        var branch = await gitHub.Repository(look.Site, cancellation) is { } repository ? await gitHub.PullBranch(repository, pull, cancellation) : null;
        if (BranchName.Owner(branch, look.Site) is { } key)
            await handle.Contribution(key, look, cancellation);
    }

    // Only who was answered before is told: what never was ours is nobody's business.
    private async Task Tell(Contribution stuck, CancellationToken cancellation)
    {
        if (stuck is { StatusComment: null, Checked: null, Attempt: 0 })
            return;
        try
        {
            await handle.Tell(stuck, cancellation);
        }
#pragma warning disable CA1031 // It is marked, and the operator told: whatever keeps the words back is no reason to try the message again.
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotTold(log, stuck.Key, fault);
        }
    }

    // As long as was told; else a little longer each time.
    private TimeSpan Delay(int tries, NotNowException wait)
    {
        var growing = TimeSpan.FromSeconds(Math.Min((wait.AtMost ?? LongestWait).TotalSeconds, Math.Pow(2, Math.Min(tries, 12))));
        var told = wait.Until - clock.GetUtcNow() ?? TimeSpan.Zero;
        return told > growing ? told : growing;
    }

    [LoggerMessage(1, LogLevel.Information, "Looked at {Name} of site {Site}")]
    private static partial void Looked(ILogger log, long site, string? name);

    [LoggerMessage(10, LogLevel.Error, "{Name} of site {Site} couldn't be marked as stuck; it is looked at again in a while")]
    private static partial void NotMarked(ILogger log, long site, string? name, Exception fault);

    [LoggerMessage(9, LogLevel.Error, "{Name} of site {Site} is put off since {Since}: {Why}")]
    private static partial void PutOffTooLong(ILogger log, long site, string? name, DateTimeOffset since, string why);

    [LoggerMessage(5, LogLevel.Error, "It failed; the message comes again")]
    private static partial void Failed(ILogger log, Exception fault);

    [LoggerMessage(6, LogLevel.Critical, "ContributionStuck: a look at the whole site {Site} was given up", EventName = "SiteGivenUp")]
    private static partial void SiteGivenUp(ILogger log, long site);

    [LoggerMessage(8, LogLevel.Critical, "ContributionStuck: a look at the pull request {Pull} of site {Site} was given up; it is looked at again in a while", EventName = "PullGivenUp")]
    private static partial void PullGivenUp(ILogger log, int pull, long site);

    [LoggerMessage(2, LogLevel.Information, "Not now: {Name} of site {Site} again in {Delay}: {Why}")]
    private static partial void NotNow(ILogger log, long site, string? name, TimeSpan delay, string why);

    [LoggerMessage(3, LogLevel.Critical, "ContributionStuck: {Contribution} was given up; it is looked at again in a while", EventName = "ContributionStuck")]
    private static partial void Stuck(ILogger log, ContributionKey contribution);

    [LoggerMessage(7, LogLevel.Warning, "The contributor of {Contribution} couldn't be told that it is stuck")]
    private static partial void NotTold(ILogger log, ContributionKey contribution, Exception fault);

    [LoggerMessage(4, LogLevel.Critical, "ContributionStuck: a message of {Length} characters can't be read")]
    private static partial void Unreadable(ILogger log, int length);
}
