using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Sources;

/// <summary>Works kept in blob storage, for all processes. Names are hashes: an identifier holds what a name may not.</summary>
/// <param name="blobs">The account's containers.</param>
/// <param name="prefix">Letters before the container's name, for programs that share an account.</param>
public sealed class BlobWorkCache(BlobServiceClient blobs, string prefix = "") : IWorkCache
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(prefix + "works");

    /// <summary>Creates the container if it is missing.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>When it is there.</returns>
    public Task Prepare(CancellationToken cancellation) => _container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    /// <inheritdoc/>
    public async Task<CachedWork?> Get(Identifier id, CancellationToken cancellation)
    {
        try
        {
            var kept = await Blob(id).DownloadContentAsync(cancellation);
            return JsonSerializer.Deserialize<CachedWork>(kept.Value.Content.ToMemory().Span, Json);
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            // Written by another version of the program: the source is asked again.
            return null;
        }
    }

    /// <inheritdoc/>
    public Task Put(Identifier id, CachedWork work, CancellationToken cancellation) =>
        Blob(id).UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(work, Json)), overwrite: true, cancellation);

    private BlobClient Blob(Identifier id) => _container.GetBlobClient(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id.ToString()))));
}
