using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Octokit;
using Octokit.Internal;

namespace SbiContrib.GitHub;

/// <summary>GitHub's clients, one an installation, each with the token that it needs.</summary>
internal sealed partial class GitHubs : IGitHubs, IDisposable
{
    private static readonly ProductHeaderValue Us = new("SbiContrib", typeof(GitHubs).Assembly.GetName().Version?.ToString(3));

    private static readonly TimeSpan OnceA = TimeSpan.FromDays(1);

    private static readonly TimeSpan Moments = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<long, IGitHub> _views = new();
    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = 128 * 1024 * 1024 });
    private readonly GitHubSettings _settings;
    private readonly IHttpMessageHandlerFactory _handlers;
    private readonly Guard _guard;
    private readonly TimeProvider _clock;
    private readonly Budgets _budgets;
    private readonly ILogger<GitHubs> _log;
    private readonly AppKey? _key;
    private readonly Lazy<GitHubClient> _app;
    private readonly ConcurrentDictionary<long, (GitHubClient Client, Guard Guard, GitHubTime Time)> _clients = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _told = new();
    private volatile KnownBotName? _bot;
    private int _asking;

    public GitHubs(Settings settings, IHttpMessageHandlerFactory handlers, Budgets budgets, TimeProvider clock, ILogger<GitHubs> log)
    {
        (_settings, _handlers, _clock, _budgets, _log) = (settings.GitHub, handlers, clock, budgets, log);
        _guard = new Guard(clock, () => KeyRefused(_log));
        _key = _settings.AppId is { } app ? new AppKey(app, _settings.PrivateKey!, clock) : null;
        _app = new(() => Client(new AppCredentials(_key!), null, new()));
    }

    /// <summary>The App's login, where it is known already. Else it is asked for behind the door's back, which must not wait.</summary>
    /// <returns>Null too for a token: its owner may be a maintainer, whose doings count.</returns>
    public string? KnownBot()
    {
        if (_key is not null && IsOld(_bot) && Interlocked.Exchange(ref _asking, 1) == 0)
            _ = Task.Run(Ask);
        return _key is null ? null : _bot?.Login;
    }

    private async Task Ask()
    {
        try
        {
            _ = await Bot(CancellationToken.None);
        }
        catch (Exception fault) when (fault is NotNowException or SiteRefusedException or ApiException)
        {
            // The next delivery asks again.
        }
        finally
        {
            _asking = 0;
        }
    }

    public IGitHub For(long installation) => _views.GetOrAdd(installation, View);

    public async Task<(long Installation, Repository Repository)?> Find(string fullName, CancellationToken cancellation)
    {
        if (fullName.Split('/') is not [var owner, var name] || !IsName(owner) || !IsName(name))
            return null;
        // Anybody may ask, any number of times: what GitHub said a moment ago is said again.
        if (_answers.TryGetValue(fullName, out (long, Repository)? known))
            return known;
        return _answers.Set(fullName, await Ask(owner, name, cancellation), new MemoryCacheEntryOptions { Size = 1_000, AbsoluteExpirationRelativeToNow = Moments });
    }

    private async Task<(long Installation, Repository Repository)?> Ask(string owner, string name, CancellationToken cancellation)
    {
        if (await Installation(owner, name, cancellation) is not { } known)
            return null;
        var (client, guard, _) = Known(known);
        var found = await guard.Find(() => client.Repository.Get(owner, name), cancellation);
        // A token reads every public repository; the sites are those that it may write to.
        return found is null || (_key is null && found.Permissions?.Push != true) ? null : (known, OctokitGitHub.Ours(found));
    }

    /// <remarks>https://docs.github.com/en/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app</remarks>
    private async Task<long?> Installation(string owner, string name, CancellationToken cancellation) =>
        _key is null ? 0 : (await _guard.Find(() => _app.Value.GitHubApps.GetRepositoryInstallationForCurrent(owner, name), cancellation))?.Id;

    public async Task<bool> Has(long installation, string fullName, CancellationToken cancellation) =>
        fullName.Split('/') is [var owner, var name] && await Installation(owner, name, cancellation) == installation;

    // Another process tells it once more: no alert is worth a row in the store.
    public void Tell(long site, SiteRefusedException refusal)
    {
        var now = _clock.GetUtcNow();
        if (_told.TryGetValue(site, out var last) && now < last + OnceA)
            return;
        _told[site] = now;
        SiteRefused(_log, site, refusal.Sentence);
    }

    // Nothing that would lead the request to another address than a repository's.
    private static bool IsName(string text) =>
        text is { Length: > 0 and <= 100 } and not ("." or "..") && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    private OctokitGitHub View(long installation)
    {
        var (client, guard, time) = Known(installation);
        var told = new ConcurrentDictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        return new(client, guard, Bot, _key is not null, time, (site, why) =>
        {
            if (told.TryAdd(site, true))
                CheckRefused(_log, site, why);
        });
    }

    private (GitHubClient Client, Guard Guard, GitHubTime Time) Known(long installation) => _clients.GetOrAdd(installation, id =>
    {
        var time = new GitHubTime();
        if (_key is null)
            return (Client(new InMemoryCredentialStore(new Credentials(_settings.Token!)), id, time), _guard, time);
        var credentials = new InstallationCredentials(_app.Value, id, _clock, () => KeyRefused(_log));
        return (Client(credentials, id, time), new Guard(_clock, credentials.Forget), time);
    });

    private GitHubClient Client(ICredentialStore credentials, long? installation, GitHubTime time)
    {
#pragma warning disable CA2000 // The connection keeps it, as long as the program lives.
        var http = new HttpClientAdapter(() => new OwnHostOnly(_settings.Address) { InnerHandler = new ApiVersion { InnerHandler = time.Handler(Wire(installation)) } });
#pragma warning restore CA2000
        http.SetRequestTimeout(_settings.Timeout);
        // As GitHubClient does by itself: an address that isn't GitHub's own is an Enterprise server, whose API stands under /api/v3.
        // GitHub Enterprise Cloud has a host of its own for the API: api.NAME.ghe.com.
        var isApi = _settings.Address.Host == "api.github.com" || _settings.Address.Host.EndsWith(".ghe.com", StringComparison.OrdinalIgnoreCase);
        var address = isApi ? _settings.Address : new Uri(_settings.Address, "/api/v3/");
        var client = new GitHubClient(new Connection(Us, address, credentials, http, new SimpleJsonSerializer()));
        if (installation is { } known)
            client.ResponseCache = new ResponseCache(_answers, known);
        return client;
    }

    // The App itself has limits of its own, and asks little.
    private HttpMessageHandler Wire(long? installation)
    {
        var wire = _handlers.CreateHandler(nameof(GitHub));
        return installation is { } known ? new BudgetHandler(_budgets.Of(known)) { InnerHandler = wire } : wire;
    }

    // Who renames the App, or the account, renames what is ours too.
    private async Task<string> Bot(CancellationToken cancellation)
    {
        var known = _bot;
        if (known is not null && !IsOld(known))
            return known.Login;
        try
        {
            var login = _key is null
                ? (await _guard.Run(() => Known(0).Client.User.Current(), cancellation)).Login
                : $"{(await _guard.Run(() => _app.Value.GitHubApps.GetCurrent(), cancellation)).Slug}[bot]";
            _bot = new(login, _clock.GetUtcNow());
            return login;
        }
        catch (NotNowException) when (known is not null)
        {
            // Most likely it has its name still.
            return known.Login;
        }
    }

    private bool IsOld(KnownBotName? known) => known is null || _clock.GetUtcNow() > known.Asked + TimeSpan.FromHours(1);

    private sealed record KnownBotName(string Login, DateTimeOffset Asked);

    public void Dispose()
    {
        _key?.Dispose();
        _answers.Dispose();
    }

    [LoggerMessage(1, LogLevel.Critical, "OperatorNeeded: GitHub doesn't take the App's key or the token; everything waits until it is right", EventName = "KeyRefused")]
    private static partial void KeyRefused(ILogger log);

    [LoggerMessage(2, LogLevel.Critical, "OperatorNeeded: GitHub refuses site {Site}, which is tried again once a day: {Sentence}", EventName = "SiteRefused")]
    private static partial void SiteRefused(ILogger log, long site, string sentence);

    [LoggerMessage(3, LogLevel.Warning, "{Site} gets no check from us, and all else: {Why}")]
    private static partial void CheckRefused(ILogger log, string site, string why);

    /// <summary>The App itself.</summary>
    private sealed class AppCredentials(AppKey key) : ICredentialStore
    {
        public Task<Credentials> GetCredentials() => Task.FromResult(new Credentials(key.Token(), AuthenticationType.Bearer));
    }
}
