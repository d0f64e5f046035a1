using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core;

/// <summary>One submission on its way, as it is saved.</summary>
public sealed record Contribution
{
    /// <summary>Which contribution.</summary>
    public required ContributionKey Key { get; init; }

    /// <summary>The installation of the GitHub App through which its site is reached; 0 where a token is used.</summary>
    public long Installation { get; init; }

    /// <summary>Where it stands.</summary>
    public required State State { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>When to look at it again if nobody calls; null where nothing more will happen.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>How many times in a row it had to wait for a source.</summary>
    public int Tries { get; init; }

    /// <summary>What a web form sent; null for an issue, whose text is read from GitHub each time.</summary>
    public FormSubmission? Form { get; init; }

    /// <summary>The items as last checked.</summary>
    public ImmutableArray<Item> Items { get; init; } = [];

    /// <summary>The hash of the submission that was last checked, edits included.</summary>
    public string? Checked { get; init; }

    /// <summary>The submission that was last checked, as it was read, without the edits.</summary>
    public Submission? Submission { get; init; }

    /// <summary>What people changed about it by commands and replies, oldest first.</summary>
    public ImmutableArray<Edit> Edits { get; init; } = [];

    /// <summary>The comments whose commands or replies were taken, and reviews that were seen: what is in them counts once, as it was then.</summary>
    public ImmutableArray<long> Taken { get; init; } = [];

    /// <summary>The edited comments whose writers were told that commands in them aren't read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<long>? Mended { get; init; }

    /// <summary>Whom it answered in the last hour.</summary>
    public ImmutableArray<AnswerGiven> Answers { get; init; } = [];

    /// <summary>The end that somebody asked for by a command.</summary>
    public Wish? Wish { get; init; }

    /// <summary>The hash of the issue's own words at that time: while they stand, a form that changed since doesn't change what was meant.</summary>
    public string? Text { get; init; }

    /// <summary>The identifiers that nobody else may propose meanwhile.</summary>
    public ImmutableArray<Identifier> Claims { get; init; } = [];

    /// <summary>The contributions for whose sake this one was declined, and whose end wakes it.</summary>
    public ImmutableArray<ContributionKey> WaitsFor { get; init; } = [];

    /// <summary>How many pull requests were begun; the last one's branch carries the number.</summary>
    public int Attempt { get; init; }

    /// <summary>The number of the last pull request; null until it is known.</summary>
    public int? Pull { get; init; }

    /// <summary>The commit of ours that was last seen at the head of its branch; null while a new one is on its way.</summary>
    public string? Head { get; init; }

    /// <summary>The commits that were made last, each kept before it was put on a branch: by their hashes they are known as ours, whatever another says of itself. A request that was given up may still arrive: so several.</summary>
    public ImmutableArray<MadeCommit> Made { get; init; } = [];

    /// <summary>The hash of the title and text that were last given to its pull request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PullText { get; init; }

    /// <summary>The hash of the entries, their list and section, as last proposed.</summary>
    public string? Proposed { get; init; }

    /// <summary>The hash that a maintainer approved, and who.</summary>
    public Approval? Approval { get; init; }

    /// <summary>When it was taken up again because the list's crawler dropped its entry: that happens once.</summary>
    public DateTimeOffset? Again { get; init; }

    /// <summary>When it was seen, by GitHub's clock, that a person had opened its pull request again: no closing before that counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Opened { get; init; }

    /// <summary>The place in the queue as its status shows it: it is told anew only when something else is told too.</summary>
    public Place? Place { get; init; }

    /// <summary>Whose approval was for other entries, and holds no longer.</summary>
    public string? Voided { get; init; }

    /// <summary>The entries that people were shown, by their hash, oldest first: an approval is for what stood there when it was given.</summary>
    public ImmutableArray<ShownEntries> Shown { get; init; } = [];

    /// <summary>What the check of the entries found, for the check run.</summary>
    public Report? Report { get; init; }

    /// <summary>The check run as last written.</summary>
    public CheckRunKept? CheckRun { get; init; }

    /// <summary>The commit of somebody else's that was last seen at the head of its branch; null while ours stands there.</summary>
    public string? Foreign { get; init; }

    /// <summary>What was merged is taken out again.</summary>
    public Undo? Undo { get; init; }

    /// <summary>What its people should know besides where it stands; null where there is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Notice? Notice { get; init; }

    /// <summary>The id of the status comment.</summary>
    public long? StatusComment { get; init; }

    /// <summary>The hash of the status comment's text as last written.</summary>
    public string? StatusText { get; init; }

    /// <summary>Why a maintainer rejected it, in the maintainer's words.</summary>
    public string? Reason { get; init; }

    /// <summary>What happened to it, oldest first.</summary>
    public ImmutableArray<HistoryEntry> History { get; init; } = [];

    /// <summary>The store's mark of this very row; null until it was saved.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    /// <summary>What a commit of ours writes.</summary>
    /// <param name="commit">Its hash.</param>
    /// <returns>The hash of the entries; null where the commit is somebody else's, whatever it says of itself.</returns>
    public string? EntriesOf(string commit) => Made.LastOrDefault(made => made.Sha == commit)?.Entries ?? (commit == Head ? Proposed : null);

    /// <summary>The branch of the last attempt.</summary>
    [JsonIgnore]
    public string Branch => BranchName.Of(Key, Attempt);
}

/// <summary>A place among those that wait for a maintainer.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Of">How many wait.</param>
/// <param name="Wait">How long it lately took until one was merged, the median; null where too few were.</param>
public sealed record Place(int Number, int Of, TimeSpan? Wait);

/// <summary>A maintainer's yes.</summary>
/// <param name="By">Who.</param>
/// <param name="Hash">To what: <see cref="Contribution.Proposed"/> at that time.</param>
/// <param name="ByCommand">It was given by a command, not by a review that can be taken back.</param>
public sealed record Approval(string By, string Hash, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool ByCommand = false);

/// <summary>A commit of ours.</summary>
/// <param name="Sha">Its hash.</param>
/// <param name="Entries">The hash of the entries that it writes.</param>
public sealed record MadeCommit(string Sha, string Entries);

/// <summary>Entries that people were shown.</summary>
/// <param name="Hash">Their hash.</param>
/// <param name="Since">From when on.</param>
public sealed record ShownEntries(string Hash, DateTimeOffset Since);

/// <summary>What the check of the entries found.</summary>
/// <param name="Hash">The entries' hash.</param>
/// <param name="Remarks">What is to be said of each line.</param>
public sealed record Report(string Hash, ImmutableArray<Remark> Remarks);

/// <summary>What is to be said of an entry's lines.</summary>
/// <param name="Path">The file.</param>
/// <param name="First">The first line, from 1, as it is with the change.</param>
/// <param name="Last">The last line.</param>
/// <param name="Warns">A maintainer should look at it.</param>
/// <param name="Words">The words, in Markdown.</param>
public sealed record Remark(string Path, int First, int Last, bool Warns, string Words);

/// <summary>The check run as last written.</summary>
/// <param name="Id">Its id; 0 where GitHub let us write none.</param>
/// <param name="Head">Its commit.</param>
/// <param name="Remarks">How many lines it annotates: GitHub adds to them, and takes none away.</param>
/// <param name="Hash">The hash of what it says.</param>
public sealed record CheckRunKept(long Id, string Head, int Remarks, string Hash);

/// <summary>What was merged is taken out again.</summary>
/// <param name="By">Who asked for it.</param>
/// <param name="Attempt">The number of the branch.</param>
/// <param name="Pull">The pull request; null until it is known.</param>
/// <param name="Done">It was merged or closed, or nothing was left to take out.</param>
/// <param name="Merged">It was merged.</param>
/// <param name="Unsure">The list has the works more than once, and which entry came with it can't be told.</param>
public sealed record Undo(string By, int Attempt, int? Pull = null, bool Done = false, bool Merged = false, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Unsure = false);

/// <summary>The end that somebody asked for.</summary>
/// <param name="End">Rejected or withdrawn.</param>
/// <param name="Reason">Why, in the person's words.</param>
public sealed record Wish(State End, string? Reason);

/// <summary>An answer of ours.</summary>
/// <param name="To">To whom.</param>
/// <param name="At">When.</param>
public sealed record AnswerGiven(string To, DateTimeOffset At);

/// <summary>What a web form sent.</summary>
/// <param name="Submission">The items.</param>
/// <param name="Name">The name to thank, where given.</param>
/// <param name="SecretHash">The SHA-256 of the owner's secret, in hexadecimal.</param>
/// <param name="Withdrawn">Its owner took it back.</param>
/// <param name="Held">More came in today than go straight to a pull request: it waits until this time.</param>
/// <param name="Number">The how manieth it was of the day on which it came, where it is held: a maintainer who allows so many a day lets it go on at once.</param>
public sealed record FormSubmission(Submission Submission, string? Name, string SecretHash, bool Withdrawn = false, DateTimeOffset? Held = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Number = null)
{
    /// <summary>Whether it still waits.</summary>
    /// <param name="now">The time.</param>
    /// <param name="perDay">How many go straight on in a day, by the site's settings as they are now.</param>
    /// <returns>True where it does.</returns>
    public bool Waits(DateTimeOffset now, int? perDay) => Held > now && !(perDay >= Number);
}

/// <summary>Something that happened to a contribution.</summary>
/// <param name="At">When.</param>
/// <param name="State">The state it came to.</param>
/// <param name="Words">One sentence for people.</param>
public sealed record HistoryEntry(DateTimeOffset At, State State, string Words);
