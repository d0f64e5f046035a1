using System.Net;
using System.Net.Sockets;

namespace SbiContrib.Sources.Pages;

/// <summary>Tells addresses of the public internet from those of machines that only we could reach.</summary>
/// <remarks>https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry</remarks>
public static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic4 =
    [
        .. ((string[])[
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Azure's own services for the machine: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
            "168.63.129.16/32",
        ]).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    // Tunnels carry an IPv4 address inside (Teredo in 2001::/23, 6to4); the others are for documentation and for protocols.
    private static readonly IPNetwork[] NotPublic6 =
        [.. ((string[])["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"]).Select(IPNetwork.Parse)];

    /// <summary>Whether an address is a public one.</summary>
    /// <param name="address">The address.</param>
    /// <returns>
    /// False for loopback, private, shared, link-local, multicast, documentation and reserved ones, for the cloud's own, and for every
    /// IPv6 form that carries an IPv4 address (mapped, 6to4, Teredo, NAT64): no page of a work needs one.
    /// </returns>
    public static bool Is(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Array.Exists(NotPublic4, network => network.Contains(address)),
        // A mapped address is compared by its last bits alone: it counts as in whatever network these fall.
        AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6 && address.ScopeId == 0 && Global6.Contains(address) && !Array.Exists(NotPublic6, network => network.Contains(address)),
        _ => false,
    };
}
