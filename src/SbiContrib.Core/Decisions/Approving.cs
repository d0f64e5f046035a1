using System.Collections.Immutable;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Decisions;

/// <summary>A maintainer's yes: it is given to the entries that the maintainer saw, and holds as long as they stand.</summary>
internal static class Approving
{
    /// <summary>How many of the entries once shown are remembered.</summary>
    private const int MostShown = 20;

    /// <summary>Takes an <c>/approve</c>: for what was shown when it was written, and nothing that came later.</summary>
    public static Obeying.Result ByCommand(Facts facts, Contribution saved, CommentFacts comment)
    {
        if (facts.Pull is not { State: PullState.Open } pull || saved.State is not (State.Proposed or State.Approved))
            return new(saved, $"{Markdown.Code("/approve")}: there is no pull request to approve yet.");
        if (pull.HeadEntries is null)
            return new(saved, $"{Markdown.Code("/approve")}: somebody else's commit stands on the branch of #{pull.Number}, and I didn't check it. So I can't say what is approved.");
        if (pull.Objections.Contains(comment.Author))
            return new(saved, $"{Markdown.Code("/approve")}: your review asks for changes. An approving review, or dismissing that one, says that they were made.");
        return ShownAt(saved.Shown, comment.At) == pull.HeadEntries
            ? new(saved with { Approval = new(comment.Author, pull.HeadEntries, ByCommand: true) })
            : new(saved, $"{Markdown.Code("/approve")}: the entries changed at the time when you wrote this. Please look at #{pull.Number} as it is now, and approve it again.");
    }

    /// <summary>The approval that holds for a pull request as it stands; null where there is none.</summary>
    /// <remarks>Our own remake of the same entries keeps it, somebody else's commit or other entries void it.</remarks>
    public static Approval? Holds(Contribution saved, PullFacts pull) => pull switch
    {
        { HeadEntries: null } => null,
        // Whoever asks for changes afterwards takes it back.
        _ when saved.Approval is { ByCommand: true } held && held.Hash == pull.HeadEntries && !pull.Objections.Contains(held.By) => held,
        // Who opened the page before our remake approves what stood there: the same entries, where nothing else changed.
        _ when pull.Approvals.FirstOrDefault(review => review.Commit == pull.Head || saved.EntriesOf(review.Commit) == pull.HeadEntries) is { By: var by } => new(by, pull.HeadEntries),
        // One that was taken back is no more among them.
        _ => saved.Approval is { } held && held.Hash == pull.HeadEntries && pull.Approvals.Any(review => review.By == held.By) ? held : null,
    };

    /// <summary>Whose approval other entries or another's commit voided; null where none is, or a new one was given.</summary>
    public static string? Voided(Contribution saved, PullFacts pull, Approval? holds) =>
        holds is not null ? null : saved.Approval is { } had && had.Hash != pull.HeadEntries ? had.By : saved.Voided;

    /// <summary>What was shown, with what is shown from now on, by the clock that gives comments their times.</summary>
    public static ImmutableArray<ShownEntries> Shown(Contribution next, DateTimeOffset now) =>
        next is { State: State.Proposed or State.Approved, Proposed: { } hash } && (next.Shown.IsEmpty || next.Shown[^1].Hash != hash)
            ? [.. next.Shown.TakeLast(MostShown - 1), new(hash, now)]
            : next.Shown;

    // GitHub counts whole seconds: of two that were shown in the second of the comment, nobody can tell which was read.
    private static string? ShownAt(ImmutableArray<ShownEntries> shown, DateTimeOffset at)
    {
        var before = shown.Where(entries => entries.Since <= at).Select(entries => entries.Hash).LastOrDefault();
        var within = shown.Where(entries => entries.Since > at && entries.Since < at.AddSeconds(1)).Select(entries => entries.Hash).ToArray();
        return within.Length == 0 ? before : before is null && within is [var only] ? only : null;
    }
}
