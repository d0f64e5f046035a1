namespace SbiContrib.GitHub;

/// <summary>Sends no token anywhere but to the API's own server, wherever a redirect may lead.</summary>
internal sealed class OwnHostOnly(Uri address) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } to || Uri.Compare(to, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
            request.Headers.Authorization = null;
        return base.SendAsync(request, cancellationToken);
    }
}
