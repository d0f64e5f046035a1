using System.Collections.Immutable;
using SbiContrib.Act;
using SbiContrib.Core;
using SbiContrib.Core.Words;
using SbiContrib.Gather;
using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Store;

namespace SbiContrib;

/// <summary>Looks at a contribution: gathers, decides and acts, until nothing is left to do.</summary>
internal sealed class Handle(Gatherer gather, Questions questions, Actor act, ILeases leases)
{
    /// <summary>The most rounds that any contribution can need is a third of this; more means a fault of ours.</summary>
    private const int MostRounds = 40;

    /// <summary>How long to wait for the holder of the installation before the message is put back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Looks at it.</summary>
    /// <param name="key">The contribution.</param>
    /// <param name="look">What asked for it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NotNowException">It can't be done now.</exception>
    /// <exception cref="SaveConflictException">Somebody else saved it meanwhile.</exception>
    public async Task Contribution(ContributionKey key, Look look, CancellationToken cancellation)
    {
        var installation = look.Installation;
        if (!look.Said && await gather.Ended(key, cancellation) is { } waiters)
        {
            // Where a crash came between its end and the waking, they wait for nothing.
            await act.Wake(waiters, installation, cancellation);
            return;
        }
        try
        {
            if (await Looked(key, look, cancellation))
                return;
        }
        catch (SiteRefusedException refusal)
        {
            await gather.Refused(key.Site, installation, refusal, cancellation);
        }
        if (await gather.Moved(key.Site, installation, cancellation) is { } now)
            throw new MovedException(now);
        await gather.Away(key, cancellation);
    }

    // Until nothing is left to do; false where the site isn't ours to see.
    private async Task<bool> Looked(ContributionKey key, Look look, CancellationToken cancellation)
    {
        var installation = look.Installation;
        var heard = Heard.Nothing;
        ILease? lease = null;
        try
        {
            var gathered = await gather.About(key, look, heard, cancellation);
            for (var round = 0; gathered is not null && round < MostRounds; round++)
            {
                var effects = Decide.Next(gathered.Facts);
                if (effects.IsEmpty)
                    return true;
                if (await questions.Ask(effects, gathered, heard, cancellation) is { } more)
                {
                    heard = more;
                    // The rest is gathered anew with the lease, where there is anything to do.
                    gathered = gathered with { Facts = heard.In(gathered.Facts) };
                }
                else if (lease is null)
                {
                    // What was gathered without the lease may have been changed by its holder.
                    lease = await leases.Take(installation, Patience, cancellation) ?? throw new NotNowException($"installation {installation} is being worked on") { AtMost = Patience * 4 };
                    gathered = await gather.About(key, look, heard, cancellation);
                }
                else
                {
                    gathered = await Act(effects, gathered, lease, cancellation);
                }
            }
            return gathered is null ? false : throw new InvalidOperationException($"{key} doesn't come to rest");
        }
        finally
        {
            if (lease is not null)
                await lease.DisposeAsync();
        }
    }

    /// <summary>Says of a commit that holds nothing of ours that the check has nothing against it.</summary>
    /// <param name="gitHub">The installation's view.</param>
    /// <param name="repository">The site.</param>
    /// <param name="installation">The installation.</param>
    /// <param name="sha">The commit.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NotNowException">It can't be done now.</exception>
    public async Task Vouch(IGitHub gitHub, Repository repository, long installation, string sha, CancellationToken cancellation)
    {
        if (!await gather.TakesPart(gitHub, repository, cancellation))
            return;
        await using var lease = await leases.Take(installation, Patience, cancellation) ?? throw new NotNowException($"installation {installation} is being worked on") { AtMost = Patience * 4 };
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        _ = await gitHub.WriteCheck(repository, null, CheckText.NotOurs(sha), held.Token);
    }

    /// <summary>Tells the contributor of a contribution that is stuck, where that is possible.</summary>
    /// <param name="stuck">The contribution as it was saved.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NotNowException">It isn't now.</exception>
    public async Task Tell(Contribution stuck, CancellationToken cancellation)
    {
        await using var lease = await leases.Take(stuck.Installation, Patience, cancellation) ?? throw new NotNowException("the installation is being worked on");
        if (await gather.ForWords(stuck, cancellation) is { Facts.Issue: { State: not IssueState.Gone } issue } gathered)
        {
            var text = StatusText.Of(stuck);
            var written = await act.Do([new WriteStatus(issue.Number, stuck.StatusComment, true, StatusText.Tag(stuck.Key), text)], gathered, lease, cancellation);
            _ = await act.Do([new Save(stuck with { StatusComment = written.Facts.StatusComment!.Id, StatusText = StatusText.Hash(text) })], written, lease, cancellation);
        }
    }

    // Another may hold it from the moment it is lost: nothing is written any more.
    private async Task<Gathered> Act(ImmutableArray<Effect> effects, Gathered gathered, ILease lease, CancellationToken cancellation)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        try
        {
            return await act.Do(effects, gathered, lease, held.Token);
        }
        catch (OperationCanceledException lost) when (lease.Lost.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new NotNowException("the lease was lost", null, lost);
        }
    }
}

/// <summary>The site is reached through another installation by now.</summary>
/// <param name="installation">Which.</param>
internal sealed class MovedException(long installation) : Exception
{
    /// <summary>Which.</summary>
    public long Installation { get; } = installation;
}
