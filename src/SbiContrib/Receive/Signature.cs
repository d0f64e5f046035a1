using System.Security.Cryptography;
using System.Text;

namespace SbiContrib.Receive;

/// <summary>GitHub's signature of a delivery: HMAC-SHA256 over the bytes as they came.</summary>
/// <remarks>https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries</remarks>
internal sealed class Signature
{
    private const string Prefix = "sha256=";

    private readonly byte[][] _secrets;

    /// <summary>Takes the secrets, all of which are good: one may be replacing another.</summary>
    /// <exception cref="ArgumentException">There is none: then nothing could be believed.</exception>
    public Signature(IEnumerable<string> secrets)
    {
        _secrets = [.. secrets.Where(secret => secret.Length > 0).Select(Encoding.UTF8.GetBytes)];
        if (_secrets.Length == 0)
            throw new ArgumentException("no webhook secret is configured", nameof(secrets));
    }

    /// <summary>Whether one of the secrets signed the body.</summary>
    /// <param name="body">The raw bytes.</param>
    /// <param name="header">The header <c>X-Hub-Signature-256</c>.</param>
    /// <returns>False too where the header is missing or no signature.</returns>
    public bool Signs(ReadOnlySpan<byte> body, string? header)
    {
        Span<byte> told = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (header is null || header.Length != Prefix.Length + (2 * told.Length) || !header.StartsWith(Prefix, StringComparison.Ordinal)
            || Convert.FromHexString(header.AsSpan(Prefix.Length), told, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var signed = false;
        foreach (var secret in _secrets)
        {
            HMACSHA256.HashData(secret, body, right);
            signed |= CryptographicOperations.FixedTimeEquals(right, told);
        }
        return signed;
    }
}
