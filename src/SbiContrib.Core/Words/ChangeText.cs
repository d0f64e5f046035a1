using System.Text;
using SbiContrib.Core.Decisions;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Words;

/// <summary>What a pull request says of a listed entry that is corrected or taken out.</summary>
internal static class ChangeText
{
    public static string About(ProposedEntry change)
    {
        var (item, place, _, written) = change;
        var (text, target) = (new StringBuilder(), item.Target!);
        var removes = item.Typed.Kind == ItemKind.Remove;
        text.Append($"### {(removes ? "Take out" : "Correct")}: {Markdown.Plain(target.Entry.Title)}\n\n");
        PullRequestText.Row(text, "Stands in", Markdown.Plain($"{target.List.Path}: {string.Join(" / ", target.Entry.Section)}"));
        if (!removes && item.Typed.Section is { Length: > 0 })
            PullRequestText.Row(text, "Moves to", $"{Markdown.Plain(place.ToString())}: {Markdown.Plain(place.Why)}");
        if (item.Lookup is { Work: { } work } lookup)
            PullRequestText.Row(text, "The new link is of", $"{Markdown.Plain(work.Title ?? "a work without a title")}, {string.Join(", ", new[] { work.Date, work.Venue }.OfType<string>().Select(Markdown.Plain))} ({lookup.Source}, {lookup.At:yyyy-MM-dd})");
        foreach (var warning in item.Findings.Where(finding => finding.Severity == Severity.Warning))
            PullRequestText.Row(text, "Please look", warning.Words);
        if (item.Typed.Note is { Length: > 0 } note)
            PullRequestText.Row(text, "Contributor's note", Markdown.Plain(note));
        var after = removes ? "" : Lines('+', written.Entry.Text);
        return text.Append($"\n{Markdown.Block($"{Lines('-', target.Entry.Text)}{after}".TrimEnd('\n'), "diff")}\n\n").ToString();
    }

    private static string Lines(char sign, string text) => string.Concat(text.Trim('\r', '\n').Split('\n').Select(line => $"{sign}{line.TrimEnd('\r')}\n"));
}
