using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using SbiContrib.Queue;
using SbiContrib.Store;

namespace SbiContrib.Tests.Azurite;

/// <summary>Names of one test's own in the shared Azurite, and clients whose requests it may spoil.</summary>
public sealed class Account(string connection, string prefix)
{
    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Account> New(AzuriteFixture azurite) => new((await azurite.Server).ConnectionString, AzuriteFixture.Unique("t"));

    public string Prefix => prefix;

    public TableServiceClient Tables(HttpPipelinePolicy? wire = null) => new(connection, With(new TableClientOptions(), wire));

    public QueueServiceClient Queues(HttpPipelinePolicy? wire = null) => new(connection, With(new QueueClientOptions(), wire));

    public BlobServiceClient Blobs(HttpPipelinePolicy? wire = null) => new(connection, With(new BlobClientOptions(), wire));

    public async Task<TableStore> Store(HttpPipelinePolicy? wire = null)
    {
        await new TableStore(Tables(), NullLogger<TableStore>.Instance, prefix).Prepare(Cancel);
        return new TableStore(Tables(wire), NullLogger<TableStore>.Instance, prefix);
    }

    public async Task<BlobLeases> Leases(TimeProvider time, HttpPipelinePolicy? wire = null)
    {
        await new BlobLeases(Blobs(), time, NullLogger<BlobLeases>.Instance, prefix).Prepare(Cancel);
        return new BlobLeases(Blobs(wire), time, NullLogger<BlobLeases>.Instance, prefix);
    }

    public async Task<StorageQueue> Queue(HttpPipelinePolicy? wire = null)
    {
        await new StorageQueue(Queues(), prefix).Prepare(Cancel);
        return new StorageQueue(Queues(wire), prefix);
    }

    private static T With<T>(T options, HttpPipelinePolicy? wire)
        where T : ClientOptions
    {
        options.Retry.Delay = TimeSpan.FromMilliseconds(10);
        if (wire is not null)
            options.AddPolicy(wire, HttpPipelinePosition.PerRetry);
        return options;
    }
}
