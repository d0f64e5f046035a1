using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SbiContrib.Core;
using SbiContrib.Local.GitHub;
using SbiContrib.Store;

namespace SbiContrib.Local;

/// <summary>Measures the way of contributions, one after the other: times, calls to GitHub, and where the time goes.</summary>
internal static partial class Measure
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly string[] Sections = ["Particle Physics", "Computational Neuroscience", "Astroparticle Physics", "Cosmology", "Genomics", "Robotics"];

    /// <summary>Runs the measurement and prints it as JSON.</summary>
    /// <param name="count">How many contributions.</param>
    /// <param name="trace">Each request of the first and the last contribution is shown.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<int> Run(int count, bool trace, CancellationToken cancellation)
    {
        await using var world = await World.Start(new WorldOptions(), _ => { }, cancellation);
        var first = await FirstWebhook(world, cancellation);
        using var spent = new Spent(world);
        await using var program = await LocalProgram.Start(world, LogLevel.Error, null, cancellation);
        world.Connect(program.Address);
        var lives = new List<Life>();
        for (var number = 1; number <= count; number++)
        {
            lives.Add(await One(world, program, spent, number, cancellation));
            if (trace && (number == 1 || number == count))
                await Console.Error.WriteLineAsync(Trace(world, lives[^1]));
        }
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new
        {
            contributions = count,
            processStartToFirstWebhookSeconds = first.Seconds,
            toOpenPull = Summary(lives.Select(life => life.ToPull)),
            shareInAzurite = Share(lives, life => life.Azurite),
            shareInGitHub = Share(lives, life => life.GitHub),
            callsToOpenPull = Calls(lives.Select(life => life.PullCalls)),
            callsOfFirst = lives[0].PullCalls,
            callsOverLife = Calls(lives.Select(life => life.AllCalls)),
            callsOverLifeOfFirst = lives[0].AllCalls,
            residentMegabytesOfProcess = first.Megabytes,
            residentMegabytesOfWorldAfterAll = Environment.WorkingSet / 1_000_000,
        }, Json));
        return 0;
    }

    /// <summary>Has many issues filed at once, and measures until each has its pull request: rate, memory, and that none is lost.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<int> Burst(int count, CancellationToken cancellation)
    {
        await using var world = await World.Start(new WorldOptions(), _ => { }, cancellation);
        await using var program = await ProgramProcess.Start(world, null, cancellation);
        world.Connect(program.Address);
        var model = world.GitHub.Model;
        var watch = Stopwatch.StartNew();
        var keys = Enumerable.Range(1, count).Select(number => ContributionKey.OfIssue(world.Site.Id, model.CreateIssue(model.As("ada"), world.Site, "[New entry]", SampleSite.IssueText($"https://arxiv.org/abs/9901.{number:D5}", Sections[number % Sections.Length]), ["contribution"]).Number)).ToArray();
        var most = 0L;
        _ = await Waiting.For("a pull request each", () =>
        {
            most = Math.Max(most, program.ResidentBytes);
            return Task.FromResult(keys.All(key => Answered(world, key)) ? "yes" : null);
        }, TimeSpan.FromHours(1), cancellation);
        var seconds = watch.Elapsed.TotalSeconds;
        var calls = world.GitHub.Log.Counts;
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new
        {
            contributions = count,
            seconds,
            perHour = Math.Round(count / seconds * 3600),
            mostResidentMegabytes = most / 1_000_000,
            requestsEach = Math.Round((double)calls.Counted / count, 2),
            pulls = world.Site.Issues.Values.Count(issue => issue.Pull is not null),
            statusComments = keys.Count(key => Answered(world, key)),
        }, Json));
        return 0;
    }

    private static bool Answered(World world, ContributionKey key)
    {
        using var held = world.GitHub.Model.Hold();
        return Pull(world, key) is not null && world.Site.Issues[key.Issue!.Value].Comments.Count == 1;
    }

    private static async Task<(double Seconds, long Megabytes)> FirstWebhook(World world, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await using var process = await ProgramProcess.Start(world, null, cancellation);
        world.GitHub.Model.Options.WebhookUrl = new Uri(process.Address, "/api/github/webhooks");
        _ = world.GitHub.Model.PingApp();
        await world.GitHub.Worker!.Idle(cancellation);
        var seconds = watch.Elapsed.TotalSeconds;
        // The site is installed, and met, long before the program is started again and its first contribution comes.
        world.Connect(process.Address);
        _ = await Waiting.For("the site to be met", () => Task.FromResult(world.GitHub.Log.Latest.Any(request => request.Path.EndsWith("/issues", StringComparison.Ordinal)) ? "yes" : null), TimeSpan.FromMinutes(1), cancellation);
        return (seconds, process.ResidentBytes / 1_000_000);
    }

    private static async Task<Life> One(World world, LocalProgram program, Spent spent, int number, CancellationToken cancellation)
    {
        var model = world.GitHub.Model;
        var (calls, before) = (world.GitHub.Log.Counts, spent.Now);
        var watch = Stopwatch.StartNew();
        var issue = model.CreateIssue(model.As("ada"), world.Site, "[New entry]", SampleSite.IssueText($"https://arxiv.org/abs/9901.{number:D5}", Sections[number % Sections.Length]), ["contribution"]);
        var key = ContributionKey.OfIssue(world.Site.Id, issue.Number);
        var pull = await Waiting.For<Pull>("the pull request", () => Task.FromResult(Pull(world, key)), TimeSpan.FromMinutes(1), cancellation);
        var toPull = watch.Elapsed.TotalSeconds;
        var took = spent.Now;
        await Reach(program, key, State.Proposed, cancellation);
        var pullCalls = world.GitHub.Log.Counts - calls;
        _ = model.Review(model.As("grace"), pull, "APPROVE");
        await Reach(program, key, State.Approved, cancellation);
        _ = model.Merge(model.As("grace"), pull);
        await Reach(program, key, State.Merged, cancellation);
        return new(toPull, took.Azurite - before.Azurite, took.GitHub - before.GitHub, pullCalls, world.GitHub.Log.Counts - calls);
    }

    private static string Trace(World world, Life life)
    {
        var all = life.AllCalls.Counted + life.AllCalls.NotModified;
        return string.Join('\n', world.GitHub.Log.Latest.TakeLast(all).Select((request, at) => FormattableString.Invariant($"{at + 1,3} {request.Method,-6} {request.Status} {request.Path}"))) + "\n";
    }

    private static Pull? Pull(World world, ContributionKey key)
    {
        using var held = world.GitHub.Model.Hold();
        return world.Site.OpenPulls.FirstOrDefault(pull => BranchName.Owner(pull.HeadRef, world.Site.Id) == key);
    }

    private static Task<string> Reach(LocalProgram program, ContributionKey key, State state, CancellationToken cancellation) => Waiting.For(
        state.Word(),
        async () => (await program.Services.GetRequiredService<IStore>().Find(key, cancellation))?.State == state ? "yes" : null,
        TimeSpan.FromMinutes(1),
        cancellation);

    private static object Summary(IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToArray();
        return new { medianSeconds = sorted[sorted.Length / 2], p95Seconds = sorted[(int)(sorted.Length * 0.95)] };
    }

    private static double Share(List<Life> lives, Func<Life, double> part) => lives.Sum(part) / lives.Sum(life => life.ToPull);

    private static object Calls(IEnumerable<RequestCounts> counts)
    {
        var all = counts.ToArray();
        double Mean(Func<RequestCounts, int> of) => Math.Round(all.Average(of), 2);
        return new { reads = Mean(c => c.Reads), notModified = Mean(c => c.NotModified), writes = Mean(c => c.Writes), contentCreating = Mean(c => c.ContentCreating), counted = Mean(c => c.Counted), mostCounted = all.Max(c => c.Counted) };
    }

    /// <summary>One contribution's figures; times in seconds.</summary>
    private sealed record Life(double ToPull, double Azurite, double GitHub, RequestCounts PullCalls, RequestCounts AllCalls);

    /// <summary>The time that requests of this process took, by who answered. Requests side by side count twice.</summary>
    private sealed class Spent : IDisposable
    {
        private readonly ConcurrentDictionary<int, double> _byPort = new();
        private readonly World _world;
        private readonly ActivityListener _listener;

        public Spent(World world)
        {
            _world = world;
            _listener = new()
            {
                ShouldListenTo = source => source.Name == "System.Net.Http",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = Add,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public (double Azurite, double GitHub) Now => (
            new[] { _world.Azurite.TableEndpoint, _world.Azurite.QueueEndpoint, _world.Azurite.BlobEndpoint }.Sum(endpoint => _byPort.GetValueOrDefault(endpoint.Port)),
            _byPort.GetValueOrDefault(_world.GitHub.BaseAddress.Port));

        public void Dispose() => _listener.Dispose();

        private void Add(Activity activity)
        {
            if (int.TryParse(activity.GetTagItem("server.port")?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                _byPort.AddOrUpdate(port, activity.Duration.TotalSeconds, (_, sum) => sum + activity.Duration.TotalSeconds);
        }
    }
}
