using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using SbiContrib.Cli.Lists;
using SbiContrib.Core.Lists;

namespace SbiContrib.Cli.Commands;

/// <summary><c>sbi add FILE --work work.json</c>: the list with one entry more.</summary>
internal static class AddCommand
{
    /// <summary>The exit code where the section is unknown.</summary>
    public const int UnknownSection = 4;

    private const int Offered = 3;

    private const string About = """
        Adds a work to a list, in the list's own hand, and prints the new file.

        A section is found by its name: case, punctuation, levels left out and a typing error don't matter, and what was taken for a typing error is said on standard error.

        Exit codes: 0 added; 2 a wrong call, or a list or a work that can't be read, said on standard error; 4 no section is given or the list has none of that name, the three likeliest are said on standard error. Nothing is written but with 0.
        """;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The list: a file, or the folder of a list of several files (then with --diff or --in-place)." };
        var work = new Option<string>("--work") { Description = "A file with an object of 'sbi work' or of 'sbi list'; - reads standard input.", Required = true };
        var section = new Option<string[]>("--section") { Description = "The section, one option a level, outermost first; \"\" names the entries without one." };
        var make = new Option<bool>("--new-section") { Description = "Make the section where the list has none of that name." };
        var label = new Option<string?>("--label") { Description = "The label inside the bullet." };
        var note = new Option<string?>("--note") { Description = "A note." };
        var also = new Option<string[]>("--also") { Description = "A further place for it, as \"A / B\" (a label may be the last); may be given several times." };
        var diff = new Option<bool>("--diff") { Description = "Print the difference instead of the file, for 'git apply' or 'patch -p1' where the command ran; of a list elsewhere, where the list is." };
        var inPlace = new Option<bool>("--in-place") { Description = "Write the file." };
        var command = new Command("add", About) { file, work, section, make, label, also, note, diff, inPlace };
        command.SetAction(result => Failures.Told(terminal, () => Run(
            terminal, result.GetRequiredValue(file), result.GetRequiredValue(work),
            new([.. result.GetValue(section) ?? []], [.. result.GetValue(also) ?? []], result.GetValue(make), result.GetValue(label), result.GetValue(note)),
            result.GetValue(diff), result.GetValue(inPlace))));
        return command;
    }

    private static int Run(Terminal terminal, string path, string workPath, Asked asked, bool diff, bool inPlace)
    {
        var list = ListSource.Read(path);
        var work = WorkFile.Parse(workPath == "-" ? terminal.In.ReadToEnd() : File.ReadAllText(workPath));
        var adding = Adding.Of(list, work, asked);
        foreach (var (typed, place) in adding.Mistyped)
            terminal.Error.WriteLine($"sbi: '{Terminal.Shown(typed)}' is read as '{Terminal.Shown(place)}'");
        if (adding.Unknown is { } unknown)
            return Offer(terminal, unknown, adding.Likely);
        if ((Directory.Exists(path) || list.Files.Length > 1) && !diff && !inPlace)
            throw new FormatException($"{path} is a list of several files: ask for --diff or --in-place");
        var change = adding.Change();
        if (inPlace)
            ListSource.Write(change.Files, change.Deleted);
        if (!inPlace || diff)
            Print(terminal, list, change, diff);
        return 0;
    }

    private static void Print(Terminal terminal, ListFiles before, ListChange change, bool diff)
    {
        foreach (var file in change.Files)
        {
            var old = before.Files.FirstOrDefault(f => f.Path == file.Path);
            terminal.Out.Write(diff ? UnifiedDiff.Of(old is null ? null : old with { Path = Named(old.Path) }, file with { Path = Named(file.Path) }) : file.Text);
        }
    }

    /// <summary>The name that a difference can be applied to: from where the command ran; of a file elsewhere, its own.</summary>
    private static string Named(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path).Replace('\\', '/');
        return Path.IsPathRooted(relative) || relative.StartsWith("../", StringComparison.Ordinal) ? Path.GetFileName(path) : relative;
    }

    private static int Offer(Terminal terminal, string trouble, ImmutableArray<(ListPlace Place, double? Weight)> likely)
    {
        terminal.Error.WriteLine(likely.IsEmpty ? $"sbi: {trouble}" : $"sbi: {trouble}; the likeliest are:");
        foreach (var (place, weight) in likely.Take(Offered))
            terminal.Error.WriteLine($"  {weight?.ToString("0.00  ", CultureInfo.InvariantCulture)}{(place.Path.IsEmpty && place.Label is null ? "\"\"" : Terminal.Shown(place.ToString()))}");
        return UnknownSection;
    }
}
