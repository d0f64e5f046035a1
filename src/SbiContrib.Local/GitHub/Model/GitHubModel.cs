using System.Buffers.Binary;
using System.Security.Cryptography;
using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// GitHub on one machine: users, an app with its installations, repositories with issues, pull requests, reviews, labels and checks over real git.
/// No HTTP: every method takes the <see cref="Actor"/> who asks, gives the entity or throws <see cref="GitHubException"/> with the answer of
/// GitHub, and queues the webhooks that follow in <see cref="Outbox"/>. Safe for several threads: one lock guards everything, so does
/// <see cref="Hold"/> for those who read several things at once.
/// </summary>
internal sealed partial class GitHubModel : IDisposable
{
    private readonly Lock _gate = new();
    private readonly GitHubModelOptions _options;
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Account> _emails = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<long, Repo> _repos = [];
    private readonly Dictionary<string, long> _names = new(StringComparer.OrdinalIgnoreCase);

    // GitHub's ids have outgrown 32 bits: who stores them in an int shall notice here.
    private long _lastId = 3_000_000_000;
    private long _lastAccountId = 20_000_000;
    private long _lastRepoId = 900_000_000;
    private ulong _drawn;

    /// <summary>An empty GitHub with one app and its bot.</summary>
    public GitHubModel(GitHubModelOptions options)
    {
        _options = options;
        Directory.CreateDirectory(options.Folder);
        AppOwner = AddOrganization(options.AppSlug + "-owner");
        Bot = NewAccount(options.AppSlug + "[bot]", "Bot");
        // The web interface itself commits and closes under this name.
        WebFlow = NewAccount("web-flow", "User");
    }

    /// <summary>The settings it was started with.</summary>
    public GitHubModelOptions Options => _options;

    /// <summary>The bot as whom installations act.</summary>
    public Account Bot { get; }

    /// <summary>Who owns the app.</summary>
    public Account AppOwner { get; }

    internal Account WebFlow { get; }

    /// <summary>The time, to the second as GitHub tells it.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(_options.Time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>All repositories there are.</summary>
    public IReadOnlyList<Repo> Repositories
    {
        get
        {
            using var hold = Hold();
            return [.. _repos.Values];
        }
    }

    /// <summary>Keeps all others out until disposed; may be taken again by its holder.</summary>
    public Lock.Scope Hold() => _gate.EnterScope();

    public Account AddUser(string login, string? name = null)
    {
        using var hold = Hold();
        var user = NewAccount(Names.Check(login), "User");
        user.Name = name;
        return user;
    }

    /// <summary>Another App's account, such as that of GitHub Actions.</summary>
    public Account AddBot(string slug)
    {
        using var hold = Hold();
        return NewAccount($"{slug}[bot]", "Bot");
    }

    public Account AddOrganization(string login)
    {
        using var hold = Hold();
        return NewAccount(Names.Check(login), "Organization");
    }

    /// <summary>The account of this login.</summary>
    /// <exception cref="GitHubException">404.</exception>
    public Account Account(string login)
    {
        using var hold = Hold();
        return _accounts.GetValueOrDefault(login) ?? throw GitHubException.NotFound();
    }

    public Account AccountById(long id)
    {
        using var hold = Hold();
        return _accounts.Values.FirstOrDefault(a => a.Id == id) ?? throw GitHubException.NotFound();
    }

    /// <summary>The account whose private address this is, as commits name it.</summary>
    internal Account? ByEmail(string email) => _emails.GetValueOrDefault(email);

    /// <summary>A user as the one who asks.</summary>
    public Actor As(string login) => new(Account(login));

    /// <summary>Makes a repository with a first commit of <paramref name="files"/> on its default branch; no installation hears of it.</summary>
    public Repo CreateRepository(string owner, string name, IReadOnlyDictionary<string, string>? files = null, string defaultBranch = "main", bool isPrivate = false)
    {
        using var hold = Hold();
        var account = Account(owner);
        Names.Check(name);
        if (_names.ContainsKey($"{owner}/{name}"))
            throw GitHubException.Invalid("Repository", "name", "custom", "name already exists on this account");
        var id = ++_lastRepoId;
        var folder = Path.Combine(_options.Folder, id.ToString() + ".git");
        LibGit2Sharp.Repository.Init(folder, isBare: true);
        var repo = new Repo
        {
            Id = id,
            Owner = account,
            Name = name,
            Folder = folder,
            Git = new LibGit2Sharp.Repository(folder),
            CreatedAt = Now,
            DefaultBranch = defaultBranch,
            Private = isPrivate,
            PushedAt = Now,
            UpdatedAt = Now,
        };
        if (_options.InMemory)
            repo.Git.ObjectDatabase.AddBackend(new MemoryObjects(), priority: 100);
        repo.Git.Refs.UpdateTarget("HEAD", "refs/heads/" + defaultBranch);
        _repos[id] = repo;
        _names[repo.FullName] = id;
        FirstCommit(repo, files ?? new Dictionary<string, string> { ["README.md"] = $"# {name}\n" });
        return repo;
    }

    private void FirstCommit(Repo repo, IReadOnlyDictionary<string, string> files)
    {
        var definition = new TreeDefinition();
        foreach (var (path, text) in files)
            definition.Add(Names.CheckPath(path), repo.Git.WriteBlob(System.Text.Encoding.UTF8.GetBytes(text)), Mode.NonExecutableFile);
        var commit = repo.Git.ObjectDatabase.CreateCommit(
            SignatureOf(repo.Owner), SignatureOf(repo.Owner), "Initial commit", repo.Git.ObjectDatabase.CreateTree(definition), [], prettifyMessage: false);
        repo.Git.Refs.Add("refs/heads/" + repo.DefaultBranch, commit.Id);
    }

    /// <summary>A repository by its present name.</summary>
    /// <exception cref="GitHubException">404, or 301 to <c>/repositories/{id}</c> under a former name.</exception>
    public Repo Repository(string owner, string name)
    {
        using var hold = Hold();
        var full = $"{owner}/{name}";
        if (!_names.TryGetValue(full, out var id) || !_repos.TryGetValue(id, out var repo))
            throw GitHubException.NotFound();
        return string.Equals(repo.FullName, full, StringComparison.OrdinalIgnoreCase)
            ? repo
            : throw GitHubException.Moved($"{Urls.Api}/repositories/{id}");
    }

    /// <summary>A repository by its name, present or former, as its pages and git find it.</summary>
    /// <exception cref="GitHubException">404.</exception>
    public Repo Anytime(string owner, string name)
    {
        using var hold = Hold();
        return _names.TryGetValue($"{owner}/{name}", out var id) ? Repository(id) : throw GitHubException.NotFound();
    }

    public Repo Repository(long id)
    {
        using var hold = Hold();
        return _repos.GetValueOrDefault(id) ?? throw GitHubException.NotFound();
    }

    /// <summary>
    /// Renames, or with another owner moves, a repository; its former name leads to it from then on.
    /// Source: https://docs.github.com/en/repositories/creating-and-managing-repositories/renaming-a-repository
    /// </summary>
    public void Rename(Actor actor, Repo repo, string name)
    {
        using var hold = Hold();
        NeedAdmin(actor, repo);
        var former = repo.Name;
        repo.Name = Names.Check(name);
        _names[repo.FullName] = repo.Id;
        repo.UpdatedAt = Now;
        Send(repo, actor, "repository", "renamed", null, payload => payload["changes"] = GitHubJson.Changes(("repository", GitHubJson.Changes(("name", GitHubJson.From(former))))));
    }

    /// <summary>Makes a repository read only, or writable again. Source: https://docs.github.com/en/repositories/archiving-a-github-repository/archiving-repositories</summary>
    public void Archive(Actor actor, Repo repo, bool archived = true)
    {
        using var hold = Hold();
        NeedAdmin(actor, repo);
        repo.Archived = archived;
        repo.UpdatedAt = Now;
        Send(repo, actor, "repository", archived ? "archived" : "unarchived", null);
    }

    /// <summary>Ends a repository; its name answers 404 from then on.</summary>
    public void Delete(Actor actor, Repo repo)
    {
        using var hold = Hold();
        NeedAdmin(actor, repo);
        Send(repo, actor, "repository", "deleted", null);
        _repos.Remove(repo.Id);
        repo.Dispose();
    }

    /// <summary>Gives a user a role: read, triage, write, maintain, admin; null takes it.</summary>
    public void SetRole(Repo repo, string login, string? role)
    {
        using var hold = Hold();
        repo.Collaborators.Remove(login);
        if (role is not null)
            repo.Collaborators[Account(login).Login] = role;
    }

    public void Dispose()
    {
        using var hold = Hold();
        foreach (var repo in _repos.Values)
            repo.Dispose();
    }

    internal long NextId() => ++_lastId;

    /// <summary>Unguessable, or with a seed the next of its row.</summary>
    private byte[] Draw(int bytes)
    {
        if (_options.Seed is not { } seed)
            return RandomNumberGenerator.GetBytes(bytes);
        Span<byte> input = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(input, seed);
        BinaryPrimitives.WriteUInt64LittleEndian(input[4..], ++_drawn);
        return SHA256.HashData(input)[..bytes];
    }

    internal Signature SignatureOf(Account account) => new(account.Name ?? account.Login, account.Email, Now);

    private Account NewAccount(string login, string type)
    {
        if (_accounts.ContainsKey(login))
            throw GitHubException.Invalid("User", "login", "already_exists");
        var account = new Account { Id = ++_lastAccountId, Login = login, Type = type, CreatedAt = Now };
        _emails[account.Email] = account;
        return _accounts[login] = account;
    }
}
