using System.Collections.Immutable;
using System.Net;
using Octokit;
using SbiContrib.Core;

namespace SbiContrib.GitHub;

/// <summary>GitHub through Octokit: writing. "Already exists" means "find it".</summary>
internal sealed partial class OctokitGitHub
{
    public async Task<string> MakeCommit(Repository repository, ImmutableArray<string> parents, string tree, Change change, CancellationToken cancellation)
    {
        var wanted = new NewTree { BaseTree = tree };
        foreach (var file in change.Files)
            wanted.Tree.Add(new NewTreeItem { Path = file.Path, Mode = "100644", Type = TreeType.Blob, Content = file.Text });
        var made = await guard.Run(() => client.Git.Tree.Create(repository.Owner, repository.Name, wanted), cancellation);
        var commit = await guard.Run(() => client.Git.Commit.Create(repository.Owner, repository.Name, new NewCommit(change.Message, made.Sha, parents)), cancellation);
        return commit.Sha;
    }

    public Task<bool> MakeBranch(Repository repository, string branch, string commit, CancellationToken cancellation) =>
        guard.Unless(HttpStatusCode.UnprocessableEntity, () => client.Git.Reference.Create(repository.Owner, repository.Name, new NewReference($"refs/heads/{branch}", commit)), cancellation);

    public Task<bool> MoveBranch(Repository repository, string branch, string commit, CancellationToken cancellation) =>
        guard.Unless(HttpStatusCode.UnprocessableEntity, () => client.Git.Reference.Update(repository.Owner, repository.Name, $"heads/{branch}", new ReferenceUpdate(commit, force: false)), cancellation);

    public Task DeleteBranch(Repository repository, string branch, CancellationToken cancellation) =>
        guard.Unless(HttpStatusCode.UnprocessableEntity, async () =>
        {
            await client.Git.Reference.Delete(repository.Owner, repository.Name, $"heads/{branch}");
            return true;
        }, cancellation);

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

    public Task<long> WriteComment(Repository repository, int number, string text, CancellationToken cancellation) =>
        guard.Run(async () => (await client.Issue.Comment.Create(repository.Owner, repository.Name, number, text)).Id, cancellation);

    public async Task<bool> EditComment(Repository repository, long comment, string text, CancellationToken cancellation) =>
        await guard.Find(() => client.Issue.Comment.Update(repository.Owner, repository.Name, comment, text), cancellation) is not null;

    public Task CloseIssue(Repository repository, int number, bool completed, CancellationToken cancellation)
    {
        var reason = completed ? ItemStateReason.Completed : ItemStateReason.NotPlanned;
        return guard.Run(() => client.Issue.Update(repository.Owner, repository.Name, number, new IssueUpdate { State = ItemState.Closed, StateReason = reason }), cancellation);
    }

    public Task ReopenIssue(Repository repository, int number, CancellationToken cancellation) =>
        guard.Run(() => client.Issue.Update(repository.Owner, repository.Name, number, new IssueUpdate { State = ItemState.Open }), cancellation);
}
