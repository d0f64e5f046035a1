using System.Diagnostics;
using System.Globalization;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.Measure;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation;

/// <summary>The command line: <c>--seeds N --from S</c>, or <c>--seed S --trace</c>.</summary>
internal static class Commands
{
    private const string Usage =
        """
        --seeds N [--from S] [--threads T]   runs N seeds from S on; with --first up to the first that is wrong
        --seed S [--trace] [--requests]      runs one, and tells its story; with every request
        --measure [--hours H] [--only PART]  how many contributions land within GitHub's limits in H hours (landing), what a merge among many
                                             costs (merge), and what fifty merges in a row do (session)
        --off SAFEGUARD                      with one safeguard switched off: lease, claims, etag, tagAuthor, saveFirst, branchSwap, approvalHash
        """;

    public static bool Fits(string[] args) => args.Any(arg => arg is "--seeds" or "--seed" or "--measure" or "--help");

    /// <returns>0 where nothing was wrong, 1 where something was, 2 for a command line that can't be read.</returns>
    public static int Run(string[] args)
    {
        if (!Enum.TryParse<Safeguard>(Of(args, "--off") ?? nameof(Safeguard.None), ignoreCase: true, out var off))
            return Refuse($"--off {Of(args, "--off")} is no safeguard.");
        if (args.Contains("--measure"))
            return Measure(Of(args, "--hours") ?? "24", Of(args, "--only"));
        if (Of(args, "--seed") is { } one)
            return ulong.TryParse(one, CultureInfo.InvariantCulture, out var seed) ? One(seed, off, args.Contains("--trace"), args.Contains("--requests")) : Refuse($"--seed {one} is no number of 64 bits.");
        if (!ulong.TryParse(Of(args, "--seeds"), CultureInfo.InvariantCulture, out var count))
            return Refuse("--seeds needs a number.");
        if (!ulong.TryParse(Of(args, "--from") ?? "1", CultureInfo.InvariantCulture, out var from))
            return Refuse($"--from {Of(args, "--from")} is no number of 64 bits.");
        return Many(count, from, off, args.Contains("--first"), int.TryParse(Of(args, "--threads"), CultureInfo.InvariantCulture, out var threads) && threads > 0 ? threads : null);
    }

    private static int Measure(string hours, string? only)
    {
        if (only is not (null or "landing" or "merge" or "session"))
            return Refuse($"--only {only} measures nothing; there are landing, merge and session.");
        if (!int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var many) || many is < 1 or > 240)
            return Refuse($"--hours {hours} is no number from 1 to 240.");
        if (only is null or "landing")
            Landing.Run(TimeSpan.FromHours(many));
        if (only is null or "merge")
            AfterMerge.Once(10, 50, 200);
        if (only is null or "session")
            AfterMerge.Session(50);
        return 0;
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine($"{why}\n{Usage}");
        return 2;
    }

    private static string? Of(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static int One(ulong seed, Safeguard off, bool told, bool every)
    {
        using var play = new Play(seed, off, told, every);
        var wrong = play.Run();
        foreach (var line in play.Scene.Story.Lines)
            Console.WriteLine(line);
        return End(1, wrong is null ? [] : [new(seed, wrong, 0)]);
    }

    private static int Many(ulong count, ulong from, Safeguard off, bool first, int? threads)
    {
        var clock = Stopwatch.StartNew();
        var many = new Many(off, threads).Run(from, count, first);
        Console.WriteLine($"Faults: {string.Join(", ", many.Counts.Select(pair => $"{pair.Key} {pair.Value}"))}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{many.Done / clock.Elapsed.TotalSeconds:0} schedules a second; sum {many.Sum:x16}"));
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
