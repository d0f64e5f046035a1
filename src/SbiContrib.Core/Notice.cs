using System.Text.Json.Serialization;

namespace SbiContrib.Core;

/// <summary>What the people of a contribution should know besides where it stands.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Of">By whom, where to, or what was said of it: text from outside.</param>
public sealed record Notice(NoticeKind Kind, string Of)
{
    /// <summary>Its pull request is out of our hands, and no person decided: it rests until one says more.</summary>
    [JsonIgnore]
    public bool Rests => Kind is NoticeKind.PullClosedByProgram or NoticeKind.MergedElsewhere;
}

/// <summary>What happened to a contribution that is no state of its own.</summary>
[JsonConverter(typeof(KebabCase<NoticeKind>))]
public enum NoticeKind
{
    /// <summary>A program closed the issue.</summary>
    IssueClosedByProgram,

    /// <summary>A program closed the pull request.</summary>
    PullClosedByProgram,

    /// <summary>The pull request was given another branch than main to be merged into.</summary>
    OtherBase,

    /// <summary>The pull request was merged into another branch than main.</summary>
    MergedElsewhere,

    /// <summary>GitHub doesn't let us merge it.</summary>
    NotMerged,

    /// <summary>The issue of what is merged or arrived another way was opened again.</summary>
    OpenedAgain,
}
