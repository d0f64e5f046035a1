using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace SbiContrib.Tests.Hosting;

/// <summary>What is wrong with the settings is told by name, and the program doesn't start.</summary>
public sealed class SettingsTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private static readonly string Key = NewKey();
    private static readonly string Azurite = $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey={Convert.ToBase64String(new byte[32])};BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:2/a;TableEndpoint=http://127.0.0.1:3/a";

    private static Dictionary<string, string?> Good => new()
    {
        ["GitHub:AppId"] = "7",
        ["GitHub:PrivateKey"] = Key,
        ["GitHub:WebhookSecrets:0"] = Secret,
        ["Storage:ConnectionString"] = Azurite,
    };

    [Fact]
    public void With_good_settings_it_can_be_put_together() => Assert.Empty(Faults([]));

    [Fact]
    public void With_a_token_it_needs_no_App() =>
        Assert.Empty(Faults([("GitHub:AppId", null), ("GitHub:PrivateKey", ""), ("GitHub:Token", "ghp_x")]));

    [Fact]
    public void A_key_may_be_written_in_one_line() => Assert.Empty(Faults([("GitHub:PrivateKey", Key.ReplaceLineEndings("\\n"))]));

    [Fact]
    public void Empty_means_not_given() => Assert.Empty(Faults([("GitHub:Token", " "), ("Storage:AccountName", ""), ("Sources:Contact", "")]));

    [Theory]
    [InlineData("GitHub:WebhookSecrets:0", null, "GitHub__WebhookSecrets__0 is missing")]
    [InlineData("GitHub:WebhookSecrets:0", "", "GitHub__WebhookSecrets__0 is missing")]
    [InlineData("GitHub:WebhookSecrets:0", "too short", "GitHub__WebhookSecrets")]
    [InlineData("GitHub:WebhookSecrets:0", "                                ", "GitHub__WebhookSecrets")]
    [InlineData("GitHub:WebhookSecrets:1", "too short", "GitHub__WebhookSecrets")]
    [InlineData("GitHub:WebhookSecrets:0", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)", "key vault")]
    [InlineData("GitHub:PrivateKey", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)", "key vault")]
    [InlineData("GitHub:AppId", null, "GitHub__AppId")]
    [InlineData("GitHub:Token", "ghp_x", "not both")]
    [InlineData("GitHub:PrivateKey", null, "GitHub__PrivateKey is missing")]
    [InlineData("GitHub:PrivateKey", "SHA256:fingerprint", "GitHub__PrivateKey is no private key")]
    [InlineData("GitHub:PrivateKey", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", "GitHub__PrivateKey is no private key")]
    [InlineData("GitHub:Timeout", "00:00:00", "GitHub__Timeout")]
    [InlineData("GitHub:Timeout", "00:01:00", "GitHub__Timeout")]
    [InlineData("GitHub:Timeout", "soon", "GitHub:Timeout")]
    [InlineData("GitHub:Limits:PointsPerMinute", "-1", "GitHub__Limits__PointsPerMinute")]
    [InlineData("GitHub:Limits:PointsPerMinute", "40", "GitHub__Limits__PointsPerMinute")]
    [InlineData("GitHub:Limits:ContentPerMinute", "1", "GitHub__Limits__ContentPerMinute")]
    [InlineData("GitHub:Limits:ContentPerHour", "-500", "GitHub__Limits__ContentPerHour")]
    [InlineData("GitHub:Limits:WriteSpacing", "01:00:00", "GitHub__Limits__WriteSpacing")]
    [InlineData("GitHub:Address", "api.github.com", "GitHub__Address")]
    [InlineData("GitHub:Address", "ftp://github.com/", "GitHub__Address")]
    [InlineData("PublicAddress", "contrib.example.org", "PublicAddress")]
    [InlineData("Sources:Address", "file:///tmp", "Sources__Address")]
    [InlineData("Sources:Contact", "nobody", "Sources__Contact")]
    [InlineData("Sources:Keys:arxvi", "hush-hush", "Sources__Keys__arxvi")]
    [InlineData("Sources:Contact", "a@b\r\nX-Injected: 1", "Sources__Contact")]
    [InlineData("Storage:ConnectionString", null, "Storage__AccountName")]
    [InlineData("Storage:ConnectionString", "nonsense", "Storage__ConnectionString")]
    [InlineData("Storage:AccountName", "sbi", "not both")]
    [InlineData("Storage:Prefix", "Not-Plain", "Storage__Prefix")]
    [InlineData("Queue:AtOnce", "many", "Queue:AtOnce")]
    public void Every_fault_is_told_by_name(string name, string? value, string told) =>
        Assert.Contains(Faults([(name, value)]).Split('\n'), line => line.Contains(told, StringComparison.Ordinal));

    [Fact]
    public void An_accounts_name_is_no_address() =>
        Assert.Contains("Storage__AccountName is no", Faults([("Storage:ConnectionString", null), ("Storage:AccountName", "sbi.blob.core.windows.net")]), StringComparison.Ordinal);

    [Fact]
    public void A_public_key_cannot_sign()
    {
        using var rsa = RSA.Create(2048);

        Assert.Contains("GitHub__PrivateKey is no", Faults([("GitHub:PrivateKey", rsa.ExportSubjectPublicKeyInfoPem())]), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once_and_no_secret_is()
    {
        var told = Faults([("GitHub:WebhookSecrets:1", "hush-hush"), ("GitHub:Token", "ghp_topsecret"), ("Storage:ConnectionString", "AccountKey=verysecret"), ("Sources:Contact", "nobody")]);

        Assert.Equal(4, told.Split('\n').Length);
        Assert.All((string[])["hush-hush", "ghp_topsecret", "verysecret", Secret], secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_webhooks_secret_the_program_ends_with_2_and_says_why()
    {
        var settings = Good.Where(one => one.Value is not null && !one.Key.Contains("Secret", StringComparison.Ordinal))
            .ToDictionary(one => one.Key.Replace(":", "__", StringComparison.Ordinal), one => one.Value!);

        var end = await Tool.Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "SbiContrib.dll"), "--urls", "http://127.0.0.1:0"], settings);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("GitHub__WebhookSecrets__0 is missing", end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", end.Error + end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", end.Error + end.Output, StringComparison.Ordinal);
    }

    private static string NewKey()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportRSAPrivateKeyPem();
    }

    private static string Faults((string Name, string? Value)[] changes)
    {
        var settings = Good;
        foreach (var (name, value) in changes)
            settings[name] = value;
        try
        {
            _ = Wiring.Build([], builder => builder.Configuration.AddInMemoryCollection(settings));
            return "";
        }
        catch (SettingsException fault)
        {
            return fault.Message.ReplaceLineEndings("\n");
        }
    }
}
