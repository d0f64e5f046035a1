using System.Collections.Immutable;

namespace SbiContrib.Core.Decisions;

/// <summary>The end of a contribution: its pull request and branch go, its claims are free.</summary>
internal static class Ending
{
    /// <summary>The end that a person made: the issue or the pull request closed, the issue deleted or moved, the form submission taken back; null where it goes on.</summary>
    public static ImmutableArray<Effect>? ByPerson(Facts facts) => facts switch
    {
        { Saved.Wish: { } wish } => As(facts, wish.End, wish.Reason),
        { Saved.Form.Withdrawn: true } => As(facts, State.Withdrawn),
        { Saved: null, Issue.State: IssueState.Gone } => [],
        // Closed by ourselves and not saved: a declined one, whose save was lost.
        { Saved: null, Issue: { State: IssueState.Closed } issue } => issue.Closing?.By == facts.Site.Bot ? null : [],
        { Issue.State: IssueState.Gone } => As(facts, State.Withdrawn),
        _ => ByIssue(facts) ?? ByPull(facts),
    };

    private static ImmutableArray<Effect>? ByIssue(Facts facts) =>
        facts.Issue is { State: IssueState.Closed, Closing: { } closing } issue && closing.By != facts.Site.Bot && !(closing.At < facts.Saved?.Again) && !(closing.At < facts.Saved?.Opened) ? Closed(facts, closing, issue.Author.Login) : null;

    // Closed by ourselves or by GitHub is nobody's decision: it gets a successor, unless the list has the entries by now.
    private static ImmutableArray<Effect>? ByPull(Facts facts) =>
        facts.Pull is { State: PullState.Closed, Closing: { By: { } by } closing } && by != facts.Site.Bot ? Closed(facts, closing, facts.Issue?.Author.Login) : null;

    // Who lists the entry by hand closes the issue with it: "closes #12" is no rejection. Neither is what a program closes, for its age or else.
    private static ImmutableArray<Effect>? Closed(Facts facts, ClosingFacts closing, string? contributor) =>
        Arrival.OfAll(facts) ? As(facts, State.Superseded)
        : closing.By == contributor ? As(facts, State.Withdrawn)
        : closing.Program ? null
        : As(facts, State.Rejected, closing.Words);

    /// <summary>What is left to do until a contribution is at its end.</summary>
    public static ImmutableArray<Effect> As(Facts facts, State end, string? reason = null)
    {
        if (facts.Pull is { State: PullState.Open } open)
            return [new ClosePull(open.Number)];
        var saved = facts.Saved!;
        var next = saved with { State = end, Reason = reason, Notice = null, Items = end is State.Rejected or State.Withdrawn ? Arrival.Told(facts) : saved.Items, Pull = facts.Pull?.Number ?? saved.Pull, Claims = [], WaitsFor = [], Due = null, Tries = 0 };
        return saved.Attempt > 0 ? Settling.To(facts, next, false, new DeleteBranch(saved.Branch)) : Settling.To(facts, next, false);
    }
}
