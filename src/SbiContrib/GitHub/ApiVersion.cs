namespace SbiContrib.GitHub;

/// <summary>Names the version of the API that this program was written for: without it GitHub answers as in whichever is its default by then.</summary>
/// <remarks>https://docs.github.com/en/rest/about-the-rest-api/api-versions</remarks>
internal sealed class ApiVersion : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A redirect sends the same request again.
        _ = request.Headers.Remove("X-GitHub-Api-Version");
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        return base.SendAsync(request, cancellationToken);
    }
}
