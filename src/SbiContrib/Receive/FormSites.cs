using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using SbiContrib.Core.Sites;
using SbiContrib.Gather;
using SbiContrib.GitHub;
using SbiContrib.Store;

namespace SbiContrib.Receive;

/// <summary>A site that takes web submissions.</summary>
/// <param name="Record">Which.</param>
/// <param name="Settings">Its settings.</param>
internal sealed record FormSite(SiteRecord Record, SiteSettings Settings);

/// <summary>
/// The sites that take web submissions, by name. Anybody may post, any number of times: what GitHub said a moment ago is not asked
/// again, so that nobody can use up an installation's requests, nor the App's own with names that nobody knows.
/// </summary>
internal sealed class FormSites(IGitHubs gitHubs, SiteReader sites, TimeProvider clock) : IDisposable
{
    private const int Most = 1_000, StrangersAMinute = 60;
    private static readonly TimeSpan AMoment = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (FormSite Site, DateTimeOffset Until)> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly FixedWindowRateLimiter _strangers = new(new() { PermitLimit = StrangersAMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    /// <summary>Finds a site.</summary>
    /// <param name="fullName">As it was sent: <c>owner/name</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RefusalException">There is none of that name that takes submissions, or too many unknown names were sent.</exception>
    /// <exception cref="NotNowException">GitHub doesn't answer.</exception>
    public async Task<FormSite> Find(string fullName, CancellationToken cancellation)
    {
        var isKnown = _known.TryGetValue(fullName, out var known);
        if (isKnown && known.Until > clock.GetUtcNow())
            return known.Site;
        using var turn = isKnown ? null : _strangers.AttemptAcquire();
        if (turn is { IsAcquired: false })
            throw new RefusalException("Too many lists that aren't known here were named within a minute. Please try again in a minute.", StatusCodes.Status429TooManyRequests, AMoment);
        var site = await Ask(fullName, cancellation);
        if (_known.Count >= Most)
            _known.Clear();
        _known[fullName] = (site, clock.GetUtcNow() + AMoment);
        return site;
    }

    private async Task<FormSite> Ask(string fullName, CancellationToken cancellation)
    {
        if (await gitHubs.Find(fullName, cancellation) is not ({ } installation, { Private: false } repository))
            throw new RefusalException("Field `site` names no repository that takes submissions here; it is written owner/name.");
        var site = await sites.Read(gitHubs.For(installation), repository, cancellation);
        if (site is { Settings: { WebForm: true } settings, Paused: false })
            return new(new(repository.Id, repository.FullName, installation, repository.Url), settings);
        throw new RefusalException(site.Paused
            ? $"{repository.FullName} is archived: nothing can be added to it."
            : $"{repository.FullName} takes no web submissions (its settings say `web-form: true` when it does). An issue there works.");
    }

    public void Dispose() => _strangers.Dispose();
}
