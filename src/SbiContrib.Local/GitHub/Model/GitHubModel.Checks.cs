namespace SbiContrib.Local.GitHub;

/// <summary>Check runs and commit statuses. Source: https://docs.github.com/en/rest/checks and https://docs.github.com/en/rest/commits/statuses</summary>
internal sealed partial class GitHubModel
{
    private static readonly string[] Passing = ["success", "neutral", "skipped"];
    private readonly Dictionary<(long Repo, string Sha), long> _suites = [];

    public CheckRun CreateCheckRun(Actor actor, Repo repo, string name, string sha)
    {
        using var hold = Hold();
        NeedCheckWriter(actor, repo);
        if (!Names.IsSha(sha) || repo.Git.Lookup(sha) is null)
            throw GitHubException.Refused($"No commit found for SHA: {sha}");
        var run = new CheckRun { Id = NextId(), Repo = repo, Name = name, HeadSha = sha, StartedAt = Now };
        repo.CheckRuns.Add(run.Id, run);
        if (!repo.CheckRunsByCommit.TryGetValue(sha, out var there))
            repo.CheckRunsByCommit[sha] = there = [];
        there.Add(run);
        return run;
    }

    public CheckRun CheckRun(Repo repo, long id)
    {
        using var hold = Hold();
        return repo.CheckRuns.GetValueOrDefault(id) ?? throw GitHubException.NotFound();
    }

    /// <summary>
    /// Changes a run; a conclusion completes it, and the last one completes its suite. What is completed never goes back: asked for
    /// another status it stays as it is, and only another conclusion changes it. Source: https://github.com/Mergifyio/mergify/pull/444
    /// and https://github.com/tektoncd/pipelines-as-code/issues/998
    /// </summary>
    public void UpdateCheckRun(Actor actor, CheckRun run, string? status, string? conclusion)
    {
        using var hold = Hold();
        NeedCheckWriter(actor, run.Repo);
        if (run.Conclusion is not null && conclusion is null)
            return;
        run.Status = conclusion is null ? status ?? run.Status : "completed";
        run.Conclusion = conclusion;
        if (run.Status != "completed")
            return;
        if (run.Conclusion is null)
            throw GitHubException.Refused("Invalid request.\n\nconclusion is required when status is completed.");
        run.CompletedAt ??= Now;
        if (RunsOf(run.Repo, run.HeadSha).All(r => r.Status == "completed"))
            SendCheckSuite(run.Repo, actor, run.HeadSha, BranchesAt(run.Repo, run.HeadSha).FirstOrDefault(), null, "completed");
    }

    /// <summary>
    /// Somebody wants a check anew: its suite waits, the run itself stays as it is, and its App is told.
    /// Source: https://docs.github.com/en/rest/checks/runs#rerequest-a-check-run
    /// </summary>
    public void Rerequest(Actor actor, CheckRun run)
    {
        using var hold = Hold();
        NeedRead(actor, run.Repo);
        Send(run.Repo, actor, "check_run", "rerequested", null, payload =>
        {
            var told = Render.CheckRun(run);
            told["check_suite"] = Render.CheckSuite(run.Repo, (LibGit2Sharp.Commit)run.Repo.Git.Lookup(run.HeadSha), BranchesAt(run.Repo, run.HeadSha).FirstOrDefault(), null);
            payload["check_run"] = told;
        }, appOnly: true);
    }

    /// <summary>The latest run of each name at a commit.</summary>
    public IReadOnlyList<CheckRun> RunsOf(Repo repo, string sha)
    {
        using var hold = Hold();
        return [.. (repo.CheckRunsByCommit.GetValueOrDefault(sha) ?? []).GroupBy(r => r.Name).Select(g => g.MaxBy(r => r.Id)!)];
    }

    public CommitStatus CreateStatus(Actor actor, Repo repo, string sha, string state, string? context = null, string? description = null, string? targetUrl = null)
    {
        using var hold = Hold();
        NeedWrite(actor, repo, "statuses", "write");
        if (state is not ("error" or "failure" or "pending" or "success"))
            throw GitHubException.Invalid("Status", "state", "custom", "state is not included in the list");
        if (!Names.IsSha(sha) || repo.Git.Lookup(sha) is null)
            throw GitHubException.Refused($"No commit found for SHA: {sha}");
        var status = new CommitStatus(NextId(), repo, sha, state, context ?? "default", description, targetUrl, actor.Account, Now);
        repo.Statuses.Add(status);
        SendStatus(status, actor);
        return status;
    }

    /// <summary>The latest status of each context at a commit.</summary>
    public IReadOnlyList<CommitStatus> StatusesOf(Repo repo, string sha)
    {
        using var hold = Hold();
        return [.. repo.Statuses.Where(s => s.Sha == sha).GroupBy(s => s.Context).Select(g => g.MaxBy(s => s.Id)!)];
    }

    /// <summary>One word for all statuses at a commit: failure, pending (also where there is none) or success.</summary>
    public string CombinedStatus(Repo repo, string sha)
    {
        var states = StatusesOf(repo, sha).Select(s => s.State).ToList();
        if (states.Exists(s => s is "error" or "failure"))
            return "failure";
        return states.Count == 0 || states.Contains("pending") ? "pending" : "success";
    }

    /// <summary>One word for statuses and checks together: failure, pending, or success (also where there is none).</summary>
    private string Combined(Repo repo, string sha)
    {
        var (runs, statuses) = (RunsOf(repo, sha), StatusesOf(repo, sha));
        if (runs.Any(r => r.Conclusion is not null && !Passing.Contains(r.Conclusion)) || statuses.Any(s => s.State is "error" or "failure"))
            return "failure";
        return runs.Any(r => r.Status != "completed") || statuses.Any(s => s.State == "pending") ? "pending" : "success";
    }

    private List<string> MissingChecks(Pull pull)
    {
        var repo = pull.Issue.Repo;
        if (pull.BaseRef != repo.DefaultBranch)
            return [];
        return [.. repo.RequiredChecks.Where(name =>
            !RunsOf(repo, pull.HeadSha).Any(r => r.Name == name && Passing.Contains(r.Conclusion))
            && !StatusesOf(repo, pull.HeadSha).Any(s => s.Context == name && s.State == "success"))];
    }

    internal long SuiteOf(Repo repo, string sha)
    {
        if (!_suites.TryGetValue((repo.Id, sha), out var id))
            _suites[(repo.Id, sha)] = id = NextId();
        return id;
    }

    internal static IEnumerable<string> BranchesAt(Repo repo, string sha) =>
        repo.Git.Branches.Where(b => b.Tip?.Sha == sha).Select(b => b.FriendlyName);

    private void NeedCheckWriter(Actor actor, Repo repo)
    {
        NeedWrite(actor, repo, "checks", "write");
        // "Only GitHub Apps can create check runs." Source: https://docs.github.com/en/rest/checks/runs#create-a-check-run
        if (actor.Installation is null)
            throw GitHubException.Forbidden("You must authenticate via a GitHub App.");
    }
}
