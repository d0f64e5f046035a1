namespace SbiContrib.Receive;

/// <summary>Refusals as problem+json (RFC 9457): what is wrong, and what to do.</summary>
internal static class Problems
{
    public static IResult Bad(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    public static IResult Unauthorized(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status401Unauthorized);

    public static IResult NotFound(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    public static IResult Unprocessable(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status422UnprocessableEntity);

    public static IResult TooLarge(long most) => Results.Problem($"The body has more than {most} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);
}
