using System.Collections.Immutable;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Decisions;

/// <summary>A contribution with a pull request: it is kept mergeable until people decide.</summary>
internal static class Following
{
    /// <summary>GitHub finds out in the background whether a pull request merges; asked again after this.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    public static ImmutableArray<Effect> Next(Facts facts) => facts.Pull switch
    {
        { State: PullState.Merged } => Ending.As(facts, State.Merged),
        _ when Ending.ByPerson(facts) is { } ended => ended,
        { State: PullState.Closed, Closing: var closing } when ByPerson(facts, closing) => ByWhom(facts, closing!),
        { State: PullState.Closed } or null => Again(facts),
        var pull => Keep(facts, pull),
    };

    // Closed by ourselves or by GitHub is nobody's decision: it gets a successor, unless the list has the entries by now.
    private static bool ByPerson(Facts facts, ClosingFacts? closing) => closing?.By is { } by && by != facts.Site.Bot;

    private static ImmutableArray<Effect> ByWhom(Facts facts, ClosingFacts closing) =>
        closing.By == facts.Issue?.Author.Login ? Ending.As(facts, State.Withdrawn) : Ending.As(facts, State.Rejected, closing.Words);

    private static ImmutableArray<Effect> Keep(Facts facts, PullFacts pull)
    {
        var saved = facts.Saved!;
        var edited = Checking.Read(facts) is { } submission && Checking.HashOf(submission) != saved.Checked;
        // A commit of somebody else's is never written over: people have taken the branch into their hands.
        if (pull.HeadEntries is { } && facts.Site.SettingsProblem is null && (edited || pull.Mergeable == false))
            return Again(facts);
        var approval = Approval(saved, pull);
        return Settling.To(facts, saved with
        {
            State = approval is null ? State.Proposed : State.Approved,
            Approval = approval,
            Head = pull.HeadEntries is null ? saved.Head : pull.Head,
            Proposed = pull.HeadEntries ?? saved.Proposed,
            Due = Due(facts, pull),
        });
    }

    // A yes is given to the entries: our own remake of the same entries keeps it, somebody else's commit or other entries void it.
    private static Approval? Approval(Contribution saved, PullFacts pull) => pull switch
    {
        { HeadEntries: null } => null,
        { ApprovedBy: { } by } => new(by, pull.HeadEntries),
        _ => saved.Approval?.Hash == pull.HeadEntries ? saved.Approval : null,
    };

    private static DateTimeOffset? Due(Facts facts, PullFacts pull) => pull.Mergeable is null
        ? facts.Now + Moment
        : Settling.Due(facts);

    /// <summary>The entries are checked again and written onto main as it is now.</summary>
    private static ImmutableArray<Effect> Again(Facts facts)
    {
        if (Checking.Read(facts) is not { } submission)
            return Ending.As(facts, State.Withdrawn);
        if (Check.Unasked(submission, facts) is { IsEmpty: false } unasked)
            return [new LookUp(unasked)];
        var items = Check.All(submission, facts, new SiteLists(facts.Site.Lists));
        if (items.Any(item => item.Outcome == Outcome.Waiting))
            return Later(facts);
        if (!items.Any(item => item.Outcome == Outcome.Good))
            return Over(facts, items);
        return facts.Pull is { State: PullState.Open } pull ? Remake(facts, submission, pull, items) : Succeed(facts);
    }

    private static ImmutableArray<Effect> Later(Facts facts) =>
        facts.Saved!.Due > facts.Now ? [] : [new LookAgain(facts.Now + TimeSpan.FromMinutes(5)), new Save(facts.Saved with { Due = facts.Now + TimeSpan.FromMinutes(5) })];

    private static ImmutableArray<Effect> Over(Facts facts, ImmutableArray<CheckedItem> items)
    {
        if (items.Any(item => item.Outcome == Outcome.Listed))
            return Ending.As(facts, State.Superseded);
        // The edited text holds nothing to propose any more: its pull request goes, its contributor is asked.
        return facts.Pull is { State: PullState.Open } open ? [new ClosePull(open.Number)] : Succeed(facts);
    }

    // Back to checking, where the next attempt begins on a branch of its own.
    private static ImmutableArray<Effect> Succeed(Facts facts) =>
    [
        new DeleteBranch(facts.Saved!.Branch),
        new Save(facts.Saved with { State = State.Checking, Approval = null, Tries = 0, Due = facts.Now + TimeSpan.FromMinutes(10) }),
    ];

    private static ImmutableArray<Effect> Remake(Facts facts, Submission submission, PullFacts pull, ImmutableArray<CheckedItem> items)
    {
        var proposal = Proposal.Of(items);
        var saved = facts.Saved!;
        var claims = Checking.ClaimsOf(items);
        // New works are claimed before they are shown.
        if (claims.Except(saved.Claims).Any())
            return [new Save(saved with { Claims = [.. saved.Claims.Union(claims)] })];
        var remade = saved with
        {
            Items = [.. items.Select(item => item.ToItem())],
            Checked = Checking.HashOf(submission),
            Claims = claims,
            Proposed = proposal.Hash,
            Head = null,
        };
        return
        [
            new RemakePull(pull.Number, saved.Branch, pull.Head, facts.Site.Head, proposal.Commit(facts), proposal.Title(), Words.PullRequestText.Body(facts, proposal, items)),
            new Save(remade),
        ];
    }
}
