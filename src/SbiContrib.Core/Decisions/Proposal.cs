using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Rules;
using SbiContrib.Core.Words;

namespace SbiContrib.Core.Decisions;

/// <summary>The good items of a contribution, written into the site's lists.</summary>
/// <param name="Entries">What is written where, in order.</param>
/// <param name="Files">The changed files with their new text.</param>
/// <param name="Hash">The hash of the entries, their list and section: what a maintainer approves.</param>
internal sealed record Proposal(ImmutableArray<ProposedEntry> Entries, ImmutableArray<ListFile> Files, string Hash)
{
    /// <summary>Writes the good items into the lists as they are now.</summary>
    public static Proposal Of(ImmutableArray<CheckedItem> items)
    {
        var files = new Dictionary<string, ListFile>(StringComparer.Ordinal);
        var lists = new Dictionary<string, ListFiles>(StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<ProposedEntry>();
        foreach (var item in items.Where(item => item.Outcome == Outcome.Good))
        {
            var place = item.Place!;
            // The note is for the maintainer, who reads it in the pull request: a list shows works, not remarks.
            var entry = NewEntry.From(item.Work!, place.Label);
            var list = lists.GetValueOrDefault(place.List.Path, place.List);
            var change = ListReader.Read(list).Add(entry, place.Section);
            lists[list.Path] = list.After(change);
            foreach (var file in change.Files)
                files[file.Path] = file;
            entries.Add(new(item, place, entry, change));
        }
        var all = entries.ToImmutable();
        return new(all, [.. files.Values.OrderBy(file => file.Path, StringComparer.Ordinal)], HashOf(all));
    }

    /// <summary>The commit that makes it so, with the contributor as co-author and the hash by which it is known again.</summary>
    public Change Commit(Facts facts) => new(Files, CommitText.Of(Title(), facts.Issue?.Author, Hash));

    /// <summary>The title of the commit and of the pull request.</summary>
    public string Title()
    {
        var first = Markdown.Bare(Entries[0].Entry.Title);
        var title = Entries.Length == 1 ? $"Add “{first}”" : $"Add “{first}” and {Entries.Length - 1} more";
        return title.Length > 200 ? $"{title.AsSpan(0, 199)}…" : title;
    }

    // Named one by one: an approval must outlive a program that knows more of an entry.
    private static string HashOf(ImmutableArray<ProposedEntry> entries)
    {
        var words = JsonSerializer.Serialize(entries.Select(entry => new
        {
            entry.Place.List.Path,
            entry.Place.Section,
            entry.Entry.Label,
            entry.Entry.Title,
            entry.Entry.Links,
            entry.Entry.Authors,
            entry.Entry.Year,
            entry.Entry.Venue,
        }));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
    }
}

/// <summary>An entry that a contribution proposes.</summary>
/// <param name="Item">The item that it comes from.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Entry">What is written.</param>
/// <param name="Change">The change to the list.</param>
internal sealed record ProposedEntry(CheckedItem Item, Placement Place, NewEntry Entry, ListChange Change);
