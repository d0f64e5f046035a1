using System.Security.Cryptography;
using System.Text.Json;
using SbiContrib.Core.Sites;
using SbiContrib.Local.Azurite;
using SbiContrib.Local.GitHub;
using SbiContrib.Local.Records;

namespace SbiContrib.Local;

/// <summary>All that the program needs, on one machine: storage, GitHub with a site on it, the metadata services. The program itself comes on top, once or several times.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>The user whose token the program has, where it isn't an App.</summary>
    public const string Machine = "sample-machine";

    /// <summary>The secret of the webhook; new each time.</summary>
    private readonly string _secret = RandomNumberGenerator.GetHexString(64, lowercase: true);

    private readonly RSA _key = RSA.Create(2048);
    private readonly string _folder = Directory.CreateTempSubdirectory("sbi-contrib-github-").FullName;
    private readonly bool _ownsAzurite;

    private string? _token;

    private World(AzuriteServer azurite, bool ownsAzurite) => (Azurite, _ownsAzurite) = (azurite, ownsAzurite);

    /// <summary>Storage.</summary>
    public AzuriteServer Azurite { get; }

    /// <summary>GitHub.</summary>
    public GitHubServer GitHub { get; private set; } = null!;

    /// <summary>The metadata services.</summary>
    public RecordsServer Records { get; private set; } = null!;

    /// <summary>The site's repository.</summary>
    public Repo Site { get; private set; } = null!;

    /// <summary>Letters before the names of tables, queues and containers, for worlds that share an Azurite.</summary>
    public string Prefix { get; private init; } = "";

    /// <summary>Starts a world.</summary>
    /// <param name="options">How.</param>
    /// <param name="progress">Is told what takes long.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<World> Start(WorldOptions options, Action<string> progress, CancellationToken cancellation)
    {
#pragma warning disable CA2000 // The world ends what it began.
        var azurite = options.Azurite ?? await AzuriteServer.Start(new AzuriteOptions(), progress, cancellation);
#pragma warning restore CA2000
        var world = new World(azurite, options.Azurite is null) { Prefix = options.Prefix };
        try
        {
            world.Records = await RecordsServer.Start(options.Forward, cancellation);
            world.GitHub = await GitHubServer.Start(new GitHubServerOptions
            {
                Model = new GitHubModelOptions { Folder = world._folder, AppKey = world._key, WebhookSecret = world._secret, Time = options.Time },
                Limits = options.Limits,
            });
            world.Seed(options);
            if (options.Token)
                world.AddMachine();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>The settings with which the program lives in this world.</summary>
    public IReadOnlyDictionary<string, string?> Settings() => new Dictionary<string, string?>
    {
        ["GitHub:Address"] = GitHub.BaseAddress.ToString(),
        ["GitHub:AppId"] = _token is null ? GitHub.Model.Options.AppId.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        ["GitHub:PrivateKey"] = _token is null ? _key.ExportRSAPrivateKeyPem() : null,
        ["GitHub:Token"] = _token,
        ["GitHub:WebhookSecrets:0"] = _secret,
        ["Storage:ConnectionString"] = Azurite.ConnectionString,
        ["Storage:Prefix"] = Prefix,
        // A person waits in front of it: an empty queue is asked again soon.
        ["Queue:LongestPoll"] = "00:00:00.2",
        ["Sources:Address"] = Records.Address.ToString(),
        // The local GitHub refuses nothing, unless it is told to.
        ["GitHub:Limits:PointsPerMinute"] = GitHub.Limits.Enforced ? null : "0",
        ["GitHub:Limits:ContentPerMinute"] = GitHub.Limits.Enforced ? null : "0",
        ["GitHub:Limits:ContentPerHour"] = GitHub.Limits.Enforced ? null : "0",
        ["GitHub:Limits:WriteSpacing"] = "00:00:00",
        ["Upkeep:Rest"] = "00:00:00.2",
        ["Upkeep:Pause"] = "00:00:00.5",
        ["Upkeep:Moment"] = "00:00:00.1",
    };

    /// <summary>Writes <see cref="Settings"/> into a file that this user alone can read and that ends with the world.</summary>
    /// <returns>The file, for <c>--settings</c>.</returns>
    public FileInfo WriteSettings()
    {
        var file = new FileInfo(Path.Combine(_folder, "settings.json"));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = file.Open(options);
        JsonSerializer.Serialize(stream, Settings());
        return file;
    }

    /// <summary>Lets GitHub deliver to the program from now on, and installs the App on the site; with a token, the site gets a webhook of its own.</summary>
    /// <param name="program">Where the program listens.</param>
    public void Connect(Uri program)
    {
        if (_token is not null)
        {
            _ = GitHub.Model.AddHook(Site, new Uri(program, "/api/github/webhooks"), _secret);
            return;
        }
        GitHub.Model.Options.WebhookUrl = new Uri(program, "/api/github/webhooks");
        if (GitHub.Model.Installations.Count == 0)
            _ = GitHub.Model.Install(Site.Owner.Login);
    }

    private void Seed(WorldOptions options)
    {
        var model = GitHub.Model;
        _ = model.AddUser("ada");
        _ = model.AddUser("grace");
        _ = model.AddOrganization("sample-community");
        var files = new Dictionary<string, string>(SampleSite.Files());
        files[SampleSite.Page] = options.Page ?? files[SampleSite.Page];
        files[SiteSettings.Path] += options.Setting is null ? "" : $"\n{options.Setting}\n";
        foreach (var (path, text) in options.Files)
            files[path] = text;
        Site = model.CreateRepository("sample-community", "sample-site", files);
        model.SetRole(Site, "grace", "maintain");
    }

    private void AddMachine()
    {
        _ = GitHub.Model.AddUser(Machine);
        GitHub.Model.SetRole(Site, Machine, "write");
        _token = GitHub.Model.AddToken(Machine);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (GitHub is not null)
            await GitHub.DisposeAsync();
        if (Records is not null)
            await Records.DisposeAsync();
        if (_ownsAzurite)
            await Azurite.DisposeAsync();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>How a <see cref="World"/> is.</summary>
internal sealed record WorldOptions
{
    /// <summary>A storage that runs already; else one is started, and ended with the world.</summary>
    public AzuriteServer? Azurite { get; init; }

    /// <summary>Letters before the names of tables, queues and containers.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Links that aren't among the samples are asked of the real services.</summary>
    public bool Forward { get; init; }

    /// <summary>GitHub's limits refuse what goes over them.</summary>
    public bool Limits { get; init; }

    /// <summary>The program has a user's token instead of being an App: a small install.</summary>
    public bool Token { get; init; }

    /// <summary>GitHub's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Another text for the site's page.</summary>
    public string? Page { get; init; }

    /// <summary>A further line of the site's settings.</summary>
    public string? Setting { get; init; }

    /// <summary>Files that the site has besides, or instead, by their paths.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}
