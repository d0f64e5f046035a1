using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Storage.Blobs;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Sources;

/// <summary>Works kept in blob storage, one blob a work in the container <c>works</c>; its name is a hash, as an identifier may hold what no name can.</summary>
/// <param name="blobs">The storage account.</param>
/// <param name="prefix">Letters before the container's name, for programs that share an account.</param>
public sealed class BlobWorkCache(BlobServiceClient blobs, string prefix = "") : IWorkCache
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(prefix + "works");

    /// <summary>Creates the container if it is missing.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>When it is there.</returns>
    public Task Prepare(CancellationToken cancellation) => container.CreateIfNotExistsAsync(cancellationToken: cancellation);

    /// <inheritdoc/>
    public async Task<CachedWork?> Get(Identifier id, CancellationToken cancellation)
    {
        try
        {
            var blob = await Blob(id).DownloadContentAsync(cancellation);
            return JsonSerializer.Deserialize(blob.Value.Content, CachedWorkJson.Relaxed.CachedWork);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null; // no such blob, or no container yet
        }
        catch (JsonException)
        {
            return null; // written by another version of the program: asked for again
        }
    }

    /// <inheritdoc/>
    public async Task Put(Identifier id, CachedWork work, CancellationToken cancellation)
    {
        var json = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(work, CachedWorkJson.Relaxed.CachedWork));
        try
        {
            await Blob(id).UploadAsync(json, overwrite: true, cancellation);
        }
        catch (RequestFailedException e) when (e.ErrorCode == "ContainerNotFound")
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await Blob(id).UploadAsync(json, overwrite: true, cancellation);
        }
    }

    private BlobClient Blob(Identifier id) => container.GetBlobClient($"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id.ToString())))}.json");
}

/// <summary>The generated serializer of a kept work.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CachedWork))]
internal sealed partial class CachedWorkJson : JsonSerializerContext
{
    public static CachedWorkJson Relaxed { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
