using System.Diagnostics;
using System.Globalization;
using SbiContrib.Simulation.Measure;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation;

/// <summary>The command line.</summary>
internal static class Commands
{
    /// <summary>Whether it is ours; else the tests' runner is meant, whose options have one dash.</summary>
    public static bool Fits(string[] args) => args.Any(arg => arg.StartsWith("--", StringComparison.Ordinal));

    /// <returns>0 where nothing was wrong, 1 where something was, 2 for a command line that can't be read.</returns>
    public static int Run(string[] args)
    {
        try
        {
            return Run(Options.Read(args));
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine($"{wrong.Message}\n{Options.Usage}");
            return 2;
        }
    }

    private static int Run(Options options)
    {
        if (options.Help)
            Console.WriteLine(Options.Usage);
        else if (options.Measure)
            Measure(options);
        else if (options.Seed is { } seed)
            return One(seed, options);
        else
            return Many(options.Seeds!.Value, options);
        return 0;
    }

    private static void Measure(Options options)
    {
        if (options.Only is null or "landing")
            Landing.Run(TimeSpan.FromHours(options.Hours));
        if (options.Only is null or "merge")
            AfterMerge.Once(10, 50, 200);
        if (options.Only is null or "session")
            AfterMerge.Session(50);
    }

    private static int One(ulong seed, Options options)
    {
        var result = Result.Of(seed, () => new Play(seed, options.Off, options.Trace, options.Requests, slip: options.Slip), play =>
        {
            foreach (var line in play.Scene.Story.Lines)
                Console.WriteLine(line);
        });
        return End(1, result.Wrong is null ? [] : [result]);
    }

    private static int Many(ulong count, Options options)
    {
        var clock = Stopwatch.StartNew();
        var many = new Many(options.Off, options.Threads, options.Slip).Run(options.From, count, options.First);
        Console.WriteLine($"Faults: {string.Join(", ", many.Counts.Select(pair => $"{pair.Key} {pair.Value}"))}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{many.Done / clock.Elapsed.TotalSeconds:0} schedules a second, {Environment.CpuUsage.TotalTime.TotalMilliseconds / Math.Max(1, many.Done):0} ms of processor each; sum {many.Sum:x16}"));
        return End(many.Done, many.Wrongs);
    }

    private static int End(long done, IReadOnlyList<Result> wrongs)
    {
        foreach (var wrong in wrongs)
            Console.WriteLine($"seed {wrong.Seed}: {wrong.Wrong}");
        Console.WriteLine($"{done} schedules, {wrongs.Count} violations");
        return wrongs.Count == 0 ? 0 : 1;
    }
}
