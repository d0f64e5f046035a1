using System.Collections.Immutable;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;
using SbiContrib.GitHub;
using SbiContrib.Queue;
using SbiContrib.Store;

namespace SbiContrib.Gather;

/// <summary>Gathers the facts of a contribution: from GitHub, from the store, and what the sources said in this handling.</summary>
internal sealed class Gatherer(IStore store, IGitHubs gitHubs, SiteReader sites, PublicPages pages, TimeProvider clock)
{
    /// <summary>A comment counts as the reason of a closing that follows within this time.</summary>
    private static readonly TimeSpan AboutTheClosing = TimeSpan.FromMinutes(15);

    /// <summary>An issue that isn't to be seen is taken for gone after so many tries, which take more than an hour.</summary>
    private const int MostUnseen = 14;

    /// <summary>Gathers.</summary>
    /// <param name="key">The contribution.</param>
    /// <param name="look">What asked for it.</param>
    /// <param name="heard">What sources and pages said in this handling.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The facts; null where the repository is gone or not ours to see.</returns>
    public async Task<Gathered?> About(ContributionKey key, Look look, Heard heard, CancellationToken cancellation)
    {
        var saved = await store.Find(key, cancellation);
        var installation = look.Installation;
        var gitHub = gitHubs.For(installation);
        if (await gitHub.Repository(key.Site, cancellation) is not { } repository)
            return null;
        // A page that shows a contribution must know whose it is.
        if (saved is null && await store.Site(key.Site, cancellation) is null)
            await Meet(repository, installation, cancellation);
        // The issue before the lists: a push that closes it is in them then.
        var issue = key.Issue is { } number ? await Issue(gitHub, repository, number, look.Tries, cancellation) : null;
        var site = await sites.Read(gitHub, repository, cancellation);
        var (pull, said) = saved is null ? (null, []) : await Pull(gitHub, repository, site, saved, cancellation);
        var facts = new Facts
        {
            Now = clock.GetUtcNow(),
            GitHubNow = gitHub.Now,
            Key = key,
            Installation = installation,
            Site = site,
            Saved = saved,
            Issue = issue,
            Comments = issue is { State: not IssueState.Gone } && (look.Said || SubmissionReader.NeedsComments(issue, saved, site, clock.GetUtcNow())) ? [.. await gitHub.Comments(repository, issue.Number, issue.CommentCount, cancellation), .. said] : said,
            Dropped = saved is { State: State.Merged, Undo: null } && await IsDropped(key, cancellation),
            Place = saved?.State.IsFinal() != true && site.Settings is not null ? await Place(key, saved, cancellation) : null,
            Waiters = saved is null ? [] : await store.Waiters(key, cancellation),
            Pull = pull,
            Asked = look.Asked(),
        };
        facts = heard.In(facts);
        return new(gitHub, repository, facts with { Claims = await Claims(facts, repository, cancellation), Open = await Open(facts, cancellation) });
    }

    /// <summary>Who still waits for a contribution that is at its end; asked first, for GitHub need not be asked then, unless a lock kept back that it ended.</summary>
    /// <param name="key">The contribution.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The contributions; null where it isn't at its end.</returns>
    public async Task<ImmutableArray<ContributionKey>?> Ended(ContributionKey key, CancellationToken cancellation) =>
        await store.Find(key, cancellation) is { Undo: null or { Done: true } } saved && saved.State.IsFinal() && saved.StatusComment != StatusCommentFacts.Silenced && !(saved is { State: State.Merged, Again: null, Undo: null } && await IsDropped(key, cancellation))
            ? await store.Waiters(key, cancellation)
            : null;

    private async Task<bool> IsDropped(ContributionKey key, CancellationToken cancellation) => (await store.Watch(key, cancellation))?.Dropped == true;

    // Planned before it is saved: a crash in between plans it again.
    private async Task Meet(Repository repository, long installation, CancellationToken cancellation)
    {
        await store.PlanSite(repository.Id, installation, clock.GetUtcNow(), cancellation);
        await store.SaveSite(new(repository.Id, repository.FullName, installation, repository.Url, repository.Private), cancellation);
    }

    private async Task<Place> Place(ContributionKey key, Contribution? saved, CancellationToken cancellation)
    {
        var others = (await store.Open(key.Site, cancellation).ToListAsync(cancellation)).Where(other => other.Waits && other.Key != key).ToArray();
        var since = saved?.History.FirstOrDefault(entry => entry.State == State.Proposed)?.At ?? clock.GetUtcNow();
        return new(others.Count(other => other.Since < since) + 1, others.Length + 1, Median(await store.Waits(key.Site, cancellation)));
    }

    // Of fewer it would say more about one contribution than about the wait.
    private static TimeSpan? Median(ImmutableArray<TimeSpan> waits) => waits.Length < 3 ? null : waits.Order().ElementAt(waits.Length / 2);

    /// <summary>As little as is needed to write to a contribution's issue.</summary>
    /// <param name="saved">The contribution.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null where there is nothing to write to.</returns>
    public async Task<Gathered?> ForWords(Contribution saved, CancellationToken cancellation)
    {
        var gitHub = gitHubs.For(saved.Installation);
        if (saved.Key.Issue is not { } number || await gitHub.Repository(saved.Key.Site, cancellation) is not { Archived: false, HasIssues: true } repository)
            return null;
        var site = new SiteFacts { FullName = repository.FullName, Url = repository.Url, DefaultBranch = repository.DefaultBranch, Head = "", Bot = await gitHub.Bot(cancellation) };
        return new(gitHub, repository, new() { Now = clock.GetUtcNow(), Key = saved.Key, Installation = saved.Installation, Site = site, Saved = saved, Issue = await gitHub.Issue(repository, number, cancellation) });
    }

    /// <summary>The installation through which a site is reached, where the App was installed anew or the repository moved to another owner.</summary>
    /// <param name="site">The site.</param>
    /// <param name="known">The one by which it wasn't found.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Another one; null where none is known.</returns>
    public async Task<long?> Moved(long site, long known, CancellationToken cancellation) =>
        await store.Site(site, cancellation) is { Installation: var now } && now != known ? now : null;

    /// <summary>GitHub refused what a site needs: the operator is told, unless the App was taken off it, which is its owner's to decide.</summary>
    /// <param name="site">The site.</param>
    /// <param name="installation">Through which it was asked.</param>
    /// <param name="refusal">What GitHub said.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task Refused(long site, long installation, SiteRefusedException refusal, CancellationToken cancellation)
    {
        if (!refusal.IsSuspension && (await store.Site(site, cancellation) is not { } known || await gitHubs.Has(installation, known.FullName, cancellation)))
            gitHubs.Tell(site, refusal);
    }

    /// <summary>Whether a site is one of ours by its settings.</summary>
    /// <param name="gitHub">The installation's view.</param>
    /// <param name="repository">The site.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<bool> TakesPart(IGitHub gitHub, Repository repository, CancellationToken cancellation) =>
        await sites.Read(gitHub, repository, cancellation) is { Settings: not null };

    /// <summary>A site that is gone or not ours to see any more isn't asked for at every turn of the timer, but once a day: it may come back.</summary>
    /// <param name="key">The contribution.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task Away(ContributionKey key, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await store.Find(key, cancellation) is { Due: { } due } saved && due <= now)
            _ = await store.Save(saved, saved with { Due = now + TimeSpan.FromDays(1) }, cancellation);
    }

    private static async Task<IssueFacts> Issue(IGitHub gitHub, Repository repository, int number, int tries, CancellationToken cancellation)
    {
        var issue = await gitHub.Issue(repository, number, cancellation);
        if (issue.Unseen && tries < MostUnseen)
            throw new NotNowException($"#{number} isn't to be seen");
        // While the App is suspended or taken away nothing is to be seen: gone is what is gone before our eyes.
        if (issue.State == IssueState.Gone)
            issue = await gitHub.Repository(repository.Id, cancellation) is not null ? await gitHub.Issue(repository, number, cancellation) : throw new NotNowException($"{repository.FullName} went out of sight");
        return issue.Closing is { By: not null } closing ? issue with { Closing = await WithWords(gitHub, repository, (number, issue.CommentCount), closing, cancellation) } : issue;
    }

    // What was said long before the closing is about something else.
    private static async Task<ClosingFacts> WithWords(IGitHub gitHub, Repository repository, (int Number, int Comments) on, ClosingFacts closing, CancellationToken cancellation)
    {
        if (closing.By == await gitHub.Bot(cancellation))
            return closing;
        var comments = await gitHub.Comments(repository, on.Number, on.Comments, cancellation);
        return closing with { Words = comments.LastOrDefault(comment => comment.Author == closing.By && comment.At >= closing.At - AboutTheClosing)?.Body };
    }

    private static async Task<(PullFacts? Pull, ImmutableArray<CommentFacts> Said)> Pull(IGitHub gitHub, Repository repository, SiteFacts site, Contribution saved, CancellationToken cancellation)
    {
        // An attempt that an earlier handling began may have come further than it could save.
        var (known, attempt) = saved.Undo is { } undo ? (undo.Pull, undo.Attempt) : (saved.Pull, saved.Attempt);
        var number = known ?? (attempt > 0 ? await gitHub.FindPull(repository, BranchName.Of(saved.Key, attempt), cancellation) : null) ?? saved.Pull;
        if (number is null)
            return (null, []);
        var pull = await gitHub.Pull(repository, number.Value, cancellation);
        // Ours is what we made, by its hash: author and message are what anybody may write.
        pull = pull with { HeadEntries = saved.EntriesOf(pull.Head) };
        // GitHub finds out in the background whether main must still be brought in, and may say so of a head that holds it.
        if (pull.Behind && !(await gitHub.Move(repository, site.Head, pull.Head, cancellation)).Rewritten)
            pull = pull with { Obstacle = null };
        // Of what ended the branch is gone: it is open again only where somebody made that anew.
        if (saved.State is State.Rejected or State.Withdrawn && pull.State == PullState.Open && await gitHub.Head(repository, BranchName.Of(saved.Key, saved.Attempt), cancellation) is null)
            pull = pull with { State = PullState.Closed };
        var comments = pull.CommentCount > 0 ? await gitHub.Comments(repository, number.Value, pull.CommentCount, cancellation) : [];
        if (pull.State == PullState.Closed)
            return (pull with { Closing = await Closing(gitHub, repository, site.Head, pull, cancellation) }, comments);
        if (pull.State == PullState.Merged || saved.State.IsFinal())
            return (pull, comments);
        var reviews = await gitHub.Reviews(repository, pull.Number, cancellation);
        return (pull with { Approvals = reviews.Approvals, Objections = reviews.Objections }, [.. comments, .. reviews.Said]);
    }

    // Where main was rewritten without shared history, GitHub closes what was open, in the name of who pushed: nobody decided.
    private static async Task<ClosingFacts> Closing(IGitHub gitHub, Repository repository, string main, PullFacts pull, CancellationToken cancellation)
    {
        return pull.Closing is not { By: { } by } closing || by == await gitHub.Bot(cancellation) || !await gitHub.ShareHistory(repository, main, pull.Head, cancellation)
            ? new(null, null)
            : await WithWords(gitHub, repository, (pull.Number, pull.CommentCount), closing, cancellation);
    }

    private async Task<ImmutableArray<ClaimFacts>> Claims(Facts facts, Repository repository, CancellationToken cancellation)
    {
        var links = (Decide.Submission(facts)?.Items ?? []).Select(item => ChangeCheck.Claim(item) ?? Identify.Link(item.Link).Id).OfType<Identifier>();
        var ids = links.Concat(facts.Works.Values.SelectMany(lookup => lookup.Work?.Ids ?? [])).Distinct().OrderBy(id => id.ToString(), StringComparer.Ordinal).ToArray();
        var claims = ImmutableArray.CreateBuilder<ClaimFacts>();
        foreach (var claim in ids.Length == 0 ? [] : await store.Claims(facts.Key.Site, ids, cancellation))
            if (claim.By != facts.Key)
                claims.Add(new(claim.Id, claim.By, await Page(claim.By, repository, cancellation)));
        return claims.ToImmutable();
    }

    // One request, and only where a title is there to be compared, or somebody is waited for.
    private async Task<ImmutableArray<OpenItemFacts>> Open(Facts facts, CancellationToken cancellation)
    {
        if (!facts.Works.Values.Any(lookup => lookup.Work is not null) && facts.Saved is not { WaitsFor.IsEmpty: false })
            return [];
        var proposed = await store.Proposed(facts.Key.Site, cancellation);
        return [.. proposed.Where(claim => claim.By != facts.Key).Select(claim => new OpenItemFacts(claim.Id, claim.Title!, claim.By, Entrance(claim.By, facts.Site.Url)))];
    }

    private string Entrance(ContributionKey key, string site) => key.Issue is { } issue ? $"{site}/issues/{issue}" : pages.Status(key).ToString();

    private async Task<string> Page(ContributionKey key, Repository repository, CancellationToken cancellation) =>
        await store.Find(key, cancellation) is { Pull: { } pull } ? $"{repository.Url}/pull/{pull}"
        : Entrance(key, repository.Url);
}

/// <summary>Facts, and through whom they were gathered.</summary>
/// <param name="GitHub">The installation's view.</param>
/// <param name="Repository">The site's repository.</param>
/// <param name="Facts">The facts.</param>
internal sealed record Gathered(IGitHub GitHub, Repository Repository, Facts Facts);
