using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using SbiContrib.Core.Upkeep;
using SbiContrib.GitHub;
using SbiContrib.Sources;

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

    /// <summary>How the work on open contributions is paced.</summary>
    public UpkeepPace Upkeep { get; init; } = new();

    /// <summary>What is wrong with the settings.</summary>
    /// <returns>A sentence for each fault: which setting, and what to write there; never what stands there, which may be a secret.</returns>
    public IEnumerable<string> Faults() => [.. GitHub.Faults(), .. Storage.Faults(), .. Sources.Faults(), .. Faults("PublicAddress", PublicAddress)];

    internal static IEnumerable<string> Faults(string name, Uri? address) =>
        address is null || (address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp))
            ? []
            : [$"{name} is no address; it is written https://HOST/."];

    // An empty environment variable is one that isn't set.
    internal static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

/// <summary>How GitHub is reached.</summary>
public sealed class GitHubSettings
{
    /// <summary>The API's address; another one for GitHub Enterprise.</summary>
    public Uri Address { get; init; } = new("https://api.github.com/");

    /// <summary>The App's id.</summary>
    public string? AppId { get; init => field = Settings.Given(value); }

    /// <summary>The App's private key as PEM; line ends may be written as <c>\n</c>.</summary>
    public string? PrivateKey { get; init => field = Settings.Given(value); }

    /// <summary>A personal access token, where there is no App.</summary>
    public string? Token { get; init => field = Settings.Given(value); }

    /// <summary>The webhook's secrets: several while one is replaced by another.</summary>
    public IList<string> WebhookSecrets { get; init; } = [];

    /// <summary>What one installation may ask; GitHub's own numbers, where nothing else is said.</summary>
    public GitHubLimits Limits { get; init; } = new();

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout { get; init; } = LongestTimeout;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The webhook's secrets without the places that were left empty.</summary>
    internal string[] Secrets => [.. WebhookSecrets.Where(secret => !string.IsNullOrWhiteSpace(secret))];

    internal IEnumerable<string> Faults()
    {
        if (Secrets.Length == 0)
            yield return "GitHub__WebhookSecrets__0 is missing: without the webhook's secret nobody could tell GitHub's calls from others.";
        // App Service hands a reference that it can't resolve on as it is written: anybody could guess that secret.
        if (Secrets.Append(PrivateKey).Append(Token).Any(secret => secret?.StartsWith("@Microsoft.KeyVault", StringComparison.Ordinal) == true))
            yield return "GitHub: a secret is still a reference to the key vault: the vault doesn't have it, or the program's identity may not read it.";
        if (Secrets.Any(secret => secret.Trim().Length < 16))
            yield return "GitHub__WebhookSecrets: a secret has fewer than 16 characters; take a random one (openssl rand -hex 32).";
        if (AppId is null == Token is null)
            yield return "GitHub: either GitHub__AppId with GitHub__PrivateKey (a GitHub App), or GitHub__Token (a small install) is needed, and not both.";
        if (AppId is not null && PrivateKey is null)
            yield return "GitHub__PrivateKey is missing: the App's private key, the text of its .pem file.";
        else if (AppId is not null && !AppKey.IsKey(PrivateKey!))
            yield return "GitHub__PrivateKey is no private key: the whole text of the App's .pem file is wanted, its first and last line included.";
        // A write must end while the lease under which it began still holds.
        if (Timeout <= TimeSpan.Zero || Timeout > LongestTimeout)
            yield return "GitHub__Timeout must be more than nothing and at most 30 seconds; it is written 00:00:30.";
        foreach (var fault in Limits.Faults().Concat(Settings.Faults("GitHub__Address", Address)))
            yield return fault;
    }
}

/// <summary>Where contributions are kept.</summary>
public sealed class StorageSettings
{
    /// <summary>The storage account, reached with the program's own identity.</summary>
    public string? AccountName { get; init => field = Settings.Given(value); }

    /// <summary>A connection string, for Azurite.</summary>
    public string? ConnectionString { get; init => field = Settings.Given(value); }

    /// <summary>Letters before the names of tables, queues and containers, for programs that share an account.</summary>
    public string Prefix { get; init; } = "";

    // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftstorage
    internal IEnumerable<string> Faults()
    {
        if (AccountName is null == ConnectionString is null)
            yield return "Storage: either Storage__AccountName (with a managed identity) or Storage__ConnectionString is needed, and not both.";
        if (AccountName is { } name && (name.Length is < 3 or > 24 || !IsPlain(name)))
            yield return "Storage__AccountName is no storage account's name: 3 to 24 lower-case letters and digits, without the address around it.";
        if (ConnectionString is { } text && !IsConnectionString(text))
            yield return "Storage__ConnectionString can't be read: the whole line is wanted, from the portal or from Azurite.";
        if (Prefix.Length > 40 || !IsPlain(Prefix) || Prefix is [>= '0' and <= '9', ..])
            yield return "Storage__Prefix may have 40 lower-case letters and digits, and begins with a letter.";
    }

    private static bool IsPlain(string text) => text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = (new TableServiceClient(text), new QueueServiceClient(text), new BlobServiceClient(text));
            return true;
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>How the metadata services are asked.</summary>
public sealed class SourcesSettings
{
    /// <summary>An e-mail address at which a service can reach the operator.</summary>
    public string? Contact { get; init => field = Settings.Given(value); }

    /// <summary>Keys of accounts at the services, by the service's name: <c>Sources__Keys__github</c> is a token that raises GitHub's 60 requests an hour about repositories to 5,000.</summary>
    public IDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The keys without the places that were left empty.</summary>
    internal ImmutableDictionary<string, string> GivenKeys => Keys.Where(key => !string.IsNullOrWhiteSpace(key.Value)).ToImmutableDictionary(key => key.Key.ToLowerInvariant(), key => key.Value.Trim());

    /// <summary>One server that stands in for all services, for tests and the local world.</summary>
    public Uri? Address { get; init; }

    internal IEnumerable<string> Faults()
    {
        if (Contact is not null && !new EmailAddressAttribute().IsValid(Contact))
            yield return "Sources__Contact is no e-mail address.";
        foreach (var name in GivenKeys.Keys.Except(SourceSettings.KeyNames).Order(StringComparer.Ordinal))
            yield return $"Sources__Keys__{name}: no service of that name takes a key; {string.Join(", ", SourceSettings.KeyNames)} do.";
        foreach (var fault in Settings.Faults("Sources__Address", Address))
            yield return fault;
    }
}
