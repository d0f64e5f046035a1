using System.Collections.Immutable;

namespace SbiContrib.Core.Decisions;

/// <summary>What is at its end, and was opened again by a person: only those can whom GitHub lets.</summary>
internal static class Reopening
{
    /// <summary>What is left to do about it; null where nothing was opened.</summary>
    public static ImmutableArray<Effect>? Next(Facts facts) => facts switch
    {
        { Site.Settings: null } => null,
        // Who has no account, and took it back, can't open it again: what others make of it is theirs.
        { Saved.Form.Withdrawn: true } => null,
        // The very pull request goes on, with whatever stands on its branch.
        { Saved: { State: State.Rejected or State.Withdrawn, Pull: { } number } saved, Pull: { State: PullState.Open } pull } when pull.Number == number => [new Save(Open(facts, saved))],
        { Saved.State: State.Rejected or State.Withdrawn, Issue: { State: IssueState.Open, Reopened: true } } => [new Save(Freed(Going.Anew(facts, Words)) with { Foreign = facts.Pull is { HeadEntries: null } pull ? pull.Head : null })],
        { Saved: { State: State.Merged or State.Superseded } saved } => Told(facts, saved),
        _ => null,
    };

    private const string Words = "It was opened again.";

    private static Contribution Open(Facts facts, Contribution saved) => Freed(saved) with
    {
        State = State.Checking,
        Approval = null,
        Opened = facts.GitHubNow ?? facts.Now,
        Tries = 0,
        Due = facts.Now + TimeSpan.FromMinutes(10),
        History = saved.History.Add(new(facts.Now, State.Checking, Words)),
    };

    // Who opens it again takes back what ended it.
    private static Contribution Freed(Contribution saved) => saved with { Wish = null, Reason = null, Notice = null };

    // Its entries are in the list: that stays, and is said.
    private static ImmutableArray<Effect>? Told(Facts facts, Contribution saved)
    {
        var notice = facts.Issue is { State: IssueState.Open, Reopened: true } ? new Notice(NoticeKind.OpenedAgain, "") : null;
        return saved.Undo is { Done: false } || notice == saved.Notice ? null : Settling.To(facts, saved with { Notice = notice });
    }
}
