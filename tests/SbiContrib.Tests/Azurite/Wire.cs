using Azure.Core;
using Azure.Core.Pipeline;

namespace SbiContrib.Tests.Azurite;

/// <summary>The program dies here: no client repeats such a request.</summary>
public sealed class CrashException() : Exception("crash");

/// <summary>Stands between a client and Azurite, each try by itself, and spoils what a test wants spoilt.</summary>
public sealed class Wire : HttpPipelinePolicy
{
    private readonly List<string> seen = [];

    /// <summary>Called before a request is sent; what it throws keeps it from being sent.</summary>
    public Func<Request, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called when the request took effect; what it throws loses the answer.</summary>
    public Func<Request, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>Method and path of each try.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (seen)
                return [.. seen];
        }
    }

    /// <summary>Acts on the first request that fits, once.</summary>
    public static Func<Request, Task> Once(Func<Request, bool> fits, Func<Task> act)
    {
        var left = 1;
        return request => fits(request) && Interlocked.Exchange(ref left, 0) == 1 ? act() : Task.CompletedTask;
    }

    public static bool IsTransaction(Request request) => request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal);

    /// <summary>A connection that broke: the client tries again.</summary>
    public static Task Broken() => throw new IOException("the connection broke");

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        lock (seen)
            seen.Add($"{message.Request.Method} {message.Request.Uri.PathAndQuery}");
        await Before(message.Request);
        await ProcessNextAsync(message, pipeline);
        await After(message.Request);
    }
}
