using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using SbiContrib.GitHub;

namespace SbiContrib.Store;

/// <summary>Budgets in blobs beside the leases.</summary>
/// <param name="blobs">The account's blobs.</param>
/// <param name="prefix">Letters before the container's name, for programs that share an account.</param>
public sealed class BlobBudgets(BlobServiceClient blobs, string prefix = "") : IBudgetStore
{
    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(prefix + "leases");

    /// <inheritdoc/>
    public async Task<string?> Read(long installation, CancellationToken cancellation)
    {
        try
        {
            return (await Blob(installation).DownloadContentAsync(cancellation)).Value.Content.ToString();
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task Write(long installation, string budget, CancellationToken cancellation) =>
        Blob(installation).UploadAsync(BinaryData.FromString(budget), overwrite: true, cancellation);

    private BlobClient Blob(long installation) => _container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{installation}-budget"));
}
