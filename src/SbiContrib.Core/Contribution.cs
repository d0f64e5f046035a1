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

    /// <summary>The hash of the submission that was last checked.</summary>
    public string? Checked { get; init; }

    /// <summary>The submission that was last checked.</summary>
    public Submission? Submission { get; init; }

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

    /// <summary>The hash of the entries, their list and section, as last proposed.</summary>
    public string? Proposed { get; init; }

    /// <summary>The hash that a maintainer approved, and who.</summary>
    public Approval? Approval { get; init; }

    /// <summary>When it was taken up again because the list's crawler dropped its entry: that happens once.</summary>
    public DateTimeOffset? Again { get; init; }

    /// <summary>The place in the queue as its status shows it: it is told anew only when something else is told too.</summary>
    public Place? Place { get; init; }

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
public sealed record Approval(string By, string Hash);

/// <summary>What a web form sent.</summary>
/// <param name="Submission">The items.</param>
/// <param name="Name">The name to thank, where given.</param>
/// <param name="SecretHash">The SHA-256 of the owner's secret, in hexadecimal.</param>
/// <param name="Withdrawn">Its owner took it back.</param>
/// <param name="Held">More came in today than go straight to a pull request: it waits until this time.</param>
public sealed record FormSubmission(Submission Submission, string? Name, string SecretHash, bool Withdrawn = false, DateTimeOffset? Held = null);

/// <summary>Something that happened to a contribution.</summary>
/// <param name="At">When.</param>
/// <param name="State">The state it came to.</param>
/// <param name="Words">One sentence for people.</param>
public sealed record HistoryEntry(DateTimeOffset At, State State, string Words);
