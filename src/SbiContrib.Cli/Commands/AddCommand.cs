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

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The list: a file, or the folder of a list of several files (then with --diff or --in-place)." };
        var work = new Option<string>("--work") { Description = "A file with an object of 'sbi work' or of 'sbi list'; - reads standard input.", Required = true };
        var section = new Option<string[]>("--section") { Description = "The section, one option a level, outermost first." };
        var label = new Option<string?>("--label") { Description = "The label inside the bullet." };
        var note = new Option<string?>("--note") { Description = "A note." };
        var also = new Option<string[]>("--also") { Description = "A further place for it, as \"A / B\" (a label may be the last); may be given several times." };
        var diff = new Option<bool>("--diff") { Description = "Print the difference instead of the file." };
        var inPlace = new Option<bool>("--in-place") { Description = "Write the file." };
        var command = new Command("add", "Adds a work to a list, in the list's own hand.") { file, work, section, label, also, note, diff, inPlace };
        command.SetAction(result => Failures.Told(terminal, () => Run(
            terminal, result.GetRequiredValue(file), result.GetRequiredValue(work), [.. result.GetValue(section) ?? []],
            [.. result.GetValue(also) ?? []], result.GetValue(label), result.GetValue(note), result.GetValue(diff), result.GetValue(inPlace))));
        return command;
    }

    private static int Run(Terminal terminal, string path, string workPath, ImmutableArray<string> section, ImmutableArray<string> also, string? label, string? note, bool diff, bool inPlace)
    {
        var list = ListSource.Read(path);
        if ((Directory.Exists(path) || list.Files.Length > 1) && !diff && !inPlace)
            throw new FormatException($"{path} is a list of several files: ask for --diff or --in-place");
        var document = ListReader.Read(list);
        var work = WorkFile.Parse(workPath == "-" ? terminal.In.ReadToEnd() : File.ReadAllText(workPath));
        if (section.IsEmpty && !work.HasSection && document.Sections.Length > 1)
            return Offer(terminal, SectionAdvice.Likeliest(document, work.Entry.Title));
        var asked = section.IsEmpty && work.HasSection ? work.Section : section;
        var choice = SectionChoice.Resolve(document, asked);
        var entry = work.Entry with { Label = label ?? choice.Place?.Label ?? work.Entry.Label, Note = note ?? work.Entry.Note, Created = TimeProvider.System.GetUtcNow() };
        var change = IsGone(document, work, section, choice) && also.IsEmpty ? SectionAgain.Add(document, entry, asked) : null;
        if (change is null && choice.Place is null)
            return Unknown(terminal, choice, document, work.Entry);
        if (change is null)
        {
            var places = also.Select(a => SectionChoice.Resolve(document, a)).Prepend(choice with { Place = choice.Place! with { Label = entry.Label } }).ToList();
            if (places.Find(p => p.Place is null) is { } unknown)
                return Unknown(terminal, unknown, document, work.Entry);
            if (places.Select(p => document.Refusal(entry, p.Place!.Path)).FirstOrDefault(r => r is not null) is { } wanted)
                throw new FormatException($"the list's schema doesn't take the entry: {wanted}");
            change = SeveralPlaces.Add(list, document, entry, [.. places.Select(p => p.Place!)]);
        }
        if (inPlace)
            ListSource.Write(change);
        if (!inPlace || diff)
            Print(terminal, list, change, diff);
        return 0;
    }

    /// <summary>Whether the very section is asked for by name that the entry was listed in, and the list has it no more; or it stood in none, as others do.</summary>
    private static bool IsGone(IListDocument document, WorkFile work, ImmutableArray<string> section, SectionChoice choice) =>
        work.HasSection && (section.IsEmpty ? work.Section.IsEmpty && document.Entries.Any(e => e.Section.IsEmpty) : section.SequenceEqual(work.Section, StringComparer.Ordinal))
        && choice.Place?.Path.TakeLast(Math.Max(1, work.Section.Length)).SequenceEqual(work.Section, StringComparer.Ordinal) is not true;

    private static void Print(Terminal terminal, ListFiles before, ListChange change, bool diff)
    {
        foreach (var file in change.Files)
            terminal.Out.Write(diff ? UnifiedDiff.Of(before.Files.FirstOrDefault(f => f.Path == file.Path), file) : file.Text);
    }

    private static int Offer(Terminal terminal, ImmutableArray<LikelyPlace> places)
    {
        terminal.Error.WriteLine("sbi: no section is given; the likeliest are:");
        foreach (var likely in places)
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {likely.Weight:0.00}  {likely.Place}"));
        return UnknownSection;
    }

    /// <summary>Offers what reads most like the section that was asked for, and then what the title tells.</summary>
    private static int Unknown(Terminal terminal, SectionChoice choice, IListDocument document, NewEntry entry)
    {
        terminal.Error.WriteLine("sbi: the list has no such section; the likeliest are:");
        foreach (var place in choice.Likely.Concat(SectionAdvice.Likeliest(document, entry.Title).Select(l => l.Place)).DistinctBy(p => p.ToString(), StringComparer.Ordinal).Take(Offered))
            terminal.Error.WriteLine($"  {place}");
        return UnknownSection;
    }
}
