using System.ComponentModel.DataAnnotations;

namespace SbiContrib;

/// <summary>The operator's settings: environment variables such as <c>GitHub__AppId</c>. What is wrong with them is told at the start, and the program ends.</summary>
public sealed class Settings
{
    /// <summary>Where the program is reached from outside, for links to status pages; without it they lead to the address that was called.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>GitHub.</summary>
    public GitHubSettings GitHub { get; init; } = new();

    /// <summary>Azure Storage.</summary>
    public StorageSettings Storage { get; init; } = new();

    /// <summary>The metadata services.</summary>
    public SourcesSettings Sources { get; init; } = new();

    /// <summary>What is wrong with the settings.</summary>
    /// <returns>A sentence for each fault: which setting, and what to write there.</returns>
    public IEnumerable<string> Faults()
    {
        if (!GitHub.WebhookSecrets.Any(secret => secret.Length > 0))
            yield return "GitHub__WebhookSecrets__0 is missing: without the webhook's secret nobody could tell GitHub's calls from others.";
        // App Service hands a reference that it can't resolve on as it is written: anybody could guess that secret.
        if (GitHub.WebhookSecrets.Append(GitHub.PrivateKey).Append(GitHub.Token).Any(secret => secret?.StartsWith("@Microsoft.KeyVault", StringComparison.Ordinal) == true))
            yield return "GitHub: a secret is still a reference to the key vault: the vault doesn't have it, or the program's identity may not read it.";
        if (GitHub.WebhookSecrets.Any(secret => secret.Length is > 0 and < 16))
            yield return "GitHub__WebhookSecrets: a secret has fewer than 16 characters; take a random one (openssl rand -hex 32).";
        if (GitHub.AppId is null == GitHub.Token is null)
            yield return "GitHub: either GitHub__AppId with GitHub__PrivateKey (a GitHub App), or GitHub__Token (a small install) is needed, and not both.";
        if (GitHub.AppId is not null && string.IsNullOrWhiteSpace(GitHub.PrivateKey))
            yield return "GitHub__PrivateKey is missing: the App's private key, the text of its .pem file.";
        if (Storage.AccountName is null == Storage.ConnectionString is null)
            yield return "Storage: either Storage__AccountName (with a managed identity) or Storage__ConnectionString is needed, and not both.";
    }
}

/// <summary>How GitHub is reached.</summary>
public sealed class GitHubSettings
{
    /// <summary>The API's address; another one for GitHub Enterprise.</summary>
    public Uri Address { get; init; } = new("https://api.github.com/");

    /// <summary>The App's id.</summary>
    public string? AppId { get; init; }

    /// <summary>The App's private key as PEM; line ends may be written as <c>\n</c>.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>A personal access token, where there is no App.</summary>
    public string? Token { get; init; }

    /// <summary>The webhook's secrets: several while one is replaced by another.</summary>
    public IList<string> WebhookSecrets { get; init; } = [];

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Where contributions are kept.</summary>
public sealed class StorageSettings
{
    /// <summary>The storage account, reached with the program's own identity.</summary>
    public string? AccountName { get; init; }

    /// <summary>A connection string, for Azurite.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Letters before the names of tables, queues and containers, for programs that share an account.</summary>
    public string Prefix { get; init; } = "";
}

/// <summary>How the metadata services are asked.</summary>
public sealed class SourcesSettings
{
    /// <summary>An e-mail address at which a service can reach the operator.</summary>
    [EmailAddress]
    public string? Contact { get; init; }

    /// <summary>One server that stands in for all services, for tests and the local world.</summary>
    public Uri? Address { get; init; }
}
