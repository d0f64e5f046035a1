using System.Collections.Immutable;
using SbiContrib.Core;
using SbiContrib.Core.Upkeep;
using SbiContrib.Gather;
using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Store;

namespace SbiContrib.Upkeep;

/// <summary>
/// Looks at a whole site: its main branch moved, something about the repository changed, or it is time to compare. However many
/// messages come, one look is on its way, and it is kept in the store for when.
/// </summary>
internal sealed class SiteKeeper(IStore store, IQueue queue, IGitHubs gitHubs, SiteReader sites, UpkeepPace pace, TimeProvider clock)
{
    /// <summary>A planned look that didn't come by then is taken for lost.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    /// <summary>How often a site is compared with GitHub when nobody calls.</summary>
    private static readonly TimeSpan Compared = TimeSpan.FromHours(6);

    /// <summary>Looks at it.</summary>
    /// <param name="look">The message.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NotNowException">It can't be done now.</exception>
    public async Task Look(Look look, CancellationToken cancellation)
    {
        var kept = await store.Upkeep(look.Site, cancellation) ?? new();
        // What isn't about main alone (the App, the repository) is looked at in any case.
        if (look.Upkeep && kept.Again is { } again && look.Planned != again && clock.GetUtcNow() < again + Late)
            return;
        try
        {
            await Compare(look, kept, cancellation);
        }
        catch (SiteRefusedException refusal)
        {
            if (!refusal.IsSuspension)
                gitHubs.Tell(look.Site, refusal);
            await Rest(look, kept, cancellation);
        }
    }

    private async Task Compare(Look look, SiteUpkeep kept, CancellationToken cancellation)
    {
        var gitHub = gitHubs.For(look.Installation);
        // Before main is looked at: what is watched then stood in it.
        var watched = await store.Watched(look.Site, cancellation).ToListAsync(cancellation);
        // Taken off a public repository, the App goes on reading it.
        if (await gitHub.Repository(look.Site, cancellation) is not { } repository || !await gitHubs.Has(look.Installation, repository.FullName, cancellation))
        {
            await Away(look, kept, cancellation);
            return;
        }
        await store.PlanSite(look.Site, look.Installation, clock.GetUtcNow() + Compared, cancellation);
        // The App was taken away and installed again, or the repository moved to another owner: nobody told what happened meanwhile.
        if (await store.Site(look.Site, cancellation) is { Installation: var before } && before != look.Installation)
            kept = kept with { Away = true };
        await store.SaveSite(new(repository.Id, repository.FullName, look.Installation, repository.Url, repository.Private), cancellation);
        var head = await gitHub.Head(repository, repository.DefaultBranch, cancellation);
        if (head is not null && Sweep.Moving(kept, head.Sha, clock.GetUtcNow(), pace) is { } moving)
            await Plan(look, moving, cancellation);
        else
            await Hold(look, kept, [.. watched], gitHub, repository, cancellation);
    }

    // Asked through an installation that isn't its own any more, nothing is said of the site; the delivery that told of another may be lost.
    private async Task Away(Look look, SiteUpkeep kept, CancellationToken cancellation)
    {
        var known = await store.Site(look.Site, cancellation);
        if (known is not null && known.Installation != look.Installation)
        {
            await store.PlanSite(look.Site, known.Installation, clock.GetUtcNow(), cancellation);
            return;
        }
        if (known is not null && await gitHubs.Find(known.FullName, cancellation) is { } found && found.Installation != look.Installation && found.Repository.Id == look.Site)
        {
            await queue.Send(new Look(look.Site, found.Installation, null), TimeSpan.Zero, cancellation);
            return;
        }
        await Rest(look, kept, cancellation);
    }

    // It may come back, and whoever brings it back may go unheard.
    private async Task Rest(Look look, SiteUpkeep kept, CancellationToken cancellation)
    {
        await store.PlanSite(look.Site, look.Installation, clock.GetUtcNow() + TimeSpan.FromDays(1), cancellation);
        await store.SaveUpkeep(look.Site, kept with { Away = true, Again = null }, cancellation);
    }

    // Holds what is open against main and against what GitHub shows.
    private async Task Hold(Look look, SiteUpkeep kept, ImmutableArray<Watch> watched, IGitHub gitHub, Repository repository, CancellationToken cancellation)
    {
        var site = await sites.Read(gitHub, repository, cancellation);
        // Without a head nothing is in it yet, or the App was suspended right now.
        if (site.Paused || site.Head.Length == 0)
        {
            await store.SaveUpkeep(look.Site, kept with { Away = true, Again = null }, cancellation);
            return;
        }
        var takesPart = site.Settings is not null || site.SettingsProblem is not null;
        var plan = Sweep.Next(new()
        {
            Now = clock.GetUtcNow(),
            Id = look.Site,
            Site = site,
            Kept = kept,
            Open = [.. await store.Open(look.Site, cancellation).ToListAsync(cancellation)],
            Pulls = takesPart ? await gitHub.OpenPulls(repository, cancellation) : [],
            Issues = site.Settings is { } settings ? await gitHub.OpenIssues(repository, settings.Label, cancellation) : [],
            Claims = [.. (await store.Claimed(look.Site, cancellation).ToListAsync(cancellation)).Select(claim => new ClaimFacts(claim.Id, claim.By, ""))],
            Watched = watched,
            Move = watched.IsEmpty || kept.Swept is not { } from || from == site.Head ? null : await gitHub.Move(repository, from, site.Head, cancellation),
            SinceMerge = await SinceMerge(watched, site, gitHub, repository, cancellation),
        }, pace);
        foreach (var (watch, next) in plan.Watched)
            await store.SaveWatch(watch.Key, next, cancellation);
        var spread = new Spread();
        foreach (var wake in plan.Wake)
            await queue.Send(Queue.Look.At(wake.Key, look.Installation) with { Upkeep = wake.Upkeep, Said = wake.Said }, wake.Upkeep ? spread.Next() : TimeSpan.Zero, cancellation);
        await Plan(look, plan.Kept, cancellation);
    }

    // A crawler may be faster than our first look after the merge.
    private async Task<ImmutableDictionary<ContributionKey, MoveFacts>> SinceMerge(ImmutableArray<Watch> watched, SiteFacts site, IGitHub gitHub, Repository repository, CancellationToken cancellation)
    {
        var moves = ImmutableDictionary.CreateBuilder<ContributionKey, MoveFacts>();
        foreach (var watch in Sweep.Unseen(watched, site))
            if (await store.Find(watch.Key, cancellation) is { Pull: { } number } && (await gitHub.Pull(repository, number, cancellation)).Merge is { } merge)
                moves.Add(watch.Key, await gitHub.Move(repository, merge, site.Head, cancellation));
        return moves.ToImmutable();
    }

    // The queue's delays are: one that is cut short would come before its time, and again at once.
    private static TimeSpan WholeSeconds(TimeSpan span) => TimeSpan.FromSeconds(Math.Ceiling(span.TotalSeconds));

    // Sent before it is saved: a crash in between only sends it twice.
    private async Task Plan(Look look, SiteUpkeep kept, CancellationToken cancellation)
    {
        if (kept.Again is { } again)
            await queue.Send(new Look(look.Site, look.Installation, null, Upkeep: true, Planned: again), WholeSeconds(again - clock.GetUtcNow()), cancellation);
        await store.SaveUpkeep(look.Site, kept, cancellation);
    }
}
