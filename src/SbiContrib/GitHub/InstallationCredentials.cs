using Octokit;

namespace SbiContrib.GitHub;

/// <summary>An installation's token, kept until shortly before it expires (GitHub gives it for an hour).</summary>
/// <remarks>https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app</remarks>
internal sealed class InstallationCredentials(GitHubClient app, long installation, TimeProvider clock, Action refused) : ICredentialStore
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly Lock _door = new();
    private Task<AccessToken>? _token;

    public async Task<Credentials> GetCredentials()
    {
        var token = await Current();
        return new(token.Token, AuthenticationType.Bearer);
    }

    /// <summary>Forgets the token: GitHub doesn't take it any more, though its time isn't over.</summary>
    public void Forget()
    {
        lock (_door)
            _token = null;
    }

    private async Task<AccessToken> Made()
    {
        try
        {
            return await app.GitHubApps.CreateInstallationToken(installation);
        }
        catch (AuthorizationException)
        {
            // The key itself isn't taken: no waiting helps.
            refused();
            throw;
        }
    }

    private bool Good(Task<AccessToken> asked) => asked.IsCompletedSuccessfully && asked.GetAwaiter().GetResult().ExpiresAt - Margin > clock.GetUtcNow();

    // One request for a token at a time; one that failed, or whose token is about to expire, is made again.
    private Task<AccessToken> Current()
    {
        lock (_door)
        {
            if (_token is null || (_token.IsCompleted && !Good(_token)))
                _token = Made();
            return _token;
        }
    }
}
