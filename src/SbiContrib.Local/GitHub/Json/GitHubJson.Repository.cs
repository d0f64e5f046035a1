using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>Repositories.</summary>
internal sealed partial class GitHubJson
{
    private static readonly (string Name, string Path)[] Addresses =
    [
        ("archive_url", "/{archive_format}{/ref}"), ("assignees_url", "/assignees{/user}"), ("blobs_url", "/git/blobs{/sha}"),
        ("branches_url", "/branches{/branch}"), ("collaborators_url", "/collaborators{/collaborator}"), ("comments_url", "/comments{/number}"),
        ("commits_url", "/commits{/sha}"), ("compare_url", "/compare/{base}...{head}"), ("contents_url", "/contents/{+path}"),
        ("contributors_url", "/contributors"), ("deployments_url", "/deployments"), ("downloads_url", "/downloads"), ("events_url", "/events"),
        ("forks_url", "/forks"), ("git_commits_url", "/git/commits{/sha}"), ("git_refs_url", "/git/refs{/sha}"), ("git_tags_url", "/git/tags{/sha}"),
        ("hooks_url", "/hooks"), ("issue_comment_url", "/issues/comments{/number}"), ("issue_events_url", "/issues/events{/number}"),
        ("issues_url", "/issues{/number}"), ("keys_url", "/keys{/key_id}"), ("labels_url", "/labels{/name}"), ("languages_url", "/languages"),
        ("merges_url", "/merges"), ("milestones_url", "/milestones{/number}"), ("notifications_url", "/notifications{?since,all,participating}"),
        ("pulls_url", "/pulls{/number}"), ("releases_url", "/releases{/id}"), ("stargazers_url", "/stargazers"), ("statuses_url", "/statuses/{sha}"),
        ("subscribers_url", "/subscribers"), ("subscription_url", "/subscription"), ("tags_url", "/tags"), ("teams_url", "/teams"), ("trees_url", "/git/trees{/sha}"),
    ];

    public JsonObject Repository(Repo repo)
    {
        var json = Names(repo);
        var page = Urls.RepoPage(repo);
        var open = repo.OpenIssues.Count;
        json["created_at"] = Time(repo.CreatedAt);
        json["updated_at"] = Time(repo.UpdatedAt);
        json["pushed_at"] = Time(repo.PushedAt);
        json["git_url"] = $"git:{page["http:".Length..]}.git";
        json["ssh_url"] = $"git@127.0.0.1:{repo.FullName}.git";
        json["clone_url"] = page + ".git";
        json["svn_url"] = page;
        foreach (var name in (string[])["homepage", "language", "mirror_url", "license"])
            json[name] = null;
        foreach (var name in (string[])["size", "stargazers_count", "watchers_count", "forks_count", "forks", "watchers"])
            json[name] = 0;
        json["open_issues_count"] = open;
        json["open_issues"] = open;
        foreach (var name in (string[])["has_issues", "has_projects", "has_downloads", "has_wiki"])
            json[name] = true;
        foreach (var name in (string[])["has_pages", "has_discussions", "disabled", "is_template", "web_commit_signoff_required"])
            json[name] = false;
        json["archived"] = repo.Archived;
        json["topics"] = new JsonArray();
        json["visibility"] = repo.Private ? "private" : "public";
        json["allow_forking"] = true;
        json["default_branch"] = repo.DefaultBranch;
        return json;
    }

    /// <summary>With what <c>GET /repos/…</c> adds for the one who asks.</summary>
    public JsonObject FullRepository(Repo repo, Actor actor)
    {
        var json = Repository(repo);
        json["network_count"] = 0;
        json["subscribers_count"] = 0;
        json["delete_branch_on_merge"] = repo.DeleteBranchOnMerge;
        foreach (var name in (string[])["allow_merge_commit", "allow_squash_merge", "allow_rebase_merge"])
            json[name] = true;
        json["permissions"] = Rights(actor, repo);
        return json;
    }

    /// <summary>In a push the times are seconds and the owner has a name; clients trip over it, so it is kept.</summary>
    public JsonObject PushedRepository(Repo repo)
    {
        var json = Repository(repo);
        json["url"] = Urls.RepoPage(repo);
        json["created_at"] = repo.CreatedAt.ToUnixTimeSeconds();
        json["pushed_at"] = repo.PushedAt.ToUnixTimeSeconds();
        json["owner"]!["name"] = repo.Owner.Login;
        json["owner"]!["email"] = repo.Owner.Email;
        json["stargazers"] = 0;
        json["master_branch"] = repo.DefaultBranch;
        return json;
    }

    /// <summary>What a user may do on a repository.</summary>
    public JsonObject Permission(Repo repo, Account account)
    {
        var role = model.Role(account, repo);
        var user = User(account);
        user["role_name"] = role;
        user["permissions"] = Rights(new Actor(account), repo);
        return new JsonObject
        {
            // The old word for a role: maintain is told as write, triage as read.
            ["permission"] = role switch { "maintain" => "write", "triage" => "read", _ => role },
            ["role_name"] = role,
            ["user"] = user,
        };
    }

    private JsonObject Rights(Actor actor, Repo repo)
    {
        var rights = new JsonObject();
        foreach (var (name, role) in ((string, string)[])[("admin", "admin"), ("maintain", "maintain"), ("push", "write"), ("triage", "triage"), ("pull", "read")])
            rights[name] = !actor.IsNobody && actor.Installation is null && model.AtLeast(actor, repo, role);
        return rights;
    }

    private JsonObject Names(Repo repo)
    {
        var api = Urls.RepoApi(repo);
        var json = new JsonObject
        {
            ["id"] = repo.Id,
            ["node_id"] = Urls.NodeId("R", repo.Id),
            ["name"] = repo.Name,
            ["full_name"] = repo.FullName,
            ["private"] = repo.Private,
            ["owner"] = User(repo.Owner),
            ["html_url"] = Urls.RepoPage(repo),
            ["description"] = repo.Description,
            ["fork"] = false,
            ["url"] = api,
        };
        foreach (var (name, path) in Addresses)
            json[name] = api + path;
        return json;
    }
}
