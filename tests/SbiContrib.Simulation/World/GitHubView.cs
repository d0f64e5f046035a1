using System.Collections.Immutable;
using System.Net;
using SbiContrib.Core;
using SbiContrib.Core.Upkeep;
using SbiContrib.GitHub;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.Kernel;
using Repository = SbiContrib.GitHub.Repository;

namespace SbiContrib.Simulation.World;

/// <summary>GitHub as one process reaches it: the model in this process, by the same requests as over the wire, each of which may fail.</summary>
internal sealed partial class GitHubView(Process process, Scene scene, long installation) : IGitHub
{
    private const string GitHub = "GitHub", Suspended = "This installation has been suspended";
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(30);

    private GitHubModel Model => scene.Model;

    private Local.GitHub.Actor Us => Model.Installation(installation) is { SuspendedAt: null } known ? Model.As(known) : throw GitHubException.Forbidden(Suspended);

    private string BotName => Model.Bot.Login;

    /// <summary>The tries at deliveries that failed.</summary>
    public Task<ImmutableArray<FailedDelivery>> FailedDeliveries(CancellationToken cancellation) => Ask("list failed deliveries", scene.Post.Failed, cancellation);

    /// <summary>Has one tried again.</summary>
    public Task Redeliver(long delivery, CancellationToken cancellation) => Ask("redeliver", () =>
    {
        scene.Post.Redeliver(delivery);
        return delivery;
    }, cancellation);

    public DateTimeOffset? Now => scene.Clock.Now;

    public Task<string> Bot(CancellationToken cancellation) => Task.FromResult(BotName);

    public Task<Repository?> Repository(long id, CancellationToken cancellation) => Find("get repository", () =>
    {
        var repo = Visible(Model.Repository(id));
        return new Repository(repo.Id, repo.Owner.Login, repo.Name, $"https://github.example/{repo.FullName}", repo.DefaultBranch, repo.Archived, true, repo.Private);
    }, cancellation);

    /// <summary>Whether the installation has a repository; the App itself is asked.</summary>
    public async Task<bool> Has(string fullName, CancellationToken cancellation) =>
        fullName.Split('/') is [var owner, var name]
        && await Find("get the repository's installation", () => Model.InstallationOf(Model.Anytime(owner, name)), cancellation) is { } known && known.Id == installation;

    public Task<Commit?> Head(Repository repository, string branch, CancellationToken cancellation) =>
        Find($"get branch {branch}", () => Repo(repository).Tip(branch) is { } tip ? Ours(tip) : throw GitHubException.NotFound(), cancellation);

    public Task<ImmutableArray<TreeFile>> Files(Repository repository, string tree, CancellationToken cancellation) =>
        Ask("get tree", () => Listed(Repo(repository).Git.TreeOf(tree), "").ToImmutableArray(), cancellation);

    public Task<IReadOnlyDictionary<string, byte[]>> Blobs(Repository repository, IReadOnlyCollection<TreeFile> files, CancellationToken cancellation) =>
        Ask<IReadOnlyDictionary<string, byte[]>>($"get {string.Join(", ", files.Select(file => file.Path))}", () => files.DistinctBy(file => file.Sha).ToDictionary(file => file.Sha, file => scene.Slip == Slip.BarredUnread && file.Path == Scene.Blacklist ? [] : Repo(repository).Git.BlobOf(file.Sha).Bytes(), StringComparer.Ordinal), cancellation);

    public async Task<IssueFacts> Issue(Repository repository, int number, CancellationToken cancellation) =>
        await Find($"get #{number}", () => Ours(Model.Issue(Repo(repository), number)), cancellation)
        ?? new() { Number = number, Author = new("", 0), State = IssueState.Gone };

    public Task<ImmutableArray<int>> OpenIssues(Repository repository, string label, CancellationToken cancellation) => Ask("list issues", () =>
        scene.Slip == Slip.DeafToIssues ? [] : Repo(repository).Issues.Values.Where(issue => issue is { Open: true, Pull: null } && issue.Labels.Exists(one => one.Name == label)).Reverse().Take(1_000).Select(issue => issue.Number).ToImmutableArray(), cancellation);

    public Task<ImmutableArray<CommentFacts>> Comments(Repository repository, int number, int count, CancellationToken cancellation) =>
        Ask($"get comments of #{number}", () => Model.Issue(Repo(repository), number).Comments.Where(comment => scene.Slip != Slip.DeafToCommands || !comment.Body.StartsWith('/')).Select(Ours).ToImmutableArray(), cancellation);

    public async Task<PullFacts> Pull(Repository repository, int number, CancellationToken cancellation)
    {
        var pull = await Ask($"get pull #{number}", () => Ours(Model.Pull(Repo(repository), number)), cancellation);
        return pull.State != PullState.Closed ? pull : pull with { Closing = (await Issue(repository, number, cancellation)).Closing };
    }

    public Task<string?> PullBranch(Repository repository, int number, CancellationToken cancellation) =>
        Find($"get pull #{number}", () => Model.Pull(Repo(repository), number).HeadRef, cancellation);

    public Task<ImmutableArray<OpenPullFacts>> OpenPulls(Repository repository, CancellationToken cancellation) => Ask("list pulls", () =>
        Repo(repository).Issues.Values.Select(issue => issue.Pull).OfType<Local.GitHub.Pull>().Where(pull => pull.Issue.Open).OrderBy(pull => pull.Issue.Number)
            .Select(pull => BranchName.Owner(pull.HeadRef, repository.Id) is { } key ? new OpenPullFacts(pull.Issue.Number, key, Model.Mergeable(pull)) : null)
            .OfType<OpenPullFacts>().ToImmutableArray(), cancellation);

    public Task<MoveFacts> Move(Repository repository, string from, string to, CancellationToken cancellation) => Ask("compare", () =>
    {
        var git = Repo(repository).Git;
        var (old, now) = (git.CommitOf(from)!, git.CommitOf(to)!);
        return git.IsAncestor(old, now) ? new MoveFacts(false, [.. git.Between(old, now).Select(commit => commit.Author.Name).Distinct()]) : new MoveFacts(true, []);
    }, cancellation);

    public async Task<int?> FindPull(Repository repository, string branch, CancellationToken cancellation) =>
        (await Ask($"find pull of {branch}", () => new { Number = Pulls(repository, branch).Max(pull => (int?)pull.Issue.Number) }, cancellation)).Number;

    public async Task<bool> ShareHistory(Repository repository, string one, string other, CancellationToken cancellation) =>
        await Find("compare", () => Related(Repo(repository), one, other) ? "" : throw GitHubException.NotFound(), cancellation) is not null;

    public async Task<Reviews> Reviews(Repository repository, int pull, CancellationToken cancellation)
    {
        var reviews = await Ask($"get reviews of #{pull}", () => Model.Pull(Repo(repository), pull).Reviews.ToArray(), cancellation);
        var last = reviews.Where(review => review.State is "APPROVED" or "CHANGES_REQUESTED" or "DISMISSED").GroupBy(review => review.User.Login).Select(by => by.MaxBy(review => review.Id)!);
        var counted = new List<Review>();
        foreach (var review in last.Where(review => review.State != "DISMISSED"))
            if (await Maintains(repository, review.User.Login, cancellation))
                counted.Add(review);
        var approvals = counted.Where(review => review.State == "APPROVED").Select(review => new ReviewFacts(review.User.Login, scene.Slip == Slip.ReviewForAll ? review.Pull.HeadSha : review.CommitId));
        return new([.. approvals], [.. counted.Where(review => review.State == "CHANGES_REQUESTED").Select(review => review.User.Login)], [.. reviews.Where(review => review.Body.Length > 0).Select(review => new CommentFacts(-review.Id, review.User.Login, review.Body, review.LastEditedAt > review.SubmittedAt, review.SubmittedAt ?? scene.Clock.Now, pull))]);
    }

    public async Task<bool> Maintains(Repository repository, string login, CancellationToken cancellation) =>
        scene.Slip == Slip.EverybodyMay || await Find($"get permission of {login}", () => Model.Role(Model.Account(login), Repo(repository)), cancellation) is "admin" or "write" or "maintain";

    private static bool Related(Repo repo, string one, string other) =>
        repo.Git.MergeBase(repo.Git.CommitOf(one)!, repo.Git.CommitOf(other)!) is not null;

    private IEnumerable<Local.GitHub.Pull> Pulls(Repository repository, string branch) =>
        Repo(repository).Issues.Values.Select(issue => issue.Pull).OfType<Local.GitHub.Pull>().Where(pull => pull.HeadRef == branch && pull.Issue.User == Model.Bot);

    private Repo Repo(Repository repository) => Visible(Model.Repository(repository.Id));

    private Repo Visible(Repo repo)
    {
        Model.NeedRead(Us, repo);
        return repo;
    }

    private Commit Ours(LibGit2Sharp.Commit found) => new(found.Sha, found.Tree.Sha, found.Message, Model.ByEmail(found.Author.Email)?.Login);

    private static IEnumerable<TreeFile> Listed(LibGit2Sharp.Tree tree, string folder) => tree.SelectMany(entry => entry.Target switch
    {
        LibGit2Sharp.Blob blob => [new TreeFile(folder + entry.Name, blob.Sha, blob.Size)],
        LibGit2Sharp.Tree below => Listed(below, $"{folder}{entry.Name}/"),
        _ => [],
    });

    private static IssueFacts Ours(Local.GitHub.Issue issue) => new()
    {
        Number = issue.Number,
        Title = issue.Title,
        Body = issue.Body ?? "",
        Author = new(issue.User.Login, issue.User.Id),
        Labels = [.. issue.Labels.Select(label => label.Name)],
        State = issue.Open ? IssueState.Open : IssueState.Closed,
        Closing = issue.Open ? null : new(issue.ClosedBy?.Login, null, issue.ClosedAt, issue.ClosedBy?.Type == "Bot"),
        Reopened = issue.Open && issue.StateReason == "reopened",
        CommentCount = issue.Comments.Count,
        Locked = issue.Locked,
    };

    private CommentFacts Ours(Comment comment) => new(
        comment.Id,
        scene.Off == Safeguard.TagAuthor && comment.Body.StartsWith("<!-- sbi-contrib", StringComparison.Ordinal) ? BotName : comment.User.Login,
        comment.Body,
        comment.LastEditedAt is not null && scene.Slip != Slip.EditsCount,
        comment.CreatedAt,
        comment.Issue.Number);

    private PullFacts Ours(Local.GitHub.Pull pull) => new()
    {
        Number = pull.Issue.Number,
        State = pull.Merged ? PullState.Merged : pull.Issue.Open ? PullState.Open : PullState.Closed,
        Head = pull.HeadSha,
        Mergeable = Model.Mergeable(pull),
        Base = pull.BaseRef,
        Clean = Model.MergeableState(pull) == "clean",
        Obstacle = Model.MergeableState(pull) is not ("clean" or "unknown") and { } word ? word : null,
        CommentCount = pull.Issue.Comments.Count,
        Labels = [.. pull.Issue.Labels.Select(label => label.Name)],
        Merge = pull.MergeCommitSha,
    };

    private async Task<T?> Find<T>(string what, Func<T> answer, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await Ask(what, answer, cancellation);
        }
        catch (Octokit.ApiException missing) when (missing.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.MovedPermanently)
        {
            return null;
        }
        catch (SiteRefusedException refusal) when (refusal.IsSuspension)
        {
            return null;
        }
    }

    private Task<T> Ask<T>(string what, Func<T> answer, CancellationToken cancellation) => Send(what, answer, false, cancellation);

    // As the guard of the real client: cancelled only before it is sent; what may be over in a moment is "not now".
    private async Task<T> Send<T>(string what, Func<T> effect, bool writes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var troubles = scene.Troubles;
        var slow = troubles.Strikes(troubles.Climate.Slow, "GitHub slow") ? troubles.Chance.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(29)) : default;
        var (fate, result) = await scene.Scheduler.Request(process, what, () =>
        {
            var fate = troubles.Of(troubles.Climate.GitHub, !writes ? 0 : troubles.Climate.GitHubAfter, GitHub);
            return (fate, fate == Fate.Failed ? default : Happens(what, effect, writes));
        }, slow, changes: writes);
        if (fate == Fate.Answered)
            return result!;
        throw await Refusal(what, fate, cancellation);
    }

    private T Happens<T>(string what, Func<T> effect, bool writes)
    {
        try
        {
            var result = effect();
            if (writes)
                scene.Wrote(process, what);
            return result;
        }
        catch (GitHubException refused)
        {
            scene.Troubles.Count($"GitHub {refused.Status}");
            scene.Story.Tell(process.Name, $"{what}: {refused.Status} {refused.Message}");
            throw refused.Status == 403 ? new SiteRefusedException(refused.Message, refused) : new Octokit.ApiException(refused.Message, (HttpStatusCode)refused.Status);
        }
    }

    private async Task<Exception> Refusal(string what, Fate fate, CancellationToken cancellation)
    {
        var (why, wait) = fate == Fate.Unanswered ? ("time-out", TimeSpan.Zero) : scene.Troubles.Chance.Below(5) switch
        {
            0 => ("500", TimeSpan.Zero),
            1 => ("502", TimeSpan.Zero),
            2 => ("429", TimeSpan.FromMinutes(1)),
            3 => ("403 secondary limit", TimeSpan.FromMinutes(2)),
            _ => ("time-out", TimeSpan.Zero),
        };
        scene.Troubles.Count($"GitHub {why}");
        scene.Story.Tell(process.Name, $"{what}: {(fate == Fate.Unanswered ? "done, but " : "")}{why}");
        if (why == "time-out")
            await scene.Scheduler.Step(process, why, TimeOut);
        return cancellation.IsCancellationRequested ? new HttpRequestException(why) : new NotNowException($"GitHub: {why}", scene.Clock.Now + wait);
    }
}
