using System.Collections.Immutable;

namespace SbiContrib.Core.Decisions;

/// <summary>The end of a contribution: its pull request and branch go, its claims are free, who waited for it is woken.</summary>
internal static class Ending
{
    /// <summary>The end that a person made: the issue closed, deleted or moved, the form submission taken back; null where it goes on.</summary>
    public static ImmutableArray<Effect>? ByPerson(Facts facts) => facts switch
    {
        { Saved.Form.Withdrawn: true } => As(facts, State.Withdrawn),
        { Saved: null, Issue.State: not IssueState.Open } and not { Issue: null } => ImmutableArray<Effect>.Empty,
        { Issue.State: IssueState.Gone } => As(facts, State.Withdrawn),
        { Issue: { State: IssueState.Closed, Closing: { } closing } issue } when closing.By != facts.Site.Bot =>
            closing.By == issue.Author.Login ? As(facts, State.Withdrawn) : As(facts, State.Rejected, closing.Words),
        _ => null,
    };

    /// <summary>What is left to do until a contribution is at its end.</summary>
    public static ImmutableArray<Effect> As(Facts facts, State end, string? reason = null)
    {
        if (facts.Pull is { State: PullState.Open } open)
            return [new ClosePull(open.Number)];
        var saved = facts.Saved!;
        var next = saved with { State = end, Reason = reason, Claims = [], WaitsFor = [], Due = null, Tries = 0 };
        var last = ImmutableArray.CreateBuilder<Effect>();
        if (saved.Attempt > 0)
            last.Add(new DeleteBranch(saved.Branch));
        if (!facts.Waiters.IsEmpty)
            last.Add(new Wake(facts.Waiters));
        return Settling.To(facts, next, false, last.ToArray());
    }
}
