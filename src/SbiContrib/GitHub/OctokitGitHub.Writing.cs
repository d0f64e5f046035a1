using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Octokit;
using SbiContrib.Core;

namespace SbiContrib.GitHub;

/// <summary>GitHub through Octokit: writing. "Already exists" means "find it".</summary>
internal sealed partial class OctokitGitHub
{
    public async Task<string> MakeCommit(Repository repository, ImmutableArray<string> parents, string tree, Change change, ImmutableArray<string> executables, CancellationToken cancellation)
    {
        var made = await guard.Run(() => MakeTree(repository, tree, change, executables), cancellation);
        var commit = await guard.Run(() => client.Git.Commit.Create(repository.Owner, repository.Name, new NewCommit(change.Message, made.Sha, parents)), cancellation);
        return commit.Sha;
    }

    /// <remarks>
    /// https://docs.github.com/en/rest/git/trees#create-a-tree: a file goes where its sha is null. Octokit's own request leaves nulls out
    /// (https://github.com/octokit/octokit.net/issues/2836), so the body is written here.
    /// </remarks>
    private async Task<TreeResponse> MakeTree(Repository repository, string tree, Change change, ImmutableArray<string> executables)
    {
        var items = new JsonArray();
        foreach (var file in change.Files)
            items.Add(new JsonObject { ["path"] = file.Path, ["mode"] = executables.Contains(file.Path) ? TreeFile.Executable : TreeFile.Plain, ["type"] = "blob", ["content"] = file.Text });
        foreach (var path in change.Deleted)
            items.Add(new JsonObject { ["path"] = path, ["mode"] = TreeFile.Plain, ["type"] = "blob", ["sha"] = null });
        var body = new JsonObject { ["base_tree"] = tree, ["tree"] = items }.ToJsonString();
        var made = await client.Connection.Post<TreeResponse>(new Uri($"repos/{repository.Owner}/{repository.Name}/git/trees", UriKind.Relative), body, "application/vnd.github+json", "application/json");
        return made.Body;
    }

    public Task<bool> MakeBranch(Repository repository, string branch, string commit, CancellationToken cancellation) =>
        guard.Unless(HttpStatusCode.UnprocessableEntity, () => client.Git.Reference.Create(repository.Owner, repository.Name, new NewReference($"refs/heads/{branch}", commit)), cancellation);

    public Task<bool> MoveBranch(Repository repository, string branch, string commit, CancellationToken cancellation) =>
        guard.Unless(HttpStatusCode.UnprocessableEntity, () => client.Git.Reference.Update(repository.Owner, repository.Name, $"heads/{branch}", new ReferenceUpdate(commit, force: false)), cancellation);

    public async Task<PullFacts?> OpenPull(Repository repository, string branch, string title, string body, CancellationToken cancellation)
    {
        var pull = new NewPullRequest(title, branch, repository.DefaultBranch) { Body = body, MaintainerCanModify = null };
        PullRequest? opened = null;
        var isNew = await guard.Unless(HttpStatusCode.UnprocessableEntity, async () => opened = await client.PullRequest.Create(repository.Owner, repository.Name, pull), cancellation);
        if (isNew)
            return Ours(opened!);
        return await FindPull(repository, branch, cancellation) is { } number ? await Pull(repository, number, cancellation) : null;
    }

    public Task EditPull(Repository repository, int number, string title, string body, CancellationToken cancellation) =>
        guard.Run(() => client.PullRequest.Update(repository.Owner, repository.Name, number, new PullRequestUpdate { Title = title, Body = body }), cancellation);

    public Task ClosePull(Repository repository, int number, CancellationToken cancellation) =>
        guard.Run(() => client.PullRequest.Update(repository.Owner, repository.Name, number, new PullRequestUpdate { State = ItemState.Closed }), cancellation);

    public Task AddLabels(Repository repository, int number, ImmutableArray<string> labels, CancellationToken cancellation) =>
        guard.Run(() => client.Issue.Labels.AddToIssue(repository.Owner, repository.Name, number, [.. labels]), cancellation);

    public Task RemoveLabel(Repository repository, int number, string label, CancellationToken cancellation) =>
        guard.Find(() => client.Issue.Labels.RemoveFromIssue(repository.Owner, repository.Name, number, label), cancellation);

    public async Task<long> WriteComment(Repository repository, int number, string text, CancellationToken cancellation)
    {
        try
        {
            return await guard.Run(async () => (await client.Issue.Comment.Create(repository.Owner, repository.Name, number, text)).Id, cancellation);
        }
        catch (SiteRefusedException locked) when (locked.IsLock)
        {
            return StatusCommentFacts.Silenced;
        }
    }

    public async Task<bool> EditComment(Repository repository, long comment, string text, CancellationToken cancellation)
    {
        try
        {
            return await guard.Find(() => client.Issue.Comment.Update(repository.Owner, repository.Name, comment, text), cancellation) is not null;
        }
        catch (SiteRefusedException locked) when (locked.IsLock)
        {
            return false;
        }
    }

    public Task CloseIssue(Repository repository, int number, bool completed, CancellationToken cancellation) =>
        Change(repository, number, new() { ["state"] = "closed", ["state_reason"] = completed ? "completed" : "not_planned" }, cancellation);

    public Task ReopenIssue(Repository repository, int number, CancellationToken cancellation) =>
        Change(repository, number, new() { ["state"] = "open" }, cancellation);

    // Octokit's own request would take the issue's milestone off: it always names one, and where none was given, none.
    private async Task Change(Repository repository, int number, JsonObject change, CancellationToken cancellation)
    {
        var address = new Uri(FormattableString.Invariant($"repos/{repository.Owner}/{repository.Name}/issues/{number}"), UriKind.Relative);
        _ = await guard.Run(() => client.Connection.Patch<Issue>(address, change.ToJsonString(), "application/vnd.github+json"), cancellation);
    }
}
