using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>A repository: its issues and settings, and a bare git repository in a folder of its own.</summary>
internal sealed class Repo : IDisposable
{
    public required long Id { get; init; }
    public required Account Owner { get; set; }
    public required string Name { get; set; }
    public required string Folder { get; init; }
    public required Repository Git { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string DefaultBranch { get; set; } = "main";
    public string? Description { get; set; }
    public bool Private { get; init; }
    public bool Archived { get; set; }
    public bool DeleteBranchOnMerge { get; set; }
    public DateTimeOffset PushedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public int LastNumber { get; set; }

    /// <summary>Logins with the role that was given: read, triage, write, maintain, admin.</summary>
    public Dictionary<string, string> Collaborators { get; } = new(StringComparer.OrdinalIgnoreCase);
    public Dictionary<string, Label> Labels { get; } = new(StringComparer.OrdinalIgnoreCase);
    public List<Milestone> Milestones { get; } = [];
    public SortedDictionary<int, Issue> Issues { get; } = [];

    /// <summary>Those of <see cref="Issues"/> that are open: what grows with the years isn't walked through.</summary>
    public SortedDictionary<int, Issue> OpenIssues { get; } = [];

    /// <summary>Pull requests by the branch of their head.</summary>
    public Dictionary<string, List<Pull>> PullsByHead { get; } = [];

    /// <summary>Who has a pull request that was merged.</summary>
    public HashSet<Account> Contributors { get; } = [];
    public HashSet<int> Deleted { get; } = [];
    public Dictionary<int, Issue> Transferred { get; } = [];
    public Dictionary<long, Comment> Comments { get; } = [];
    public Dictionary<long, CheckRun> CheckRuns { get; } = [];
    public Dictionary<string, List<CheckRun>> CheckRunsByCommit { get; } = [];
    public List<CommitStatus> Statuses { get; } = [];
    public List<RepositoryHook> Hooks { get; } = [];

    /// <summary>Checks or statuses that must be green before anything merges into the default branch.</summary>
    public HashSet<string> RequiredChecks { get; } = [];

    /// <summary>What merges into the default branch must hold all of it ("require branches to be up to date before merging").</summary>
    public bool RequiresUpToDate { get; set; }

    /// <summary>What merges into the default branch does so by the merge queue.</summary>
    public bool RequiresQueue { get; set; }

    public string FullName => $"{Owner.Login}/{Name}";

    /// <summary>Open pull requests.</summary>
    public IEnumerable<Pull> OpenPulls => OpenIssues.Values.Select(i => i.Pull).OfType<Pull>();

    /// <summary>The commit at a branch's tip, or null where there is no such branch.</summary>
    public Commit? Tip(string branch) => Git.Refs["refs/heads/" + branch]?.ResolveToDirectReference()?.Target as Commit;

    public void Dispose() => Git.Dispose();
}
