using System.Text;
using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// Lets a stock git clone and fetch: the plain files of the bare repository, read only.
/// Source: https://git-scm.com/docs/gitprotocol-http#_url_format ("dumb" servers)
/// </summary>
internal static class DumbGit
{
    public static void Map(IEndpointRouteBuilder app, GitHubModel model)
    {
        app.MapGet("/{owner}/{name}.git/info/refs", (HttpContext http, string owner, string name) => Serve(http, model, owner, name, repo => Lines(Refs(repo))));
        app.MapGet("/{owner}/{name}.git/HEAD", (HttpContext http, string owner, string name) => Serve(http, model, owner, name, repo => Lines($"ref: refs/heads/{repo.DefaultBranch}\n")));
        app.MapGet("/{owner}/{name}.git/objects/info/packs", (HttpContext http, string owner, string name) => Serve(http, model, owner, name, _ => Lines("\n")));
        app.MapGet("/{owner}/{name}.git/objects/{two:length(2)}/{rest:length(38)}", (HttpContext http, string owner, string name, string two, string rest) =>
            Serve(http, model, owner, name, repo => Loose(repo, two, rest)));
    }

    private static IResult Serve(HttpContext http, GitHubModel model, string owner, string name, Func<Repo, IResult> file)
    {
        using var hold = model.Hold();
        try
        {
            var repo = model.Anytime(owner, name);
            model.NeedRead(Caller.From(model, http.Request.Headers.Authorization.ToString()).Actor, repo);
            http.Response.Headers.CacheControl = "no-cache";
            return file(repo);
        }
        catch (GitHubException refusal)
        {
            return Results.Text(refusal.Message, statusCode: refusal.Status);
        }
    }

    private static IResult Lines(string text) => Results.Text(text, "text/plain", Encoding.UTF8);

    private static string Refs(Repo repo)
    {
        var lines = new StringBuilder();
        foreach (var reference in repo.Git.Refs.Where(r => r is DirectReference).OrderBy(r => r.CanonicalName, StringComparer.Ordinal))
        {
            lines.Append(reference.TargetIdentifier).Append('\t').Append(reference.CanonicalName).Append('\n');
            if (((DirectReference)reference).Target is TagAnnotation tag)
                lines.Append(tag.Target.Sha).Append('\t').Append(reference.CanonicalName).Append("^{}\n");
        }
        return lines.ToString();
    }

    private static IResult Loose(Repo repo, string two, string rest)
    {
        var file = Path.Combine(repo.Folder, "objects", two, rest);
        return Names.IsSha(two + rest) && File.Exists(file)
            ? Results.Bytes(File.ReadAllBytes(file), "application/x-git-loose-object")
            : throw GitHubException.NotFound();
    }
}
