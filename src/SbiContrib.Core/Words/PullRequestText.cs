using System.Text;
using SbiContrib.Core.Decisions;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core.Words;

/// <summary>The text of a pull request: it answers the maintainer's question, "does it belong?".</summary>
internal static class PullRequestText
{
    /// <summary>GitHub takes 65,536 characters; what is longer is cut between entries.</summary>
    private const int Most = 60_000;

    private const int MostAbstract = 1_500;
    private const int MostAuthors = 30;

    public static string Body(Facts facts, Proposal proposal, IEnumerable<CheckedItem> items)
    {
        var text = new StringBuilder();
        text.Append(Origin(facts)).Append(Left(facts.Saved)).Append("\n\n");
        foreach (var entry in proposal.Entries)
        {
            var words = entry.Item.Typed.Kind == ItemKind.Add ? About(entry) : ChangeText.About(entry);
            text.Append(text.Length + words.Length > Most ? $"_{Markdown.Plain(entry.Entry.Title)}: see the change itself._\n\n" : words);
        }
        if (Told(facts, proposal) is { Length: > 0 } told)
            text.Append($"So that the list's crawler keeps to it, {string.Join(" and ", told)} is changed too.\n\n");
        if (items.Where(item => item.Error is not null).ToArray() is { Length: > 0 } left)
            text.Append("Not part of this pull request:\n").AppendJoin("", left.Select(item => $"- {item.Error!.Words}\n").TakeWhile(line => text.Length + line.Length < Most));
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string[] Told(Facts facts, Proposal proposal)
    {
        var crawlers = facts.Site.Settings?.Lists.SelectMany(list => new[] { list.Crawler?.Override, list.Crawler?.Blacklist }).ToHashSet() ?? [];
        return [.. proposal.Files.Where(file => crawlers.Contains(file.Path)).Select(file => Markdown.Code(file.Path))];
    }

    private static string Origin(Facts facts) => facts switch
    {
        { Issue: { } issue } => $"Proposed by {Markdown.Plain(issue.Author.Login)} in #{issue.Number}.",
        { Saved.Form.Name: { Length: > 0 } name } => $"Proposed by {Markdown.Plain(name)} through the web form.",
        _ => "Proposed through the web form.",
    };

    // What a person pushed to the pull request that GitHub closed is theirs, and isn't lost.
    private static string Left(Contribution? saved) => saved is { State: State.Checking, Foreign: { } commit, Attempt: > 1 }
        ? $" Somebody else's commit {Markdown.Code(commit.Length > 7 ? commit[..7] : commit)} on the former branch {Markdown.Code(BranchName.Of(saved.Key, saved.Attempt - 1))} is not part of this: I left that branch as it is."
        : "";

    private static string About(ProposedEntry entry)
    {
        var (item, place, _, change) = entry;
        var work = item.Work!;
        var text = new StringBuilder();
        text.Append($"### {Markdown.Plain(work.Title ?? item.Typed.Link)}\n\n");
        Row(text, "Authors", Authors(work));
        Row(text, "Appeared", string.Join(", ", new[] { work.Date, work.Venue }.OfType<string>().Select(Markdown.Plain)));
        Row(text, "Identifiers", string.Join(", ", item.Ids.Select(id => Markdown.Code(id.ToString()))));
        if (item.Page?.Id is not null)
            Row(text, "Identified by", $"the page {Markdown.Code(item.Typed.Link)}, whose address doesn't tell; a preprint's page may name what was published of it");
        Row(text, "Metadata from", $"{item.Lookup!.Source}, {item.Lookup.At:yyyy-MM-dd}");
        Row(text, "Section", $"{Markdown.Plain(place.ToString())}: {Markdown.Plain(place.Why)}{(place.IsNew ? ". **It isn't in the list: it is made with this entry.**" : "")}");
        Row(text, "Next to", string.Join("; ", change.Neighbours.Select(near => Markdown.Plain(near.Title)).Append(Order(change.Order)).OfType<string>()));
        Row(text, "Possible duplicates", Duplicates(item));
        if (item.Typed.Note is { Length: > 0 } note)
            Row(text, "Contributor's note", Markdown.Plain(note));
        text.Append(Preview(entry));
        if (work.Abstract is { Length: > 0 } summary)
            text.Append($"<details><summary>Abstract</summary>\n\n{Markdown.Quote(Cut(summary))}\n\n</details>\n\n");
        return text.ToString();
    }

    private static string? Order(ListOrder? order) => order switch
    {
        ListOrder.NewestFirst => "by date, the newest first",
        ListOrder.OldestFirst => "by date, the newest last",
        ListOrder.Alphabetical => "by title",
        ListOrder.Numbered => "by number",
        ListOrder.None => "the section keeps no order: a new entry goes behind the last of its label, else to the end",
        _ => null,
    };

    internal static void Row(StringBuilder text, string name, string value) =>
        text.Append($"- **{name}:** {(value.Length > 0 ? value : "not known")}\n");

    private static string Authors(Works.Work work) => work.Authors.Length <= MostAuthors
        ? string.Join(", ", work.Authors.Select(author => Markdown.Plain(author.ToString())))
        : $"{string.Join(", ", work.Authors.Take(MostAuthors).Select(author => Markdown.Plain(author.ToString())))} and {work.Authors.Length - MostAuthors} more";

    private static string Duplicates(CheckedItem item)
    {
        var warnings = item.Findings.Where(finding => finding.Severity == Severity.Warning).Select(finding => finding.Words).ToArray();
        return warnings.Length > 0 ? string.Join("; ", warnings) : "none found in the lists or among open contributions";
    }

    // The line as the list will show it: its own Markdown, so that links and emphasis can be looked at, and its source below. Data files are shown by their source alone.
    private static string Preview(ProposedEntry entry)
    {
        var file = entry.Change.Entry.File ?? entry.Place.List.Path;
        var source = entry.Change.Entry.Text.Trim('\r', '\n');
        var others = string.Join(", ", entry.Change.Files.Select(changed => changed.Path).Where(path => path != file).Select(Markdown.Code));
        var also = others.Length > 0 ? $"It is named in {others} too.\n\n" : "";
        return Language(file) is { } language
            ? $"\nThe entry in {Markdown.Code(file)}:\n\n{Markdown.Block(source, language)}\n\n{also}"
            : $"\nThe line in `{file}`:\n\n{Markdown.Block(source, "markdown")}\n\nas it will look:\n\n{Markdown.Shown(source.Trim())}\n\n";
    }

    private static string? Language(string file) => file[(file.LastIndexOf('.') + 1)..].ToLowerInvariant() switch
    {
        "yml" or "yaml" => "yaml",
        "bib" => "bibtex",
        _ => null,
    };

    private static string Cut(string text) => text.Length > MostAbstract ? $"{text.AsSpan(0, MostAbstract)}…" : text;
}
