using SbiContrib.Core;

namespace SbiContrib;

/// <summary>The addresses of our own pages.</summary>
/// <param name="settings">Where the program is reached from outside.</param>
internal sealed class PublicPages(Settings settings)
{
    /// <summary>A contribution's status page; relative where the program doesn't know its own address.</summary>
    /// <param name="key">The contribution.</param>
    /// <returns>The address.</returns>
    public Uri Status(ContributionKey key) => settings.PublicAddress is { } address
        ? new Uri(address, $"/api/contributions/{key}")
        : new Uri($"/api/contributions/{key}", UriKind.Relative);
}
