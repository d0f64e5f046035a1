using Azure;

namespace SbiContrib.Store;

/// <summary>What the clients of Azure throw where a service doesn't answer or refuses.</summary>
internal static class AzureFault
{
    /// <summary>Whether it is the service's fault or the network's, not ours.</summary>
    /// <param name="exception">What was thrown. After several tries it is an aggregate of theirs; a time limit shows as a cancellation.</param>
    /// <returns>True for what may be over in a moment.</returns>
    public static bool Is(Exception exception) =>
        exception is RequestFailedException or AggregateException or IOException or OperationCanceledException;
}
