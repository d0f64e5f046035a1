using System.Net;

namespace SbiContrib.Sources.Pages;

/// <summary>How pages are read.</summary>
public sealed record PageSettings
{
    /// <summary>An e-mail address at which a page's owner can reach the operator.</summary>
    public string? Contact { get; init; }

    /// <summary>How long a page may take, all its redirects included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest page that is read.</summary>
    public int MostBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>A server that stands in for the whole web, ending in <c>/</c>: a page is asked for at its host and path below it.</summary>
    public Uri? Via { get; init; }

    /// <summary>Which addresses may be connected to.</summary>
    public Func<IPAddress, bool> Allowed { get; init; } = PublicAddress.Is;

    /// <summary>Which ports may be connected to.</summary>
    public Func<int, bool> Ports { get; init; } = port => port is 80 or 443;

    /// <summary>Finds the addresses of a host.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>The same settings with one server of this machine for the whole web.</summary>
    /// <param name="records">The server's address, ending in <c>/</c>.</param>
    /// <returns>The settings.</returns>
    public PageSettings At(Uri records) => this with { Via = new Uri(records, "page/"), Allowed = IPAddress.IsLoopback };
}
