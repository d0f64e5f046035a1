using SbiContrib.Core;

namespace SbiContrib.Queue;

/// <summary>"Look at this": all that a message says.</summary>
/// <param name="Site">The repository's id.</param>
/// <param name="Installation">The installation through which the site is reached; 0 where a token is used.</param>
/// <param name="Name">The contribution's name in the site, or null for the site as a whole.</param>
public sealed record Look(long Site, long Installation, string? Name)
{
    /// <summary>The contribution, or null where the message is about the whole site.</summary>
    public ContributionKey? Contribution() => Name is null ? null : new ContributionKey(Site, Name);
}
