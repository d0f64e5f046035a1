using System.Collections.Immutable;

namespace SbiContrib.Core.Lists;

/// <summary>One file of a list, as it stands in the repository.</summary>
/// <param name="Path">Its path in the repository, with <c>/</c>.</param>
/// <param name="Text">Its whole text, line ends as they are.</param>
public sealed record ListFile(string Path, string Text);

/// <summary>A change to a list: the files that are new or different, and what was written.</summary>
/// <param name="Files">The changed files with their new text.</param>
/// <param name="Entry">The entry as it reads after the change (as it read before it, where it was removed).</param>
/// <param name="Neighbours">The entries next to it, for a person to judge the place.</param>
public sealed record ListChange(ImmutableArray<ListFile> Files, Entry Entry, ImmutableArray<Entry> Neighbours)
{
    /// <summary>The files that go.</summary>
    public ImmutableArray<string> Deleted { get; init; } = [];
}

/// <summary>A list that was read: its sections, its entries, and how to change them without touching a byte besides.</summary>
public interface IListDocument
{
    /// <summary>The sections in the file's order.</summary>
    ImmutableArray<Section> Sections { get; }

    /// <summary>The entries in the file's order; those that aren't works too.</summary>
    ImmutableArray<Entry> Entries { get; }

    /// <summary>Writes an entry in the style of its neighbours, at the place that the list's order wants.</summary>
    /// <param name="entry">What to write, as plain text: it is escaped here.</param>
    /// <param name="section">The path of an existing section.</param>
    /// <returns>The change.</returns>
    /// <exception cref="ArgumentException">The list has no such section.</exception>
    ListChange Add(NewEntry entry, ImmutableArray<string> section);

    /// <summary>Why an entry can't be written: what the list asks of each of its entries and this one has not.</summary>
    /// <param name="entry">What would be written.</param>
    /// <param name="section">The path of an existing section.</param>
    /// <returns>Which fields are wanted, in plain words; null where it can be written.</returns>
    string? Refusal(NewEntry entry, ImmutableArray<string> section) => null;

    /// <summary>Takes an entry out, with the blank line that was its own.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <returns>The change.</returns>
    ListChange Remove(Entry entry);
}
