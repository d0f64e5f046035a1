using System.CommandLine;
using SbiContrib.Cli.Lists;
using SbiContrib.Core.Lists;

namespace SbiContrib.Cli.Commands;

/// <summary><c>sbi list FILE</c>: what a list holds.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The list: a Markdown page, a YAML data file, a folder of entries, or a folder with a BibTeX file and its LaTeX page." };
        var json = new Option<bool>("--json") { Description = "One object a line." };
        var command = new Command("list", "Prints the entries of a list.") { file, json };
        command.SetAction(result => Failures.Told(terminal, () => Run(result.GetRequiredValue(file), result.GetValue(json), terminal)));
        return command;
    }

    private static int Run(string path, bool json, Terminal terminal)
    {
        foreach (var entry in ListReader.Read(ListSource.Read(path)).Entries)
        {
            terminal.Out.WriteLine(json
                ? EntryJson.Of(entry).Write()
                : string.Join('\t', Told(entry).Select(Terminal.Shown)));
        }
        return 0;
    }

    private static string[] Told(Entry entry) =>
        [$"{(entry.File is { } file ? file + ":" : "")}{entry.Lines.First}", new ListPlace(entry.Section, entry.Label).ToString(), entry.Title, entry.Links.FirstOrDefault()?.Url ?? ""];
}
