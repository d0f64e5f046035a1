using System.Diagnostics;
using System.Text.Json;
using SbiContrib.Local.Npm;
using Spectre.Console;

namespace SbiContrib.Local;

/// <summary>Shows the local world to a person: narrates the story, then stays up.</summary>
internal static class Show
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Runs the show.</summary>
    /// <returns>0 where all went right, 1 where the story's end is wrong, 3 where the world couldn't be started.</returns>
    public static async Task<int> Run(bool once, bool json, bool verbose, CancellationToken cancellation)
    {
        // Without a terminal nothing says how wide a line may be, and addresses must stay whole.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 1_000;
        var steps = new List<Step>();
        var (code, fault) = await Played(once, verbose, steps, cancellation);
        // After everything has ended, so that it is the last line.
        if (json)
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { ok = code == 0, fault, seconds = steps.Sum(step => step.Seconds), steps }, Json));
        return code;
    }

    private static async Task<(int Code, string? Fault)> Played(bool once, bool verbose, List<Step> steps, CancellationToken cancellation)
    {
        try
        {
            var fault = await Play(once, verbose, steps, cancellation);
            return (fault is null ? 0 : 1, fault);
        }
        catch (Exception fault) when (fault is NpmException or TimeoutException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{fault.Message}[/]");
            return (fault is NpmException ? 3 : 1, fault.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (130, "it was interrupted");
        }
    }

    private static async Task<string?> Play(bool once, bool verbose, List<Step> steps, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await using var world = await World.Start(new WorldOptions { Forward = true }, words => AnsiConsole.MarkupLineInterpolated($"[grey]{words}[/]"), cancellation);
        Tell(new("storage and GitHub up", "storage, GitHub and the metadata services are up", watch.Elapsed.TotalSeconds, new(0, 0, 0, 0)));
        watch.Restart();
        await using var program = await LocalProgram.Start(world, verbose ? LogLevel.Information : LogLevel.Error, null, cancellation);
        world.Connect(program.Address);
        Tell(new("program up", "the program is up", watch.Elapsed.TotalSeconds, new(0, 0, 0, 0)));
        using var story = new Story(world, program, Tell);
        var fault = await story.Go(cancellation);
        AnsiConsole.MarkupLine(fault is null ? "[green]The page has the entry, and not a byte besides is changed.[/]" : $"[red]{Markup.Escape(fault)}[/]");
        if (!once)
            await Stay(world, program, story, cancellation);
        return fault;

        void Tell(Step step)
        {
            steps.Add(step);
            AnsiConsole.MarkupLineInterpolated($"[blue]{step.Seconds,7:0.00} s[/]  {step.Words} [grey]({step.Calls.Reads} reads, {step.Calls.NotModified} unchanged, {step.Calls.Writes} writes)[/]");
        }
    }

    private static async Task Stay(World world, LocalProgram program, Story story, CancellationToken cancellation)
    {
        var site = new Uri(world.GitHub.BaseAddress, $"/{world.Site.Owner.Login}/{world.Site.Name}");
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine("Everything stays up until Ctrl+C. To open in a browser:");
        foreach (var (name, address) in new[] { ("the site", $"{site}"), ("the issue", $"{site}/issues/{story.Issue}"), ("the pull request", $"{site}/pull/{story.Pull}"), ("its status", $"{new Uri(program.Address, $"/api/contributions/{story.Id}")}"), ("git clone", $"{site}.git") })
            AnsiConsole.WriteLine($"  {name,-17} {address}");
        var settings = world.WriteSettings().FullName;
        AnsiConsole.WriteLine("To see what would be done about it now, and to make a test case of it:");
        await Console.Out.WriteLineAsync($"  dotnet run --project src/SbiContrib -- decide {story.Id} --settings {settings}");
        await Console.Out.WriteLineAsync($"  dotnet run --project src/SbiContrib -- case {story.Id} FOLDER --settings {settings}");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.WriteLine("Ending.");
        }
    }
}
