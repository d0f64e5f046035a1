using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SbiContrib.Core;

/// <summary>A pull request of ours as it is now.</summary>
public sealed record PullFacts
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Open, closed or merged.</summary>
    public PullState State { get; init; }

    /// <summary>The commit at its head.</summary>
    public required string Head { get; init; }

    /// <summary>The hash of the entries that our own commit at <see cref="Head"/> says it writes; null where the commit is somebody else's.</summary>
    public string? HeadEntries { get; init; }

    /// <summary>The branch that it is to be merged into; null where that wasn't asked: then it is main.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Base { get; init; }

    /// <summary>Whether it merges without a conflict; null where GitHub hasn't found out yet.</summary>
    public bool? Mergeable { get; init; }

    /// <summary>GitHub would merge it now: no rule of the repository and no check stands against it.</summary>
    public bool Clean { get; init; }

    /// <summary>What keeps it from being clean, in GitHub's word: blocked, behind, unstable, draft, dirty; null where it is clean or that isn't known.</summary>
    /// <remarks>https://docs.github.com/en/graphql/reference/enums#mergestatestatus</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Obstacle { get; init; }

    /// <summary>Main must be brought into its branch before it may be merged.</summary>
    [JsonIgnore]
    public bool Behind => Obstacle == "behind";

    /// <summary>What GitHub said when this round's holder wanted to merge it; null where it didn't refuse.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Refusal { get; init; }

    /// <summary>Its labels.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>How many comments stand on it.</summary>
    public int CommentCount { get; init; }

    /// <summary>The commit by which it came into main; null where it isn't merged.</summary>
    public string? Merge { get; init; }

    /// <summary>Who closed it and why; null while it is open or where it was merged.</summary>
    public ClosingFacts? Closing { get; init; }

    /// <summary>The maintainers whose last review approves it, each with the commit that it approves.</summary>
    public ImmutableArray<ReviewFacts> Approvals { get; init; } = [];

    /// <summary>The maintainers whose last review asks for changes.</summary>
    public ImmutableArray<string> Objections { get; init; } = [];

    /// <summary>The branch that it was given instead of main; null where it is for main.</summary>
    /// <param name="site">The site.</param>
    /// <returns>A branch's name.</returns>
    public string? Elsewhere(SiteFacts site) => Base == site.DefaultBranch ? null : Base;
}

/// <summary>An approving review.</summary>
/// <param name="By">The maintainer.</param>
/// <param name="Commit">The commit that was approved.</param>
public sealed record ReviewFacts(string By, string Commit);

/// <summary>Whether a pull request is open.</summary>
[JsonConverter(typeof(KebabCase<PullState>))]
public enum PullState
{
    /// <summary>It is open.</summary>
    Open,

    /// <summary>It was closed without a merge.</summary>
    Closed,

    /// <summary>It was merged.</summary>
    Merged,
}

/// <summary>A check that GitHub asks for.</summary>
/// <param name="Sha">The commit at which it shall stand.</param>
/// <param name="Group">It is the commit of a group in the merge queue, made of main and the pull request.</param>
/// <remarks>https://docs.github.com/en/webhooks/webhook-events-and-payloads#merge_group and https://docs.github.com/en/rest/checks/runs#rerequest-a-check-run</remarks>
public sealed record CheckAsked(string Sha, bool Group);

/// <summary>The status comment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TextHash">The hash of its text.</param>
public sealed record StatusCommentFacts(long Id, string TextHash)
{
    /// <summary>The id where it couldn't be written: the issue is locked, and we aren't among those who may speak there.</summary>
    public const long Silenced = 0;
}
