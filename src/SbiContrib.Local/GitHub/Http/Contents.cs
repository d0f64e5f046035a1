using System.Text;
using System.Text.Json.Nodes;
using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>Files by path. Source: https://docs.github.com/en/rest/repos/contents</summary>
internal static class Contents
{
    /// <summary>"1-100 MB: only the raw or object custom media types are supported": content is empty and its encoding none.</summary>
    public const long Largest = 1024 * 1024;

    /// <summary>"Greater than 100 MB: this endpoint is not supported"; the same holds for blobs.</summary>
    public const long LargestBlob = 100 * Largest;

    public static Answer Get(Call call)
    {
        var path = call.HasPath("path") ? call.Path("path").Trim('/') : "";
        var reference = call.Query("ref") ?? call.Repo.DefaultBranch;
        var commit = call.Repo.Git.Find(reference) ?? throw new GitHubException(404, $"No commit found for the ref {reference}");
        if (path.Length == 0)
            return Folder(call, commit.Tree, path, reference);
        var entry = commit[Names.CheckPath(path)] ?? throw GitHubException.NotFound();
        return entry.Target switch
        {
            Tree tree => Folder(call, tree, path, reference),
            Blob blob => File(call, entry, blob, path, reference),
            _ => call.Render.Item(call.Repo, path, reference, entry),
        };
    }

    public static Answer Readme(Call call)
    {
        var tip = call.Repo.Tip(call.Repo.DefaultBranch) ?? throw GitHubException.NotFound();
        var entry = tip.Tree.FirstOrDefault(e => e.Target is Blob && e.Name.StartsWith("readme", StringComparison.OrdinalIgnoreCase)) ?? throw GitHubException.NotFound();
        return File(call, entry, (Blob)entry.Target, entry.Path, call.Repo.DefaultBranch);
    }

    private static Answer Folder(Call call, Tree tree, string path, string reference) =>
        GitHubJson.Array(tree, e => call.Render.Item(call.Repo, path.Length == 0 ? e.Name : $"{path}/{e.Name}", reference, e));

    private static Answer File(Call call, TreeEntry entry, Blob blob, string path, string reference)
    {
        NeedSmall(blob);
        if (call.WantsRaw)
            return new Answer(200, Raw: blob.Bytes(), ContentType: "application/vnd.github.raw+json; charset=utf-8");
        var item = call.Render.Item(call.Repo, path, reference, entry);
        var whole = blob.Size <= Largest;
        item["content"] = whole ? Base64(blob.Bytes()) : "";
        item["encoding"] = whole ? "base64" : "none";
        return item;
    }

    /// <exception cref="GitHubException">403 for what is over 100 MB.</exception>
    public static void NeedSmall(Blob blob)
    {
        if (blob.Size <= LargestBlob)
            return;
        var refusal = GitHubException.Forbidden("This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API, but you can always clone the repository via Git and access the blob from there.");
        refusal.Body["errors"] = new JsonArray(new JsonObject { ["resource"] = "Blob", ["field"] = "data", ["code"] = "too_large" });
        throw refusal;
    }

    /// <summary>Base64 in lines of sixty, as GitHub breaks it.</summary>
    public static string Base64(byte[] bytes)
    {
        var text = Convert.ToBase64String(bytes);
        var lines = new StringBuilder(text.Length + (text.Length / 60) + 1);
        for (var i = 0; i < text.Length; i += 60)
            lines.Append(text.AsSpan(i, Math.Min(60, text.Length - i))).Append('\n');
        return lines.ToString();
    }

    public static byte[] FromBase64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw GitHubException.Refused("content is not valid Base64");
        }
    }

    public static Answer Put(Call call)
    {
        var path = call.Path("path");
        var isNew = call.Repo.Tip(call.Text("branch") ?? call.Repo.DefaultBranch)?[path] is null;
        var content = FromBase64(call.Need("content"));
        var commit = call.Model.WriteFile(
            call.Actor, call.Repo, path, content, call.Need("message"), call.Text("sha"), call.Text("branch"),
            GitDataRoutes.Person(call, "author"), GitDataRoutes.Person(call, "committer"));
        return new Answer(isNew ? 201 : 200, Changed(call, path, commit));
    }

    public static Answer Delete(Call call)
    {
        var path = call.Path("path");
        var commit = call.Model.WriteFile(call.Actor, call.Repo, path, null, call.Need("message"), call.Need("sha"), call.Text("branch"));
        return Changed(call, path, commit);
    }

    private static JsonObject Changed(Call call, string path, Commit commit) => new()
    {
        ["content"] = commit[path] is { } entry ? call.Render.Item(call.Repo, path, call.Text("branch") ?? call.Repo.DefaultBranch, entry) : null,
        ["commit"] = call.Render.GitCommit(call.Repo, commit),
    };
}
