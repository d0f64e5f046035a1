using System.CommandLine;
using SbiContrib.Cli.Commands;

namespace SbiContrib.Cli;

/// <summary>The command line. A command is one file in <c>Commands</c> and one line here.</summary>
internal static class Sbi
{
    public static int Run(string[] args, Terminal terminal)
    {
        var root = new RootCommand("Turns links into checked, deduplicated entries of a reading list.")
        {
            IdentifyCommand.Create(terminal),
            WorkCommand.Build(),
            DuplicatesCommand.Create(terminal),
            ListCommand.Create(terminal),
            AddCommand.Create(terminal),
            LintCommand.Create(terminal),
        };
        // A link may begin with "@", which is no file of arguments here.
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
            return terminal.Misused(parsed.Errors.Select(error => error.Message));
        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
        }
        finally
        {
            terminal.Out.Flush();
        }
    }
}
