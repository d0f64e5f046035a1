using Microsoft.Net.Http.Headers;

namespace SbiContrib.Receive;

/// <summary>What a client would rather have.</summary>
internal static class Wants
{
    private static readonly MediaTypeHeaderValue Html = new("text/html");
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Whether a page is better than JSON, by the header <c>Accept</c> (RFC 9110, 12.5.1). Who doesn't say gets JSON.</summary>
    public static bool Page(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges) && Quality(Html, ranges) > Quality(Json, ranges);

    // The most specific range that fits says it.
    private static double Quality(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> ranges) =>
        ranges.Where(type.IsSubsetOf).MaxBy(range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2) is { } best ? best.Quality ?? 1 : 0;
}
