using Microsoft.Extensions.Caching.Memory;
using Octokit.Caching;
using Octokit.Internal;

namespace SbiContrib.GitHub;

/// <summary>Remembers answers with their ETag: asked again with it, GitHub answers 304, which doesn't count against the limit.</summary>
/// <remarks>https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate</remarks>
internal sealed class ResponseCache(IMemoryCache cache, long installation) : IResponseCache
{
    // What is addressed by its content needs no second question, and blobs have a cache of their own.
    private static bool Kept(IRequest request) => !request.Endpoint.ToString().Contains("/git/", StringComparison.Ordinal);

    public Task<CachedResponse.V1?> GetAsync(IRequest request) =>
        Task.FromResult(Kept(request) ? cache.Get<CachedResponse.V1>(Key(request)) : null);

    public Task SetAsync(IRequest request, CachedResponse.V1 cachedResponse)
    {
        if (Kept(request))
            cache.Set(Key(request), cachedResponse, new MemoryCacheEntryOptions { Size = Bytes(cachedResponse), SlidingExpiration = TimeSpan.FromHours(6) });
        return Task.CompletedTask;
    }

    private static long Bytes(CachedResponse.V1 response) => 1_000 + (2L * ((response.Body as string)?.Length ?? 8_000));

    private (long, Uri, string) Key(IRequest request) => (installation, request.Endpoint, string.Join('&', request.Parameters.Select(pair => $"{pair.Key}={pair.Value}")));
}
