using System.Text;
using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>One line of a new tree: a blob or tree by its id, a text to store, or neither to take the path away.</summary>
internal sealed record NewTreeEntry(string Path, string Mode = "100644", string? Sha = null, string? Content = null);

/// <summary>Blobs, trees, commits and files. Source: https://docs.github.com/en/rest/git</summary>
internal sealed partial class GitHubModel
{
    public Blob CreateBlob(Actor actor, Repo repo, byte[] content)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "contents", "write");
        return repo.Git.WriteBlob(content);
    }

    /// <summary>Makes a tree, from nothing or from another by changing the named paths.</summary>
    /// <exception cref="GitHubException">422 for a path, mode or object that isn't right, 404 for an unknown base.</exception>
    public Tree CreateTree(Actor actor, Repo repo, IReadOnlyList<NewTreeEntry> entries, string? baseTree = null)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "contents", "write");
        if (entries.Count == 0)
            throw GitHubException.Refused("Invalid tree info");
        var root = baseTree is null ? null : TreeOf(repo, baseTree) ?? throw GitHubException.NotFound();
        var definition = root is null ? new TreeDefinition() : TreeDefinition.From(root);
        foreach (var entry in entries)
            Put(repo, definition, entry, root);
        return repo.Git.ObjectDatabase.CreateTree(definition);
    }

    private static void Put(Repo repo, TreeDefinition definition, NewTreeEntry entry, Tree? root)
    {
        var path = Names.CheckPath(entry.Path);
        if (entry.Content is not null)
            definition.Add(path, repo.Git.WriteBlob(Encoding.UTF8.GetBytes(entry.Content)), ModeOf(entry.Mode));
        else if (entry.Sha is null)
            definition.Remove(root?[path] is null ? throw GitHubException.Refused("GitRPC::BadObjectState") : path);
        else
            PutObject(definition, path, entry.Mode, Names.IsSha(entry.Sha) ? repo.Git.Lookup(entry.Sha) : null, entry.Sha);
    }

    private static void PutObject(TreeDefinition definition, string path, string mode, GitObject? found, string sha)
    {
        if (found is Tree tree && mode == "040000")
            definition.Add(path, tree);
        else if (found is Blob blob)
            definition.Add(path, blob, ModeOf(mode));
        else
            throw GitHubException.Refused($"tree.sha {sha} is not a valid blob");
    }

    private static Mode ModeOf(string mode) => mode switch
    {
        "100644" => Mode.NonExecutableFile,
        "100755" => Mode.ExecutableFile,
        "120000" => Mode.SymbolicLink,
        _ => throw GitHubException.Refused("Must supply a valid tree.mode"),
    };

    /// <summary>Makes a commit; no branch moves.</summary>
    public Commit CreateCommit(Actor actor, Repo repo, string message, string tree, IReadOnlyList<string> parents, Signature? author = null, Signature? committer = null)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "contents", "write");
        var content = (Names.IsSha(tree) ? repo.Git.Lookup<Tree>(tree) : null) ?? throw GitHubException.Refused("Tree SHA does not exist");
        var found = parents.Select(p => (Names.IsSha(p) ? repo.Git.Lookup<Commit>(p) : null) ?? throw GitHubException.Refused("Parent SHA does not exist or is not a commit object")).ToList();
        var by = author ?? SignatureOf(actor.Account);
        return repo.Git.ObjectDatabase.CreateCommit(by, committer ?? by, message, content, found, prettifyMessage: false);
    }

    /// <summary>
    /// What a person does with git: commits files (null deletes one) onto a branch and pushes, making the branch at <paramref name="from"/> where it isn't there.
    /// </summary>
    public Commit Push(Actor actor, Repo repo, string branch, IReadOnlyDictionary<string, string?> files, string message = "Edit", string? from = null, bool force = false)
    {
        using var hold = Hold();
        var tip = repo.Tip(branch);
        var parent = from is null ? tip ?? repo.Tip(repo.DefaultBranch) : repo.Git.Find(from);
        var entries = files.Select(f => new NewTreeEntry(f.Key, Content: f.Value)).ToList();
        var tree = CreateTree(actor, repo, entries, parent?.Tree.Sha);
        var commit = CreateCommit(actor, repo, message, tree.Sha, parent is null ? [] : [parent.Sha]);
        if (tip is null)
            CreateRef(actor, repo, "refs/heads/" + branch, commit.Sha);
        else
            UpdateRef(actor, repo, "refs/heads/" + branch, commit.Sha, force);
        return commit;
    }

    /// <summary>
    /// A forced push of a new first commit: the branch shares nothing with what was there, as a crawler's weekly rewrite has it.
    /// </summary>
    public Commit Rewrite(Actor actor, Repo repo, string branch, IReadOnlyDictionary<string, string> files, string message = "Start anew")
    {
        using var hold = Hold();
        var tree = CreateTree(actor, repo, [.. files.Select(f => new NewTreeEntry(f.Key, Content: f.Value))]);
        var commit = CreateCommit(actor, repo, message, tree.Sha, []);
        UpdateRef(actor, repo, "refs/heads/" + branch, commit.Sha, force: true);
        return commit;
    }

    /// <summary>The bytes of a file at a branch or commit, or null where it isn't there.</summary>
    public byte[]? Read(Repo repo, string reference, string path)
    {
        using var hold = Hold();
        return (repo.Git.Find(reference)?[path]?.Target as Blob)?.Bytes();
    }

    /// <summary>Writes or, with null content, deletes one file in a commit of its own. Source: https://docs.github.com/en/rest/repos/contents#create-or-update-file-contents</summary>
    /// <exception cref="GitHubException">422 where a blob's id is missing, 409 where it is not the present one.</exception>
    public Commit WriteFile(Actor actor, Repo repo, string path, byte[]? content, string message, string? sha, string? branch, Signature? author = null, Signature? committer = null)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "contents", "write");
        var name = branch ?? repo.DefaultBranch;
        var tip = repo.Tip(name) ?? throw new GitHubException(404, $"Branch {name} not found");
        NeedBlob(tip[Names.CheckPath(path)]?.Target as Blob, path, sha, content is null);
        var definition = TreeDefinition.From(tip);
        if (content is null)
            definition.Remove(path);
        else
            definition.Add(path, repo.Git.WriteBlob(content), Mode.NonExecutableFile);
        var tree = repo.Git.ObjectDatabase.CreateTree(definition);
        var commit = CreateCommit(actor, repo, message, tree.Sha, [tip.Sha], author, committer);
        Move(actor, repo, "refs/heads/" + name, commit.Sha, forced: false);
        return commit;
    }

    private static void NeedBlob(Blob? present, string path, string? sha, bool delete)
    {
        if (present is null && delete)
            throw GitHubException.NotFound();
        if (present is not null && sha is null)
            throw GitHubException.Refused("Invalid request.\n\n\"sha\" wasn't supplied.");
        if (sha is not null && sha != present?.Sha)
            throw new GitHubException(409, $"{path} does not match {sha}");
    }

    /// <summary>A tree by its own id, a commit's, or a branch.</summary>
    public static Tree? TreeOf(Repo repo, string name) =>
        Names.IsSha(name) ? repo.Git.Lookup(name)?.Peel<Tree>() : repo.Git.Find(name)?.Tree;
}
