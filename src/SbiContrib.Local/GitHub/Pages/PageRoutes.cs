using System.Text;
using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>Plain pages of what happened, for a person to look at: no script, nothing to change.</summary>
internal static class PageRoutes
{
    public static void Map(IEndpointRouteBuilder app, GitHubModel model)
    {
        app.MapGet("/", http => Show(http, model, () => Pages.Front(model)));
        Repo(app, model, "", (_, repo) => Pages.Repository(model, repo, repo.DefaultBranch));
        Repo(app, model, "/tree/{**branch}", (http, repo) => Pages.Repository(model, repo, Value(http, "branch")));
        Repo(app, model, "/issues", (_, repo) => Pages.Issues(model, repo, pulls: false));
        Repo(app, model, "/pulls", (_, repo) => Pages.Issues(model, repo, pulls: true));
        Repo(app, model, "/issues/{number:int}", (http, repo) => Pages.Issue(model, model.Issue(repo, int.Parse(Value(http, "number")))));
        Repo(app, model, "/pull/{number:int}", (http, repo) => Pages.Issue(model, model.Pull(repo, int.Parse(Value(http, "number"))).Issue));
        Repo(app, model, "/commit/{sha}", (http, repo) => Pages.Commit(model, repo, repo.Git.Find(Value(http, "sha")) ?? throw GitHubException.NotFound()));
        Repo(app, model, "/blob/{**path}", (http, repo) =>
        {
            var (branch, path, blob) = File(repo, Value(http, "path"));
            return Pages.File(model, repo, branch, path, blob);
        });
        app.MapGet("/{owner}/{name}/raw/{**path}", http => Raw(http, model));
    }

    private static string Value(HttpContext http, string name) => http.Request.RouteValues[name] as string ?? throw GitHubException.NotFound();

    private static void Repo(IEndpointRouteBuilder app, GitHubModel model, string path, Func<HttpContext, Repo, Html> page) =>
        app.MapGet("/{owner}/{name}" + path, http => Show(http, model, () => page(http, Find(http, model))));

    private static Repo Find(HttpContext http, GitHubModel model)
    {
        var repo = model.Anytime(Value(http, "owner"), Value(http, "name"));
        model.NeedRead(Actor.Nobody, repo);
        return repo;
    }

    private static Task Show(HttpContext http, GitHubModel model, Func<Html> page)
    {
        var (status, html) = Rendered(model, page);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return http.Response.WriteAsync(html.Text);
    }

    private static (int, Html) Rendered(GitHubModel model, Func<Html> page)
    {
        using var hold = model.Hold();
        try
        {
            return (200, page());
        }
        catch (GitHubException refusal)
        {
            return (refusal.Status is 301 ? 404 : refusal.Status, Pages.Whole("Not here", Html.Of($"<h1>{refusal.Message}</h1><p><a href=\"{model.Urls.Web}\">All repositories</a></p>")));
        }
    }

    private static Task Raw(HttpContext http, GitHubModel model)
    {
        var bytes = Read(http, model);
        http.Response.StatusCode = bytes is null ? 404 : 200;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return http.Response.Body.WriteAsync(bytes ?? Encoding.UTF8.GetBytes("404: Not Found")).AsTask();
    }

    private static byte[]? Read(HttpContext http, GitHubModel model)
    {
        using var hold = model.Hold();
        try
        {
            return File(Find(http, model), Value(http, "path")).Blob.Bytes();
        }
        catch (GitHubException)
        {
            return null;
        }
    }

    /// <summary>Both branches and paths have slashes: the first beginning that is a branch or commit and holds the rest is meant.</summary>
    private static (string Branch, string Path, Blob Blob) File(Repo repo, string text)
    {
        for (var slash = text.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = text.IndexOf('/', slash + 1))
        {
            var (branch, path) = (text[..slash], text[(slash + 1)..]);
            if (path.Length > 0 && repo.Git.Find(branch)?[Names.CheckPath(path)]?.Target is Blob blob)
                return (branch, path, blob);
        }
        throw GitHubException.NotFound();
    }
}
