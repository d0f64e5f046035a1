using System.Collections.Immutable;

namespace SbiContrib.Core.Decisions;

/// <summary>A contribution whose pull request is out of our hands though no person decided about it: it rests until one says more.</summary>
internal static class Resting
{
    /// <summary>Why it must rest; null where it need not.</summary>
    public static Notice? Why(Facts facts) => facts.Pull switch
    {
        // Opened again by us it would be closed again: two programs that go on for ever.
        { State: PullState.Closed, Closing: { Program: true, By: { } by } } when by != facts.Site.Bot => new(NoticeKind.PullClosedByProgram, by),
        { State: PullState.Merged } pull when pull.Elsewhere(facts.Site) is { } branch => new(NoticeKind.MergedElsewhere, branch),
        _ => null,
    };

    /// <summary>It begins to rest; others may propose its works.</summary>
    public static ImmutableArray<Effect> Begin(Facts facts, Notice why) =>
        Settling.To(facts, facts.Saved! with { State = State.NeedsInfo, Notice = why, Checked = Checking.Read(facts) is { } submission ? Checking.HashOf(submission) : null, Approval = null, Voided = null, Foreign = null, Claims = [], WaitsFor = [], Tries = 0, Due = Settling.Due(facts) });

    /// <summary>What is left to do while it rests; null where it goes on: a person asked for it, changed what was sent, or opened the pull request again.</summary>
    public static ImmutableArray<Effect>? Next(Facts facts, string submission)
    {
        if (facts.Saved is not { State: State.NeedsInfo, Notice: { Rests: true } notice } saved || saved.Checked != submission || Why(facts) != notice)
            return null;
        return Arrival.OfAll(facts) ? Ending.As(facts, State.Superseded) : Settling.To(facts, saved with { Due = Settling.Due(facts) });
    }

    /// <summary>The branch that is left behind where another attempt begins.</summary>
    public static ImmutableArray<Effect> Former(Facts facts) =>
        facts is { Saved: { Notice.Rests: true } saved, Pull.State: not PullState.Open } ? [new DeleteBranch(saved.Branch)] : [];
}
