using System.Collections.Immutable;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Upkeep;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Store;

namespace SbiContrib.Simulation.World;

/// <summary>The real store, with two safeguards that can be switched off (nobody sees claims; a yes reads as a yes to whatever stands there now), and with slips.</summary>
internal sealed class Guarded(IStore store, Scene scene) : IStore
{
    public async Task<Contribution?> Find(ContributionKey key, CancellationToken cancellation) => Slipped(Read(await store.Find(key, cancellation)));

    public async Task<Contribution> Save(Contribution? before, Contribution after, CancellationToken cancellation) =>
        scene.Slip == Slip.FormLost && before is null && after.Form is not null ? after : Read(await store.Save(before, after, cancellation))!;

    public Task<ImmutableArray<Claim>> Claims(long site, IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellation) => scene.Off == Safeguard.Claims ? Task.FromResult(ImmutableArray<Claim>.Empty) : store.Claims(site, identifiers, cancellation);

    public Task<ImmutableArray<Claim>> Proposed(long site, CancellationToken cancellation) => scene.Off == Safeguard.Claims ? Task.FromResult(ImmutableArray<Claim>.Empty) : store.Proposed(site, cancellation);

    public Task<ImmutableArray<ContributionKey>> Waiters(ContributionKey key, CancellationToken cancellation) => store.Waiters(key, cancellation);

    public IAsyncEnumerable<DueContribution> Overdue(DateTimeOffset now, CancellationToken cancellation) => scene.Slip == Slip.NobodyWakes ? AsyncEnumerable.Empty<DueContribution>() : store.Overdue(now, cancellation);

    public IAsyncEnumerable<OpenContribution> Open(long site, CancellationToken cancellation) => store.Open(site, cancellation);

    public IAsyncEnumerable<Claim> Claimed(long site, CancellationToken cancellation) => store.Claimed(site, cancellation);

    public Task<SiteUpkeep?> Upkeep(long site, CancellationToken cancellation) => store.Upkeep(site, cancellation);

    public Task SaveUpkeep(long site, SiteUpkeep kept, CancellationToken cancellation) => store.SaveUpkeep(site, kept, cancellation);

    public IAsyncEnumerable<Watch> Watched(long site, CancellationToken cancellation) => scene.Slip == Slip.NothingWatched ? AsyncEnumerable.Empty<Watch>() : store.Watched(site, cancellation);

    public Task<Watch?> Watch(ContributionKey key, CancellationToken cancellation) => store.Watch(key, cancellation);

    public Task SaveWatch(ContributionKey key, Watch? next, CancellationToken cancellation) => store.SaveWatch(key, next, cancellation);

    public Task<ImmutableArray<TimeSpan>> Waits(long site, CancellationToken cancellation) => store.Waits(site, cancellation);

    public Task PlanSite(long site, long installation, DateTimeOffset next, CancellationToken cancellation) => store.PlanSite(site, installation, next, cancellation);

    public IAsyncEnumerable<(long Site, long Installation)> PlannedSites(DateTimeOffset now, CancellationToken cancellation) => store.PlannedSites(now, cancellation);

    public Task<IReadOnlySet<Guid>> Redelivered(CancellationToken cancellation) => store.Redelivered(cancellation);

    public Task Redeliver(Guid delivery, DateTimeOffset at, DateTimeOffset forget, CancellationToken cancellation) => store.Redeliver(delivery, at, forget, cancellation);

    public Task<int> CountForm(long site, DateOnly day, CancellationToken cancellation) => store.CountForm(site, day, cancellation);

    public Task<SiteRecord?> Site(long site, CancellationToken cancellation) => store.Site(site, cancellation);

    public Task SaveSite(SiteRecord site, CancellationToken cancellation) => store.SaveSite(site, cancellation);

    private Contribution? Slipped(Contribution? saved) => (scene.Slip, saved) switch
    {
        (Slip.ApprovalForgotten, { }) => saved with { Approval = null },
        (Slip.EditsForgotten, { }) => saved with { Edits = [] },
        _ => saved,
    };

    private Contribution? Read(Contribution? saved) => scene.Off == Safeguard.ApprovalHash && saved is { Approval: { } approval, Proposed: { } proposed }
        ? saved with { Approval = approval with { Hash = proposed } }
        : saved;
}
