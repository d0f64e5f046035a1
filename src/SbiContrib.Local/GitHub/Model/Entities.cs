namespace SbiContrib.Local.GitHub;

/// <summary>A user, an organization, or the bot of an app.</summary>
internal sealed class Account
{
    public required long Id { get; init; }
    public required string Login { get; set; }
    public required string Type { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? Name { get; set; }

    /// <summary>GitHub's private address. Source: https://docs.github.com/en/account-and-profile/reference/email-addresses-reference</summary>
    public string Email => $"{Id}+{Login}@users.noreply.github.com";
}

/// <summary>Who asks: a user, or an installation acting as its app's bot with the permissions and repositories of its token.</summary>
internal sealed record Actor(
    Account Account,
    Installation? Installation = null,
    IReadOnlyDictionary<string, string>? Permissions = null,
    IReadOnlySet<long>? Repositories = null)
{
    /// <summary>Someone without a token: reads public repositories.</summary>
    public static readonly Actor Nobody = new(new Account { Id = 0, Login = "", Type = "User", CreatedAt = default });

    public bool IsNobody => Account.Id == 0;
}

internal sealed class Label
{
    public required long Id { get; init; }
    public required string Name { get; set; }
    public required string Color { get; set; }
    public string? Description { get; set; }
}

/// <summary>A goal of a repository, towards which its issues are.</summary>
internal sealed record Milestone(long Id, int Number, string Title, Account Creator, DateTimeOffset CreatedAt);

/// <summary>An issue; a pull request is an issue with a <see cref="Pull"/>.</summary>
internal sealed class Issue
{
    public required Repo Repo { get; init; }
    public required long Id { get; init; }
    public required int Number { get; init; }
    public required string Title { get; set; }
    public required Account User { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? Body { get; set; }
    public bool Open { get; set; } = true;
    public string? StateReason { get; set; }
    public Account? ClosedBy { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public bool Locked { get; set; }
    public string? LockReason { get; set; }
    public bool ByApp { get; init; }
    public Pull? Pull { get; set; }
    public Milestone? Milestone { get; set; }
    public List<Label> Labels { get; } = [];
    public List<Account> Assignees { get; } = [];
    public List<Comment> Comments { get; } = [];
    public List<IssueEvent> Events { get; } = [];
}

internal sealed class Comment
{
    public required long Id { get; init; }
    public required Issue Issue { get; init; }
    public required Account User { get; init; }
    public required string Body { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? LastEditedAt { get; set; }
    public bool ByApp { get; init; }
}

internal sealed class Pull
{
    public required Issue Issue { get; init; }
    public required long Id { get; init; }
    public required string HeadRef { get; init; }
    public required string HeadSha { get; set; }
    public required string BaseRef { get; set; }
    public required string BaseSha { get; set; }
    public bool Draft { get; set; }
    public bool Merged { get; set; }
    public DateTimeOffset? MergedAt { get; set; }
    public Account? MergedBy { get; set; }
    public string? MergeCommitSha { get; set; }

    /// <summary>Why a closed pull request can't be opened again, else null.</summary>
    public string? ClosedForGood { get; set; }
    public List<Review> Reviews { get; } = [];

    /// <summary>For which (base, head) the answer below was asked, from when it is known, and what it is.</summary>
    public (string Base, string Head) MergeabilityOf { get; set; }
    public DateTimeOffset MergeabilityKnownAt { get; set; }
    public bool? Mergeable { get; set; }
}

internal sealed class Review
{
    public required long Id { get; init; }
    public required Pull Pull { get; init; }
    public required Account User { get; init; }
    public required string State { get; set; }
    public required string CommitId { get; init; }
    public string Body { get; set; } = "";
    public DateTimeOffset? SubmittedAt { get; set; }
    public DateTimeOffset? LastEditedAt { get; set; }
}

internal sealed record IssueEvent(
    long Id, Issue Issue, Actor Actor, string Event, DateTimeOffset CreatedAt,
    string? CommitId = null, Label? Label = null, string? OldTitle = null);

internal sealed class CheckRun
{
    public required long Id { get; init; }
    public required Repo Repo { get; init; }
    public required string HeadSha { get; init; }
    public required string Name { get; set; }
    public required DateTimeOffset StartedAt { get; set; }
    public string Status { get; set; } = "queued";
    public string? Conclusion { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public string? ExternalId { get; set; }
    public string? DetailsUrl { get; set; }
    public string? Title { get; set; }
    public string? Summary { get; set; }
    public string? Text { get; set; }
    public List<CheckAnnotation> Annotations { get; } = [];
}

/// <summary>A remark of a check on lines of a file.</summary>
internal sealed record CheckAnnotation(string Path, int StartLine, int EndLine, string Level, string Message, string? Title);

internal sealed record CommitStatus(
    long Id, Repo Repo, string Sha, string State, string Context, string? Description, string? TargetUrl, Account Creator, DateTimeOffset CreatedAt);

/// <summary>The app's presence on an account, for all of its repositories or some.</summary>
internal sealed class Installation
{
    public required long Id { get; init; }
    public required Account Account { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required Dictionary<string, string> Permissions { get; init; }

    /// <summary>The chosen repositories, or null for all of the account.</summary>
    public HashSet<long>? RepositoryIds { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? SuspendedAt { get; set; }
    public Account? SuspendedBy { get; set; }
    public bool Removed { get; set; }

    public bool Has(Repo repo) =>
        !Removed && repo.Owner == Account && (RepositoryIds is null || RepositoryIds.Contains(repo.Id));
}

/// <summary>A token and whom it makes its bearer.</summary>
internal sealed record AccessToken(string Value, Actor Actor, DateTimeOffset? ExpiresAt);

/// <summary>A webhook of a repository itself, as small installs without an app have it.</summary>
internal sealed record RepositoryHook(long Id, Uri Url, string Secret);

/// <summary>A webhook on its way or delivered: the payload never changes, each attempt has an id of its own under the same guid.</summary>
internal sealed class Delivery
{
    public required long Id { get; init; }
    public required Guid Guid { get; init; }
    public required string Event { get; init; }
    public required string? Action { get; init; }
    public required byte[] Payload { get; init; }
    public required Uri? Url { get; init; }
    public required string Secret { get; init; }
    public required string TargetType { get; init; }
    public required long TargetId { get; init; }
    public long? InstallationId { get; init; }
    public long? RepositoryId { get; init; }
    public int? Number { get; init; }
    public bool Redelivery { get; init; }
    public DateTimeOffset DeliveredAt { get; set; }
    public TimeSpan Duration { get; set; }
    public string Status { get; set; } = "pending";
    public int StatusCode { get; set; }
    public string? ResponseBody { get; set; }
    public bool Done { get; set; }
}
