using System.Security.Cryptography;
using System.Text;
using SbiContrib.Core;

namespace SbiContrib.Receive;

/// <summary>Names and secrets of form submissions.</summary>
internal sealed class Secrets
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly byte[] _key;

    /// <summary>Derives the key from the webhook's secret, so that an operator has one secret less to keep.</summary>
    public Secrets(Settings settings) =>
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(settings.GitHub.WebhookSecrets.First(secret => secret.Length > 0)), 32, info: "form secrets"u8.ToArray());

    /// <summary>A name that nobody guesses: by the idempotency key and the body, so that a repeated post is the same contribution; else by chance.</summary>
    public static ContributionKey Name(long site, string? idempotencyKey, ReadOnlySpan<byte> body)
    {
        var bytes = idempotencyKey is null ? RandomNumberGenerator.GetBytes(32) : SHA256.HashData([.. BitConverter.GetBytes(site), .. Encoding.UTF8.GetBytes(idempotencyKey), 0, .. body]);
        return new(site, $"form-{Token(bytes)}");
    }

    /// <summary>The secret of a form submission's owner.</summary>
    public string Of(ContributionKey key) => Token(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(key.ToString())));

    /// <summary>The hash under which a secret is stored.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether somebody knows the secret of a submission.</summary>
    public static bool Fits(FormSubmission form, string? told) =>
        told is { Length: <= 100 } && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(told)), Encoding.ASCII.GetBytes(form.SecretHash));

    // 26 letters of base32 (RFC 4648): 130 bits.
    private static string Token(ReadOnlySpan<byte> bytes)
    {
        var token = new char[26];
        for (var at = 0; at < token.Length; at++)
        {
            var (first, shift) = Math.DivRem(at * 5, 8);
            token[at] = Letters[(((bytes[first] << 8) | bytes[first + 1]) >> (11 - shift)) & 31];
        }
        return new(token);
    }
}
