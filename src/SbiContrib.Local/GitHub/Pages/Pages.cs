using System.Text;
using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>The pages' text.</summary>
internal static class Pages
{
    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#1f2328;background:#fff}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f8fa;padding:.75rem;border-radius:.4rem}
        article{border:1px solid #d1d9e0;border-radius:.4rem;margin:1rem 0;padding:0 1rem}
        ins{background:#dafbe1;text-decoration:none}del{background:#ffebe9;text-decoration:none}
        a{color:#0550ae}a:focus-visible{outline:3px solid #0550ae}
        """;

    /// <summary>A whole document.</summary>
    public static Html Whole(string title, Html body) => Html.Of(
        $"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><style>{new Html(Style)}</style></head><body>{body}</body></html>""");

    public static Html Front(GitHubModel model) => Whole("GitHub on this machine", Html.Of(
        $"<main><h1>GitHub on this machine</h1><ul>{model.Repositories.Where(r => !r.Private).Select(r => Item(model.Urls.RepoPage(r), r.FullName))}</ul></main>"));

    public static Html Repository(GitHubModel model, Repo repo, string reference)
    {
        var tip = repo.Git.Find(reference) ?? throw GitHubException.NotFound();
        var page = model.Urls.RepoPage(repo);
        var files = tip.Tree.SelectMany(e => Below(e, "")).Select(p => Item($"{page}/blob/{Urls.Escape(reference)}/{Urls.Escape(p)}", p));
        var branches = repo.Git.Branches.Select(b => Item($"{page}/tree/{Urls.Escape(b.FriendlyName)}", b.FriendlyName));
        var commits = repo.Git.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = tip }).Take(30).Select(c => Item($"{page}/commit/{c.Sha}", $"{c.MessageShort} ({c.Author.Name})"));
        return InRepo(model, repo, repo.FullName, Html.Of(
            $"<h2>Files at {reference}</h2><ul>{files}</ul><h2>Branches</h2><ul>{branches}</ul><h2>Latest commits</h2><ul>{commits}</ul><p>git clone {page}.git</p>"));
    }

    public static Html Issues(GitHubModel model, Repo repo, bool pulls)
    {
        var found = repo.Issues.Values.Where(i => i.Pull is not null == pulls).OrderByDescending(i => i.Number)
            .Select(i => Item(model.Urls.Page(i), $"#{i.Number} {i.Title} ({State(i)}, {i.User.Login})"));
        var title = pulls ? "Pull requests" : "Issues";
        return InRepo(model, repo, title, Html.Of($"<h2>{title}</h2><ul>{found}</ul>"));
    }

    public static Html Issue(GitHubModel model, Issue issue)
    {
        var labels = issue.Labels.Count == 0 ? Html.None : Html.Of($"<p>Labels: {string.Join(", ", issue.Labels.Select(l => l.Name))}</p>");
        var said = issue.Comments.Select(c => (c.CreatedAt, Text: Said(c.User, c.CreatedAt, c.Body)))
            .Concat(issue.Pull?.Reviews.Where(r => r.SubmittedAt is not null).Select(r => (CreatedAt: r.SubmittedAt!.Value, Text: Said(r.User, r.SubmittedAt.Value, $"{r.State}\n{r.Body}"))) ?? [])
            .Concat(issue.Events.Select(e => (e.CreatedAt, Text: Noted(e))))
            .OrderBy(s => s.CreatedAt).Select(s => s.Text);
        return InRepo(model, issue.Repo, issue.Title, Html.Of(
            $"<h2>{issue.Title} #{issue.Number}</h2><p>{State(issue)}</p>{labels}{Said(issue.User, issue.CreatedAt, issue.Body ?? "")}{said}{Changes(issue)}"));
    }

    public static Html Commit(GitHubModel model, Repo repo, Commit commit) => InRepo(model, repo, commit.MessageShort, Html.Of(
        $"<h2>{commit.MessageShort}</h2><p>{commit.Sha} by {commit.Author.Name}</p><pre>{commit.Message}</pre>{Diff(repo.Git.Changes(commit.Parents.FirstOrDefault()?.Tree, commit.Tree))}"));

    public static Html File(GitHubModel model, Repo repo, string branch, string path, Blob blob) => InRepo(model, repo, path, Html.Of(
        $"<h2>{path} at {branch}</h2><pre>{(blob.IsBinary ? $"{blob.Size} bytes, not text" : Encoding.UTF8.GetString(blob.Bytes()))}</pre>"));

    private static Html InRepo(GitHubModel model, Repo repo, string title, Html body)
    {
        var page = model.Urls.RepoPage(repo);
        return Whole($"{title} · {repo.FullName}", Html.Of(
            $"""<header><h1><a href="{page}">{repo.FullName}</a></h1><nav aria-label="Repository"><a href="{page}/issues">Issues</a> · <a href="{page}/pulls">Pull requests</a> · <a href="{model.Urls.Web}">All repositories</a></nav></header><main>{body}</main>"""));
    }

    private static Html Item(string address, string text) => Html.Of($"<li><a href=\"{address}\">{text}</a></li>");

    private static Html Said(Account by, DateTimeOffset at, string text) =>
        Html.Of($"<article><p><strong>{by.Login}</strong>, {GitHubJson.Time(at)}</p><pre>{text}</pre></article>");

    private static Html Noted(IssueEvent noted) =>
        Html.Of($"<p>{noted.Actor.Account.Login} {noted.Event} {noted.Label?.Name}{noted.CommitId} · {GitHubJson.Time(noted.CreatedAt)}</p>");

    private static string State(Issue issue) => issue switch
    {
        { Pull.Merged: true } => "merged",
        { Open: true } => "open",
        _ => issue.StateReason is { } reason ? $"closed as {reason}" : "closed",
    };

    private static Html Changes(Issue issue)
    {
        if (issue.Pull is not { } pull)
            return Html.None;
        var git = issue.Repo.Git;
        var files = git.ThreeDots(git.Lookup<Commit>(pull.BaseSha), git.Lookup<Commit>(pull.HeadSha));
        return Html.Of($"<h2>Changes from {pull.HeadRef} into {pull.BaseRef}</h2>{Diff(files)}");
    }

    private static Html Diff(IEnumerable<PatchEntryChanges> files) => Html.Join(files.Select(f =>
        Html.Of($"<h3>{f.Path} (+{f.LinesAdded} −{f.LinesDeleted})</h3><pre>{f.Patch.Split('\n').Select(Line)}</pre>")));

    private static Html Line(string line)
    {
        if (line.StartsWith('+') && !line.StartsWith("+++", StringComparison.Ordinal))
            return Html.Of($"<ins>{line}</ins>\n");
        return line.StartsWith('-') && !line.StartsWith("---", StringComparison.Ordinal) ? Html.Of($"<del>{line}</del>\n") : Html.Of($"{line}\n");
    }

    private static IEnumerable<string> Below(TreeEntry entry, string prefix) => entry.Target is Tree tree
        ? tree.SelectMany(e => Below(e, $"{prefix}{entry.Name}/"))
        : [prefix + entry.Name];
}
