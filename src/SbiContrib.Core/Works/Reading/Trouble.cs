using System.Text;

namespace SbiContrib.Core.Works.Reading;

/// <summary>What an answer that holds no work says: each service has its own way, these are common to all.</summary>
internal static class Trouble
{
    /// <summary>What a status says by itself.</summary>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The error, or null where the body has to tell.</returns>
    public static SourceError? Of(int? status) => status switch
    {
        404 or 410 => SourceError.NotFound,
        429 => SourceError.RateLimited,
        401 or 403 or 406 or 408 or 451 or >= 500 => SourceError.Unavailable,
        _ => null,
    };

    /// <summary>What a body that isn't the service's format says.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The error; <see cref="SourceError.Malformed"/> where nothing is told.</returns>
    public static SourceError Of(ReadOnlyMemory<byte> body, int? status)
    {
        if (Of(status) is { } told)
            return told;
        var text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 4096)]).Trim().ToLowerInvariant();
        if (Tells(text, "rate exceeded", "rate limit", "too many requests", "quota exceeded", "secondary rate"))
            return SourceError.RateLimited;
        if (status is >= 200 and < 300)
            return SourceError.Malformed; // a page with status 200 is about anything
        if (Tells(text, "not found", "does not exist", "doesn't exist", "404"))
            return SourceError.NotFound;
        return Tells(text, "gateway time-out", "gateway timeout", "bad gateway", "service unavailable", "temporarily unavailable", "internal server error", "maintenance", "server error", "forbidden", "overloaded")
            ? SourceError.Unavailable
            : SourceError.Malformed;
    }

    private static bool Tells(string text, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
            if (text.Contains(phrase, StringComparison.Ordinal))
                return true;
        return false;
    }
}
