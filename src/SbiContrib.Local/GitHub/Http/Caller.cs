using System.Text;

namespace SbiContrib.Local.GitHub;

/// <summary>Who signed a request, and whose budget it uses.</summary>
internal sealed record Caller(Actor Actor, bool IsApp, string Budget, string Whose)
{
    /// <summary>
    /// Reads the Authorization header: the app's JSON Web Token, an installation's or a user's token, or a token as the password of Basic.
    /// Source: https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api
    /// </summary>
    /// <exception cref="GitHubException">401; 403 for an installation that was suspended since it got its token.</exception>
    public static Caller From(GitHubModel model, string? authorization)
    {
        if (string.IsNullOrEmpty(authorization))
            return new Caller(Actor.Nobody, false, "nobody", "127.0.0.1");
        var space = authorization.IndexOf(' ', StringComparison.Ordinal);
        var (scheme, value) = space < 0 ? ("", authorization) : (authorization[..space].ToLowerInvariant(), authorization[(space + 1)..].Trim());
        if (scheme == "basic")
            value = Password(value);
        else if (scheme is not ("bearer" or "token"))
            throw new GitHubException(401, "Bad credentials");
        return value.Contains('.', StringComparison.Ordinal) ? AsApp(model, value) : WithToken(model, value);
    }

    private static Caller AsApp(GitHubModel model, string jwt)
    {
        model.CheckAppToken(jwt);
        return new Caller(new Actor(model.Bot), true, "app", $"app ID {model.Options.AppId}");
    }

    private static Caller WithToken(GitHubModel model, string value)
    {
        var actor = model.Token(value).Actor;
        if (actor.Installation is { SuspendedAt: { } since, Account.Login: var owner })
            throw GitHubException.Forbidden($"Sorry. This installation owned by {owner} suspended your access at {since:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
        return actor.Installation is { } installation
            ? new Caller(actor, false, $"installation {installation.Id}", $"installation ID {installation.Id}")
            : new Caller(actor, false, $"user {actor.Account.Id}", $"user ID {actor.Account.Id}");
    }

    private static string Password(string value)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(value));
            return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }
        catch (FormatException)
        {
            throw new GitHubException(401, "Bad credentials");
        }
    }
}
