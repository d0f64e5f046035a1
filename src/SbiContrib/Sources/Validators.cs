using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace SbiContrib.Sources;

/// <summary>The latest answers with the validators that came with them, so that a service need not send the same again.</summary>
internal sealed class Validators
{
    private const int Most = 128;
    private const int LongestBody = 64 * 1024;
    private readonly ConcurrentDictionary<Uri, (EntityTagHeaderValue? Tag, DateTimeOffset? Modified, ReadOnlyMemory<byte> Body)> kept = new();

    /// <summary>Makes a request conditional where an answer to it is known.</summary>
    public void Ask(HttpRequestMessage request)
    {
        if (!kept.TryGetValue(request.RequestUri!, out var known))
            return;
        if (known.Tag is not null)
            request.Headers.IfNoneMatch.Add(known.Tag);
        else
            request.Headers.IfModifiedSince = known.Modified;
    }

    /// <summary>The body that a "not modified" stands for.</summary>
    public ReadOnlyMemory<byte>? Known(Uri address) => kept.TryGetValue(address, out var known) ? known.Body : null;

    /// <summary>Keeps an answer that can be validated.</summary>
    public void Keep(Uri address, HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var (tag, modified) = (response.Headers.ETag, response.Content.Headers.LastModified);
        if (tag is null && modified is null || body.Length > LongestBody)
            return;
        if (kept.Count >= Most)
            kept.Clear();
        kept[address] = (tag, modified, body);
    }
}
