using System.Net;
using Azure;
using Azure.Identity;

namespace SbiContrib.Store;

/// <summary>What the clients of Azure throw where a service doesn't answer or refuses.</summary>
internal static class AzureFault
{
    /// <summary>Whether it is the service's fault or the network's, not ours.</summary>
    /// <param name="exception">What was thrown. After several tries it is an aggregate of theirs; a time limit shows as a cancellation.</param>
    /// <returns>True for what may be over in a moment.</returns>
    public static bool Is(Exception exception) =>
        exception is RequestFailedException or AggregateException or AuthenticationFailedException or IOException or OperationCanceledException;

    /// <summary>Whether the same request may be taken in a while: the service is down, busy, or can't be reached.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>False for what the service refuses for good, which is a fault of ours.</returns>
    /// <remarks>https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes</remarks>
    public static bool IsPassing(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 or >= 500 or (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests } => true,
        AuthenticationFailedException or IOException => true,
        AggregateException all => all.InnerExceptions.All(IsPassing),
        _ => false,
    };
}
