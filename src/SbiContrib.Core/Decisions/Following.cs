using System.Collections.Immutable;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Decisions;

/// <summary>A contribution with a pull request: it is kept mergeable until people decide.</summary>
internal static class Following
{
    /// <summary>GitHub finds out in the background whether a pull request merges; asked again after this.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    /// <summary>After so many times, some minutes in all, people are told what keeps a pull request from being merged.</summary>
    private const int Patient = 6;

    public static ImmutableArray<Effect> Next(Facts facts) => facts.Pull switch
    {
        { State: PullState.Open } pull => Keep(facts, pull),
        _ when Resting.Why(facts) is { } why => Resting.Begin(facts, why),
        _ => Again(facts),
    };

    private static ImmutableArray<Effect> Keep(Facts facts, PullFacts pull)
    {
        var saved = facts.Saved!;
        if (pull.Elsewhere(facts.Site) is { } branch)
            return Retargeted(facts, saved, pull, branch);
        var edited = Checking.ReadOrKept(facts) is { } submission && Checking.HashOf(submission) != saved.Checked;
        // A commit of somebody else's is never written over: people have taken the branch into their hands.
        if (pull.HeadEntries is { } && facts.Site.SettingsProblem is null && (edited || saved.Report?.Hash != pull.HeadEntries || Freed(facts, saved) || pull.Mergeable == false || Arrived(facts, saved) || (pull.Behind && Merges(facts, saved, pull))))
            return Again(facts);
        return Stand(facts, saved, pull);
    }

    // Whoever gave it another branch has something in mind: it is left alone. Who wants it for main all the same gets another pull request.
    private static ImmutableArray<Effect> Retargeted(Facts facts, Contribution saved, PullFacts pull, string branch) => saved.Checked is null
        ? [new ClosePull(pull.Number)]
        : Settling.To(facts, saved with { Notice = new(NoticeKind.OtherBase, branch), Tries = 0, Due = Settling.Due(facts) });

    // The site wishes it merged by us, and nothing of people's stands against it.
    private static bool Merges(Facts facts, Contribution saved, PullFacts pull) =>
        Approving.Holds(saved, pull) is not null && pull.Objections.IsEmpty && facts.Site.Settings?.MergeByBot == true;

    private static ImmutableArray<Effect> Stand(Facts facts, Contribution saved, PullFacts pull)
    {
        var approval = Approving.Holds(saved, pull);
        var merges = Merges(facts, saved, pull);
        var (tries, due) = Due(facts.Now, saved, pull.Mergeable is null || (merges && (!pull.Clean || saved.Notice?.Kind == NoticeKind.NotMerged)));
        var next = saved with
        {
            State = approval is null ? State.Proposed : State.Approved,
            Approval = approval,
            Voided = Approving.Voided(saved, pull, approval),
            Notice = merges ? NotMerged(saved, pull, tries) : null,
            Foreign = pull.HeadEntries is null ? pull.Head : null,
            Head = pull.HeadEntries is null ? saved.Head : pull.Head,
            Proposed = pull.HeadEntries ?? saved.Proposed,
            Tries = tries,
            Due = due,
        };
        var left = tries > saved.Tries ? Settling.To(facts, next, null, new LookAgain(due)) : Settling.To(facts, next);
        // Merged is what was checked and approved, and the merge names it.
        return left.IsEmpty && merges && pull is { Clean: true, Mergeable: true } ? [new MergePull(pull.Number, pull.Head)] : left;
    }

    // What GitHub said is told at once; what only doesn't become clean, when that lasts.
    private static Notice? NotMerged(Contribution saved, PullFacts pull, int tries) =>
        (pull.Refusal ?? (tries >= Patient && pull is { Clean: false, Obstacle: { } obstacle } ? obstacle : null)) is { } why ? new(NoticeKind.NotMerged, why)
        : saved.Notice is { Kind: NoticeKind.NotMerged } said ? said : null;

    // One of its works was left out because another contribution proposed it, and that one let it go.
    private static bool Freed(Facts facts, Contribution saved) => saved.WaitsFor.Any(other => !facts.Claims.Any(claim => claim.By == other) && !facts.Open.Any(item => item.By == other));

    // Main got one of its works another way, without a conflict that would tell.
    private static bool Arrived(Facts facts, Contribution saved) => SiteLists.Of(facts.Site).Have(saved.Claims);

    // While GitHub doesn't say whether it merges, or checks keep it from being merged by us, it is asked again soon, and then less and less often.
    private static (int Tries, DateTimeOffset Due) Due(DateTimeOffset now, Contribution saved, bool soon) => (soon, saved) switch
    {
        (true, { Tries: > 0, Due: { } due }) when due > now => (saved.Tries, due),
        (true, _) => (saved.Tries + 1, now + (Moment * (1 << Math.Min(saved.Tries, 8)))),
        (_, { Tries: 0, Due: { } due }) when due > now => (0, due),
        _ => (0, now + Settling.Rest),
    };

    /// <summary>The entries are checked again and written onto main as it is now.</summary>
    private static ImmutableArray<Effect> Again(Facts facts)
    {
        if (facts.Site.SettingsProblem is not null)
            return Pausing.Next(facts);
        if (Checking.ReadOrKept(facts) is not { } submission)
            return Ending.As(facts, State.Withdrawn);
        if (Check.Unasked(submission, facts) is { } question)
            return [question];
        var items = Check.All(submission, facts, SiteLists.Of(facts.Site));
        if (items.Any(item => item.Outcome == Outcome.Waiting))
            return Later(facts);
        if (!items.Any(item => item.Outcome == Outcome.Good))
            return Over(facts, items);
        return facts.Pull is { State: PullState.Open } pull ? Remake(facts, submission, pull, items) : Succeed(facts);
    }

    // A source is down: its answer is needed soon, not at the next day's look.
    private static ImmutableArray<Effect> Later(Facts facts)
    {
        var soon = facts.Now + TimeSpan.FromMinutes(5);
        return facts.Saved!.Due > facts.Now && facts.Saved.Due <= soon ? [] : [new LookAgain(soon), new Save(facts.Saved with { Due = soon })];
    }

    private static ImmutableArray<Effect> Over(Facts facts, ImmutableArray<CheckedItem> items)
    {
        if (items.Any(item => item.Outcome == Outcome.Listed) && Arrival.OfAll(facts))
            return Ending.As(facts, State.Superseded);
        // The edited text holds nothing to propose any more: its pull request goes, its contributor is asked.
        return facts.Pull is { State: PullState.Open } open ? [new ClosePull(open.Number)] : Succeed(facts);
    }

    // Back to checking, where the next attempt begins on a branch of its own.
    private static ImmutableArray<Effect> Succeed(Facts facts) =>
    [
        new DeleteBranch(facts.Saved!.Branch),
        new Save(facts.Saved with { State = State.Checking, Approval = null, Voided = facts.Saved.Approval?.By ?? facts.Saved.Voided, Notice = null, Foreign = facts.Pull is { HeadEntries: null } pull ? pull.Head : null, Tries = 0, Due = facts.Now + TimeSpan.FromMinutes(10) }),
    ];

    private static ImmutableArray<Effect> Remake(Facts facts, Submission submission, PullFacts pull, ImmutableArray<CheckedItem> items)
    {
        var proposal = Proposal.Of(items, facts.Site);
        var saved = facts.Saved!;
        var claims = Checking.ClaimsOf(items);
        // New works are claimed before they are shown.
        if (claims.Except(saved.Claims).Any())
            return [new Save(saved with { Claims = [.. saved.Claims.Union(claims)] })];
        var remade = saved with
        {
            Items = proposal.Kept(items),
            Checked = Checking.HashOf(submission),
            Submission = saved.Form is null ? Checking.UneditedOrKept(facts) : null,
            Text = Checking.TextHash(facts),
            Claims = claims,
            WaitsFor = Checking.WaitsOf(items),
            Proposed = proposal.Hash,
            Report = proposal.Report(),
            Head = null,
            // A review is of the commit that goes: whom it counts for is kept with the entries that it approves.
            Approval = Approving.Holds(saved, pull) ?? saved.Approval,
        };
        // What stands there already, an earlier handling made: it is saved, and not made again.
        if (proposal.Hash == pull.HeadEntries && pull.Mergeable != false && !(pull.Behind && Merges(facts, saved, pull)) && remade.Checked == saved.Checked)
            return Stand(facts, remade, pull);
        return
        [
            new RemakePull(pull.Number, saved.Branch, pull.Head, facts.Site.Head, proposal.Commit(facts), proposal.Title(), Words.PullRequestText.Body(facts, proposal, items)),
            new Save(remade),
        ];
    }
}
