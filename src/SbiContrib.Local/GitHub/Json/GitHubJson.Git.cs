using System.Text.Json.Nodes;
using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>Commits, trees, references, differences, files.</summary>
internal sealed partial class GitHubJson
{
    /// <summary>A commit as git has it.</summary>
    public JsonObject GitCommit(Repo repo, Commit commit)
    {
        var api = Urls.RepoApi(repo);
        return new JsonObject
        {
            ["sha"] = commit.Sha,
            ["node_id"] = Urls.NodeId("C", repo, commit.Sha),
            ["url"] = $"{api}/git/commits/{commit.Sha}",
            ["html_url"] = $"{Urls.RepoPage(repo)}/commit/{commit.Sha}",
            ["author"] = Person(commit.Author),
            ["committer"] = Person(commit.Committer),
            ["message"] = commit.Message,
            ["tree"] = new JsonObject { ["sha"] = commit.Tree.Sha, ["url"] = $"{api}/git/trees/{commit.Tree.Sha}" },
            ["parents"] = Parents(repo, commit, "/git/commits/"),
            ["verification"] = Verification(),
        };
    }

    /// <summary>A commit as GitHub tells it, with its people; with its files where asked.</summary>
    public JsonObject Commit(Repo repo, Commit commit, bool files = false)
    {
        var api = $"{Urls.RepoApi(repo)}/commits/{commit.Sha}";
        var json = new JsonObject
        {
            ["url"] = api,
            ["sha"] = commit.Sha,
            ["node_id"] = Urls.NodeId("C", repo, commit.Sha),
            ["html_url"] = $"{Urls.RepoPage(repo)}/commit/{commit.Sha}",
            ["comments_url"] = api + "/comments",
            ["commit"] = new JsonObject
            {
                ["url"] = $"{Urls.RepoApi(repo)}/git/commits/{commit.Sha}",
                ["author"] = Person(commit.Author),
                ["committer"] = Person(commit.Committer),
                ["message"] = commit.Message,
                ["tree"] = new JsonObject { ["sha"] = commit.Tree.Sha, ["url"] = $"{Urls.RepoApi(repo)}/git/trees/{commit.Tree.Sha}" },
                ["comment_count"] = 0,
                ["verification"] = Verification(),
            },
            ["author"] = UserOrNull(model.ByEmail(commit.Author.Email)),
            ["committer"] = UserOrNull(model.ByEmail(commit.Committer.Email)),
            ["parents"] = Parents(repo, commit, "/commits/"),
        };
        if (!files)
            return json;
        var changes = repo.Git.Changes(commit.Parents.FirstOrDefault()?.Tree, commit.Tree);
        var (added, deleted) = (changes.Sum(c => c.LinesAdded), changes.Sum(c => c.LinesDeleted));
        json["stats"] = new JsonObject { ["additions"] = added, ["deletions"] = deleted, ["total"] = added + deleted };
        json["files"] = Array(changes, c => File(repo, commit.Sha, c));
        return json;
    }

    private JsonArray Parents(Repo repo, Commit commit, string path) => Array(commit.Parents, p => new JsonObject
    {
        ["sha"] = p.Sha,
        ["url"] = Urls.RepoApi(repo) + path + p.Sha,
        ["html_url"] = $"{Urls.RepoPage(repo)}/commit/{p.Sha}",
    });

    private static JsonObject Person(Signature signature) => new()
    {
        ["name"] = signature.Name,
        ["email"] = signature.Email,
        ["date"] = Time(signature.When),
    };

    private static JsonObject Verification() => new()
    {
        ["verified"] = false,
        ["reason"] = "unsigned",
        ["signature"] = null,
        ["payload"] = null,
        ["verified_at"] = null,
    };

    /// <summary>A changed file. Source: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files</summary>
    public JsonObject File(Repo repo, string sha, PatchEntryChanges change)
    {
        var path = Urls.Escape(change.Path);
        var json = new JsonObject
        {
            ["sha"] = (change.Status == ChangeKind.Deleted ? change.OldOid : change.Oid).Sha,
            ["filename"] = change.Path,
            ["status"] = change.Status switch
            {
                ChangeKind.Added => "added",
                ChangeKind.Deleted => "removed",
                ChangeKind.Renamed => "renamed",
                ChangeKind.Copied => "copied",
                ChangeKind.TypeChanged => "changed",
                _ => "modified",
            },
            ["additions"] = change.LinesAdded,
            ["deletions"] = change.LinesDeleted,
            ["changes"] = change.LinesAdded + change.LinesDeleted,
            ["blob_url"] = $"{Urls.RepoPage(repo)}/blob/{sha}/{path}",
            ["raw_url"] = $"{Urls.RepoPage(repo)}/raw/{sha}/{path}",
            ["contents_url"] = $"{Urls.RepoApi(repo)}/contents/{path}?ref={sha}",
        };
        if (change.Status == ChangeKind.Renamed)
            json["previous_filename"] = change.OldPath;
        var hunks = change.Patch.IndexOf("\n@@ ", StringComparison.Ordinal);
        if (hunks >= 0 && !change.IsBinaryComparison)
            json["patch"] = change.Patch[(hunks + 1)..].TrimEnd('\n');
        return json;
    }

    public JsonObject Ref(Repo repo, Reference reference)
    {
        var target = reference.ResolveToDirectReference().Target;
        var kind = target is TagAnnotation ? "tag" : target is Tree ? "tree" : target is Blob ? "blob" : "commit";
        return new JsonObject
        {
            ["ref"] = reference.CanonicalName,
            ["node_id"] = Urls.NodeId("REF", repo, reference.CanonicalName),
            ["url"] = $"{Urls.RepoApi(repo)}/git/{Urls.Escape(reference.CanonicalName)}",
            ["object"] = new JsonObject { ["type"] = kind, ["sha"] = target.Sha, ["url"] = $"{Urls.RepoApi(repo)}/git/{kind}s/{target.Sha}" },
        };
    }

    /// <summary>A tree; recursive it is cut at 100,000 lines. Source: https://docs.github.com/en/rest/git/trees#get-a-tree</summary>
    public JsonObject Tree(Repo repo, Tree tree, bool recursive)
    {
        var entries = Entries(tree, "", recursive).Take(100_001).ToList();
        return new JsonObject
        {
            ["sha"] = tree.Sha,
            ["url"] = $"{Urls.RepoApi(repo)}/git/trees/{tree.Sha}",
            ["tree"] = Array(entries.Take(100_000), e => Entry(repo, e.Path, e.Entry)),
            ["truncated"] = entries.Count > 100_000,
        };
    }

    private static IEnumerable<(string Path, TreeEntry Entry)> Entries(Tree tree, string prefix, bool recursive)
    {
        foreach (var entry in tree)
        {
            yield return (prefix + entry.Name, entry);
            if (!recursive || entry.Target is not LibGit2Sharp.Tree sub)
                continue;
            foreach (var below in Entries(sub, $"{prefix}{entry.Name}/", recursive))
                yield return below;
        }
    }

    private JsonObject Entry(Repo repo, string path, TreeEntry entry)
    {
        var kind = entry.TargetType switch { TreeEntryTargetType.Tree => "tree", TreeEntryTargetType.GitLink => "commit", _ => "blob" };
        var json = new JsonObject
        {
            ["path"] = path,
            ["mode"] = Convert.ToString((int)entry.Mode, 8).PadLeft(6, '0'),
            ["type"] = kind,
            ["sha"] = entry.Target.Sha,
            ["url"] = $"{Urls.RepoApi(repo)}/git/{kind}s/{entry.Target.Sha}",
        };
        if (entry.Target is Blob blob)
            json["size"] = blob.Size;
        return json;
    }

    public JsonObject Branch(Repo repo, Branch branch)
    {
        var url = $"{Urls.RepoApi(repo)}/branches/{Urls.Escape(branch.FriendlyName)}";
        return new JsonObject
        {
            ["name"] = branch.FriendlyName,
            ["commit"] = Commit(repo, branch.Tip),
            ["_links"] = new JsonObject { ["self"] = url, ["html"] = $"{Urls.RepoPage(repo)}/tree/{Urls.Escape(branch.FriendlyName)}" },
            ["protected"] = false,
            ["protection"] = new JsonObject { ["enabled"] = false },
            ["protection_url"] = url + "/protection",
        };
    }

    public JsonObject ShortBranch(Repo repo, string name, string sha) => new()
    {
        ["name"] = name,
        ["commit"] = new JsonObject { ["sha"] = sha, ["url"] = $"{Urls.RepoApi(repo)}/commits/{sha}" },
        ["protected"] = false,
    };

    /// <summary>Source: https://docs.github.com/en/rest/commits/commits#compare-two-commits</summary>
    public JsonObject Comparison(Repo repo, string names, Commit root, Commit head, Commit fork)
    {
        var (ahead, behind) = (repo.Git.Between(root, head), repo.Git.Between(head, root));
        var page = $"{Urls.RepoPage(repo)}/compare/{Urls.Escape(names)}";
        return new JsonObject
        {
            ["url"] = $"{Urls.RepoApi(repo)}/compare/{Urls.Escape(names)}",
            ["html_url"] = page,
            ["permalink_url"] = $"{Urls.RepoPage(repo)}/compare/{root.Sha}...{head.Sha}",
            ["diff_url"] = page + ".diff",
            ["patch_url"] = page + ".patch",
            ["base_commit"] = Commit(repo, root),
            ["merge_base_commit"] = Commit(repo, fork),
            ["status"] = (ahead.Count, behind.Count) switch { (0, 0) => "identical", (_, 0) => "ahead", (0, _) => "behind", _ => "diverged" },
            ["ahead_by"] = ahead.Count,
            ["behind_by"] = behind.Count,
            ["total_commits"] = ahead.Count,
            ["commits"] = Array(ahead.Take(250), c => Commit(repo, c)),
            ["files"] = Array(repo.Git.Changes(fork.Tree, head.Tree).Take(300), c => File(repo, head.Sha, c)),
        };
    }

    /// <summary>A file or folder without its content, as in a folder's list.</summary>
    public JsonObject Item(Repo repo, string path, string reference, TreeEntry entry)
    {
        var name = entry.Name;
        var kind = entry.TargetType switch
        {
            TreeEntryTargetType.Tree => "dir",
            TreeEntryTargetType.GitLink => "submodule",
            _ => entry.Mode == Mode.SymbolicLink ? "symlink" : "file",
        };
        var self = $"{Urls.RepoApi(repo)}/contents/{Urls.Escape(path)}?ref={Uri.EscapeDataString(reference)}";
        var git = $"{Urls.RepoApi(repo)}/git/{(kind == "dir" ? "trees" : "blobs")}/{entry.Target.Sha}";
        var html = $"{Urls.RepoPage(repo)}/{(kind == "dir" ? "tree" : "blob")}/{Urls.Escape(reference)}/{Urls.Escape(path)}";
        return new JsonObject
        {
            ["name"] = name,
            ["path"] = path,
            ["sha"] = entry.Target.Sha,
            ["size"] = entry.Target is Blob blob ? blob.Size : 0,
            ["url"] = self,
            ["html_url"] = html,
            ["git_url"] = git,
            ["download_url"] = kind == "dir" ? null : $"{Urls.RepoPage(repo)}/raw/{Urls.Escape(reference)}/{Urls.Escape(path)}",
            ["type"] = kind,
            ["_links"] = new JsonObject { ["self"] = self, ["git"] = git, ["html"] = html },
        };
    }
}
