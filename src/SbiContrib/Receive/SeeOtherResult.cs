namespace SbiContrib.Receive;

/// <summary>303, which a browser follows with GET.</summary>
internal static class SeeOtherResult
{
    public static IResult SeeOther(this IResultExtensions _, string address) => new Result(address);

    private sealed class Result(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
