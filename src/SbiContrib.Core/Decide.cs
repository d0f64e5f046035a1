using System.Collections.Immutable;
using SbiContrib.Core.Decisions;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core;

/// <summary>The mind of the program: from what is known of one contribution to what is to be done next.</summary>
public static class Decide
{
    /// <summary>Decides. Called again with the effects' results among the facts, until nothing is left to do.</summary>
    /// <param name="facts">All that is known.</param>
    /// <returns>The effects, in order; none where the world is as it should be.</returns>
    public static ImmutableArray<Effect> Next(Facts facts) => Waking.With(facts, ByState(facts));

    /// <summary>What the contributor wants, as it is read now: with it, those are found who want the same.</summary>
    /// <param name="facts">All that is known.</param>
    /// <returns>The submission with what was said about it in comments; null where there is none.</returns>
    public static Submission? Submission(Facts facts) => Checking.Read(facts);

    // It ended while its issue was locked, and nobody could be told.
    private static ImmutableArray<Effect>? Untold(Facts facts, Contribution saved) =>
        saved.StatusComment == StatusCommentFacts.Silenced && facts.Issue is { Locked: false, State: not IssueState.Gone } ? Settling.To(facts, saved) : null;

    private static ImmutableArray<Effect> ByState(Facts facts) => facts switch
    {
        // Nothing can be written to an archived repository: it is looked at again when GitHub says that it changed.
        { Site.Paused: true } => Pausing.Next(facts),
        // What people say comes first: all that follows is decided by what they want.
        _ when Listening.Next(facts) is { } said => said,
        // The one way back from an end: nobody ended it but a program that knows nothing of people.
        { Saved: { State: State.Merged, Again: null, Undo: null }, Dropped: true } => Dropping.Next(facts),
        // An end is an end, unless a person opens it again. What was merged may be taken out again.
        { Saved: { } saved } when saved.State.IsFinal() => Reopening.Next(facts) ?? Untold(facts, saved) ?? Undoing.Next(facts),
        // What people did to the pull request counts in every state: an attempt may have come further than could be saved.
        { Saved: { }, Pull: { State: PullState.Merged } pull } when pull.Elsewhere(facts.Site) is null => Going.On(facts, pull) ?? Ending.As(facts, State.Merged),
        _ when Ending.ByPerson(facts) is { } ended => ended,
        // A site without settings takes no part, or not any more: what people do there still counts, and nothing else happens.
        { Site: { Settings: null, SettingsProblem: null } } => Pausing.Next(facts),
        { Saved.State: State.Proposed or State.Approved } => Following.Next(facts),
        _ => Checking.Next(facts),
    };
}
