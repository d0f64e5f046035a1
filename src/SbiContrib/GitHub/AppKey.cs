using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SbiContrib.GitHub;

/// <summary>The App's key: with it the program proves that it is the App.</summary>
/// <remarks>https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app</remarks>
internal sealed class AppKey : IDisposable
{
    private readonly RSA _rsa = RSA.Create();
    private readonly string _appId;
    private readonly TimeProvider _clock;

    /// <exception cref="ArgumentException">The key is no RSA key in PEM form.</exception>
    public AppKey(string appId, string pem, TimeProvider clock)
    {
        (_appId, _clock) = (appId, clock);
        Import(_rsa, pem);
    }

    /// <summary>Whether a text is a key that can sign.</summary>
    public static bool IsKey(string pem)
    {
        using var rsa = RSA.Create();
        try
        {
            Import(rsa, pem);
            _ = rsa.SignHash(new byte[SHA256.HashSizeInBytes], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>A token that says "I am the App"; GitHub takes it for ten minutes, with its clock and ours a minute apart.</summary>
    public string Token()
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _appId,
            IssuedAt = now.AddMinutes(-1),
            Expires = now.AddMinutes(8),
            SigningCredentials = new(new RsaSecurityKey(_rsa), SecurityAlgorithms.RsaSha256) { CryptoProviderFactory = new() { CacheSignatureProviders = false } },
        });
    }

    public void Dispose() => _rsa.Dispose();

    private static void Import(RSA rsa, string pem) => rsa.ImportFromPem(pem.Replace("\\n", "\n", StringComparison.Ordinal));
}
