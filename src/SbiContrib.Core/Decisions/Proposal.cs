using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Decisions;

/// <summary>The good items of a contribution, written into the site's lists.</summary>
/// <param name="Entries">What is written where, in order.</param>
/// <param name="Files">The changed files with their new text.</param>
/// <param name="Hash">The hash of the entries, their list and section: what a maintainer approves.</param>
internal sealed record Proposal(ImmutableArray<ProposedEntry> Entries, ImmutableArray<ListFile> Files, string Hash)
{
    /// <summary>The files that go.</summary>
    public ImmutableArray<string> Deleted { get; init; } = [];

    /// <summary>Writes the good items into the lists as they are now.</summary>
    public static Proposal Of(ImmutableArray<CheckedItem> items, SiteFacts site)
    {
        var work = new ListsInWork();
        var entries = ImmutableArray.CreateBuilder<ProposedEntry>();
        foreach (var item in items.Where(item => item.Outcome == Outcome.Good))
        {
            var place = item.Place!;
            if (item.Typed.Kind != ItemKind.Add)
            {
                var written = Changes.Write(item, work);
                Changes.Last(item, work, site);
                entries.Add(new(item, place, Changes.Listed(written.Change.Entry, written.Change.Entry.Label), written.Change));
                continue;
            }
            // The note is for the maintainer, who reads it in the pull request: a list shows works, not remarks.
            var entry = NewEntry.From(item.Work!, place.Label);
            var list = work.Read(place.List);
            // Of several entries for one new section, the first makes it.
            var makes = place.IsNew && !list.Sections.Any(section => section.Path.SequenceEqual(place.Section));
            var change = work.Take(place.List, makes ? list.AddSection(entry, place.Section) : list.Add(entry, place.Section));
            entries.Add(new(item, place, entry, change));
        }
        var all = entries.ToImmutable();
        return new(all, work.Files, HashOf(all)) { Deleted = work.Deleted };
    }

    /// <summary>The items as they are kept, each with what was written for it.</summary>
    public ImmutableArray<Item> Kept(ImmutableArray<CheckedItem> items) => [.. items.Select(item => item.ToItem() with { Wrote = Entries.FirstOrDefault(entry => ReferenceEquals(entry.Item, item)) is { } proposed ? Written(proposed.Change.Entry) : null })];

    /// <summary>The hash by which an entry is known again.</summary>
    public static string Written(Entry entry) => StatusText.Hash(entry.Text.ReplaceLineEndings("\n").Trim());

    /// <summary>The commit that makes it so, with the contributor as co-author and the hash by which it is known again.</summary>
    public Change Commit(Facts facts) => new(Files, CommitText.Of(Title(), facts.Issue?.Author, Hash)) { Deleted = Deleted };

    /// <summary>The title of the commit and of the pull request.</summary>
    public string Title()
    {
        var first = Markdown.Bare(Entries[0].Entry.Title);
        var verb = Entries[0].Item.Typed.Kind switch { ItemKind.Add => "Add", ItemKind.Correct => "Correct", _ => "Remove" };
        var title = Entries.Length == 1 ? $"{verb} “{first}”" : $"{verb} “{first}” and {Entries.Length - 1} more";
        return title.Length > 200 ? $"{title.AsSpan(0, 199)}…" : title;
    }

    /// <summary>What was found about each entry, at its lines as they are with the whole change.</summary>
    public Report Report() => new(Hash, [.. Entries.Select(Remark).OfType<Remark>()]);

    private Remark? Remark(ProposedEntry proposed)
    {
        var warnings = proposed.Item.Findings.Where(finding => finding.Severity == Severity.Warning).Select(finding => finding.Words).ToArray();
        var words = $"{Said(proposed.Item.Typed.Kind)}{Markdown.Plain(proposed.Entry.Title)}, {string.Join(", ", proposed.Item.Ids.Select(id => Markdown.Code(id.ToString())))}{string.Concat(warnings.Select(warning => $"; {warning}"))}";
        // Entries that were written after it may have moved it down.
        var written = proposed.Change.Entry;
        var path = written.File ?? proposed.Place.List.Path;
        // A list of several files has entries that no other moves, or days that keep them in place.
        var file = written.File is null ? Files.FirstOrDefault(file => file.Path == path) : null;
        var lines = file is null ? written.Lines : ListReader.Read(file).Entries.FirstOrDefault(entry => entry.Text == written.Text)?.Lines ?? written.Lines;
        var gone = proposed.Item.Typed.Kind == ItemKind.Remove;
        // Where an entry goes, the line in front of it is left to be annotated.
        return new(path, gone ? Math.Max(1, lines.First - 1) : lines.First, gone ? Math.Max(1, lines.First - 1) : lines.Last, warnings.Length > 0, words);
    }

    private static string Said(ItemKind kind) => kind switch { ItemKind.Add => "", ItemKind.Correct => "corrected: ", _ => "taken out: " };

    // Named one by one: an approval must outlive a program that knows more of an entry.
    private static string HashOf(ImmutableArray<ProposedEntry> entries)
    {
        var words = JsonSerializer.Serialize(entries.Select(entry => entry.Item.Typed.Kind == ItemKind.Add ? Added(entry) : Changed(entry)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
    }

    private static object Changed(ProposedEntry entry) => new
    {
        entry.Item.Typed.Kind,
        Before = entry.Item.Target!.Entry.Text,
        After = entry.Change.Entry.Text,
        entry.Place.List.Path,
        entry.Place.Section,
    };

    private static object Added(ProposedEntry entry) => new
    {
        entry.Place.List.Path,
        entry.Place.Section,
        entry.Entry.Label,
        entry.Entry.Title,
        entry.Entry.Links,
        entry.Entry.Authors,
        entry.Entry.Year,
        entry.Entry.Venue,
    };
}

/// <summary>An entry that a contribution proposes.</summary>
/// <param name="Item">The item that it comes from.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Entry">What is written.</param>
/// <param name="Change">The change to the list.</param>
internal sealed record ProposedEntry(CheckedItem Item, Placement Place, NewEntry Entry, ListChange Change);
