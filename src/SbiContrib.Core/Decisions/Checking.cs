using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Decisions;

/// <summary>A contribution without a pull request: it is checked, and proposed or answered.</summary>
internal static class Checking
{
    /// <summary>How many of a work's identifiers are claimed: each is a row of the transaction that saves the contribution.</summary>
    private const int MostClaims = 6;

    public static ImmutableArray<Effect> Next(Facts facts)
    {
        if (facts.Saved?.Form?.Waits(facts.Now, facts.Site.Settings?.WebFormPerDay) == true)
            return [];
        if (Read(facts) is not { } submission)
            return NotOurs(facts);
        if (Resting.Next(facts, HashOf(submission)) is { } rest)
            return rest;
        if (AtRest(facts, submission))
            return Settling.To(facts, facts.Saved! with { Due = null });
        if (facts.Site.SettingsProblem is not null)
            return Answered(facts, submission) ? Pausing.Next(facts) : WaitForSettings(facts, submission);
        if (Check.Unasked(submission, facts) is { } question)
            return [question];
        var items = Check.All(submission, facts, SiteLists.Of(facts.Site));
        return items.Any(item => item.Outcome == Outcome.Waiting) ? Answered(facts, submission) ? Pausing.Next(facts) : Wait(facts, submission, items)
            : items.Any(item => item.Outcome == Outcome.Good) ? Propose(facts, submission, items)
            : Answer(facts, submission, items);
    }

    /// <summary>What the person sent, as it is now, with the edits.</summary>
    public static Submission? Read(Facts facts) => Edits.Apply(Unedited(facts), facts.Saved?.Edits ?? []);

    /// <summary>What the person sent, as it was checked where the words still stand: for what is proposed already.</summary>
    public static Submission? ReadOrKept(Facts facts) => Edits.Apply(UneditedOrKept(facts), facts.Saved?.Edits ?? []);

    /// <summary>What the person sent, before anybody said more in comments.</summary>
    public static Submission? Unedited(Facts facts) =>
        facts.Saved?.Form?.Submission ?? (facts.Issue is { } issue ? SubmissionReader.Read(issue, facts.Site) : null);

    /// <summary>The same, as it was checked where the words still stand.</summary>
    public static Submission? UneditedOrKept(Facts facts) =>
        facts.Saved is { Submission: { } kept, Text: { } text } && text == TextHash(facts) ? kept : Unedited(facts);

    public static string? TextHash(Facts facts) => facts.Issue is { } issue ? Words.StatusText.Hash(issue.Body) : null;

    /// <summary>The hash by which an edited submission is noticed.</summary>
    public static string HashOf(Submission submission) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(submission))).AsSpan(0, 16));

    /// <summary>The identifiers that nobody else may propose meanwhile.</summary>
    public static ImmutableArray<Identifier> ClaimsOf(ImmutableArray<CheckedItem> items) =>
        [.. items.Where(item => item.Outcome == Outcome.Good).SelectMany(item => item.Ids.Take(MostClaims)).Distinct()];

    /// <summary>The contributions whose end may free a work that was left out for their sake.</summary>
    public static ImmutableArray<ContributionKey> WaitsOf(ImmutableArray<CheckedItem> items) =>
        [.. items.Select(item => item.Error?.WaitsFor).OfType<ContributionKey>().Distinct()];

    // Given up before it was ever read, and none of ours: nobody is bothered with it.
    private static ImmutableArray<Effect> NotOurs(Facts facts) => facts.Saved switch
    {
        null => [],
        { Checked: null, StatusComment: null, Attempt: 0 } saved => [new Save(saved with { State = State.Withdrawn, Due = null })],
        // The label that made it ours was tidied away.
        { State: State.Declined, WaitsFor.IsEmpty: true } => Pausing.Next(facts),
        _ => Answer(facts, new([]), []),
    };

    // Declined for good, and nobody asked again: neither a list that lost the entry nor a source that is down stirs it.
    private static bool AtRest(Facts facts, Submission submission) =>
        facts.Saved is { State: State.Declined, WaitsFor.IsEmpty: true } && facts.Issue is not { State: IssueState.Open } && Answered(facts, submission);

    // What was answered stays answered while nothing new can be said.
    private static bool Answered(Facts facts, Submission submission) =>
        facts.Saved is { State: State.Declined or State.NeedsInfo, WaitsFor.IsEmpty: true } saved && saved.Checked == HashOf(submission);

    private static Contribution Begun(Facts facts) => facts.Saved ?? new Contribution
    {
        Key = facts.Key,
        Installation = facts.Installation,
        State = State.Received,
        Received = facts.Now,
    };

    private static Contribution With(Facts facts, Submission submission, ImmutableArray<CheckedItem> items, State state) => Begun(facts) with
    {
        State = state,
        Installation = facts.Installation,
        Items = [.. items.Select(item => item.ToItem())],
        Checked = HashOf(submission),
        Submission = facts.Saved?.Form is null ? Unedited(facts) : null,
        Text = TextHash(facts),
        Due = Settling.Due(facts),
        Claims = [],
        WaitsFor = WaitsOf(items),
        Notice = null,
        Head = null,
        Tries = 0,
    };

    private static ImmutableArray<Effect> Answer(Facts facts, Submission submission, ImmutableArray<CheckedItem> items)
    {
        // Opened by an earlier handling, which died before it saved that.
        if (facts.Pull is { State: PullState.Open } open)
            return [new ClosePull(open.Number), new DeleteBranch(facts.Saved!.Branch)];
        var nothingToAdd = !items.IsEmpty && items.All(item => item.Outcome is Outcome.Listed or Outcome.Claimed or Outcome.Withdrawn or Outcome.Barred);
        var next = With(facts, submission, items, nothingToAdd ? State.Declined : State.NeedsInfo);
        // Closed once: who opens it again has something to say that no rule of ours knows.
        var closes = nothingToAdd && next.WaitsFor.IsEmpty && facts.Saved is not { State: State.Declined, WaitsFor.IsEmpty: true };
        return Settling.To(facts, next, closes ? false : nothingToAdd ? null : true, [.. Resting.Former(facts)]);
    }

    private static ImmutableArray<Effect> WaitForSettings(Facts facts, Submission submission)
    {
        var words = $"the site's settings can't be used, so I must wait: {Words.Markdown.Plain(facts.Site.SettingsProblem!)} A maintainer can mend it in {Words.Markdown.Code(Sites.SiteSettings.Path)}.";
        var items = submission.Items.Take(Submission.MostItems).Select(item => new Item { Link = item.Link, Outcome = Outcome.Waiting, Words = $"{Words.Markdown.Code(item.Link)}: {words}" });
        return Settling.To(facts, With(facts, submission, [], State.Checking) with { Items = [.. items], Tries = 1 });
    }

    private static ImmutableArray<Effect> Wait(Facts facts, Submission submission, ImmutableArray<CheckedItem> items)
    {
        var waits = facts.Saved is { State: State.Checking, Tries: > 0 } saved && saved.Due > facts.Now && saved.Checked == HashOf(submission);
        var tries = waits ? facts.Saved!.Tries : (facts.Saved?.Tries ?? 0) + 1;
        var until = items.Max(item => item.Lookup?.Until ?? item.Page?.Until) ?? facts.Now;
        var due = waits ? facts.Saved!.Due!.Value : Later(until, facts.Now + Patience(tries));
        return Settling.To(facts, With(facts, submission, items, State.Checking) with { Tries = tries, Due = due }, null, new LookAgain(due));
    }

    // One minute, then twice as long each time, up to an hour: a source that is down for a day is asked thirty times.
    private static TimeSpan Patience(int tries) => TimeSpan.FromMinutes(Math.Min(60, 1 << Math.Min(tries - 1, 6)));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static ImmutableArray<Effect> Propose(Facts facts, Submission submission, ImmutableArray<CheckedItem> items)
    {
        var proposal = Proposal.Of(items, facts.Site);
        var claims = ClaimsOf(items);
        var begun = With(facts, submission, items, State.Checking) with { Claims = claims, Attempt = Attempt(facts), Proposed = proposal.Hash, Report = proposal.Report(), Items = proposal.Kept(items) };
        if (facts.Pull is { State: PullState.Open } pull && facts.Saved is { State: State.Checking } saved && SameClaims(saved, claims))
            return Settling.To(facts, Opened(facts, begun, pull), true);
        // The claims are saved before anything is shown, so that two contributions never propose one work.
        return facts.Saved is { State: State.Checking, Tries: 0 } mine && mine.Attempt == begun.Attempt && SameClaims(mine, claims)
            ? [new OpenPull(begun.Branch, facts.Site.Head, proposal.Commit(facts), proposal.Title(), Words.PullRequestText.Body(facts, proposal, items))]
            : [.. Resting.Former(facts), new Save(Begin(facts, begun))];
    }

    // A pull request that an earlier handling opened may hold what the submission said then: it counts as not checked, and is remade.
    private static Contribution Opened(Facts facts, Contribution begun, PullFacts pull) => begun with
    {
        State = State.Proposed,
        Pull = pull.Number,
        Foreign = null,
        Head = pull.HeadEntries is null ? null : pull.Head,
        Checked = pull.HeadEntries == begun.Proposed ? begun.Checked : null,
        Proposed = pull.HeadEntries ?? begun.Proposed,
    };

    private static Contribution Begin(Facts facts, Contribution begun) => begun with
    {
        Pull = begun.Attempt == facts.Saved?.Attempt ? begun.Pull : null,
        History = facts.Saved?.State == State.Checking ? begun.History : begun.History.Add(new(facts.Now, State.Checking, Words.HistoryWords.Of(begun))),
    };

    // A pull request that GitHub closed gets a successor on a branch of its own.
    private static int Attempt(Facts facts) => Math.Max(1, (facts.Saved?.Attempt ?? 0) + (facts.Pull is { State: not PullState.Open } ? 1 : 0));

    private static bool SameClaims(Contribution saved, ImmutableArray<Identifier> claims) => saved.Claims.ToHashSet().SetEquals(claims);
}
