using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Octokit;
using Octokit.Internal;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Tests.GitHub;

/// <summary>A local GitHub with one organization, its site repository, an installed app and a few people, for one test.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Page = "# List\n\n## Section A\n\n- [One](https://arxiv.org/abs/2010.06439)\n\n## Section B\n\n- [Two](https://arxiv.org/abs/1911.01429)\n";
    private readonly RSA _key;
    private readonly string _folder;

    private World(GitHubServer server, RSA key, string folder)
    {
        (Server, _key, _folder) = (server, key, folder);
        Model.AddOrganization("lab");
        Model.AddUser("ada", "Ada");
        Model.AddUser("max", "Max");
        Site = Model.CreateRepository("lab", "site", new Dictionary<string, string> { ["index.md"] = Page, ["docs/guide.md"] = "# Guide\n" });
        Model.SetRole(Site, "max", "write");
        Installation = Model.Install("lab");
    }

    public GitHubServer Server { get; }

    public GitHubModel Model => Server.Model;

    public Repo Site { get; }

    public SbiContrib.Local.GitHub.Installation Installation { get; }

    /// <summary>A contributor without any role, a maintainer, the bot.</summary>
    public Actor Ada => Model.As("ada");

    public Actor Max => Model.As("max");

    public Actor Bot => Model.As(Installation);

    public static async Task<World> Start(TimeProvider? time = null, Uri? webhook = null, bool limits = false, DeliveryOptions? deliveries = null, bool lazy = false)
    {
        var key = RSA.Create(2048);
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var folder = Path.Combine(root, "sbi-contrib-tests", Guid.NewGuid().ToString("N"));
        var model = new GitHubModelOptions
        {
            Folder = folder,
            Time = time ?? TimeProvider.System,
            AppKey = key,
            WebhookUrl = webhook,
            WebhookSecret = "a secret",
            LazyMergeability = lazy,
        };
        var server = await GitHubServer.Start(new GitHubServerOptions { Model = model, Limits = limits, Deliveries = deliveries ?? new() });
        return new World(server, key, folder);
    }

    public static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The app's own token; signed by another key or for another time on demand.</summary>
    public string Jwt(DateTimeOffset? issued = null, TimeSpan? life = null, RSA? key = null, string? issuer = null, string algorithm = "RS256")
    {
        var from = issued ?? Model.Now.AddSeconds(-60);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Model.Options.AppId.ToString(),
            IssuedAt = from.UtcDateTime,
            Expires = (from + (life ?? TimeSpan.FromMinutes(9))).UtcDateTime,
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? _key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, algorithm),
        });
    }

    public GitHubClient Client(string token, AuthenticationType kind = AuthenticationType.Bearer, Func<HttpMessageHandler>? handler = null)
    {
        var http = handler is null ? new HttpClientAdapter(HttpMessageHandlerFactory.CreateDefault) : new HttpClientAdapter(handler);
        var connection = new Connection(
            new ProductHeaderValue("tests"), new Uri(Server.BaseAddress, "/api/v3/"), new InMemoryCredentialStore(new Credentials(token, kind)), http, new SimpleJsonSerializer());
        return new GitHubClient(connection);
    }

    /// <summary>Octokit as a user with a token of their own.</summary>
    public GitHubClient As(string login) => Client(Model.AddToken(login));

    /// <summary>Octokit as the app's installation.</summary>
    public GitHubClient AsBot(Func<HttpMessageHandler>? handler = null) => Client(Model.CreateInstallationToken(Installation.Id).Value, handler: handler);

    /// <summary>A branch with one more line at the end of a section, and its pull request.</summary>
    public SbiContrib.Local.GitHub.Pull Proposal(Actor by, string branch, string line, string section = "## Section A\n\n")
    {
        var text = Encoding.UTF8.GetString(Model.Read(Site, "main", "index.md")!);
        var changed = text.Replace(section, section + line + "\n", StringComparison.Ordinal);
        Model.Push(Bot, Site, branch, new Dictionary<string, string?> { ["index.md"] = changed }, "Add " + branch, from: "main");
        return Model.CreatePull(by, Site, "Add " + branch, branch, "main", "Adds it.");
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
