using System.Collections.Immutable;
using System.Net;
using Octokit;
using SbiContrib.Core;
using SbiContrib.Core.Upkeep;

namespace SbiContrib.GitHub;

/// <summary>GitHub through Octokit: reading. No Octokit type leaves this folder.</summary>
internal sealed partial class OctokitGitHub(GitHubClient client, Guard guard, Func<CancellationToken, Task<string>> bot, bool isApp, GitHubTime time, Action<string, string> checkRefused) : IGitHub
{
    /// <summary>The most entries that GitHub puts on a page.</summary>
    private const int APage = 100;

    /// <summary>So many pages of one thing are read: strangers must not use up what all share.</summary>
    private const int MostPages = 10;

    /// <summary>Of so many who reviewed it is asked whether they maintain.</summary>
    private const int MostReviewers = 30;

    /// <summary>The mode of a file that only names another.</summary>
    private const string SymbolicLink = "120000";

    public DateTimeOffset? Now => time.Now;

    public Task<string> Bot(CancellationToken cancellation) => bot(cancellation);

    public Task<Repository?> Repository(long id, CancellationToken cancellation) =>
        guard.Find(async () => Ours(await client.Repository.Get(id)), cancellation);

    internal static Repository Ours(Octokit.Repository found) =>
        new(found.Id, found.Owner.Login, found.Name, found.HtmlUrl, found.DefaultBranch, found.Archived, found.HasIssues, found.Private, found.NodeId)
        {
            Merging = found.AllowMergeCommit != false ? Merging.Commit : found.AllowSquashMerge != false ? Merging.Squash : Merging.Rebase,
        };

    public async Task<Commit?> Head(Repository repository, string branch, CancellationToken cancellation)
    {
        try
        {
            // A tag of the same name would come first.
            return await guard.Find(async () => Ours(await client.Repository.Commit.Get(repository.Owner, repository.Name, $"heads/{branch}")), cancellation);
        }
        catch (ApiException none) when (none.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict)
        {
            // https://docs.github.com/en/rest/commits/commits#get-a-commit: 422 where there is no such branch, 409 where there is no commit at all.
            return null;
        }
    }

    private static Commit Ours(GitHubCommit found) => new(found.Sha, found.Commit.Tree.Sha, found.Commit.Message, found.Author?.Login);

    public async Task<ImmutableArray<TreeFile>> Files(Repository repository, string tree, CancellationToken cancellation)
    {
        var all = await guard.Run(() => client.Git.Tree.GetRecursive(repository.Owner, repository.Name, tree), cancellation);
        // https://docs.github.com/en/rest/git/trees: past 100,000 entries the answer is cut. The settings and the forms are always read, and lists at the top.
        return all.Truncated ? await TopFiles(repository, tree, cancellation) : [.. Listed(all, "")];
    }

    private async Task<ImmutableArray<TreeFile>> TopFiles(Repository repository, string tree, CancellationToken cancellation)
    {
        var top = await guard.Run(() => client.Git.Tree.Get(repository.Owner, repository.Name, tree), cancellation);
        if (top.Tree.FirstOrDefault(item => item.Type == TreeType.Tree && item.Path == ".github") is not { } folder)
            return [.. Listed(top, "")];
        var below = await guard.Run(() => client.Git.Tree.GetRecursive(repository.Owner, repository.Name, folder.Sha), cancellation);
        return [.. Listed(top, ""), .. Listed(below, ".github/")];
    }

    private static IEnumerable<TreeFile> Listed(TreeResponse tree, string folder) =>
        tree.Tree.Where(item => item.Type == TreeType.Blob && item.Mode != SymbolicLink).Select(item => new TreeFile(folder + item.Path, item.Sha, item.Size, item.Mode));

    public async Task<ImmutableArray<int>> OpenIssues(Repository repository, string label, CancellationToken cancellation)
    {
        var wanted = new RepositoryIssueRequest { State = ItemStateFilter.Open, Filter = IssueFilter.All };
        wanted.Labels.Add(label);
        var page = new ApiOptions { PageSize = APage, PageCount = MostPages };
        var issues = await guard.Run(() => client.Issue.GetAllForRepository(repository.Owner, repository.Name, wanted, page), cancellation);
        return [.. issues.Where(issue => issue.PullRequest is null).Select(issue => issue.Number)];
    }

    public async Task<IssueFacts> Issue(Repository repository, int number, CancellationToken cancellation)
    {
        var unseen = false;
        var issue = await guard.Find(() => Seen(() => client.Issue.Get(repository.Owner, repository.Name, number), () => unseen = true), cancellation);
        // A moved issue answers from its new repository.
        return issue is null || !issue.Url.EndsWith($"/{repository.Owner}/{repository.Name}/issues/{number}", StringComparison.OrdinalIgnoreCase)
            ? new() { Number = number, Author = new("", 0), State = IssueState.Gone, Unseen = unseen }
            : Ours(issue);
    }

    private static async Task<T> Seen<T>(Func<Task<T>> call, Action unseen)
    {
        try
        {
            return await call();
        }
        catch (NotFoundException)
        {
            unseen();
            throw;
        }
    }

    private static IssueFacts Ours(Issue issue) => new()
    {
        Number = issue.Number,
        Title = issue.Title,
        Body = issue.Body ?? "",
        // Of a deleted account nothing is left.
        Author = issue.User is { } author ? new(author.Login, author.Id) : new("ghost", 0),
        Labels = [.. issue.Labels.Select(label => label.Name)],
        State = issue.State == ItemState.Open ? IssueState.Open : IssueState.Closed,
        Closing = issue.State == ItemState.Open ? null : new(issue.ClosedBy?.Login, null, issue.ClosedAt, issue.ClosedBy?.Type == AccountType.Bot),
        Reopened = issue.State == ItemState.Open && issue.StateReason?.Value == ItemStateReason.Reopened,
        CommentCount = issue.Comments,
        Locked = issue.Locked,
    };

    /// <remarks>https://docs.github.com/en/rest/issues/comments#list-issue-comments: the oldest come first, and in no other order. What came since they were counted stands behind them and is read too.</remarks>
    public async Task<ImmutableArray<CommentFacts>> Comments(Repository repository, int number, int count, CancellationToken cancellation)
    {
        var last = (count + APage - 1) / APage;
        var page = new ApiOptions { PageSize = APage, StartPage = Math.Max(1, last - MostPages + 1) };
        var comments = await guard.Run(() => client.Issue.Comment.GetAllForIssue(repository.Owner, repository.Name, number, page), cancellation);
        // Hidden ones count as updated, and some are a second apart by themselves. Whether ours were edited, nobody asks.
        var ours = await Bot(cancellation);
        var edited = await Edited([.. comments.Where(comment => comment.UpdatedAt > comment.CreatedAt && comment.User?.Login != ours)], cancellation);
        return [.. comments.Select(comment => new CommentFacts(comment.Id, comment.User?.Login ?? "ghost", comment.Body ?? "", edited.Contains(comment.Id), comment.CreatedAt, number))];
    }

    public async Task<PullFacts> Pull(Repository repository, int number, CancellationToken cancellation)
    {
        var pull = Ours(await guard.Run(() => client.PullRequest.Get(repository.Owner, repository.Name, number), cancellation));
        return pull.State != PullState.Closed ? pull : pull with { Closing = (await Issue(repository, number, cancellation)).Closing };
    }

    private static PullFacts Ours(PullRequest pull) => new()
    {
        Number = pull.Number,
        State = pull.Merged ? PullState.Merged : pull.State == ItemState.Open ? PullState.Open : PullState.Closed,
        Head = pull.Head.Sha,
        Mergeable = pull.Mergeable,
        Base = pull.Base.Ref,
        Clean = pull.MergeableState?.Value is MergeableState.Clean or MergeableState.HasHooks,
        Obstacle = pull.MergeableState?.StringValue is { } word && word is not ("clean" or "has_hooks" or "unknown") ? word : null,
        CommentCount = pull.Comments,
        Labels = [.. pull.Labels.Select(label => label.Name)],
        Merge = pull.Merged ? pull.MergeCommitSha : null,
    };

    public async Task<string?> PullBranch(Repository repository, int number, CancellationToken cancellation)
    {
        var pull = await guard.Find(() => client.PullRequest.Get(repository.Owner, repository.Name, number), cancellation);
        return pull?.Head.Repository?.Id == repository.Id ? pull.Head.Ref : null;
    }

    public async Task<int?> FindPull(Repository repository, string branch, CancellationToken cancellation)
    {
        var request = new PullRequestRequest { Head = $"{repository.Owner}:{branch}", State = ItemStateFilter.All };
        var pulls = await guard.Run(() => client.PullRequest.GetAllForRepository(repository.Owner, repository.Name, request), cancellation);
        var ours = await Bot(cancellation);
        return pulls.Where(pull => pull.User.Login == ours && pull.Head.Repository?.Id == repository.Id).Max(pull => (int?)pull.Number);
    }

    /// <remarks>https://docs.github.com/en/rest/commits/commits#compare-two-commits: of a long way, the first 250 commits are told.</remarks>
    public async Task<MoveFacts> Move(Repository repository, string from, string to, CancellationToken cancellation)
    {
        var way = await guard.Find(() => client.Repository.Commit.Compare(repository.Owner, repository.Name, from, to), cancellation);
        return way?.Status is not ("ahead" or "identical")
            ? new(true, [])
            : new(false, [.. way.Commits.SelectMany(commit => new[] { commit.Author?.Login, commit.Committer?.Login, commit.Commit.Author.Name }).OfType<string>().Distinct()]);
    }

    /// <remarks>https://docs.github.com/en/rest/commits/commits#compare-two-commits: 404 where there is no common ancestor.</remarks>
    public async Task<bool> ShareHistory(Repository repository, string one, string other, CancellationToken cancellation) =>
        await guard.Find(() => client.Repository.Commit.Compare(repository.Owner, repository.Name, one, other), cancellation) is not null;

    public async Task<Reviews> Reviews(Repository repository, int pull, CancellationToken cancellation)
    {
        var reviews = await guard.Run(() => client.PullRequest.Review.GetAll(repository.Owner, repository.Name, pull, new ApiOptions { PageSize = APage }), cancellation);
        // A mere comment neither gives nor takes a yes.
        var last = reviews.Where(review => review.User is not null && review.State.Value is PullRequestReviewState.Approved or PullRequestReviewState.ChangesRequested or PullRequestReviewState.Dismissed)
            .GroupBy(review => review.User.Login).Select(by => by.MaxBy(review => review.Id)!);
        var counted = new List<PullRequestReview>();
        // Whoever GitHub says belongs to the repository comes first; but it doesn't tell that of all who do.
        foreach (var review in last.Where(review => review.State != PullRequestReviewState.Dismissed).OrderBy(review => Belongs(review) ? 0 : 1).ThenByDescending(review => review.Id).Take(MostReviewers))
            if (await Maintains(repository, review.User.Login, cancellation))
                counted.Add(review);
        var (approving, objecting) = (counted.Where(review => review.State == PullRequestReviewState.Approved), counted.Where(review => review.State == PullRequestReviewState.ChangesRequested));
        var said = await Said(repository, pull, [.. reviews.Where(review => review.User is not null && review.Body is { Length: > 0 })], cancellation);
        return new([.. approving.Select(review => new ReviewFacts(review.User.Login, review.CommitId))], [.. objecting.Select(review => review.User.Login)], said);
    }

    private static bool Belongs(PullRequestReview review) => review.AuthorAssociation.StringValue is "OWNER" or "MEMBER" or "COLLABORATOR";

    // REST doesn't tell whether a review was edited.
    private async Task<ImmutableArray<CommentFacts>> Said(Repository repository, int pull, PullRequestReview[] reviews, CancellationToken cancellation)
    {
        if (reviews.Length == 0)
            return [];
        var unedited = await UneditedReviews(repository, pull, cancellation);
        return [.. reviews.Select(review => new CommentFacts(-review.Id, review.User.Login, review.Body, !unedited.Contains(review.HtmlUrl), review.SubmittedAt, pull))];
    }

    /// <remarks>https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user: the role "maintain" is told as "write".</remarks>
    public async Task<bool> Maintains(Repository repository, string login, CancellationToken cancellation)
    {
        var permission = await guard.Find(() => client.Repository.Collaborator.ReviewPermission(repository.Owner, repository.Name, login), cancellation);
        return permission?.Permission is "admin" or "write" or "maintain";
    }
}
