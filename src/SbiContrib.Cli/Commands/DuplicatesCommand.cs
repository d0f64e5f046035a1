using System.CommandLine;
using SbiContrib.Core.Duplicates;

namespace SbiContrib.Cli.Commands;

/// <summary><c>sbi duplicates</c>: which entries of a list are one work.</summary>
internal static class DuplicatesCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Lines of key<TAB>title<TAB>link[<TAB>authors; separated], or - for standard input." };
        var likely = new Option<bool>("--likely") { Description = "Print the likely pairs, which a person must judge, instead of the certain groups." };
        var command = new Command("duplicates", "Finds the entries that are one work: groups joined by certain pairs, as JSON.") { file, likely };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(likely), terminal));
        return command;
    }

    private static int Run(string file, bool likely, Terminal terminal)
    {
        if (file != "-" && !File.Exists(file))
            return terminal.Misused($"there is no file '{file}'.");
        using var reader = file == "-" ? null : new StreamReader(file);
        var works = new List<Candidate>();
        var at = 0;
        foreach (var line in Terminal.LinesOf(reader ?? terminal.In))
        {
            at++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var cells = line.Split('\t');
            if (cells.Length is < 2 or > 4)
                return terminal.Misused($"line {at} has {cells.Length} cells, not key, title, link and authors: '{line[..Math.Min(80, line.Length)]}'.");
            works.Add(Candidate.OfLink(cells[0], cells[1], cells.Length > 2 ? cells[2] : "", cells.Length > 3 ? [.. cells[3].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : []));
        }
        var pairs = DuplicateIndex.Build(works).Pairs();
        terminal.Out.WriteLine(likely
            ? Json.Line(pairs.Where(pair => pair.Finding.Verdict is DuplicateVerdict.Likely).Select(pair => Shown(works, pair)))
            : Json.Line(Groups(works, [.. pairs.Where(pair => pair.Finding.Verdict is DuplicateVerdict.Certain)])));
        return 0;
    }

    /// <summary>What certain pairs join, each group and its keys in the order of the lines.</summary>
    private static IEnumerable<Group> Groups(List<Candidate> works, (int First, int Second, DuplicateFinding Finding)[] pairs)
    {
        var head = Enumerable.Range(0, works.Count).ToArray();
        foreach (var (first, second, _) in pairs)
        {
            var (a, b) = (Head(head, first), Head(head, second));
            head[Math.Max(a, b)] = Math.Min(a, b);
        }
        return pairs.GroupBy(pair => Head(head, pair.First)).OrderBy(group => group.Key).Select(group => new Group(
            [.. group.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().Order().Select(at => works[at].Key)],
            [.. group.Select(pair => Shown(works, pair))]));
    }

    private static int Head(int[] head, int at)
    {
        while (head[at] != at)
            at = head[at] = head[head[at]];
        return at;
    }

    private static Pair Shown(List<Candidate> works, (int First, int Second, DuplicateFinding Finding) pair) =>
        new(works[pair.First].Key, works[pair.Second].Key, pair.Finding.Reason);

    private sealed record Group(string[] Keys, Pair[] Pairs);

    private sealed record Pair(string A, string B, string Reason);
}
