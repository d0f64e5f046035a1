using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Octokit;
using Octokit.Internal;

namespace SbiContrib.GitHub;

/// <summary>GitHub's clients, one an installation, each with the token that it needs.</summary>
internal sealed class GitHubs : IGitHubs, IDisposable
{
    private static readonly ProductHeaderValue Us = new("SbiContrib", typeof(GitHubs).Assembly.GetName().Version?.ToString(3));

    private readonly ConcurrentDictionary<long, IGitHub> _views = new();
    private readonly MemoryCache _answers = new(new MemoryCacheOptions { SizeLimit = 128 * 1024 * 1024 });
    private readonly GitHubSettings _settings;
    private readonly IHttpMessageHandlerFactory _handlers;
    private readonly Guard _guard;
    private readonly TimeProvider _clock;
    private readonly AppKey? _key;
    private readonly Lazy<GitHubClient> _app;
    private volatile string? _bot;

    public GitHubs(Settings settings, IHttpMessageHandlerFactory handlers, TimeProvider clock)
    {
        (_settings, _handlers, _clock, _guard) = (settings.GitHub, handlers, clock, new Guard(clock));
        _key = _settings.AppId is { } app ? new AppKey(app, _settings.PrivateKey!, clock) : null;
        _app = new(() => Client(new AppCredentials(_key!), null));
    }

    /// <summary>Our login, where it is known already: the door asks, and must not wait.</summary>
    public string? KnownBot => _bot;

    public IGitHub For(long installation) => _views.GetOrAdd(installation, View);

    public async Task<(long Installation, Repository Repository)?> Find(string fullName, CancellationToken cancellation)
    {
        if (fullName.Split('/') is not [var owner, var name])
            return null;
        var installation = _key is null ? 0 : (await _guard.Find(() => _app.Value.GitHubApps.GetRepositoryInstallationForCurrent(owner, name), cancellation))?.Id;
        if (installation is not { } known)
            return null;
        var found = await _guard.Find(() => Client(Credentials(known), known).Repository.Get(owner, name), cancellation);
        return found is null ? null : (known, OctokitGitHub.Ours(found));
    }

    private OctokitGitHub View(long installation) => new(Client(Credentials(installation), installation), _guard, Bot);

    private readonly ConcurrentDictionary<long, ICredentialStore> _credentials = new();

    private ICredentialStore Credentials(long installation) => _credentials.GetOrAdd(installation, id => _key is null
        ? new InMemoryCredentialStore(new Credentials(_settings.Token!))
        : new InstallationCredentials(_app.Value, id, _clock));

    private GitHubClient Client(ICredentialStore credentials, long? installation)
    {
#pragma warning disable CA2000 // The connection keeps it, as long as the program lives.
        var http = new HttpClientAdapter(() => _handlers.CreateHandler(nameof(GitHub)));
#pragma warning restore CA2000
        http.SetRequestTimeout(_settings.Timeout);
        // As GitHubClient does by itself: an address that isn't GitHub's own is an Enterprise server, whose API stands under /api/v3.
        var address = _settings.Address.Host == "api.github.com" ? _settings.Address : new Uri(_settings.Address, "/api/v3/");
        var client = new GitHubClient(new Connection(Us, address, credentials, http, new SimpleJsonSerializer()));
        if (installation is { } known)
            client.ResponseCache = new ResponseCache(_answers, known);
        return client;
    }

    private async Task<string> Bot(CancellationToken cancellation) => _bot ??= _key is null
        ? (await _guard.Run(() => Client(Credentials(0), 0).User.Current(), cancellation)).Login
        : $"{(await _guard.Run(() => _app.Value.GitHubApps.GetCurrent(), cancellation)).Slug}[bot]";

    public void Dispose()
    {
        _key?.Dispose();
        _answers.Dispose();
    }

    /// <summary>The App itself.</summary>
    private sealed class AppCredentials(AppKey key) : ICredentialStore
    {
        public Task<Credentials> GetCredentials() => Task.FromResult(new Credentials(key.Token(), AuthenticationType.Bearer));
    }
}
