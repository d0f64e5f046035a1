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

    /// <summary>The order by which the entry's place was found; null where its place was no question.</summary>
    public ListOrder? Order { get; init; }
}

/// <summary>The order that the entries of a section keep.</summary>
public enum ListOrder
{
    /// <summary>None: a new entry goes where the list's entries most often go.</summary>
    None,

    /// <summary>The newest work stands first.</summary>
    NewestFirst,

    /// <summary>The newest work stands last.</summary>
    OldestFirst,

    /// <summary>By title.</summary>
    Alphabetical,

    /// <summary>By the number that each entry has.</summary>
    Numbered,
}

/// <summary>What is to be different about an entry, as plain text; what is null stays as it is, to the byte.</summary>
/// <param name="Title">The new title.</param>
/// <param name="Links">All links that the entry is to have; those it has already stay as they are written.</param>
/// <param name="Authors">The new authors, as a reader writes them.</param>
/// <param name="Year">The new year.</param>
/// <param name="Venue">The new venue; empty takes it out.</param>
/// <param name="Note">The new note; empty takes it out.</param>
public sealed record Correction(
    string? Title = null,
    ImmutableArray<EntryLink>? Links = null,
    ImmutableArray<string>? Authors = null,
    string? Year = null,
    string? Venue = null,
    string? Note = null)
{
    /// <summary>When the work appeared, as precisely as is known, for lists that keep days; it belongs to the year.</summary>
    public string? Date { get; init; }
}

/// <summary>A list that was read: its sections, its entries, and how to change them without touching a byte besides.</summary>
public interface IListDocument
{
    /// <summary>The sections in the file's order.</summary>
    ImmutableArray<Section> Sections { get; }

    /// <summary>Headings under which no entry stands, but words or further headings do: a place for an entry that names them.</summary>
    ImmutableArray<Section> Unused => [];

    /// <summary>Whether a section is nothing but a word that its entries say: it goes with the last of them, and comes with the first.</summary>
    bool SectionsAreSaid => false;

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
    /// <exception cref="ArgumentException">The list has no such entry.</exception>
    ListChange Remove(Entry entry);

    /// <summary>Writes what is different about an entry; its other bytes, its place and all else stay.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <param name="correction">What is different, as plain text: it is escaped here.</param>
    /// <returns>The change; its entry is as it reads afterwards, its files are empty where nothing differs.</returns>
    /// <exception cref="ArgumentException">The list has no such entry.</exception>
    ListChange Correct(Entry entry, Correction correction);

    /// <summary>Puts an entry into another section, or under another label, as it is written, at the place that the order there wants.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <param name="section">The path of an existing section; it may be the entry's own.</param>
    /// <param name="label">The label it gets; null for none.</param>
    /// <returns>The change.</returns>
    /// <exception cref="ArgumentException">The list has no such entry or section.</exception>
    ListChange Move(Entry entry, ImmutableArray<string> section, string? label);

    /// <summary>
    /// Makes a new section where the list's order wants it, in the style of its siblings, with its line in a table of contents
    /// that was made by hand, and writes an entry into it.
    /// </summary>
    /// <param name="entry">What to write, as plain text: it is escaped here.</param>
    /// <param name="section">The path of the new section; all but its last name must exist, as a section or as what stands above one.</param>
    /// <returns>The change.</returns>
    /// <exception cref="ArgumentException">The list has that section already, or lacks what is to stand above it.</exception>
    ListChange AddSection(NewEntry entry, ImmutableArray<string> section);
}
