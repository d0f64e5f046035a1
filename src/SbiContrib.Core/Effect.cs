using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core;

/// <summary>One thing to do: a state to bring about, safe to repeat.</summary>
[JsonDerivedType(typeof(ReadPages), "read-pages")]
[JsonDerivedType(typeof(LookUp), "look-up")]
[JsonDerivedType(typeof(AskPermissions), "ask-permissions")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(OpenPull), "open-pull")]
[JsonDerivedType(typeof(RemakePull), "remake-pull")]
[JsonDerivedType(typeof(ClosePull), "close-pull")]
[JsonDerivedType(typeof(DeleteBranch), "delete-branch")]
[JsonDerivedType(typeof(SetLabels), "set-labels")]
[JsonDerivedType(typeof(WriteStatus), "write-status")]
[JsonDerivedType(typeof(WriteCheck), "write-check")]
[JsonDerivedType(typeof(MergePull), "merge-pull")]
[JsonDerivedType(typeof(CloseIssue), "close-issue")]
[JsonDerivedType(typeof(ReopenIssue), "reopen-issue")]
[JsonDerivedType(typeof(Wake), "wake")]
[JsonDerivedType(typeof(LookAgain), "look-again")]
[JsonDerivedType(typeof(Save), "save")]
public abstract record Effect;

/// <summary>The pages behind these links are read, as only they can say which works they are. It needs no lease, and comes before <see cref="LookUp"/>.</summary>
/// <param name="Links">The links as typed.</param>
public sealed record ReadPages(ImmutableArray<string> Links) : Effect;

/// <summary>The sources are asked for these identifiers. It needs no lease.</summary>
/// <param name="Ids">The identifiers.</param>
public sealed record LookUp(ImmutableArray<Identifier> Ids) : Effect;

/// <summary>GitHub is asked whether these may write to the repository. It needs no lease.</summary>
/// <param name="Logins">Who.</param>
public sealed record AskPermissions(ImmutableArray<string> Logins) : Effect;

/// <summary>A comment of ours answers another: there is one with this tag.</summary>
/// <param name="Number">The issue or pull request.</param>
/// <param name="Comment">The comment that is answered.</param>
/// <param name="Text">The text, its first line the tag.</param>
public sealed record Answer(int Number, long Comment, string Text) : Effect;

/// <summary>A branch with one commit stands on the site, and an open pull request for it.</summary>
/// <param name="Branch">The branch's name.</param>
/// <param name="Onto">The commit that it starts from.</param>
/// <param name="Change">The commit.</param>
/// <param name="Title">The pull request's title.</param>
/// <param name="Body">The pull request's text.</param>
public sealed record OpenPull(string Branch, string Onto, Change Change, string Title, string Body) : Effect;

/// <summary>The pull request's branch holds the change on top of a newer main; what others pushed is never overwritten.</summary>
/// <param name="Number">The pull request.</param>
/// <param name="Branch">Its branch.</param>
/// <param name="From">The commit that must stand at the branch's head: another one there makes the effect fail.</param>
/// <param name="Onto">The newer main.</param>
/// <param name="Change">The commit, whose parents are <paramref name="From"/> and <paramref name="Onto"/>.</param>
/// <param name="Title">The pull request's title.</param>
/// <param name="Body">The pull request's text.</param>
public sealed record RemakePull(int Number, string Branch, string From, string Onto, Change Change, string Title, string Body) : Effect;

/// <summary>The pull request is closed.</summary>
/// <param name="Number">Which.</param>
public sealed record ClosePull(int Number) : Effect;

/// <summary>The branch is gone, unless somebody else's commit stands at its head.</summary>
/// <param name="Branch">Its name.</param>
public sealed record DeleteBranch(string Branch) : Effect;

/// <summary>The issue or pull request has the first labels and not the second.</summary>
/// <param name="Number">The issue or pull request.</param>
/// <param name="Add">The labels that it must have and has not.</param>
/// <param name="Remove">The labels that it must not have and has.</param>
public sealed record SetLabels(int Number, ImmutableArray<string> Add, ImmutableArray<string> Remove) : Effect;

/// <summary>The issue has one status comment with this text.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="Known">The comment's id; null where it isn't known.</param>
/// <param name="Search">An earlier attempt may have written it: look for it before writing another.</param>
/// <param name="Tag">The hidden line by which it is found.</param>
/// <param name="Text">The text, with the tag.</param>
public sealed record WriteStatus(int Issue, long? Known, bool Search, string Tag, string Text) : Effect;

/// <summary>The pull request's head has a check run that says this. A second one of its name takes the place of the first.</summary>
/// <param name="Known">The id of the run that is changed; null for a new one.</param>
/// <param name="Check">What it says.</param>
public sealed record WriteCheck(long? Known, CheckRun Check) : Effect;

/// <summary>The pull request is merged, if its head is still this one.</summary>
/// <param name="Number">Which.</param>
/// <param name="Head">The commit that was checked and approved.</param>
public sealed record MergePull(int Number, string Head) : Effect;

/// <summary>The issue is closed.</summary>
/// <param name="Number">Which.</param>
/// <param name="Completed">Because it is done; otherwise as not planned.</param>
public sealed record CloseIssue(int Number, bool Completed) : Effect;

/// <summary>The issue is open again.</summary>
/// <param name="Number">Which.</param>
public sealed record ReopenIssue(int Number) : Effect;

/// <summary>Other contributions are looked at. It comes after the save that frees what they wait for.</summary>
/// <param name="Contributions">Which.</param>
public sealed record Wake(ImmutableArray<ContributionKey> Contributions) : Effect;

/// <summary>This contribution is looked at again.</summary>
/// <param name="At">When.</param>
public sealed record LookAgain(DateTimeOffset At) : Effect;

/// <summary>The contribution is saved. Always the last effect of a round but for <see cref="Wake"/>.</summary>
/// <param name="Contribution">As it shall be.</param>
public sealed record Save(Contribution Contribution) : Effect;

/// <summary>A commit to be made.</summary>
/// <param name="Files">The files that it changes, with their new text.</param>
/// <param name="Message">Its message, with the contributor as co-author.</param>
public sealed record Change(ImmutableArray<ListFile> Files, string Message)
{
    /// <summary>The files that go.</summary>
    public ImmutableArray<string> Deleted { get; init; } = [];
}

/// <summary>What a check run says.</summary>
/// <param name="Head">The commit.</param>
/// <param name="Conclusion"><c>success</c> or <c>failure</c>; null while something is still to come.</param>
/// <param name="Title">One line.</param>
/// <param name="Summary">Markdown.</param>
/// <param name="Remarks">What is to be said of the entries' lines.</param>
public sealed record CheckRun(string Head, string? Conclusion, string Title, string Summary, ImmutableArray<Remark> Remarks);
