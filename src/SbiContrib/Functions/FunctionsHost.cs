using System.Globalization;
using System.Net;
using System.Text.Json;

namespace SbiContrib.Functions;

/// <summary>
/// All that depends on being run by the Azure Functions host as its custom handler. HTTP functions are proxied to us
/// as they came; queue and timer functions arrive as <c>POST /&lt;function&gt;</c> with an envelope.
/// </summary>
/// <seealso href="https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers"/>
public static partial class FunctionsHost
{
    /// <summary>Set by the host, and by nobody else.</summary>
    public const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>
    /// How long one call may take. Shorter than host.json's <c>functionTimeout</c>, which kills the process with all
    /// that it does at the same time.
    /// </summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    private const long LargestEnvelope = 1024 * 1024;

    /// <summary>Whether the host runs us.</summary>
    public static bool RunsUs => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(PortVariable));

    /// <summary>
    /// What the process ends with. Under the host it is never 0: after 0 the host believes us well and starts us no more.
    /// </summary>
    public static int ExitCode => RunsUs && Environment.ExitCode == 0 ? 1 : Environment.ExitCode;

    /// <summary>Under the host, listens on the port it asks for, on loopback alone, whatever else the environment says.</summary>
    /// <param name="builder">The program's.</param>
    /// <exception cref="InvalidOperationException">The host's port isn't one.</exception>
    public static void UseFunctionsHost(this WebApplicationBuilder builder)
    {
        if (!RunsUs) return;
        var said = Environment.GetEnvironmentVariable(PortVariable);
        if (!ushort.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            throw new InvalidOperationException($"{PortVariable} is no port: {said}");
        // The host passes its own environment on: its addresses are taken, and not ours.
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.UseSetting(WebHostDefaults.HttpPortsKey, "");
        builder.WebHost.UseSetting(WebHostDefaults.HttpsPortsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
    }

    /// <summary>Under the host, answers its probe and its queue and timer functions. Alone, there is nothing to map.</summary>
    /// <param name="app">The program.</param>
    /// <param name="triggers">Who does the work.</param>
    public static void MapFunctionsHost(this WebApplication app, Triggers triggers)
    {
        if (RunsUs) app.MapTriggers(triggers);
    }

    internal static void MapTriggers(this WebApplication app, Triggers triggers)
    {
        app.MapGet("/", () => TypedResults.Text("ready"));
        app.MapTrigger("queue", (body, cancellation) => triggers.Message(QueueEnvelope.Message(body), cancellation));
        app.MapTrigger("poison", (body, cancellation) => triggers.Poison(QueueEnvelope.Message(body), cancellation));
        app.MapTrigger("timer", (_, cancellation) => triggers.Timer(cancellation));
    }

    private static void MapTrigger(
        this WebApplication app, string function, Func<JsonElement, CancellationToken, Task> handle) =>
        app.MapPost("/" + function, context => FromHost(context.Request)
                ? Answer(context, function, handle, app.Logger)
                : NotFound(context))
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestEnvelope));

    /// <summary>The host itself calls over loopback; what it passes on from outside carries these headers.</summary>
    private static bool FromHost(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !request.Headers.Keys.Any(name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("x-ms-invocation-id", StringComparison.OrdinalIgnoreCase));

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Only 200 with a JSON object ends a call well and only 5xx ends it badly; on 204 or an empty 200 the host waits
    /// until its time-out and kills the process.
    /// </summary>
    private static async Task Answer(
        HttpContext context, string function, Func<JsonElement, CancellationToken, Task> handle, ILogger logger)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(Deadline);
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, deadline.Token);
            await handle(body.RootElement, deadline.Token);
        }
#pragma warning disable CA1031 // Whatever it was, the host must hear of it as a failure, and retries.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Failed(logger, fault, function, context.Request.Headers["X-Azure-Functions-InvocationId"].ToString());
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("{}", CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Error, "Function {Function} failed in invocation {Invocation}")]
    private static partial void Failed(ILogger logger, Exception fault, string function, string invocation);
}
