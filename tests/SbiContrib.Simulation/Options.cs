using System.Globalization;
using SbiContrib.Simulation.Kernel;

namespace SbiContrib.Simulation;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage =
        """
        usage: --seeds N [--from S] [--first] [--threads T] [--off SAFEGUARD] [--slip SLIP]
               --seed S [--trace] [--requests] [--off SAFEGUARD] [--slip SLIP]
               --measure [--hours H] [--only PART]
        --seeds N --from S    runs N seeds from S on (numbers of 64 bits); with --first up to the first that is wrong
        --seed S --trace      runs one, and tells its story; with --requests every request
        --off SAFEGUARD       with one safeguard switched off: lease, claims, etag, tagAuthor, saveFirst, branchSwap, approvalHash
        --slip SLIP           with something done wrong on purpose, such as timerThrows
        --measure             how many contributions land within GitHub's limits in H hours (landing), what a merge among many costs
                              (merge), what fifty merges in a row do (session)
        """;

    private static readonly string[] Parts = ["landing", "merge", "session"];

    public ulong? Seeds { get; private init; }

    public ulong From { get; private init; } = 1;

    public ulong? Seed { get; private init; }

    public int? Threads { get; private init; }

    public int Hours { get; private init; } = 24;

    public string? Only { get; private init; }

    public Safeguard Off { get; private init; }

    public Slip Slip { get; private init; }

    public bool First { get; private init; }

    public bool Trace { get; private init; }

    public bool Requests { get; private init; }

    public bool Measure { get; private init; }

    public bool Help { get; private init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It can't be read; the message says what.</exception>
    public static Options Read(string[] args)
    {
        var read = new Options();
        for (var at = 0; at < args.Length; at++)
        {
            var (name, value) = (args[at], at + 1 < args.Length ? args[at + 1] : null);
            if (read.Flag(name) is { } flagged)
                read = flagged;
            else
                (read, at) = (read.With(name, value ?? throw new FormatException($"{name} needs a value, or is no option.")), at + 1);
        }
        var modes = (read.Seeds is null ? 0 : 1) + (read.Seed is null ? 0 : 1) + (read.Measure ? 1 : 0);
        return modes == 1 || read.Help ? read : throw new FormatException("One of --seeds, --seed and --measure is wanted.");
    }

    private Options? Flag(string name) => name switch
    {
        "--first" => this with { First = true },
        "--trace" => this with { Trace = true },
        "--requests" => this with { Requests = true },
        "--measure" => this with { Measure = true },
        "--help" => this with { Help = true },
        _ => null,
    };

    private Options With(string name, string value) => name switch
    {
        "--seeds" => this with { Seeds = Number(name, value) },
        "--from" => this with { From = Number(name, value) },
        "--seed" => this with { Seed = Number(name, value) },
        "--threads" => this with { Threads = Small(name, value, 64) },
        "--hours" => this with { Hours = Small(name, value, 240) },
        "--only" => this with { Only = Parts.Contains(value) ? value : throw new FormatException($"--only {value} measures nothing; there are {string.Join(", ", Parts)}.") },
        "--off" => this with { Off = Word<Safeguard>(value) ?? throw new FormatException($"--off {value} is no safeguard.") },
        "--slip" => this with { Slip = Word<Slip>(value) ?? throw new FormatException($"--slip {value} is no slip; there are {string.Join(", ", Enum.GetNames<Slip>())}.") },
        _ => throw new FormatException($"{name} is no option."),
    };

    private static T? Word<T>(string value)
        where T : struct, Enum => Enum.TryParse<T>(value, ignoreCase: true, out var word) && Enum.IsDefined(word) && !char.IsAsciiDigit(value[0]) ? word : null;

    private static ulong Number(string name, string value) => ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"{name} {value} is no number of 64 bits.");

    private static int Small(string name, string value, int most) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
        ? number
        : throw new FormatException($"{name} {value} is no number from 1 to {most}.");
}
