using System.Collections.Immutable;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Store;

namespace SbiContrib.Simulation.World;

/// <summary>The real store, with two safeguards that can be switched off: nobody sees claims; a yes reads as a yes to whatever stands there now.</summary>
internal sealed class Guarded(IStore store, Scene scene) : IStore
{
    public async Task<Contribution?> Find(ContributionKey key, CancellationToken cancellation) => Read(await store.Find(key, cancellation));

    public async Task<Contribution> Save(Contribution? before, Contribution after, CancellationToken cancellation) =>
        Read(await store.Save(before, after, cancellation))!;

    public Task<ImmutableArray<Claim>> Claims(long site, IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellation) => scene.Off == Safeguard.Claims ? Task.FromResult(ImmutableArray<Claim>.Empty) : store.Claims(site, identifiers, cancellation);

    public Task<ImmutableArray<Claim>> Proposed(long site, CancellationToken cancellation) => scene.Off == Safeguard.Claims ? Task.FromResult(ImmutableArray<Claim>.Empty) : store.Proposed(site, cancellation);

    public Task<ImmutableArray<ContributionKey>> Waiters(ContributionKey key, CancellationToken cancellation) => store.Waiters(key, cancellation);

    public IAsyncEnumerable<DueContribution> Overdue(DateTimeOffset now, CancellationToken cancellation) => store.Overdue(now, cancellation);

    public IAsyncEnumerable<ContributionKey> Open(long site, CancellationToken cancellation) => store.Open(site, cancellation);

    public Task<int> CountForm(long site, DateOnly day, CancellationToken cancellation) => store.CountForm(site, day, cancellation);

    public Task<SiteRecord?> Site(long site, CancellationToken cancellation) => store.Site(site, cancellation);

    public Task SaveSite(SiteRecord site, CancellationToken cancellation) => store.SaveSite(site, cancellation);

    private Contribution? Read(Contribution? saved) => scene.Off == Safeguard.ApprovalHash && saved is { Approval: { } approval, Proposed: { } proposed }
        ? saved with { Approval = approval with { Hash = proposed } }
        : saved;
}
