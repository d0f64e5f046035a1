using System.Globalization;
using SbiContrib.Pages;

namespace SbiContrib.Receive;

/// <summary>Refusals as problem+json (RFC 9457): what is wrong, and what to do.</summary>
internal static class Problems
{
    public static IResult Bad(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    public static IResult Unauthorized(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status401Unauthorized);

    public static IResult TooLarge(long most) => Results.Problem($"The body has more than {most} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);

    public static IResult Unavailable(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <summary>A refusal for a person or a program: a page for a browser, else problem+json.</summary>
    public static IResult Of(HttpRequest request, RefusalException refusal)
    {
        if (refusal.RetryAfter is { } wait)
            request.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Wants.Page(request)
            ? StatusPage.Refusal(refusal.Status, refusal.Message)
            : Results.Problem(refusal.Message, statusCode: refusal.Status);
    }
}

/// <summary>What was sent isn't taken.</summary>
/// <param name="message">A sentence for who sent it: what is wrong, and what to do.</param>
/// <param name="status">The answer's status.</param>
/// <param name="retryAfter">When it may be sent again.</param>
internal sealed class RefusalException(string message, int status = StatusCodes.Status422UnprocessableEntity, TimeSpan? retryAfter = null) : Exception(message)
{
    public int Status { get; } = status;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
