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

    /// <summary>A pull request whose contribution isn't known, of which looking failed.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    private const int MostDoublings = 6;

    /// <inheritdoc/>
    public async Task Handle(Look look, CancellationToken cancellation)
    {
        using var scope = About(log, look.Contribution()?.ToString() ?? $"{look.Site}");
        try
        {
            budgets.Of(look.Installation).NeedRoom(look.Upkeep);
            if (look.Contribution() is { } key)
                await handle.Contribution(key, look, cancellation);
            else if (look.Pull is { } pull)
                await Pull(look, pull, cancellation);
            else
                await keeper.Look(look, cancellation);
            Looked(log, look.Site, look.Name);
        }
        catch (NotNowException wait)
        {
            var delay = Delay(look.Tries, wait);
            NotNow(log, look.Site, look.Name, delay, wait.Message);
            await queue.Send(look with { Tries = look.Tries + 1 }, delay, cancellation);
        }
        catch (MovedException moved)
        {
            await queue.Send(look with { Installation = moved.Installation }, TimeSpan.Zero, cancellation);
        }
        catch (SaveConflictException)
        {
            // Somebody else saved first; should that go on, it is asked less and less often.
            await queue.Send(look with { Tries = look.Tries + 1 }, TimeSpan.FromSeconds(1 << Math.Min(look.Tries, MostDoublings)), cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && Told(fault))
        {
            throw;
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
        if (message.Look is { Name: null, Pull: null } site)
        {
            SiteGivenUp(log, site.Site);
            return;
        }
        if (message.Look is { Pull: { } pull } look)
        {
            // Nothing is saved by which it would come again: somebody may have said something there.
            PullGivenUp(log, pull, look.Site);
            await queue.Send(look with { Tries = 0 }, Rest, cancellation);
            return;
        }
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
        // Tried again later and later: an hour, two, four, up to a day.
        var tries = begun.State == State.Stuck ? begun.Tries + 1 : 0;
        var stuck = begun with { State = State.Stuck, Tries = tries, Due = now + TimeSpan.FromHours(Math.Min(24, 1 << Math.Min(tries, 5))) };
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

    [LoggerMessage(5, LogLevel.Error, "It failed; the message comes again")]
    private static partial void Failed(ILogger log, Exception fault);

    [LoggerMessage(6, LogLevel.Critical, "ContributionStuck: a look at the whole site {Site} was given up", EventName = "SiteGivenUp")]
    private static partial void SiteGivenUp(ILogger log, long site);

    [LoggerMessage(8, LogLevel.Critical, "ContributionStuck: a look at the pull request {Pull} of site {Site} was given up; it is looked at again in an hour", EventName = "PullGivenUp")]
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
