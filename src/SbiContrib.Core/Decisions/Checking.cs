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
        if (Ending.ByPerson(facts) is { } ended)
            return ended;
        if (facts.Saved?.Form?.Held is { } held && held > facts.Now)
            return [];
        if (Read(facts) is not { } submission)
            return facts.Saved is null ? [] : Answer(facts, new([]), []);
        if (facts.Site.SettingsProblem is not null)
            return WaitForSettings(facts, submission);
        var unasked = Check.Unasked(submission, facts);
        if (!unasked.IsEmpty)
            return [new LookUp(unasked)];
        var items = Check.All(submission, facts, new SiteLists(facts.Site.Lists));
        return items.Any(item => item.Outcome == Outcome.Waiting) ? Wait(facts, submission, items)
            : items.Any(item => item.Outcome == Outcome.Good) ? Propose(facts, submission, items)
            : Answer(facts, submission, items);
    }

    /// <summary>What the person sent, as it is now.</summary>
    public static Submission? Read(Facts facts) =>
        facts.Saved?.Form?.Submission ?? (facts.Issue is { } issue ? SubmissionReader.Read(issue, facts.Comments, facts.Site) : null);

    /// <summary>The hash by which an edited submission is noticed.</summary>
    public static string HashOf(Submission submission) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(submission))).AsSpan(0, 16));

    /// <summary>The identifiers that nobody else may propose meanwhile.</summary>
    public static ImmutableArray<Identifier> ClaimsOf(ImmutableArray<CheckedItem> items) =>
        [.. items.Where(item => item.Outcome == Outcome.Good).SelectMany(item => item.Ids.Take(MostClaims)).Distinct()];

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
        Due = Settling.Due(facts),
        Claims = [],
        WaitsFor = [],
        Tries = 0,
    };

    private static ImmutableArray<Effect> Answer(Facts facts, Submission submission, ImmutableArray<CheckedItem> items)
    {
        var nothingToAdd = !items.IsEmpty && items.All(item => item.Outcome is Outcome.Listed or Outcome.Claimed or Outcome.Withdrawn);
        var next = With(facts, submission, items, nothingToAdd ? State.Declined : State.NeedsInfo);
        var waits = items.Select(item => item.Error?.WaitsFor).OfType<ContributionKey>().Distinct().ToImmutableArray();
        // Closed once: who opens it again has something to say that no rule of ours knows.
        var closes = nothingToAdd && waits.IsEmpty && facts.Saved?.State != State.Declined;
        return Settling.To(facts, next with { WaitsFor = waits }, closes ? false : null);
    }

    private static ImmutableArray<Effect> WaitForSettings(Facts facts, Submission submission)
    {
        var words = $"the site's settings can't be used, so I must wait: {Words.Markdown.Plain(facts.Site.SettingsProblem!)} A maintainer can mend it in {Words.Markdown.Code(Sites.SiteSettings.Path)}.";
        var items = submission.Items.Select(item => new Item { Link = item.Link, Outcome = Outcome.Waiting, Words = $"{Words.Markdown.Code(item.Link)}: {words}" });
        return Settling.To(facts, With(facts, submission, [], State.Checking) with { Items = [.. items], Tries = 1 });
    }

    private static ImmutableArray<Effect> Wait(Facts facts, Submission submission, ImmutableArray<CheckedItem> items)
    {
        var waits = facts.Saved is { State: State.Checking, Tries: > 0 } saved && saved.Due > facts.Now && saved.Checked == HashOf(submission);
        var tries = waits ? facts.Saved!.Tries : (facts.Saved?.Tries ?? 0) + 1;
        var until = items.Max(item => item.Lookup?.Until) ?? facts.Now;
        var due = waits ? facts.Saved!.Due!.Value : Later(until, facts.Now + Patience(tries));
        return Settling.To(facts, With(facts, submission, items, State.Checking) with { Tries = tries, Due = due }, null, new LookAgain(due));
    }

    // One minute, then twice as long each time, up to an hour: a source that is down for a day is asked thirty times.
    private static TimeSpan Patience(int tries) => TimeSpan.FromMinutes(Math.Min(60, 1 << Math.Min(tries - 1, 6)));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static ImmutableArray<Effect> Propose(Facts facts, Submission submission, ImmutableArray<CheckedItem> items)
    {
        var proposal = Proposal.Of(items);
        var claims = ClaimsOf(items);
        var begun = With(facts, submission, items, State.Checking) with { Claims = claims, Attempt = Attempt(facts), Proposed = proposal.Hash };
        if (facts.Pull is { State: PullState.Open } pull && facts.Saved is { State: State.Checking } saved && SameClaims(saved, claims))
            return Settling.To(facts, begun with { State = State.Proposed, Pull = pull.Number, Head = pull.Head }, true);
        // The claims are saved before anything is shown, so that two contributions never propose one work.
        return facts.Saved is { State: State.Checking, Tries: 0 } mine && mine.Attempt == begun.Attempt && SameClaims(mine, claims)
            ? [new OpenPull(begun.Branch, facts.Site.Head, proposal.Commit(facts), proposal.Title(), Words.PullRequestText.Body(facts, proposal, items))]
            : [new Save(Begin(facts, begun))];
    }

    private static Contribution Begin(Facts facts, Contribution begun) => begun with
    {
        Pull = begun.Attempt == facts.Saved?.Attempt ? begun.Pull : null,
        History = facts.Saved?.State == State.Checking ? begun.History : begun.History.Add(new(facts.Now, State.Checking, Words.HistoryWords.Of(begun))),
    };

    // A pull request that GitHub closed gets a successor on a branch of its own.
    private static int Attempt(Facts facts) => facts.Pull is { State: PullState.Closed } && facts.Saved?.Pull == facts.Pull.Number
        ? facts.Saved.Attempt + 1
        : Math.Max(1, facts.Saved?.Attempt ?? 0);

    private static bool SameClaims(Contribution saved, ImmutableArray<Identifier> claims) => saved.Claims.ToHashSet().SetEquals(claims);
}
