using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace SbiContrib.Store;

/// <summary>The holders of installations: a blob each, and its lease of 60 seconds.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/lease-blob.</remarks>
public sealed class BlobLeases : ILeases
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private readonly BlobContainerClient container;
    private readonly TimeProvider time;
    private readonly ILogger<BlobLeases> log;

    /// <summary>The leases in a storage account.</summary>
    /// <param name="blobs">The account's blobs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where to tell of leases lost.</param>
    /// <param name="prefix">Letters before the container's name, for programs that share an account.</param>
    public BlobLeases(BlobServiceClient blobs, TimeProvider time, ILogger<BlobLeases> log, string prefix = "")
    {
        container = blobs.GetBlobContainerClient(prefix + "leases");
        this.time = time;
        this.log = log;
    }

    /// <summary>Creates the container if it is missing. Any number of processes may do so at once.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>When it is there.</returns>
    public Task Prepare(CancellationToken cancellation) => container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    /// <inheritdoc/>
    public async Task<ILease?> TryTake(long installation, CancellationToken cancellation)
    {
        var blob = container.GetBlobClient(installation.ToString(CultureInfo.InvariantCulture));
        // An id of our own makes a repeated request, whose first answer was lost, find its own lease.
        var lease = blob.GetBlobLeaseClient(Guid.NewGuid().ToString());
        while (true)
        {
            var asked = new Moment(time);
            try
            {
                await lease.AcquireAsync(BlobLease.Duration, cancellationToken: cancellation);
                return new BlobLease(lease, asked, time, log);
            }
            catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                await Create(blob, cancellation);
            }
            catch (RequestFailedException held) when (held.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<ILease?> Take(long installation, TimeSpan patience, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = Min(pause * 2, LongestPause))
        {
            if (await TryTake(installation, cancellation) is { } lease)
                return lease;
            var left = patience - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
                return null;
            // Those who wait come at different moments: between half the pause and the whole.
            var jitter = pause * (RandomNumberGenerator.GetInt32(50, 101) / 100.0);
            await Task.Delay(Min(jitter, left), time, cancellation);
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task Create(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await blob.UploadAsync(BinaryData.Empty, onlyNew, cancellation);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // Another process was first.
        }
    }
}
