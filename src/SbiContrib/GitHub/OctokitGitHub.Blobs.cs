using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Octokit;

namespace SbiContrib.GitHub;

/// <summary>GitHub through GraphQL and REST: the bytes of files.</summary>
internal sealed partial class OctokitGitHub
{
    /// <summary>Larger ones are asked for one by one: GraphQL cuts a text at half a megabyte.</summary>
    private const long MostTogether = 200_000;

    /// <summary>What one question may answer with, in bytes.</summary>
    private const long MostInAll = 2_000_000;

    private const int MostAtOnce = 100;

    /// <remarks>
    /// By blob, never by the contents API, which answers with an empty text over 1 MB. GraphQL gives texts
    /// (https://docs.github.com/en/graphql/reference/objects#blob), which count only where they make the very blob.
    /// </remarks>
    public async Task<IReadOnlyDictionary<string, byte[]>> Blobs(Repository repository, IReadOnlyCollection<TreeFile> files, CancellationToken cancellation)
    {
        var read = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var wanted = files.DistinctBy(file => file.Sha).ToArray();
        foreach (var some in Together(wanted.Where(file => file.Size <= MostTogether)))
            foreach (var (sha, bytes) in await Texts(repository, some, cancellation))
                read[sha] = bytes;
        foreach (var file in wanted.Where(file => !read.ContainsKey(file.Sha)))
            read[file.Sha] = await Blob(repository, file, cancellation);
        return read;
    }

    private static IEnumerable<List<TreeFile>> Together(IEnumerable<TreeFile> files)
    {
        var (some, bytes) = (new List<TreeFile>(), 0L);
        foreach (var file in files)
        {
            if (some.Count == MostAtOnce || bytes + file.Size > MostInAll)
            {
                yield return some;
                (some, bytes) = ([], 0);
            }
            some.Add(file);
            bytes += file.Size;
        }
        // One is had for the same by itself, as its bytes are.
        if (some.Count > 1)
            yield return some;
    }

    private async Task<List<(string Sha, byte[] Bytes)>> Texts(Repository repository, List<TreeFile> files, CancellationToken cancellation)
    {
        var ids = string.Concat(files.Select((_, at) => string.Create(CultureInfo.InvariantCulture, $", $o{at}: GitObjectID!")));
        var fields = string.Concat(files.Select((_, at) => string.Create(CultureInfo.InvariantCulture, $" f{at}: object(oid: $o{at}) {{ ... on Blob {{ text }} }}")));
        var variables = new Dictionary<string, string> { ["owner"] = repository.Owner, ["name"] = repository.Name };
        for (var at = 0; at < files.Count; at++)
            variables[string.Create(CultureInfo.InvariantCulture, $"o{at}")] = files[at].Sha;
        var answer = await Answer($"query($owner: String!, $name: String!{ids}) {{ repository(owner: $owner, name: $name) {{{fields} }} }}", variables, cancellation);
        var read = new List<(string, byte[])>();
        // What GitHub didn't come to is asked for one by one.
        if (Data(answer).GetProperty("repository") is not { ValueKind: JsonValueKind.Object } found)
            return read;
        foreach (var (at, file) in files.Index())
        {
            if (found.TryGetProperty(string.Create(CultureInfo.InvariantCulture, $"f{at}"), out var blob) && blob.ValueKind == JsonValueKind.Object
                && blob.TryGetProperty("text", out var text) && text.GetString() is { } words && Encoding.UTF8.GetBytes(words) is var bytes && IsBlob(bytes, file.Sha))
            {
                read.Add((file.Sha, bytes));
            }
        }
        return read;
    }

    // What isn't UTF-8, is cut or begins with a mark comes otherwise than it is stored.
    private static bool IsBlob(byte[] bytes, string sha)
    {
        byte[] stored = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {bytes.Length}\0")), .. bytes];
#pragma warning disable CA5350 // Git's own name for it.
        return sha.Equals(Convert.ToHexString(SHA1.HashData(stored)), StringComparison.OrdinalIgnoreCase);
#pragma warning restore CA5350
    }

    private async Task<byte[]> Blob(Repository repository, TreeFile file, CancellationToken cancellation)
    {
        var blob = await guard.Run(() => client.Git.Blob.Get(repository.Owner, repository.Name, file.Sha), cancellation);
        var bytes = blob.Encoding == EncodingType.Base64 ? Convert.FromBase64String(blob.Content) : Encoding.UTF8.GetBytes(blob.Content);
        return bytes.LongLength == file.Size
            ? bytes
            : throw new NotNowException($"{file.Path}: GitHub gave {bytes.Length} of {file.Size} bytes");
    }
}
