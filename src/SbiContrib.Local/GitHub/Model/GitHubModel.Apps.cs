using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace SbiContrib.Local.GitHub;

/// <summary>The app, its installations, and tokens.</summary>
internal sealed partial class GitHubModel
{
    private readonly Dictionary<long, Installation> _installations = [];
    private readonly Dictionary<string, AccessToken> _tokens = new(StringComparer.Ordinal);
    private long _lastInstallationId = 50_000_000;

    /// <summary>Installs the app on an account: for the named repositories, or for all of it when none is named.</summary>
    public Installation Install(string owner, params ReadOnlySpan<Repo> repos)
    {
        using var hold = Hold();
        var account = Account(owner);
        var installation = new Installation
        {
            Id = ++_lastInstallationId,
            Account = account,
            CreatedAt = Now,
            UpdatedAt = Now,
            Permissions = new Dictionary<string, string>(_options.AppPermissions),
            RepositoryIds = repos.IsEmpty ? null : [.. repos.ToArray().Select(r => r.Id)],
        };
        _installations.Add(installation.Id, installation);
        SendInstallation(installation, account, "created");
        return installation;
    }

    /// <summary>Gives the App another name, and its bot another login. Source: https://docs.github.com/en/apps/maintaining-github-apps/modifying-a-github-app-registration</summary>
    public void RenameApp(string slug)
    {
        using var hold = Hold();
        _ = _accounts.Remove(Bot.Login);
        (_options.AppSlug, Bot.Login) = (slug, $"{slug}[bot]");
        _accounts[Bot.Login] = _emails[Bot.Email] = Bot;
    }

    public void Uninstall(Installation installation)
    {
        using var hold = Hold();
        SendInstallation(installation, installation.Account, "deleted");
        installation.Removed = true;
    }

    /// <summary>Suspends an installation, or lets it go on. Source: https://docs.github.com/en/apps/maintaining-github-apps/suspending-a-github-app-installation</summary>
    public void Suspend(Installation installation, bool suspended = true)
    {
        using var hold = Hold();
        installation.SuspendedAt = suspended ? Now : null;
        installation.SuspendedBy = suspended ? installation.Account : null;
        SendInstallation(installation, installation.Account, suspended ? "suspend" : "unsuspend");
    }

    public void AddToInstallation(Installation installation, Repo repo)
    {
        using var hold = Hold();
        (installation.RepositoryIds ??= []).Add(repo.Id);
        SendInstallationRepositories(installation, "added", repo);
    }

    public void RemoveFromInstallation(Installation installation, Repo repo)
    {
        using var hold = Hold();
        installation.RepositoryIds ??= [.. _repos.Values.Where(installation.Has).Select(r => r.Id)];
        installation.RepositoryIds.Remove(repo.Id);
        SendInstallationRepositories(installation, "removed", repo);
    }

    /// <summary>Installations that weren't removed.</summary>
    public IReadOnlyList<Installation> Installations
    {
        get
        {
            using var hold = Hold();
            return [.. _installations.Values.Where(i => !i.Removed)];
        }
    }

    public Installation Installation(long id)
    {
        using var hold = Hold();
        return _installations.GetValueOrDefault(id) is { Removed: false } found ? found : throw GitHubException.NotFound();
    }

    /// <summary>The installation that covers a repository. 404 where the app isn't installed on it.</summary>
    public Installation InstallationOf(Repo repo)
    {
        using var hold = Hold();
        return _installations.Values.FirstOrDefault(i => i.Has(repo)) ?? throw GitHubException.NotFound();
    }

    internal IReadOnlyList<Repo> RepositoriesOf(Installation installation) => [.. _repos.Values.Where(installation.Has)];

    /// <summary>An installation as the one who asks, with all it may do.</summary>
    public Actor As(Installation installation) => new(Bot, installation, installation.Permissions);

    /// <summary>A personal access token for a user, as small installs use it.</summary>
    public string AddToken(string login)
    {
        using var hold = Hold();
        var token = "ghp_" + Convert.ToHexStringLower(Draw(18));
        _tokens[token] = new AccessToken(token, As(login), null);
        return token;
    }

    /// <summary>
    /// A token of an installation, good for one hour, with all its permissions and repositories or fewer.
    /// Source: https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app
    /// </summary>
    public AccessToken CreateInstallationToken(long installationId, IReadOnlyDictionary<string, string>? permissions = null, IReadOnlyCollection<long>? repositoryIds = null)
    {
        using var hold = Hold();
        var installation = Installation(installationId);
        if (installation.SuspendedAt is not null)
            throw GitHubException.Forbidden("This installation has been suspended");
        if (permissions?.Any(p => !IsWithin(installation.Permissions, p.Key, p.Value)) == true)
            throw GitHubException.Refused("The permissions requested are not granted to this installation.");
        if (repositoryIds?.Any(id => !_repos.TryGetValue(id, out var repo) || !installation.Has(repo)) == true)
            throw GitHubException.Refused("There is at least one repository that does not exist or is not accessible to the parent installation.");
        var actor = new Actor(Bot, installation, permissions ?? installation.Permissions, repositoryIds?.ToHashSet());
        var token = new AccessToken("ghs_" + Convert.ToHexStringLower(Draw(18)), actor, Now.AddHours(1));
        return _tokens[token.Value] = token;
    }

    /// <summary>Who the bearer of a token is.</summary>
    /// <exception cref="GitHubException">401 for an unknown or expired one.</exception>
    public AccessToken Token(string value)
    {
        using var hold = Hold();
        var known = _tokens.GetValueOrDefault(value);
        var good = known is not null
            && (known.ExpiresAt is not { } end || Now < end)
            && known.Actor.Installation is not { Removed: true };
        return good ? known! : throw new GitHubException(401, "Bad credentials");
    }

    /// <summary>
    /// Checks that a JSON Web Token was signed by the app: RS256, issued by its id, not in the future, at most ten minutes long.
    /// Source: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
    /// </summary>
    /// <exception cref="GitHubException">401.</exception>
    public void CheckAppToken(string jwt)
    {
        var parts = jwt.Split('.');
        var claims = parts.Length == 3 ? Claims(parts) : null;
        if (claims is null)
            throw Unsigned("A JSON web token could not be decoded");
        var now = _options.Time.GetUtcNow().ToUnixTimeSeconds();
        if (Seconds(claims, "iat") is not { } issued || issued > now)
            throw Unsigned("'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
        if (Seconds(claims, "exp") is not { } expires || expires <= now)
            throw Unsigned("'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires");
        if (expires > now + 600)
            throw Unsigned("'Expiration time' claim ('exp') is too far in the future");
    }

    private static GitHubException Unsigned(string message) => new(401, message);

    /// <summary>The claims of a token whose signature and issuer are right, else null.</summary>
    private JsonNode? Claims(string[] parts)
    {
        try
        {
            var header = JsonNode.Parse(Base64UrlEncoder.DecodeBytes(parts[0]));
            var claims = JsonNode.Parse(Base64UrlEncoder.DecodeBytes(parts[1]));
            var signed = Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]);
            return (string?)header?["alg"] == "RS256"
                && claims?["iss"]?.ToString() is { } issuer && (issuer == _options.AppId.ToString() || issuer == ClientId)
                && _options.AppKey?.VerifyData(signed, Base64UrlEncoder.DecodeBytes(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) == true
                ? claims
                : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The app's client id, that GitHub prefers as issuer.</summary>
    public string ClientId => "Iv23" + _options.AppId.ToString("D16", CultureInfo.InvariantCulture);

    private static long? Seconds(JsonNode claims, string name) =>
        claims[name] is JsonValue value && value.TryGetValue<double>(out var seconds) ? (long)seconds : null;

    private static bool IsWithin(Dictionary<string, string> granted, string permission, string level) =>
        granted.TryGetValue(permission, out var most) && (most == level || most == "write");
}
