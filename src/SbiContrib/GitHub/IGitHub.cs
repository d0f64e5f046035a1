using System.Collections.Immutable;
using SbiContrib.Core;
using SbiContrib.Core.Upkeep;

namespace SbiContrib.GitHub;

/// <summary>
/// GitHub as one installation of the App sees it (or the owner of a token). Everything may throw <see cref="NotNowException"/>, and
/// <see cref="SiteRefusedException"/> where GitHub lets us do nothing, or not this, at that site.
/// </summary>
public interface IGitHub
{
    /// <summary>The time by GitHub's clock when it last answered, at the latest; null where it never did.</summary>
    DateTimeOffset? Now { get; }

    /// <summary>Our login, as it stands at what we write.</summary>
    Task<string> Bot(CancellationToken cancellation);

    /// <summary>A repository by its id; null where it is gone or not ours to see.</summary>
    Task<Repository?> Repository(long id, CancellationToken cancellation);

    /// <summary>The commit at a branch's head; null where there is no such branch.</summary>
    Task<Commit?> Head(Repository repository, string branch, CancellationToken cancellation);

    /// <summary>The files of a tree, in all its folders.</summary>
    Task<ImmutableArray<TreeFile>> Files(Repository repository, string tree, CancellationToken cancellation);

    /// <summary>The bytes of files, by the hashes of their blobs: small ones many at once.</summary>
    Task<IReadOnlyDictionary<string, byte[]>> Blobs(Repository repository, IReadOnlyCollection<TreeFile> files, CancellationToken cancellation);

    /// <summary>An issue. One that was deleted or moved is <see cref="IssueState.Gone"/>; who closed it is told without words.</summary>
    Task<IssueFacts> Issue(Repository repository, int number, CancellationToken cancellation);

    /// <summary>The numbers of the open issues with a label, the newest thousand.</summary>
    Task<ImmutableArray<int>> OpenIssues(Repository repository, string label, CancellationToken cancellation);

    /// <summary>The comments of an issue or pull request, oldest first; of <paramref name="count"/> that are more than a thousand, the latest.</summary>
    Task<ImmutableArray<CommentFacts>> Comments(Repository repository, int number, int count, CancellationToken cancellation);

    /// <summary>A pull request of ours; who approved it, what its head holds and why it was closed are told elsewhere.</summary>
    Task<PullFacts> Pull(Repository repository, int number, CancellationToken cancellation);

    /// <summary>The branch of a pull request, where it stands in the repository itself.</summary>
    Task<string?> PullBranch(Repository repository, int number, CancellationToken cancellation);

    /// <summary>The open pull requests of our branches, with whether they merge: one request for a hundred.</summary>
    Task<ImmutableArray<OpenPullFacts>> OpenPulls(Repository repository, CancellationToken cancellation);

    /// <summary>The number of our last pull request of a branch; null where there is none.</summary>
    Task<int?> FindPull(Repository repository, string branch, CancellationToken cancellation);

    /// <summary>How main came from one commit to another.</summary>
    Task<MoveFacts> Move(Repository repository, string from, string to, CancellationToken cancellation);

    /// <summary>Whether two commits have a common ancestor.</summary>
    Task<bool> ShareHistory(Repository repository, string one, string other, CancellationToken cancellation);

    /// <summary>The maintainers whose last review approves a pull request, and what reviews say.</summary>
    Task<Reviews> Reviews(Repository repository, int pull, CancellationToken cancellation);

    /// <summary>Whether a user may write to the repository.</summary>
    Task<bool> Maintains(Repository repository, string login, CancellationToken cancellation);

    /// <summary>Makes a commit on top of its parents: the files of a tree (the last parent's) as they are but for the change, and but for the executables among them plain.</summary>
    Task<string> MakeCommit(Repository repository, ImmutableArray<string> parents, string tree, Change change, ImmutableArray<string> executables, CancellationToken cancellation);

    /// <summary>Makes a branch; false where there is one of that name.</summary>
    Task<bool> MakeBranch(Repository repository, string branch, string commit, CancellationToken cancellation);

    /// <summary>Moves a branch forward, never by force; false where its head isn't an ancestor.</summary>
    Task<bool> MoveBranch(Repository repository, string branch, string commit, CancellationToken cancellation);

    /// <summary>Deletes a branch, where it stands at this commit still.</summary>
    Task DeleteBranch(Repository repository, string branch, string commit, CancellationToken cancellation);

    /// <summary>Opens a pull request, or finds the last one of the branch; null where GitHub takes none and there is none.</summary>
    Task<PullFacts?> OpenPull(Repository repository, string branch, string title, string body, CancellationToken cancellation);

    /// <summary>Gives a pull request another title and text.</summary>
    Task EditPull(Repository repository, int number, string title, string body, CancellationToken cancellation);

    /// <summary>Closes a pull request.</summary>
    Task ClosePull(Repository repository, int number, CancellationToken cancellation);

    /// <summary>Puts labels on an issue or pull request.</summary>
    Task AddLabels(Repository repository, int number, ImmutableArray<string> labels, CancellationToken cancellation);

    /// <summary>Takes a label off, where it is on.</summary>
    Task RemoveLabel(Repository repository, int number, string label, CancellationToken cancellation);

    /// <summary>Writes a comment; its id is <see cref="StatusCommentFacts.Silenced"/> where the issue is locked for us.</summary>
    Task<long> WriteComment(Repository repository, int number, string text, CancellationToken cancellation);

    /// <summary>Gives a comment another text; false where it is gone or its issue locked for us.</summary>
    Task<bool> EditComment(Repository repository, long comment, string text, CancellationToken cancellation);

    /// <summary>Writes a check run, or changes one; without an App it is a commit's status.</summary>
    /// <returns>Its id; 0 where there is none for us.</returns>
    Task<long> WriteCheck(Repository repository, long? known, CheckRun check, CancellationToken cancellation);

    /// <summary>Merges a pull request whose head is this commit; null where it is merged, else what GitHub says against it.</summary>
    /// <exception cref="NotNowException">Another commit stands at its head by now.</exception>
    Task<string?> MergePull(Repository repository, int number, string head, CancellationToken cancellation);

    /// <summary>Closes an issue.</summary>
    Task CloseIssue(Repository repository, int number, bool completed, CancellationToken cancellation);

    /// <summary>Opens an issue again.</summary>
    Task ReopenIssue(Repository repository, int number, CancellationToken cancellation);
}

/// <summary>Gives the view of an installation.</summary>
public interface IGitHubs
{
    /// <summary>GitHub as an installation sees it.</summary>
    /// <param name="installation">The installation's id; 0 where a token is used.</param>
    IGitHub For(long installation);

    /// <summary>The installation of a repository, by its name; null where the App isn't installed there.</summary>
    Task<(long Installation, Repository Repository)?> Find(string fullName, CancellationToken cancellation);

    /// <summary>Whether an installation still has a repository: its token goes on reading every public one.</summary>
    /// <param name="installation">The installation.</param>
    /// <param name="fullName">The repository's name.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NotNowException">GitHub doesn't say now.</exception>
    Task<bool> Has(long installation, string fullName, CancellationToken cancellation);

    /// <summary>Tells the operator that GitHub refuses us at a site: once a day and site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="refusal">What GitHub said.</param>
    void Tell(long site, SiteRefusedException refusal);

    /// <summary>The first tries of deliveries to the App that failed within the last three days, the oldest first; none without an App.</summary>
    Task<ImmutableArray<FailedDelivery>> FailedDeliveries(CancellationToken cancellation);

    /// <summary>Has a delivery tried once more.</summary>
    Task Redeliver(long delivery, CancellationToken cancellation);
}

/// <summary>A try at a delivery that failed.</summary>
/// <param name="Id">Of this try.</param>
/// <param name="Guid">Of the delivery, whichever the try.</param>
/// <param name="At">When it was tried.</param>
public sealed record FailedDelivery(long Id, Guid Guid, DateTimeOffset At);

/// <summary>A repository.</summary>
/// <param name="Id">Its id; it never changes.</param>
/// <param name="Owner">Its owner's login.</param>
/// <param name="Name">Its name.</param>
/// <param name="Url">Its page.</param>
/// <param name="DefaultBranch">The branch that is published.</param>
/// <param name="Archived">Nothing can be written to it.</param>
/// <param name="HasIssues">It has issues at all: an owner may switch them off.</param>
/// <param name="Private">Only its members may see it.</param>
/// <param name="NodeId">Its id in GraphQL.</param>
public sealed record Repository(long Id, string Owner, string Name, string Url, string DefaultBranch, bool Archived, bool HasIssues = true, bool Private = false, string NodeId = "")
{
    /// <summary>How a pull request is merged: with a merge commit where the repository takes those, else as it takes it.</summary>
    public Merging Merging { get; init; }

    /// <summary><c>owner/name</c>.</summary>
    public string FullName => $"{Owner}/{Name}";
}

/// <summary>The ways in which a pull request is merged.</summary>
/// <remarks>https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/about-merge-methods-on-github</remarks>
public enum Merging
{
    /// <summary>With a merge commit.</summary>
    Commit,

    /// <summary>As one commit.</summary>
    Squash,

    /// <summary>Its commits, made anew on main.</summary>
    Rebase,
}

/// <summary>The reviews of a pull request.</summary>
/// <param name="Approvals">The maintainers whose last review approves it.</param>
/// <param name="Objections">The maintainers whose last review asks for changes.</param>
/// <param name="Said">What each review says.</param>
public sealed record Reviews(ImmutableArray<ReviewFacts> Approvals, ImmutableArray<string> Objections, ImmutableArray<CommentFacts> Said);

/// <summary>A commit.</summary>
/// <param name="Sha">Its hash.</param>
/// <param name="Tree">Its tree's hash.</param>
/// <param name="Message">Its message.</param>
/// <param name="Author">Its author's login, where GitHub knows the account.</param>
public sealed record Commit(string Sha, string Tree, string Message, string? Author);

/// <summary>A file in a tree.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Sha">Its blob's hash.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Mode">Its mode, as git has it.</param>
public sealed record TreeFile(string Path, string Sha, long Size, string Mode = TreeFile.Plain)
{
    /// <summary>The mode of a file.</summary>
    public const string Plain = "100644";

    /// <summary>The mode of a file that can be run.</summary>
    public const string Executable = "100755";
}
