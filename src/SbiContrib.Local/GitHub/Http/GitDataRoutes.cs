using System.Text;
using System.Text.Json.Nodes;
using LibGit2Sharp;
using static SbiContrib.Local.GitHub.RepositoryRoutes;

namespace SbiContrib.Local.GitHub;

/// <summary>References, blobs, trees and commits. Source: https://docs.github.com/en/rest/git</summary>
internal static class GitDataRoutes
{
    public static void Map(Router router)
    {
        router.GetRepo("/git/ref/{**reference}", call => Exact(call) is { } found ? call.Render.Ref(call.Repo, found) : throw GitHubException.NotFound());
        router.GetRepo("/git/refs", call => call.Page(Matching(call, ""), r => call.Render.Ref(call.Repo, r)));
        router.GetRepo("/git/refs/{**reference}", ExactOrMatching);
        router.GetRepo("/git/matching-refs/{**reference}", call => call.Page(Matching(call, call.Path("reference")), r => call.Render.Ref(call.Repo, r)));
        router.Repo("POST", "/git/refs", call => Answer.Created(call.Render.Ref(call.Repo, call.Model.CreateRef(call.Actor, call.Repo, call.Need("ref"), call.Need("sha")))));
        router.Repo("PATCH", "/git/refs/{**reference}", call => call.Render.Ref(
            call.Repo, call.Model.UpdateRef(call.Actor, call.Repo, Full(call), call.Need("sha"), call.Flag("force"))));
        router.Repo("DELETE", "/git/refs/{**reference}", call => Done(() => call.Model.DeleteRef(call.Actor, call.Repo, Full(call))));
        router.GetRepo("/git/blobs/{sha}", GetBlob);
        router.Repo("POST", "/git/blobs", CreateBlob);
        router.GetRepo("/git/trees/{**tree}", GetTree);
        router.Repo("POST", "/git/trees", CreateTree);
        router.GetRepo("/git/commits/{sha}", call => call.Render.GitCommit(call.Repo, Lookup<Commit>(call)));
        router.Repo("POST", "/git/commits", CreateCommit);
    }

    private static string Full(Call call) => "refs/" + call.Path("reference");

    private static Reference? Exact(Call call) => Reference.IsValidName(Full(call)) ? call.Repo.Git.Refs[Full(call)] : null;

    private static IEnumerable<Reference> Matching(Call call, string prefix) =>
        call.Repo.Git.Refs.Where(r => r.CanonicalName.StartsWith("refs/" + prefix, StringComparison.Ordinal)).OrderBy(r => r.CanonicalName, StringComparer.Ordinal);

    /// <summary>The older address, which Octokit still uses: the reference itself, or all that begin so.</summary>
    private static Answer ExactOrMatching(Call call)
    {
        if (Exact(call) is { } found)
            return call.Render.Ref(call.Repo, found);
        var matching = Matching(call, call.Path("reference")).ToList();
        return matching.Count > 0 ? call.Page(matching, r => call.Render.Ref(call.Repo, r)) : throw GitHubException.NotFound();
    }

    private static T Lookup<T>(Call call)
        where T : GitObject =>
        (Names.IsSha(call.Path("sha")) ? call.Repo.Git.Lookup<T>(call.Path("sha")) : null) ?? throw GitHubException.NotFound();

    private static Answer GetBlob(Call call)
    {
        var blob = Lookup<Blob>(call);
        Contents.NeedSmall(blob);
        var bytes = blob.Bytes();
        if (call.WantsRaw)
            return new Answer(200, Raw: bytes, ContentType: "application/vnd.github.raw; charset=utf-8");
        var json = BlobHead(call, blob);
        json["node_id"] = Urls.NodeId("B", call.Repo, blob.Sha);
        json["size"] = blob.Size;
        json["content"] = Contents.Base64(bytes);
        json["encoding"] = "base64";
        return json;
    }

    private static Answer CreateBlob(Call call)
    {
        var content = call.Need("content");
        var bytes = (call.Text("encoding") ?? "utf-8") switch
        {
            "base64" => Contents.FromBase64(content),
            "utf-8" => Encoding.UTF8.GetBytes(content),
            _ => throw GitHubException.Refused("Unsupported encoding"),
        };
        return Answer.Created(BlobHead(call, call.Model.CreateBlob(call.Actor, call.Repo, bytes)));
    }

    private static JsonObject BlobHead(Call call, Blob blob) => new()
    {
        ["sha"] = blob.Sha,
        ["url"] = $"{call.Model.Urls.RepoApi(call.Repo)}/git/blobs/{blob.Sha}",
    };

    private static Answer GetTree(Call call) =>
        GitHubModel.TreeOf(call.Repo, call.Path("tree")) is { } tree
            ? call.Render.Tree(call.Repo, tree, recursive: call.Query("recursive") is not null)
            : throw GitHubException.NotFound();

    private static Answer CreateTree(Call call)
    {
        var entries = call.Objects("tree").Select(Entry).ToList();
        return Answer.Created(call.Render.Tree(call.Repo, call.Model.CreateTree(call.Actor, call.Repo, entries, call.Text("base_tree")), recursive: false));
    }

    private static NewTreeEntry Entry(JsonObject json)
    {
        if (!json.ContainsKey("sha") && !json.ContainsKey("content"))
            throw GitHubException.Refused("Must supply either tree.sha or tree.content");
        return new NewTreeEntry(Call.TextOf(json, "path") ?? "", Call.TextOf(json, "mode") ?? "100644", Call.TextOf(json, "sha"), Call.TextOf(json, "content"));
    }

    private static Answer CreateCommit(Call call)
    {
        var parents = call.Texts("parents") ?? [];
        var commit = call.Model.CreateCommit(call.Actor, call.Repo, call.Need("message"), call.Need("tree"), parents, Person(call, "author"), Person(call, "committer"));
        return Answer.Created(call.Render.GitCommit(call.Repo, commit));
    }

    /// <summary>An author or committer named in the body, or null.</summary>
    public static Signature? Person(Call call, string member)
    {
        if ((call.Body as JsonObject)?[member] is not JsonObject json)
            return null;
        var (name, email) = (Call.TextOf(json, "name"), Call.TextOf(json, "email"));
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(email))
            throw GitHubException.Refused($"Invalid request.\n\n\"name\", \"email\" weren't supplied for {member}.");
        return new Signature(name, email, DateTimeOffset.TryParse(Call.TextOf(json, "date"), out var date) ? date : call.Model.Now);
    }
}
