using System.CommandLine;
using SbiContrib.Core;
using SbiContrib.Core.Cases;
using SbiContrib.Functions;
using SbiContrib.Gather;
using SbiContrib.Store;

namespace SbiContrib;

/// <summary>The program's command line: the server, and two commands that look and write nothing to GitHub or the store.</summary>
internal static class Commands
{
    /// <summary>There is no such contribution: no repository, or nothing of ours in it.</summary>
    private const int NotFound = 4;

    /// <summary>Puts the commands together.</summary>
    /// <param name="args">The command line as it came: the server takes settings from it (<c>--GitHub:AppId=1</c>).</param>
    public static RootCommand Root(string[] args)
    {
        var root = new RootCommand("Turns bare links into checked entries of a reading list") { Decide(), Case() };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((_, cancellation) => Serve(args, cancellation));
        return root;
    }

    private static async Task<int> Serve(string[] args, CancellationToken cancellation)
    {
        await using var app = Wiring.Build(args);
        await Wiring.Prepare(app.Services, cancellation);
        await app.RunAsync(cancellation);
        // A pump that broke ends the host without a fault: who started us must see that it wasn't asked for.
        var broke = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask?.IsFaulted == true);
        return broke ? 1 : FunctionsHost.ExitCode;
    }

    private static Command Decide()
    {
        var (key, settings) = (Key(), SettingsFile());
        var json = new Option<bool>("--json") { Description = "Print the effects as JSON" };
        var command = new Command("decide", "Shows what would be done about a contribution now, and does nothing") { key, json, settings };
        command.SetAction((parsed, cancellation) => Look(parsed.GetRequiredValue(key), parsed.GetValue(settings), facts =>
        {
            var effects = Core.Decide.Next(facts);
            var text = CaseJson.Write(effects, facts);
            return parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json) ? text : EffectWords.Of(effects, facts));
        }, parsed.InvocationConfiguration.Error, cancellation));
        return command;
    }

    private static Command Case()
    {
        var (key, settings) = (Key(), SettingsFile());
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Where the case is written; made where it isn't there" };
        var command = new Command("case", "Makes a test case of a contribution as it is now: facts.json, effects.approved.json, why.md") { key, folder, settings };
        command.SetAction((parsed, cancellation) => Look(parsed.GetRequiredValue(key), parsed.GetValue(settings), facts => Write(facts, parsed.GetRequiredValue(folder), cancellation), parsed.InvocationConfiguration.Error, cancellation));
        return command;
    }

    private static Argument<string> Key() => new("SITE-NAME") { Description = "The contribution's id, such as 123456-issue-12" };

    private static Option<FileInfo?> SettingsFile() => new("--settings") { Description = "A JSON file with settings, besides the usual ones" };

    private static async Task Write(Facts facts, DirectoryInfo folder, CancellationToken cancellation)
    {
        folder.Create();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "facts.json"), CaseJson.Write(facts), cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "effects.approved.json"), CaseJson.Write(Core.Decide.Next(facts), facts), cancellation);
        var why = Path.Combine(folder.FullName, "why.md");
        if (!File.Exists(why))
            await File.WriteAllTextAsync(why, "Say in one line why this is right.\n", cancellation);
    }

    private static async Task<int> Look(string id, FileInfo? settings, Func<Facts, Task> tell, TextWriter error, CancellationToken cancellation)
    {
        if (!ContributionKey.TryParse(id, out var key))
        {
            await error.WriteLineAsync($"'{id}' is no contribution's id: it is written SITE-issue-NUMBER or SITE-form-LETTERS.");
            return 2;
        }
        await using var app = Wiring.Build([], builder => Quiet(builder, settings));
        if (await Facts(key, app.Services, cancellation) is not { } facts)
        {
            await error.WriteLineAsync($"There is no contribution {key}, or its repository isn't to be seen.");
            return NotFound;
        }
        await tell(facts);
        return 0;
    }

    private static void Quiet(WebApplicationBuilder builder, FileInfo? settings)
    {
        if (settings is not null)
            builder.Configuration.AddJsonFile(settings.FullName, optional: false);
        builder.Logging.ClearProviders();
    }

    // As the handling gathers, but for the lease and the writing.
    private static async Task<Facts?> Facts(ContributionKey key, IServiceProvider services, CancellationToken cancellation)
    {
        var (gather, questions) = (services.GetRequiredService<Gatherer>(), services.GetRequiredService<Questions>());
        if (await Installation(key, services, cancellation) is not { } installation)
            return null;
        var (look, heard) = (Queue.Look.At(key, installation), Heard.Nothing);
        var gathered = await gather.About(key, look, heard, cancellation);
        while (gathered is not null && await questions.Ask(Core.Decide.Next(gathered.Facts), gathered, heard, cancellation) is { } more)
        {
            heard = more;
            gathered = await gather.About(key, look, heard, cancellation);
        }
        return gathered?.Facts;
    }

    // A contribution knows it, its site too; with a token there is none.
    private static async Task<long?> Installation(ContributionKey key, IServiceProvider services, CancellationToken cancellation)
    {
        if (services.GetRequiredService<Settings>().GitHub.Token is not null)
            return 0;
        var store = services.GetRequiredService<IStore>();
        return (await store.Find(key, cancellation))?.Installation ?? (await store.Site(key.Site, cancellation))?.Installation;
    }
}
