using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace SbiContrib.Queue;

/// <summary>A message in hand, hidden from others for a while.</summary>
internal sealed class Received(QueueClient queue, QueueMessage message)
{
    private string receipt = message.PopReceipt;

    public string Id => message.MessageId;

    public string Text => message.MessageText;

    /// <summary>How many times it was received, this one included.</summary>
    public long Times => message.DequeueCount;

    /// <summary>Hides it from now on.</summary>
    /// <returns>False where it isn't ours any more: it was visible again, and another took or deleted it.</returns>
    public async Task<bool> Hide(TimeSpan span, CancellationToken cancellation)
    {
        try
        {
            var update = await queue.UpdateMessageAsync(Id, receipt, visibilityTimeout: span, cancellationToken: cancellation);
            receipt = update.Value.PopReceipt;
            return true;
        }
        catch (RequestFailedException other) when (IsGone(other))
        {
            return false;
        }
    }

    /// <summary>Deletes it, where it is still ours: else it comes again, and handling is safe to repeat.</summary>
    public async Task Delete(CancellationToken cancellation)
    {
        try
        {
            await queue.DeleteMessageAsync(Id, receipt, cancellation);
        }
        catch (RequestFailedException other) when (IsGone(other))
        {
        }
    }

    private static bool IsGone(RequestFailedException answer) =>
        answer.ErrorCode == QueueErrorCode.MessageNotFound || answer.ErrorCode == QueueErrorCode.PopReceiptMismatch;
}
