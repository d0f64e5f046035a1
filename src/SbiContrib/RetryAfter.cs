using System.Net.Http.Headers;

namespace SbiContrib;

/// <summary>For how long a server asks to be left alone.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3: seconds, or a date.</remarks>
internal static class RetryAfter
{
    /// <summary>The wait from now on; null where it doesn't say.</summary>
    public static TimeSpan? Of(RetryConditionHeaderValue? header, DateTimeOffset now) => header?.Delta ?? header?.Date - now;

    /// <summary>The wait from now on; null where it doesn't say, or can't be read.</summary>
    public static TimeSpan? Of(string? header, DateTimeOffset now) => RetryConditionHeaderValue.TryParse(header, out var value) ? Of(value, now) : null;
}
