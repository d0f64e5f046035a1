using System.Net;
using System.Net.Sockets;

namespace SbiContrib.Sources.Pages;

/// <summary>Connects to hosts that strangers name: each host is resolved once, all its addresses are checked, and it is one of these very addresses that is connected to.</summary>
/// <param name="resolve">Finds the addresses of a host.</param>
/// <param name="allowed">Whether an address may be connected to.</param>
internal sealed class GuardedConnection(Func<string, CancellationToken, Task<IPAddress[]>> resolve, Func<IPAddress, bool> allowed)
{
    /// <summary>A handler that follows nothing by itself, keeps nothing, tells nothing, and connects anew for every request.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        ConnectCallback = Connect,
        // A proxy would look hosts up by itself, behind the check.
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        PreAuthenticate = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 0,
    };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Addresses(host, cancellation);
        SocketException? last = null;
        foreach (var address in addresses)
        {
#pragma warning disable CA2000 // The stream owns it, or it is disposed of below.
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception fault)
            {
                socket.Dispose();
                if ((last = fault as SocketException) is null)
                    throw;
            }
        }
        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>The addresses of a host, IPv4 first, as many hosts of programs have no other way out.</summary>
    /// <exception cref="NotPublicException">One of them isn't public: a host that names such an address is up to no good, whatever else it names.</exception>
    internal async Task<IPAddress[]> Addresses(string host, CancellationToken cancellation)
    {
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolve(host, cancellation);
        return Array.TrueForAll(found, address => allowed(address))
            ? [.. found.OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork)]
            : throw new NotPublicException(host);
    }
}

/// <summary>A host isn't on the public internet.</summary>
internal sealed class NotPublicException(string host) : Exception($"'{host}' isn't on the public internet");
