using System.Collections.Immutable;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Upkeep;

namespace SbiContrib.Store;

/// <summary>Where contributions are kept.</summary>
public interface IStore
{
    /// <summary>Reads a contribution with its items and history.</summary>
    Task<Contribution?> Find(ContributionKey key, CancellationToken cancellation);

    /// <summary>Which open contributions claim these identifiers.</summary>
    Task<ImmutableArray<Claim>> Claims(long site, IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellation);

    /// <summary>The works that the site's open contributions propose, with their titles: one row each, and one request for a thousand.</summary>
    /// <returns>The claims that carry a title, at most five hundred: no site has so many open at once.</returns>
    Task<ImmutableArray<Claim>> Proposed(long site, CancellationToken cancellation);

    /// <summary>The contributions that were declined for the sake of this one.</summary>
    Task<ImmutableArray<ContributionKey>> Waiters(ContributionKey key, CancellationToken cancellation);

    /// <summary>Saves a contribution with its items, claims, waits, history and due time, all or nothing.</summary>
    /// <param name="before">As it was read; null where it is new.</param>
    /// <param name="after">As it shall be.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns><paramref name="after"/> with its new <see cref="Contribution.ETag"/>.</returns>
    /// <exception cref="SaveConflictException">Somebody saved it, or claimed one of its identifiers, meanwhile: read again.</exception>
    Task<Contribution> Save(Contribution? before, Contribution after, CancellationToken cancellation);

    /// <summary>The contributions whose due time has come, oldest first.</summary>
    IAsyncEnumerable<DueContribution> Overdue(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The site's contributions that aren't at an end, each in one row: one request for a thousand.</summary>
    IAsyncEnumerable<OpenContribution> Open(long site, CancellationToken cancellation);

    /// <summary>All that the site's open contributions claim: one request for a thousand.</summary>
    IAsyncEnumerable<Claim> Claimed(long site, CancellationToken cancellation);

    /// <summary>What the looks at a whole site remember; null before the first.</summary>
    Task<SiteUpkeep?> Upkeep(long site, CancellationToken cancellation);

    /// <summary>Remembers it; the last one to say so is right.</summary>
    Task SaveUpkeep(long site, SiteUpkeep kept, CancellationToken cancellation);

    /// <summary>The site's entries that were merged a short while ago.</summary>
    IAsyncEnumerable<Watch> Watched(long site, CancellationToken cancellation);

    /// <summary>Whether a contribution's entry is watched; null where it isn't.</summary>
    Task<Watch?> Watch(ContributionKey key, CancellationToken cancellation);

    /// <summary>Goes on watching, or with null no longer.</summary>
    Task SaveWatch(ContributionKey key, Watch? next, CancellationToken cancellation);

    /// <summary>How long the site's last merged contributions waited for it, the newest first.</summary>
    Task<ImmutableArray<TimeSpan>> Waits(long site, CancellationToken cancellation);

    /// <summary>Says when a site is to be compared with GitHub the next time.</summary>
    Task PlanSite(long site, long installation, DateTimeOffset next, CancellationToken cancellation);

    /// <summary>The sites whose time has come.</summary>
    IAsyncEnumerable<(long Site, long Installation)> PlannedSites(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The deliveries that GitHub was asked for again.</summary>
    Task<IReadOnlySet<Guid>> Redelivered(CancellationToken cancellation);

    /// <summary>Remembers that GitHub was asked for a delivery again, and forgets those before a time.</summary>
    Task Redeliver(Guid delivery, DateTimeOffset at, DateTimeOffset forget, CancellationToken cancellation);

    /// <summary>Counts a form submission of a site.</summary>
    /// <returns>How many there were on that day (UTC), this one included.</returns>
    Task<int> CountForm(long site, DateOnly day, CancellationToken cancellation);

    /// <summary>What is known of a site.</summary>
    Task<SiteRecord?> Site(long site, CancellationToken cancellation);

    /// <summary>Keeps what is known of a site; the last one to say so is right.</summary>
    Task SaveSite(SiteRecord site, CancellationToken cancellation);
}

/// <summary>An identifier that an open contribution proposes.</summary>
/// <param name="Id">The identifier.</param>
/// <param name="By">The contribution.</param>
/// <param name="Title">The work's title, at the identifier by which it was proposed; null at its others.</param>
public sealed record Claim(Identifier Id, ContributionKey By, string? Title = null);

/// <summary>A contribution whose due time has come.</summary>
/// <param name="Key">Which.</param>
/// <param name="Installation">Through which installation its site is reached.</param>
/// <param name="Due">Since when.</param>
public sealed record DueContribution(ContributionKey Key, long Installation, DateTimeOffset Due);

/// <summary>What is known of a site.</summary>
/// <param name="Id">The repository's id.</param>
/// <param name="FullName"><c>owner/name</c> as last seen.</param>
/// <param name="Installation">The installation through which it is reached; 0 where a token is used.</param>
/// <param name="Url">Its page at GitHub.</param>
/// <param name="Private">Only its members may see it, and what comes to it.</param>
public sealed record SiteRecord(long Id, string FullName, long Installation, string? Url = null, bool Private = false);

/// <summary>A contribution was saved by somebody else, or an identifier claimed, since it was read.</summary>
public sealed class SaveConflictException(ContributionKey key, Exception? inner) : Exception($"{key} was changed meanwhile", inner);
