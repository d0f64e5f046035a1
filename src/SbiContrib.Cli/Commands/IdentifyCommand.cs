using System.CommandLine;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Cli.Commands;

/// <summary><c>sbi identify</c>: what each link names.</summary>
internal static class IdentifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var links = new Argument<string[]>("LINK") { Arity = ArgumentArity.ZeroOrMore, Description = "Links or bare identifiers; without any, one a line on standard input." };
        links.Validators.Add(given =>
        {
            // No link begins with a dash: it is an option that doesn't exist.
            foreach (var token in given.Tokens.Where(token => token.Value.StartsWith('-')))
                given.AddError($"unknown option '{token.Value}'.");
        });
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line: input, id, kind, version, url, reason." };
        var command = new Command("identify", "Says which work each link names, or that it doesn't know: unknown, needs-page, not-a-work.") { links, json };
        command.SetAction(parsed => Run(parsed.GetValue(links) ?? [], parsed.GetValue(json), terminal));
        return command;
    }

    private static int Run(string[] links, bool json, Terminal terminal)
    {
        if (links.Length == 0 && terminal.Asks)
            return terminal.Misused("no LINK given, and standard input is a keyboard.");
        foreach (var link in links.Length > 0 ? links : terminal.Lines())
        {
            var found = Identify.Link(link);
            terminal.Out.Write(json ? Json.Line(Answer.Of(found)) : Sentence(found, terminal.Colour));
            terminal.Out.Write('\n');
        }
        return 0;
    }

    private static string Sentence(Identification found, bool colour)
    {
        var (paint, plain) = colour ? (found.Id is null ? "\x1b[33m" : "\x1b[32m", "\x1b[0m") : ("", "");
        return found.Id is { } id
            ? $"{paint}{id}{plain}{(found.Version is { } version ? $" (version {version})" : "")}  {found.Url}"
            : $"{paint}{Why(found.Reason)}{plain}  {Shown(found.Input)}";
    }

    private static string Why(UnknownReason? reason) => reason switch
    {
        UnknownReason.NeedsPage => "needs-page (only its page says which work it is)",
        UnknownReason.NotAWork => "not-a-work (a search, a list, a home page or an organisation)",
        _ => "unknown (nothing in it names a work)",
    };

    /// <summary>What was sent, without the characters that would command a terminal.</summary>
    private static string Shown(string input) =>
        string.Concat(input.Take(200).Select(character => char.IsControl(character) ? '?' : character));

    private sealed record Answer(string Input, string? Id, string? Kind, string? Version, string? Url, UnknownReason? Reason)
    {
        public static Answer Of(Identification found) =>
            new(found.Input, found.Id?.ToString(), found.Id?.Scheme, found.Version, found.Url?.AbsoluteUri, found.Reason);
    }
}
