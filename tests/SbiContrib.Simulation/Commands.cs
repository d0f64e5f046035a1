using System.Diagnostics;
using System.Globalization;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation;

/// <summary>The command line: <c>--seeds N --from S</c>, or <c>--seed S --trace</c>.</summary>
internal static class Commands
{
    public static bool Fits(string[] args) => args.Any(arg => arg is "--seeds" or "--seed");

    public static int Run(string[] args)
    {
        var off = Enum.Parse<Safeguard>(Of(args, "--off") ?? nameof(Safeguard.None), ignoreCase: true);
        if (Of(args, "--seed") is { } one)
            return One(ulong.Parse(one, CultureInfo.InvariantCulture), off, args.Contains("--trace"));
        return Many(ulong.Parse(Of(args, "--seeds")!, CultureInfo.InvariantCulture), ulong.Parse(Of(args, "--from") ?? "1", CultureInfo.InvariantCulture), off);
    }

    private static string? Of(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static int One(ulong seed, Safeguard off, bool told)
    {
        using var play = new Play(seed, off, told);
        var wrong = play.Run();
        foreach (var line in play.Scene.Story.Lines)
            Console.WriteLine(line);
        Console.WriteLine(wrong is null ? "All is well." : $"seed {seed}: {wrong}");
        Console.WriteLine($"1 schedules, {(wrong is null ? 0 : 1)} violations");
        return wrong is null ? 0 : 1;
    }

    private static int Many(ulong count, ulong from, Safeguard off)
    {
        var clock = Stopwatch.StartNew();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var violations = 0;
        for (var seed = from; seed - from < count; seed++)
        {
            using var play = new Play(seed, off);
            if (play.Run() is { } wrong)
            {
                violations++;
                Console.WriteLine($"seed {seed}: {wrong}");
            }
            foreach (var (kind, times) in play.Scene.Troubles.Counts)
                counts[kind] = counts.GetValueOrDefault(kind) + times;
        }
        Console.WriteLine(string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value}")));
        Console.WriteLine($"{count / clock.Elapsed.TotalSeconds:0} a second");
        Console.WriteLine($"{count} schedules, {violations} violations");
        return violations == 0 ? 0 : 1;
    }
}
