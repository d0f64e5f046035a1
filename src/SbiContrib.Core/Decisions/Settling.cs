using System.Collections.Immutable;
using System.Text.Json;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Decisions;

/// <summary>Brings GitHub to where a contribution should be, and then saves the contribution.</summary>
internal static class Settling
{
    /// <summary>After how long an open contribution is looked at if nobody calls: what GitHub didn't deliver is found then.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    /// <summary>When to look again if nobody calls. A time that is still to come is kept: another one costs the store two requests more.</summary>
    public static DateTimeOffset Due(Facts facts) => facts.Saved?.Due is { } due && due > facts.Now ? due : facts.Now + Rest;

    /// <summary>The label of an issue whose contributor must answer.</summary>
    public const string NeedsInfoLabel = "needs info";

    /// <summary>What is left to do until the contribution is <paramref name="next"/>.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="next">The contribution as it shall be.</param>
    /// <param name="issueOpen">Whether its issue shall be open; null where that is left to people.</param>
    /// <param name="last">Effects that can't be seen in the facts: they go with the save, where there is one.</param>
    /// <returns>What differs; then the save; then nothing.</returns>
    public static ImmutableArray<Effect> To(Facts facts, Contribution next, bool? issueOpen = null, params ReadOnlySpan<Effect> last)
    {
        next = Placed(facts, Noticed(facts, next));
        var left = Visible(facts, next, issueOpen).ToImmutableArray();
        if (!left.IsEmpty)
            return left;
        var here = next with { Installation = facts.Installation, CheckRun = facts.CheckRun ?? next.CheckRun, Shown = Approving.Shown(next, facts.GitHubNow ?? facts.Now) };
        var done = facts.Issue is null or { State: IssueState.Gone } ? here : here with
        {
            StatusComment = facts.StatusComment?.Id ?? next.StatusComment,
            StatusText = facts.StatusComment?.TextHash ?? next.StatusText,
        };
        return Differs(facts, done) ? [.. last, new Save(Told(facts, done))] : [];
    }

    // A merge moves all who wait behind it: nobody's comment is edited for that alone.
    private static Contribution Placed(Facts facts, Contribution next)
    {
        if (next.State != State.Proposed)
            return next with { Place = null };
        var kept = next with { Place = facts.Saved?.Place };
        var isShown = facts.Issue is null ? facts.Saved?.State == State.Proposed : Shown(facts, facts.Issue) == StatusText.Hash(StatusText.Of(kept));
        return isShown || facts.Place is null ? kept : next with { Place = facts.Place };
    }

    // As long as it lasts: whoever opens the issue again, has it untold.
    private static Contribution Noticed(Facts facts, Contribution next)
    {
        var by = !next.State.IsFinal() && facts.Issue is { State: IssueState.Closed, Closing: { Program: true, By: { } program } } && program != facts.Site.Bot ? program : null;
        return next.Notice is null or { Kind: NoticeKind.IssueClosedByProgram } ? next with { Notice = by is null ? null : new(NoticeKind.IssueClosedByProgram, by) } : next;
    }

    // What a program closed is opened once, when it goes on: another time the two would go on for ever.
    private static bool Reopens(Facts facts, IssueFacts issue, Contribution next) =>
        issue.State == IssueState.Closed && !(issue.Closing is { Program: true } closing && closing.By != facts.Site.Bot && facts.Saved?.State == next.State);

    // What a lock kept back is said when the lock is gone.
    private static string? Shown(Facts facts, IssueFacts issue) => facts switch
    {
        { StatusComment: { } written } => written.TextHash,
        { Saved.StatusComment: StatusCommentFacts.Silenced } when !issue.Locked => null,
        _ => facts.Saved?.StatusText,
    };

    private static IEnumerable<Effect> Visible(Facts facts, Contribution next, bool? issueOpen)
    {
        if (Ours(facts) is { Length: > 0 } missing)
            yield return new SetLabels(facts.Pull!.Number, [missing], []);
        if (Check(facts, next) is { } check)
            yield return check;
        if (facts.Issue is not { State: not IssueState.Gone } issue)
            yield break;
        if (Labels(issue, next) is { } labels)
            yield return labels;
        var text = StatusText.Of(next);
        if (Shown(facts, issue) != StatusText.Hash(text) && Speaks(facts, next))
            yield return new WriteStatus(issue.Number, facts.StatusComment?.Id ?? facts.Saved?.StatusComment, !facts.New, StatusText.Tag(next.Key), text);
        if (issueOpen == false && issue.State == IssueState.Open)
            yield return new CloseIssue(issue.Number, next.State is State.Merged or State.Superseded);
        if (issueOpen == true && Reopens(facts, issue, next))
            yield return new ReopenIssue(issue.Number);
    }

    private static WriteCheck? Check(Facts facts, Contribution next)
    {
        if (facts.Pull is not { State: PullState.Open } pull || (next.State is not (State.Proposed or State.Approved) && next.Undo is null))
            return null;
        if (CheckText.Of(next, pull, facts.Site.Settings?.RequireApproval == true) is not { } check)
            return null;
        if (facts.Asked is { Group: true } group)
            return new(null, CheckText.InGroup(check, group.Sha));
        var kept = facts.CheckRun ?? facts.Saved?.CheckRun;
        // GitHub shows as queued what somebody wants anew, until it is told.
        if (facts.Asked?.Sha == pull.Head || kept?.Head != pull.Head)
            return new(null, check);
        // What GitHub didn't take is tried again once a day: its owner may have agreed since.
        if (kept.Hash == CheckText.Hash(check) && !(kept.Id == 0 && facts.CheckRun is null && facts.Saved?.Due <= facts.Now))
            return null;
        // What is annotated stays so, and what has a conclusion keeps one: else a new run takes its place.
        return new(kept.Id > 0 && kept.Remarks == check.Remarks.Length && check.Conclusion is not null ? kept.Id : null, check);
    }

    /// <summary>What is on its way within seconds needs no comment; what waits does.</summary>
    private static bool Speaks(Facts facts, Contribution next) =>
        next.State is not (State.Received or State.Checking) || next.Tries > 0 || facts.Saved?.StatusComment is not null;

    private static string? Ours(Facts facts) =>
        facts.Pull is { State: PullState.Open } pull && facts.Site.Settings is { } settings && !pull.Labels.Contains(settings.Label, StringComparer.OrdinalIgnoreCase) ? settings.Label : null;

    private static SetLabels? Labels(IssueFacts issue, Contribution next) => (next.State == State.NeedsInfo, issue.Labels.Contains(NeedsInfoLabel, StringComparer.OrdinalIgnoreCase)) switch
    {
        (true, false) => new(issue.Number, [NeedsInfoLabel], []),
        (false, true) when next.State != State.Checking => new(issue.Number, [], [NeedsInfoLabel]),
        _ => null,
    };

    private static bool Differs(Facts facts, Contribution next) =>
        facts.Saved is not { } saved || saved.Due <= facts.Now || next.Due < saved.Due || Json(saved with { Due = null }) != Json(next with { Due = null });

    // Records of arrays compare by reference: the written form compares by content.
    private static string Json(Contribution contribution) => JsonSerializer.Serialize(contribution);

    private static Contribution Told(Facts facts, Contribution next) => facts.Saved?.State == next.State
        ? next
        : next with { History = next.History.Add(new(facts.Now, next.State, HistoryWords.Of(next))) };
}
