using System.Collections.Immutable;
using System.Net;
using SbiContrib.Core;
using SbiContrib.GitHub;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.Kernel;
using Repository = SbiContrib.GitHub.Repository;

namespace SbiContrib.Simulation.World;

/// <summary>Writing. What already is so is found, as the real client does.</summary>
internal sealed partial class GitHubView
{
    public async Task<string> MakeCommit(Repository repository, ImmutableArray<string> parents, string tree, Change change, ImmutableArray<string> executables, CancellationToken cancellation)
    {
        var files = change.Files.Select(file => new NewTreeEntry(file.Path, Content: file.Path == Scene.List ? Slipped(file.Text) : file.Text)).ToArray();
        var made = await Write("make a tree", () => Model.CreateTree(Us, Repo(repository), files, tree).Sha, cancellation);
        return await Write("make a commit", () => Model.CreateCommit(Us, Repo(repository), change.Message, made, parents).Sha, cancellation);
    }

    public Task<bool> MakeBranch(Repository repository, string branch, string commit, CancellationToken cancellation) =>
        Unless422($"make branch {branch}", () => Model.CreateRef(Us, Repo(repository), $"refs/heads/{branch}", commit), cancellation);

    public Task<bool> MoveBranch(Repository repository, string branch, string commit, CancellationToken cancellation) =>
        Unless422($"move branch {branch}", () => Model.UpdateRef(Us, Repo(repository), $"refs/heads/{branch}", commit, force: scene.Off == Safeguard.BranchSwap), cancellation);

    public Task DeleteBranch(Repository repository, string branch, string commit, CancellationToken cancellation) => Unless422($"delete branch {branch}", () =>
    {
        Model.UpdateRefs(Us, Repo(repository), [new($"refs/heads/{branch}", GitHubModel.Zeros, commit, false)]);
        return branch;
    }, cancellation);

    public async Task<PullFacts?> OpenPull(Repository repository, string branch, string title, string body, CancellationToken cancellation)
    {
        PullFacts? opened = null;
        if (await Unless422($"open a pull request of {branch}", () => opened = Ours(Model.CreatePull(Us, Repo(repository), title, branch, repository.DefaultBranch, body)), cancellation))
        {
            if (scene.Slip == Slip.SecondPull && BranchName.Owner(branch, repository.Id) is { } key)
                _ = await Write("open another", () => Another(repository, BranchName.Of(key, 90), branch, title), cancellation);
            return opened!;
        }
        return await FindPull(repository, branch, cancellation) is { } number ? await Pull(repository, number, cancellation) : null;
    }

    public Task EditPull(Repository repository, int number, string title, string body, CancellationToken cancellation) =>
        Write($"edit pull #{number}", () => Edited(repository, number, new(title, body)), cancellation);

    public Task ClosePull(Repository repository, int number, CancellationToken cancellation) =>
        scene.Slip == Slip.PullStays ? Task.CompletedTask : Write($"{(scene.Slip == Slip.BranchGoes ? "delete branch, " : "")}close pull #{number}", () => Closed(repository, number), cancellation);

    public Task AddLabels(Repository repository, int number, ImmutableArray<string> labels, CancellationToken cancellation) =>
        Write($"label #{number} {string.Join(", ", labels)}", () =>
        {
            Model.AddLabels(Us, Model.Issue(Repo(repository), number), labels);
            return number;
        }, cancellation);

    public Task RemoveLabel(Repository repository, int number, string label, CancellationToken cancellation) => Find($"unlabel #{number} {label}", () =>
    {
        Model.RemoveLabel(Us, Model.Issue(Repo(repository), number), label);
        return label;
    }, cancellation);

    public async Task<long> WriteComment(Repository repository, int number, string text, CancellationToken cancellation)
    {
        try
        {
            return await Write($"comment on #{number}: {text.Split('\n')[1]}", () => Said(repository, number, text), cancellation);
        }
        catch (SiteRefusedException locked) when (locked.IsLock)
        {
            return StatusCommentFacts.Silenced;
        }
    }

    public async Task<bool> EditComment(Repository repository, long comment, string text, CancellationToken cancellation)
    {
        if (scene.Slip == Slip.StatusKept)
            return true;
        try
        {
            return await Write($"edit the comment: {text.Split('\n')[1]}", () =>
            {
                Model.EditComment(Us, Model.Comment(Repo(repository), comment), text);
                return true;
            }, cancellation);
        }
        catch (Octokit.ApiException missing) when (missing.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return false;
        }
    }

    public Task<long> WriteCheck(Repository repository, long? known, Core.CheckRun check, CancellationToken cancellation) =>
        Write($"check {check.Head[..7]}: {check.Conclusion ?? "pending"}", () =>
        {
            var run = known is { } id ? Model.CheckRun(Repo(repository), id) : Model.CreateCheckRun(Us, Repo(repository), Core.Words.CheckText.Name, check.Head);
            Model.UpdateCheckRun(Us, run, check.Conclusion is null ? "in_progress" : "completed", check.Conclusion);
            return run.Id;
        }, cancellation);

    public async Task<string?> MergePull(Repository repository, int number, string head, CancellationToken cancellation)
    {
        try
        {
            _ = await Write($"merge #{number}", () => Model.Merge(Us, Model.Pull(Repo(repository), number), head), cancellation);
            return null;
        }
        catch (Octokit.ApiException refused) when (refused.StatusCode == HttpStatusCode.MethodNotAllowed)
        {
            return refused.Message;
        }
        catch (Octokit.ApiException moved) when (moved.StatusCode == HttpStatusCode.Conflict)
        {
            throw new NotNowException($"#{number} was moved by somebody else", null, moved);
        }
    }

    public Task CloseIssue(Repository repository, int number, bool completed, CancellationToken cancellation) => Write($"close #{number}", () =>
    {
        Model.SetState(Us, Model.Issue(Repo(repository), number), "closed", completed ? "completed" : "not_planned");
        return number;
    }, cancellation);

    public Task ReopenIssue(Repository repository, int number, CancellationToken cancellation) => Write($"reopen #{number}", () =>
    {
        Model.SetState(Us, Model.Issue(Repo(repository), number), "open");
        return number;
    }, cancellation);

    private int Closed(Repository repository, int number)
    {
        var pull = Model.Pull(Repo(repository), number);
        Model.EditPull(Us, pull, new(State: "closed"));
        if (scene.Slip == Slip.BranchGoes && Repo(repository).Tip(pull.HeadRef) is not null)
            Model.DeleteRef(Us, Repo(repository), $"refs/heads/{pull.HeadRef}");
        return number;
    }

    private long Said(Repository repository, int number, string text)
    {
        var issue = Model.Issue(Repo(repository), number);
        if (scene.Slip == (text.StartsWith("<!-- sbi-contrib status", StringComparison.Ordinal) ? Slip.StatusTwice : Slip.AnswerTwice))
            _ = Model.Comment(Us, issue, text);
        return Model.Comment(Us, issue, text).Id;
    }

    private int Another(Repository repository, string branch, string of, string title)
    {
        _ = Model.CreateRef(Us, Repo(repository), $"refs/heads/{branch}", Repo(repository).Tip(of)!.Sha);
        return Model.CreatePull(Us, Repo(repository), title, branch, repository.DefaultBranch, "").Issue.Number;
    }

    private string Slipped(string list)
    {
        var main = scene.Main().Split('\n');
        return scene.Slip switch
        {
            Slip.OthersTakenOut => string.Join('\n', list.Split('\n').Where(line => !(main.Contains(line) && Works.In(line).Any()))),
            Slip.EntryTwice => string.Join('\n', list.Split('\n').SelectMany(line => !main.Contains(line) && Works.In(line).Any() ? (string[])[line, line] : [line])),
            _ => list,
        };
    }

    private int Edited(Repository repository, int number, PullUpdate update)
    {
        Model.EditPull(Us, Model.Pull(Repo(repository), number), update);
        return number;
    }

    private async Task<bool> Unless422<T>(string what, Func<T> effect, CancellationToken cancellation)
    {
        try
        {
            _ = await Write(what, effect, cancellation);
            return true;
        }
        catch (Octokit.ApiException refused) when (refused.StatusCode == HttpStatusCode.UnprocessableEntity)
        {
            return false;
        }
    }

    private Task<T> Write<T>(string what, Func<T> effect, CancellationToken cancellation) => Send(what, effect, true, cancellation);
}
