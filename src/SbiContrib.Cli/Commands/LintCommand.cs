using System.CommandLine;
using SbiContrib.Cli.Lists;
using SbiContrib.Core.Lint;
using SbiContrib.Core.Lists;

namespace SbiContrib.Cli.Commands;

/// <summary><c>sbi lint FILE</c>: what is wrong with a list.</summary>
internal static class LintCommand
{
    private const int Clean = 0;
    private const int Found = 1;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The list: a file, or the folder of a list of several files." };
        var json = new Option<bool>("--json") { Description = "One JSON object a finding: rule, level, path, line, message, fixable." };
        var sarif = new Option<bool>("--sarif") { Description = "SARIF 2.1.0, for code scanning." };
        var fix = new Option<bool>("--fix") { Description = "Repair what is safe to repair, and say what was." };
        var command = new Command("lint", "Says what is wrong with a list, by its own measure: exit code 1 where something is, 0 where nothing is but advice.") { file, json, sarif, fix };
        command.SetAction(result => Failures.Told(terminal, () => Run(result.GetRequiredValue(file), result.GetValue(json), result.GetValue(sarif), result.GetValue(fix), terminal)));
        return command;
    }

    private static int Run(string path, bool json, bool sarif, bool fix, Terminal terminal)
    {
        if (json && sarif)
            return terminal.Misused("--json and --sarif are two forms of one answer; ask for one.");
        var list = ListSource.Read(path);
        if (fix)
            list = Mended(list, terminal, said: json || sarif ? terminal.Error : terminal.Out);
        var findings = Linter.Check(list);
        if (sarif)
            terminal.Out.WriteLine(Sarif.Of(findings));
        foreach (var finding in sarif ? [] : findings)
            terminal.Out.WriteLine(json ? Line(finding) : Sentence(finding, terminal.Colour));
        return findings.Any(f => f.Level != LintLevel.Advice) ? Found : Clean;
    }

    private static ListFiles Mended(ListFiles list, Terminal terminal, TextWriter said)
    {
        var (after, mended) = Linter.Fix(list);
        ListSource.Write([.. after.Files.Where(file => !list.Files.Contains(file))], []);
        foreach (var finding in mended)
            said.WriteLine($"fixed: {Sentence(finding, terminal.Colour && said == terminal.Out)}");
        return after;
    }

    private static string Line(LintFinding finding) =>
        Json.Line(new { finding.Rule, finding.Level, finding.Path, finding.Line, finding.Message, Fixable = finding.Fix is not null });

    private static string Sentence(LintFinding finding, bool colour)
    {
        var level = finding.Level.ToString().ToLowerInvariant();
        var (paint, plain) = !colour ? ("", "") : (finding.Level switch { LintLevel.Error => "\x1b[31m", LintLevel.Warning => "\x1b[33m", _ => "\x1b[36m" }, "\x1b[0m");
        return $"{Terminal.Shown(finding.Path)}:{finding.Line}: {paint}{level}{plain} {finding.Rule}: {Terminal.Shown(finding.Message)}";
    }
}
