using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>Repositories, branches, commits, comparisons, files. Source: https://docs.github.com/en/rest/repos and https://docs.github.com/en/rest/commits</summary>
internal static class RepositoryRoutes
{
    public static void Map(Router router)
    {
        router.GetRepo("", call => call.Render.FullRepository(call.Repo, call.Actor));
        router.Repo("PATCH", "", Edit);
        router.Repo("DELETE", "", call => Done(() => call.Model.Delete(call.Actor, call.Repo)));
        router.GetRepo("/collaborators/{login}/permission", call => call.Render.Permission(call.Repo, call.Model.Account(call.Path("login"))));
        router.GetRepo("/collaborators/{login}", call => call.Repo.Owner.Login == call.Path("login") || call.Repo.Collaborators.ContainsKey(call.Path("login")) ? Answer.Nothing : throw GitHubException.NotFound());
        router.GetRepo("/branches", call => call.Page(call.Repo.Git.Branches, b => call.Render.ShortBranch(call.Repo, b.FriendlyName, b.Tip.Sha)));
        router.GetRepo("/branches/{**branch}", Branch);
        router.GetRepo("/commits", Commits);
        router.GetRepo("/commits/{**rest}", OfCommit);
        router.GetRepo("/compare/{**basehead}", Compare);
        router.Repo("POST", "/merges", Merge);
        router.GetRepo("/contents/{**path}", Contents.Get);
        router.Repo("PUT", "/contents/{**path}", Contents.Put);
        router.Repo("DELETE", "/contents/{**path}", Contents.Delete);
        router.GetRepo("/readme", Contents.Readme);
    }

    public static Answer Done(Action effect)
    {
        effect();
        return Answer.Nothing;
    }

    private static Answer Edit(Call call)
    {
        var repo = call.Repo;
        if (call.Text("name") is { } name && name != repo.Name)
            call.Model.Rename(call.Actor, repo, name);
        if (call.Has("archived") && call.Flag("archived") != repo.Archived)
            call.Model.Archive(call.Actor, repo, call.Flag("archived"));
        return call.Render.FullRepository(repo, call.Actor);
    }

    private static Answer Branch(Call call) =>
        call.Repo.Git.Branches[call.Path("branch")] is { } branch
            ? call.Render.Branch(call.Repo, branch)
            : throw new GitHubException(404, "Branch not found");

    private static Answer Commits(Call call)
    {
        var from = CommitOf(call, call.Query("sha") ?? call.Repo.DefaultBranch);
        var path = call.Query("path");
        IEnumerable<Commit> commits = path is null
            ? call.Repo.Git.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = from })
            : call.Repo.Git.Commits.QueryBy(Names.CheckPath(path), new CommitFilter { IncludeReachableFrom = from }).Select(e => e.Commit);
        if (DateTimeOffset.TryParse(call.Query("since"), out var since))
            commits = commits.Where(c => c.Committer.When >= since);
        return call.Page(commits, c => call.Render.Commit(call.Repo, c));
    }

    private static Answer OfCommit(Call call)
    {
        var rest = call.Path("rest");
        foreach (var (suffix, handler) in ((string, Func<Call, string, Answer>)[])
            [("/check-runs", ChecksRoutes.RunsOf), ("/check-suites", ChecksRoutes.SuitesOf), ("/status", ChecksRoutes.Combined), ("/statuses", ChecksRoutes.StatusesOf), ("/pulls", PullRoutes.OfCommit)])
        {
            if (rest.EndsWith(suffix, StringComparison.Ordinal))
                return handler(call, CommitOf(call, rest[..^suffix.Length]).Sha);
        }
        return call.Render.Commit(call.Repo, CommitOf(call, rest), files: true);
    }

    /// <summary>Source: https://docs.github.com/en/rest/commits/commits#get-a-commit (422 for a commit that isn't there)</summary>
    public static Commit CommitOf(Call call, string name) =>
        call.Repo.Git.Find(name) ?? throw GitHubException.Refused($"No commit found for SHA: {name}");

    private static Answer Compare(Call call)
    {
        var names = call.Path("basehead");
        var dots = names.IndexOf("...", StringComparison.Ordinal);
        if (dots < 0)
            throw GitHubException.NotFound();
        var root = call.Repo.Git.Find(Own(call, names[..dots])) ?? throw GitHubException.NotFound();
        var head = call.Repo.Git.Find(Own(call, names[(dots + 3)..])) ?? throw GitHubException.NotFound();
        var fork = call.Repo.Git.MergeBase(root, head) ?? throw new GitHubException(404, $"No common ancestor between {names[..dots]} and {names[(dots + 3)..]}.");
        return call.Render.Comparison(call.Repo, names, root, head, fork);
    }

    private static string Own(Call call, string name) =>
        name.StartsWith(call.Repo.Owner.Login + ":", StringComparison.OrdinalIgnoreCase) ? name[(call.Repo.Owner.Login.Length + 1)..] : name;

    private static Answer Merge(Call call) =>
        call.Model.MergeBranches(call.Actor, call.Repo, call.Need("base"), call.Need("head"), call.Text("commit_message")) is { } commit
            ? Answer.Created(call.Render.Commit(call.Repo, commit))
            : Answer.Nothing;
}
