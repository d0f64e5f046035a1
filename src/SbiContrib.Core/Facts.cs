using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Sites;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Core;

/// <summary>All that the decision about one contribution may know.</summary>
public sealed record Facts
{
    /// <summary>The time of the decision.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The time by GitHub's own clock, to which the times of comments are compared; null where it wasn't told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? GitHubNow { get; init; }

    /// <summary>Which contribution.</summary>
    public required ContributionKey Key { get; init; }

    /// <summary>The installation through which the site is reached; 0 where a token is used.</summary>
    public long Installation { get; init; }

    /// <summary>The site as it is now.</summary>
    public required SiteFacts Site { get; init; }

    /// <summary>The contribution as it was saved; null where it is new.</summary>
    public Contribution? Saved { get; init; }

    /// <summary>This handling was the first to save it, so nothing of ours can stand on GitHub that we don't know of.</summary>
    public bool New { get; init; }

    /// <summary>The issue as it is now; null for a form submission.</summary>
    public IssueFacts? Issue { get; init; }

    /// <summary>The comments on the issue and on the pull request, where the decision may depend on them.</summary>
    public ImmutableArray<CommentFacts> Comments { get; init; } = [];

    /// <summary>Whether those who were asked for may write to the repository, by login.</summary>
    public ImmutableDictionary<string, bool> Maintainers { get; init; } = ImmutableDictionary<string, bool>.Empty;

    /// <summary>What the sources said of the identifiers that were asked for.</summary>
    public ImmutableDictionary<Identifier, Lookup> Works { get; init; } = ImmutableDictionary<Identifier, Lookup>.Empty;

    /// <summary>What the pages behind links without an identifier said, by the link as typed.</summary>
    public ImmutableDictionary<string, PageAnswer> Pages { get; init; } = ImmutableDictionary<string, PageAnswer>.Empty;

    /// <summary>The claims of other open contributions on this one's identifiers.</summary>
    public ImmutableArray<ClaimFacts> Claims { get; init; } = [];

    /// <summary>The works that other open contributions propose, as far as their titles are known.</summary>
    public ImmutableArray<OpenItemFacts> Open { get; init; } = [];

    /// <summary>The contributions that were declined for the sake of this one.</summary>
    public ImmutableArray<ContributionKey> Waiters { get; init; } = [];

    /// <summary>Its entry was merged, and the list's crawler dropped it soon after.</summary>
    public bool Dropped { get; init; }

    /// <summary>Its place among those that wait for a maintainer; null where that wasn't asked.</summary>
    public Place? Place { get; init; }

    /// <summary>The last pull request as it is now; null where there is none yet.</summary>
    public PullFacts? Pull { get; init; }

    /// <summary>The check run that this round's holder has just written.</summary>
    public CheckRunKept? CheckRun { get; init; }

    /// <summary>The check that GitHub asks for; null where it asks for none, or got it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CheckAsked? Asked { get; init; }

    /// <summary>The status comment that this round's holder has just written, or that was found; null where it wasn't looked for.</summary>
    public StatusCommentFacts? StatusComment { get; init; }
}

/// <summary>A site as it is now.</summary>
public sealed record SiteFacts
{
    /// <summary><c>owner/name</c>.</summary>
    public required string FullName { get; init; }

    /// <summary>The repository's page, without a slash at its end.</summary>
    public required string Url { get; init; }

    /// <summary>The branch that is published.</summary>
    public required string DefaultBranch { get; init; }

    /// <summary>The commit at its head.</summary>
    public required string Head { get; init; }

    /// <summary>The tree of that commit.</summary>
    public string HeadTree { get; init; } = "";

    /// <summary>Nothing can be written: it is archived or disabled.</summary>
    public bool Paused { get; init; }

    /// <summary>Its settings; null where there are none or they can't be read.</summary>
    public SiteSettings? Settings { get; init; }

    /// <summary>Why its settings can't be read.</summary>
    public string? SettingsProblem { get; init; }

    /// <summary>Its lists at <see cref="Head"/>; those that its settings name and that exist.</summary>
    public ImmutableArray<ListFile> Lists { get; init; } = [];

    /// <summary>The files by which its crawlers are told what to leave, as far as they exist.</summary>
    public ImmutableArray<ListFile> CrawlerFiles { get; init; } = [];

    /// <summary>The paths of those of these files that git keeps as executable.</summary>
    public ImmutableArray<string> Executables { get; init; } = [];

    /// <summary>Its issue forms and templates.</summary>
    public ImmutableArray<FormTemplate> Forms { get; init; } = [];

    /// <summary>Our login, as it stands at our comments and pull requests.</summary>
    public required string Bot { get; init; }
}

/// <summary>An issue as it is now.</summary>
public sealed record IssueFacts
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>GitHub shows nothing there and doesn't say that it is gone: what was deleted is 410, what was moved 301. A new one may not be in all its databases yet, and one whose author is suspected is hidden.</summary>
    public bool Unseen { get; init; }

    /// <summary>Its title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Its text.</summary>
    public string Body { get; init; } = "";

    /// <summary>Who opened it.</summary>
    public required Person Author { get; init; }

    /// <summary>Its labels.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Whether it is there, closed or gone.</summary>
    public IssueState State { get; init; }

    /// <summary>Who closed it and why; null while it is open.</summary>
    public ClosingFacts? Closing { get; init; }

    /// <summary>It is open because somebody opened it again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Reopened { get; init; }

    /// <summary>How many comments it has.</summary>
    public int CommentCount { get; init; }

    /// <summary>Only collaborators may comment.</summary>
    public bool Locked { get; init; }
}

/// <summary>Whether an issue is there.</summary>
[JsonConverter(typeof(KebabCase<IssueState>))]
public enum IssueState
{
    /// <summary>It is open.</summary>
    Open,

    /// <summary>It is closed.</summary>
    Closed,

    /// <summary>It was deleted or transferred to another repository.</summary>
    Gone,
}

/// <summary>A person at GitHub.</summary>
/// <param name="Login">The login.</param>
/// <param name="Id">The account's id; it never changes.</param>
public sealed record Person(string Login, long Id);

/// <summary>Who closed an issue or a pull request.</summary>
/// <param name="By">The login; null where GitHub itself did.</param>
/// <param name="Words">What the closing person wrote about it, where there is anything.</param>
/// <param name="At">When.</param>
/// <param name="Program">It is an App's account: what that closes, no person decided.</param>
public sealed record ClosingFacts(string? By, string? Words, DateTimeOffset? At = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Program = false);

/// <summary>A comment on the issue or the pull request, or what a review says.</summary>
/// <param name="Id">Its id; a review's is told below zero, for reviews are numbered apart.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Body">Its text.</param>
/// <param name="Edited">It was edited after it was written.</param>
/// <param name="At">When it was written.</param>
/// <param name="On">The number of the issue or pull request that it stands on.</param>
public sealed record CommentFacts(long Id, string Author, string Body, bool Edited, DateTimeOffset At = default, int On = 0);

/// <summary>An identifier that another open contribution proposes.</summary>
/// <param name="Id">The identifier.</param>
/// <param name="By">The contribution.</param>
/// <param name="Url">The page where it can be followed: its pull request, else its issue or status page.</param>
public sealed record ClaimFacts(Identifier Id, ContributionKey By, string Url);

/// <summary>A work that another open contribution proposes.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Title">Its title.</param>
/// <param name="By">The contribution.</param>
/// <param name="Url">The page where it can be followed: its issue or status page.</param>
public sealed record OpenItemFacts(Identifier Id, string Title, ContributionKey By, string Url);
