namespace SbiContrib.Local.GitHub;

/// <summary>Who may do what.</summary>
internal sealed partial class GitHubModel
{
    private static readonly string[] Roles = ["none", "read", "triage", "write", "maintain", "admin"];

    /// <summary>
    /// A user's role on a repository: none, read, triage, write, maintain or admin.
    /// Source: https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
    /// </summary>
    public string Role(Account account, Repo repo)
    {
        using var hold = Hold();
        if (account == repo.Owner)
            return "admin";
        return repo.Collaborators.GetValueOrDefault(account.Login) ?? (repo.Private ? "none" : "read");
    }

    /// <summary>Throws 404 where the actor may not even know that the repository exists.</summary>
    public void NeedRead(Actor actor, Repo repo)
    {
        var reads = !repo.Private || (actor.Installation is null ? AtLeast(actor, repo, "read") : Covers(actor, repo));
        if (!reads)
            throw GitHubException.NotFound();
    }

    internal bool AtLeast(Actor actor, Repo repo, string role) =>
        actor.Installation is null
            ? Array.IndexOf(Roles, Role(actor.Account, repo)) >= Array.IndexOf(Roles, role)
            : Covers(actor, repo);

    /// <summary>An installation needs the named permission, a user the role; archived repositories are read only.</summary>
    internal void NeedWrite(Actor actor, Repo repo, string permission, string role)
    {
        NeedRead(actor, repo);
        if (actor.IsNobody)
            throw new GitHubException(401, "Requires authentication");
        if (repo.Archived)
            throw GitHubException.Forbidden("Repository was archived so is read-only.");
        if (actor.Installation is null)
            NeedRole(actor, repo, role);
        else if (!Covers(actor, repo) || actor.Permissions?.GetValueOrDefault(permission) != "write")
            throw GitHubException.Forbidden("Resource not accessible by integration");
    }

    private void NeedAdmin(Actor actor, Repo repo)
    {
        if (actor.Installation is not null)
            throw GitHubException.Forbidden("Resource not accessible by integration");
        NeedRole(actor, repo, "admin");
    }

    private void NeedRole(Actor actor, Repo repo, string role)
    {
        if (!AtLeast(actor, repo, role))
            throw GitHubException.Forbidden("Resource not accessible by personal access token");
    }

    private static bool Covers(Actor actor, Repo repo) =>
        actor.Installation is { SuspendedAt: null } installation
        && installation.Has(repo)
        && (actor.Repositories is null || actor.Repositories.Contains(repo.Id));

    /// <summary>Source: https://docs.github.com/en/graphql/reference/enums#commentauthorassociation</summary>
    internal static string Association(Account account, Repo repo)
    {
        if (account == repo.Owner)
            return "OWNER";
        if (repo.Collaborators.ContainsKey(account.Login))
            return "COLLABORATOR";
        return repo.Contributors.Contains(account) ? "CONTRIBUTOR" : "NONE";
    }
}
