using System.Collections.Immutable;
using SbiContrib.Core;
using SbiContrib.Core.Words;
using SbiContrib.Gather;
using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Store;

namespace SbiContrib.Act;

/// <summary>Brings effects about, each safe to repeat, and tells what the world looks like afterwards.</summary>
internal sealed class Actor(IStore store, IQueue queue, TimeProvider clock)
{
    /// <summary>The longest that one write may take: with less left of the lease, another holder might write at the same time.</summary>
    private static readonly TimeSpan WriteTime = TimeSpan.FromSeconds(35);

    /// <summary>How many of our last commits are known by their hashes: a review may come when several were made since its page was opened.</summary>
    private const int MostMade = 20;

    /// <summary>Does a round's effects in their order.</summary>
    /// <param name="effects">The effects.</param>
    /// <param name="gathered">What they were decided from.</param>
    /// <param name="lease">The right to act.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The facts after the effects.</returns>
    public async Task<Gathered> Do(ImmutableArray<Effect> effects, Gathered gathered, ILease lease, CancellationToken cancellation)
    {
        var facts = gathered.Facts;
        foreach (var effect in effects)
        {
            NeedLease();
            facts = await Do(effect, new(gathered.GitHub, gathered.Repository, facts, NeedLease), cancellation);
        }
        // What follows is decided later than this was: people may have written before anything was shown to them.
        return gathered with { Facts = facts with { Now = clock.GetUtcNow(), GitHubNow = gathered.GitHub.Now } };

        void NeedLease()
        {
            if (!lease.EnoughLeft(WriteTime))
                throw new NotNowException("the lease is about to end", clock.GetUtcNow());
        }
    }

    /// <summary>Has other contributions looked at.</summary>
    /// <param name="contributions">Which.</param>
    /// <param name="installation">The installation of their site.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task Wake(ImmutableArray<ContributionKey> contributions, long installation, CancellationToken cancellation)
    {
        foreach (var key in contributions)
            await queue.Send(Look.At(key, installation), TimeSpan.Zero, cancellation);
    }

    private async Task<Facts> Do(Effect effect, Turn at, CancellationToken cancellation)
    {
        var (repository, facts) = (at.Repository, at.Facts);
        switch (effect)
        {
            case OpenPull open:
                return await Open(open, at, cancellation);
            case RemakePull remake:
                return await Remake(remake, at, cancellation);
            case ClosePull close:
                await at.GitHub.ClosePull(repository, close.Number, cancellation);
                return facts with { Pull = facts.Pull! with { State = PullState.Closed, Closing = new(facts.Site.Bot, null) } };
            case DeleteBranch delete:
                await Delete(delete, at, cancellation);
                return facts;
            case SetLabels labels:
                return await Label(labels, at, cancellation);
            case Answer answer:
                return await Say(answer, at, cancellation);
            case WriteCheck check:
                var run = await at.GitHub.WriteCheck(repository, check.Known, check.Check, cancellation);
                return facts with { Asked = null, CheckRun = check.Check.Head == facts.Pull!.Head ? new(run, check.Check.Head, check.Check.Remarks.Length, CheckText.Hash(check.Check)) : facts.CheckRun };
            case MergePull merge:
                return await at.GitHub.MergePull(repository, merge.Number, merge.Head, cancellation) is { } refusal
                    ? facts with { Pull = facts.Pull! with { Clean = false, Refusal = refusal } }
                    : facts with { Pull = facts.Pull! with { State = PullState.Merged } };
            case WriteStatus status:
                return await Tell(status, at, cancellation);
            case CloseIssue close:
                await at.GitHub.CloseIssue(repository, close.Number, close.Completed, cancellation);
                return facts with { Issue = facts.Issue! with { State = IssueState.Closed, Closing = new(facts.Site.Bot, null) } };
            case ReopenIssue reopen:
                await at.GitHub.ReopenIssue(repository, reopen.Number, cancellation);
                return facts with { Issue = facts.Issue! with { State = IssueState.Open, Closing = null } };
            case Wake wake:
                await Wake(wake.Contributions, facts.Installation, cancellation);
                return facts with { Waiters = [] };
            case LookAgain again:
                await queue.Send(Look.At(facts.Key, facts.Installation), again.At - facts.Now, cancellation);
                return facts;
            case Save save:
                return await Save(save.Contribution, facts, cancellation);
            default:
                throw new InvalidOperationException($"{effect.GetType().Name} is not for the one who acts");
        }
    }

    private async Task<Facts> Open(OpenPull open, Turn at, CancellationToken cancellation)
    {
        var repository = at.Repository;
        var (commit, facts) = await Commit([open.Onto], open.Change, at, cancellation);
        if (!await at.GitHub.MakeBranch(repository, open.Branch, commit, cancellation))
            facts = await Continue(open, at with { Facts = facts }, cancellation);
        var pull = await at.GitHub.OpenPull(repository, open.Branch, open.Title, open.Body, cancellation) ?? throw await NotOpened(open, at, cancellation);
        // Somebody may have pushed in between.
        return facts with { Pull = pull with { HeadEntries = facts.Saved!.EntriesOf(pull.Head), Mergeable = pull.Mergeable ?? true } };
    }

    // An earlier handling made the branch and came no further: its commit is kept, and the change stands on top as it is now. What a person
    // pushed there since is left as it is: a commit of ours on top would take it back.
    private async Task<Facts> Continue(OpenPull open, Turn at, CancellationToken cancellation)
    {
        var repository = at.Repository;
        var head = await at.GitHub.Head(repository, open.Branch, cancellation) ?? throw await NotMade(open, at, cancellation);
        if (at.Facts.Saved!.EntriesOf(head.Sha) is null && (await at.GitHub.Move(repository, head.Sha, open.Onto, cancellation)).Rewritten)
            return at.Facts;
        var (commit, facts) = await Commit([head.Sha, open.Onto], open.Change, at, cancellation);
        return await at.GitHub.MoveBranch(repository, open.Branch, commit, cancellation) ? facts : throw await Refused(at, repository, open.Branch, head.Sha, cancellation);
    }

    // Which commit it is stands in the store before it stands on a branch: author and message are what anybody may write.
    private async Task<(string Commit, Facts Facts)> Commit(ImmutableArray<string> parents, Change change, Turn at, CancellationToken cancellation)
    {
        var facts = at.Facts;
        var commit = await at.GitHub.MakeCommit(at.Repository, parents, facts.Site.HeadTree, change, facts.Site.Executables, cancellation);
        var saved = facts.Saved!;
        // The one that stands at the head stays known, however often it couldn't be replaced.
        var known = saved.Made.Where((made, place) => place > saved.Made.Length - MostMade || made.Sha == facts.Pull?.Head);
        return (commit, facts with { Saved = await store.Save(saved, saved with { Made = [.. known, new(commit, CommitText.Entries(change.Message)!)] }, cancellation) });
    }

    // What people pushed is theirs to delete, and stays where it was pushed right before the deletion. What was merged is in main.
    private static async Task Delete(DeleteBranch delete, Turn at, CancellationToken cancellation)
    {
        var (repository, facts) = (at.Repository, at.Facts);
        var head = await at.GitHub.Head(repository, delete.Branch, cancellation);
        // Out of sight, it may be there all the same.
        if (head is null && await at.GitHub.Repository(repository.Id, cancellation) is null)
            throw new NotNowException($"{repository.FullName} isn't ours to see any more");
        if (head is { Sha: var tip } && (facts.Saved?.EntriesOf(tip) is not null || (facts.Pull is { State: PullState.Merged, Head: var merged } && merged == tip)))
            await at.GitHub.DeleteBranch(repository, delete.Branch, tip, cancellation);
    }

    // The App may have been taken away or suspended in between; else a rule of the repository forbids it.
    private static async Task<Exception> NotMade(OpenPull open, Turn at, CancellationToken cancellation) =>
        await at.GitHub.Repository(at.Repository.Id, cancellation) is null
            ? new NotNowException($"{at.Repository.FullName} isn't ours to see any more")
            : new InvalidOperationException($"{at.Repository.FullName} lets nobody make the branch {open.Branch}: a rule of the repository may forbid it");

    // Somebody deleted the branch or rewrote main in between: it is looked at anew; with both where they were, a rule of the repository forbids it.
    private static async Task<Exception> NotOpened(OpenPull open, Turn at, CancellationToken cancellation)
    {
        var repository = at.Repository;
        var stand = (await at.GitHub.Head(repository, repository.DefaultBranch, cancellation))?.Sha == open.Onto && await at.GitHub.Head(repository, open.Branch, cancellation) is not null;
        return stand
            ? new InvalidOperationException($"{repository.FullName} takes no pull request of {open.Branch}, and has none of it")
            : new NotNowException($"{open.Branch} or {repository.DefaultBranch} was moved by somebody else");
    }

    // Moved by somebody else, it is looked at anew; standing where it stood, a rule of the repository forbids it.
    private static async Task<Exception> Refused(Turn at, Repository repository, string branch, string expected, CancellationToken cancellation) =>
        (await at.GitHub.Head(repository, branch, cancellation))?.Sha == expected
            ? new InvalidOperationException($"{repository.FullName} lets nobody move the branch {branch}: a rule of the repository may forbid it")
            : new NotNowException($"{branch} was moved by somebody else");

    private async Task<Facts> Remake(RemakePull remake, Turn at, CancellationToken cancellation)
    {
        var repository = at.Repository;
        // "Rebase and merge" leaves out what a commit with two parents holds, so an edit on the same main is an ordinary one.
        var stands = at.Facts.Pull is { Mergeable: not false, Behind: false } && !(await at.GitHub.Move(repository, remake.Onto, remake.From, cancellation)).Rewritten;
        var (commit, facts) = await Commit(stands ? [remake.From] : [remake.From, remake.Onto], remake.Change, at, cancellation);
        // Somebody pushed in between: their commit stays, and everything is looked at anew.
        if (!await at.GitHub.MoveBranch(repository, remake.Branch, commit, cancellation))
            throw await Refused(at, repository, remake.Branch, remake.From, cancellation);
        var text = StatusText.Hash($"{remake.Number}\n{remake.Title}\n{remake.Body}");
        if (facts.Saved!.PullText != text)
            await at.GitHub.EditPull(repository, remake.Number, remake.Title, remake.Body, cancellation);
        return facts with
        {
            Saved = facts.Saved with { PullText = text },
            Pull = facts.Pull! with { Head = commit, HeadEntries = CommitText.Entries(remake.Change.Message), Mergeable = true, Clean = false, Obstacle = null },
        };
    }

    private static async Task<Facts> Label(SetLabels wanted, Turn at, CancellationToken cancellation)
    {
        var (repository, facts) = (at.Repository, at.Facts);
        if (!wanted.Add.IsEmpty)
            await at.GitHub.AddLabels(repository, wanted.Number, wanted.Add, cancellation);
        foreach (var label in wanted.Remove)
            await at.GitHub.RemoveLabel(repository, wanted.Number, label, cancellation);
        return facts.Issue?.Number == wanted.Number
            ? facts with { Issue = facts.Issue with { Labels = [.. facts.Issue.Labels.Union(wanted.Add).Except(wanted.Remove)] } }
            : facts with { Pull = facts.Pull! with { Labels = [.. facts.Pull!.Labels.Union(wanted.Add).Except(wanted.Remove)] } };
    }

    private async Task<Facts> Tell(WriteStatus status, Turn at, CancellationToken cancellation)
    {
        var facts = at.Facts;
        // While it is written nobody knows what the comment says: a crash right behind must not leave it taken for what was saved before.
        if (facts.Saved is { StatusText: not null } saved)
            facts = facts with { Saved = await store.Save(saved, saved with { StatusText = null }, cancellation) };
        return facts with { StatusComment = new(await Write(status, at, cancellation), StatusText.Hash(status.Text)) };
    }

    private static async Task<long> Write(WriteStatus status, Turn at, CancellationToken cancellation)
    {
        var (repository, facts) = (at.Repository, at.Facts);
        if (status.Known is { } known and not StatusCommentFacts.Silenced && await at.GitHub.EditComment(repository, known, status.Text, cancellation))
            return known;
        // One that somebody deleted may have a successor, which an earlier handling wrote and couldn't save.
        return status.Search && await Find(status, at, repository, facts.Site.Bot, cancellation) is { } found && await at.GitHub.EditComment(repository, found, status.Text, cancellation)
            ? found
            : await at.GitHub.WriteComment(repository, status.Issue, status.Text, cancellation);
    }

    // The comments were read in this handling: one of an earlier handling would be among them.
    private static async Task<Facts> Say(Answer answer, Turn at, CancellationToken cancellation)
    {
        var (repository, facts) = (at.Repository, at.Facts);
        var id = await at.GitHub.WriteComment(repository, answer.Number, answer.Text, cancellation);
        return facts with { Comments = facts.Comments.Add(new(id, facts.Site.Bot, answer.Text, false, facts.Now, answer.Number)) };
    }

    // By the hidden tag and by authorship: anybody could copy the tag.
    private static async Task<long?> Find(WriteStatus status, Turn at, Repository repository, string bot, CancellationToken cancellation) =>
        (await at.GitHub.Comments(repository, status.Issue, at.Facts.Issue?.CommentCount ?? 0, cancellation))
            .FirstOrDefault(comment => comment.Author == bot && comment.Body.StartsWith(status.Tag, StringComparison.Ordinal))?.Id;

    private async Task<Facts> Save(Contribution next, Facts facts, CancellationToken cancellation)
    {
        // What was decided doesn't know of the commit that was made since, nor of the text that was written.
        var saved = await store.Save(facts.Saved, next with { Made = facts.Saved?.Made ?? [], PullText = facts.Saved?.PullText }, cancellation);
        // Another attempt has no pull request yet.
        var pull = facts.Saved is { } before && before.Attempt != next.Attempt ? null : facts.Pull;
        // An earlier handling may have written a comment and died before its first save.
        var isNew = facts.New || (facts.Saved is null && facts.Issue is not { CommentCount: > 0 });
        return facts with { Saved = saved, New = isNew, Pull = pull };
    }

    /// <summary>One effect's doing. The lease is looked at before each request, for an effect may need several and the process may stand still between two.</summary>
    private sealed record Turn(IGitHub Unguarded, Repository Repository, Facts Facts, Action NeedLease)
    {
        public IGitHub GitHub
        {
            get
            {
                NeedLease();
                return Unguarded;
            }
        }
    }
}
