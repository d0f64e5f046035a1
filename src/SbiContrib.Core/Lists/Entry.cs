using System.Collections.Immutable;

namespace SbiContrib.Core.Lists;

/// <summary>One item of a list, as it is read.</summary>
/// <param name="Section">The section's path as plain text, outermost first.</param>
/// <param name="Label">The bold word inside the bullet that classifies it, as plain text; null where there is none.</param>
/// <param name="Title">The title as plain text.</param>
/// <param name="Links">Its links with their roles, in order.</param>
/// <param name="Authors">The authors as written, one a string.</param>
/// <param name="Year">The year as written.</param>
/// <param name="Venue">The venue as written.</param>
/// <param name="Note">What else is said of it, as written.</param>
/// <param name="Text">The entry's own text, byte for byte, continuation lines and quotes included.</param>
/// <param name="Lines">Its lines in the file, from 1, without the blank lines around it.</param>
public sealed record Entry(
    ImmutableArray<string> Section,
    string? Label,
    string Title,
    ImmutableArray<EntryLink> Links,
    ImmutableArray<string> Authors,
    string? Year,
    string? Venue,
    string? Note,
    string Text,
    LineRange Lines);

/// <summary>A link of an entry.</summary>
/// <param name="Role">What it leads to: <c>main</c>, <c>doi</c>, <c>arxiv</c>, <c>pdf</c>, <c>code</c>, <c>data</c>, <c>page</c>, …</param>
/// <param name="Url">The address as written; empty where the list leaves it empty.</param>
public sealed record EntryLink(string Role, string Url);

/// <summary>Lines of a file, both ends included, counted from 1.</summary>
/// <param name="First">The first line.</param>
/// <param name="Last">The last line.</param>
public readonly record struct LineRange(int First, int Last);

/// <summary>A place in a list where entries stand.</summary>
/// <param name="Path">Its path as plain text, outermost first.</param>
/// <param name="Labels">The labels that its entries use, in order of appearance.</param>
/// <param name="Lines">Its lines in the file, from its heading on.</param>
public sealed record Section(ImmutableArray<string> Path, ImmutableArray<string> Labels, LineRange Lines);

/// <summary>What is to be written as an entry, as plain text: the list's own hand gives it its form.</summary>
/// <param name="Title">The title.</param>
/// <param name="Links">The links, the main one first.</param>
/// <param name="Authors">The authors as a reader writes them, in order.</param>
/// <param name="Year">The year, where known.</param>
/// <param name="Venue">The venue, where known.</param>
/// <param name="Label">The label, where the section's entries have one.</param>
/// <param name="Note">A note of the contributor's, where given.</param>
public sealed record NewEntry(
    string Title,
    ImmutableArray<EntryLink> Links,
    ImmutableArray<string> Authors,
    string? Year,
    string? Venue,
    string? Label,
    string? Note);
