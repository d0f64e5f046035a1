using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>One change of the GraphQL mutation <c>updateRefs</c>; forty zeros stand for "isn't there".</summary>
internal sealed record RefUpdate(string Name, string AfterOid, string? BeforeOid, bool Force);

/// <summary>Branches and tags. Source: https://docs.github.com/en/rest/git/refs</summary>
internal sealed partial class GitHubModel
{
    internal const string Zeros = "0000000000000000000000000000000000000000";

    /// <summary>Makes a branch or tag.</summary>
    /// <exception cref="GitHubException">422 where the name is wrong or taken, or the object isn't there.</exception>
    public Reference CreateRef(Actor actor, Repo repo, string name, string sha)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "contents", "write");
        if (!name.StartsWith("refs/", StringComparison.Ordinal) || name.Count('/') < 2 || !Reference.IsValidName(name))
            throw GitHubException.Refused($"{name} is not a valid ref name.");
        if (repo.Git.Refs[name] is not null)
            throw GitHubException.Refused("Reference already exists");
        // Git itself can't hold a/b beside a.
        if (Directory.Exists(Path.Combine(repo.Folder, name)) || Above(name).Any(n => repo.Git.Refs[n] is not null))
            throw GitHubException.Refused("Reference could not be created: it is in conflict with the name of another.");
        NeedObject(repo, name, sha);
        Move(actor, repo, name, sha, forced: false);
        return repo.Git.Refs[name];
    }

    /// <summary>Moves a branch or tag; only with <paramref name="force"/> to where it isn't a fast forward.</summary>
    /// <exception cref="GitHubException">422.</exception>
    public Reference UpdateRef(Actor actor, Repo repo, string name, string sha, bool force = false)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "contents", "write");
        var before = Sha(repo, name) ?? throw GitHubException.Refused("Reference does not exist");
        NeedObject(repo, name, sha);
        var forward = IsForward(repo, before, sha);
        if (!forward && !force)
            throw GitHubException.Refused("Update is not a fast forward");
        if (before != sha)
            Move(actor, repo, name, sha, forced: !forward);
        return repo.Git.Refs[name];
    }

    public void DeleteRef(Actor actor, Repo repo, string name)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "contents", "write");
        if (Sha(repo, name) is null)
            throw GitHubException.Refused("Reference does not exist");
        if (name == "refs/heads/" + repo.DefaultBranch)
            throw GitHubException.Refused("Cannot delete the default branch");
        Move(actor, repo, name, null, forced: false);
    }

    /// <summary>
    /// All of these or none, each only where the reference still is at <c>beforeOid</c>.
    /// Source: https://docs.github.com/en/graphql/reference/mutations#updaterefs
    /// </summary>
    /// <exception cref="GitHubException">422 with the reason.</exception>
    public void UpdateRefs(Actor actor, Repo repo, IReadOnlyList<RefUpdate> updates)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "contents", "write");
        foreach (var update in updates)
            NeedPossible(repo, update);
        foreach (var update in updates)
        {
            var before = Sha(repo, update.Name);
            var after = update.AfterOid == Zeros ? null : update.AfterOid;
            if (before != after)
                Move(actor, repo, update.Name, after, forced: before is not null && after is not null && !IsForward(repo, before, after));
        }
    }

    private static void NeedPossible(Repo repo, RefUpdate update)
    {
        var before = Sha(repo, update.Name);
        if (update.BeforeOid is not null && (before ?? Zeros) != update.BeforeOid)
            throw GitHubException.Refused($"Reference update failed: {update.Name} is at {before ?? Zeros}, not at the expected {update.BeforeOid}");
        if (update.AfterOid == Zeros)
            return;
        NeedObject(repo, update.Name, update.AfterOid);
        if (before is not null && !update.Force && !IsForward(repo, before, update.AfterOid))
            throw GitHubException.Refused($"Reference update failed: {update.Name} is not a fast forward");
    }

    /// <summary>The id a reference stands at, or null.</summary>
    public static string? Sha(Repo repo, string name) =>
        Reference.IsValidName(name) ? repo.Git.Refs[name]?.ResolveToDirectReference()?.TargetIdentifier : null;

    /// <summary>The names of which a reference's name is a path below.</summary>
    private static IEnumerable<string> Above(string name)
    {
        for (var slash = name.LastIndexOf('/'); slash > "refs/heads".Length; slash = name.LastIndexOf('/', slash - 1))
            yield return name[..slash];
    }

    private static bool IsForward(Repo repo, string before, string after) =>
        repo.Git.Lookup<Commit>(before) is { } old && repo.Git.Lookup<Commit>(after) is { } young && repo.Git.IsAncestor(old, young);

    private static void NeedObject(Repo repo, string name, string sha)
    {
        var found = Names.IsSha(sha) ? repo.Git.Lookup(sha) : null;
        if (found is null || (found is not Commit && name.StartsWith("refs/heads/", StringComparison.Ordinal)))
            throw GitHubException.Refused("Object does not exist");
    }

    /// <summary>The one place where a reference moves; everything that follows from it on GitHub follows here.</summary>
    private void Move(Actor actor, Repo repo, string name, string? sha, bool forced)
    {
        var before = Sha(repo, name);
        if (sha is null)
            repo.Git.Refs.Remove(name);
        else
            repo.Git.Refs.Add(name, new ObjectId(sha), allowOverwrite: true);
        Pushed(actor, repo, name, before, sha, forced);
    }
}
