using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists.Markdown;
using SbiContrib.Core.Works;

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
    LineRange Lines)
{
    /// <summary>The file in which it stands, where the list has several; null where it has one.</summary>
    public string? File { get; init; }
}

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
    string? Note)
{
    /// <summary>
    /// The entry was read from a list: each of its fields is written again, as it was written there.
    /// Else it holds all that is known of a work, and the neighbours say which of it the list shows.
    /// </summary>
    public bool AsListed { get; init; }

    /// <summary>When the work appeared, as precisely as is known (<c>2021-09-30</c>), for lists that keep days.</summary>
    public string? Date { get; init; }

    /// <summary>The authors in parts, where they are known so: some lists sort by the family name.</summary>
    public ImmutableArray<Author> Persons { get; init; } = [];

    /// <summary>The identifiers of the work, that by which it was asked for first; empty where only <see cref="Links"/> tell.</summary>
    public ImmutableArray<Identifier> Ids { get; init; } = [];

    /// <summary>What the work is, as <see cref="Work.Kind"/> says it; null where it isn't known.</summary>
    public string? Kind { get; init; }

    /// <summary>When the entry is made, for lists that keep it; without it that field is left out.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The least number that the entry may get where a list numbers its entries: those below are taken by other open contributions.</summary>
    public long? LeastId { get; init; }

    /// <summary>Its identifier of a scheme; of a listed entry, only the link of that role tells it.</summary>
    internal string? IdOf(string scheme) =>
        (Ids.IsDefaultOrEmpty ? null : Ids.FirstOrDefault(id => id.Scheme == scheme).Value)
        ?? Links.Where(link => !AsListed || link.Role == scheme).Select(link => Identify.Link(link.Url).Id).FirstOrDefault(id => id?.Scheme == scheme)?.Value;

    /// <summary>An entry for a work: its landing pages, the one it was asked for first, its full author names, year and venue.</summary>
    /// <param name="work">The work.</param>
    /// <param name="label">The label, where the section's entries have one.</param>
    /// <param name="note">What the contributor says of it.</param>
    /// <param name="links">Links that the contributor gave besides, with their roles.</param>
    /// <returns>The entry; its title is the identifier where the sources know none.</returns>
    public static NewEntry From(Work work, string? label = null, string? note = null, ImmutableArray<EntryLink> links = default) => new(
        work.Title is { } title && Escape.Clean(title).Length > 0 ? title : work.Id.ToString(),
        LandingPages.Of(work, links.IsDefault ? [] : links),
        [.. work.Authors.Select(a => a.ToString()).Where(a => a.Length > 0)],
        work.Date is { Length: >= 4 } date && YearAt.Is(date.AsSpan(0, 4)) ? date[..4] : null,
        work.Venue,
        label,
        note)
    { Date = work.Date, Persons = work.Authors, Ids = [.. work.Ids.Prepend(work.Id).Distinct()], Kind = work.Kind };
}
