using System.Security.Cryptography;
using System.Text;
using SbiContrib.Core;

namespace SbiContrib.Receive;

/// <summary>Names and secrets of form submissions.</summary>
internal sealed class Secrets
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly byte[][] _keys;

    /// <summary>Derives the keys from the webhook's secrets, so that an operator has one secret less to keep.</summary>
    public Secrets(Settings settings) => _keys =
    [
        .. settings.GitHub.Secrets.Select(secret => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "form secrets"u8.ToArray())),
    ];

    /// <summary>A name that nobody guesses: by the idempotency key and the body, so that a repeated post is the same contribution; else by chance.</summary>
    public static ContributionKey Name(long site, string? idempotencyKey, ReadOnlySpan<byte> body)
    {
        var bytes = idempotencyKey is null ? RandomNumberGenerator.GetBytes(32) : SHA256.HashData([.. BitConverter.GetBytes(site), .. Encoding.UTF8.GetBytes(idempotencyKey), 0, .. body]);
        return new(site, $"form-{Token(bytes)}");
    }

    /// <summary>The secret of a new submission's owner.</summary>
    public string Of(ContributionKey key) => Of(key, _keys[0]);

    /// <summary>The secret of a known submission's owner; null where the webhook's secret that it was made of is gone.</summary>
    public string? Of(ContributionKey key, FormSubmission known) => _keys.Select(one => Of(key, one)).FirstOrDefault(secret => Fits(known, secret));

    /// <summary>The hash under which a secret is stored.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether somebody knows the secret of a submission.</summary>
    public static bool Fits(FormSubmission form, string? told) =>
        told is { Length: <= 100 } && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(told)), Encoding.ASCII.GetBytes(form.SecretHash));

    private static string Of(ContributionKey key, byte[] with) => Token(HMACSHA256.HashData(with, Encoding.UTF8.GetBytes(key.ToString())));

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
