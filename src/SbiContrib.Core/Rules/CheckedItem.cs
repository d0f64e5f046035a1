using System.Collections.Immutable;
using SbiContrib.Core.Duplicates;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Submissions;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Core.Rules;

/// <summary>An item of a submission with all that is known of it: what the rules look at.</summary>
public sealed record CheckedItem
{
    /// <summary>As typed.</summary>
    public required SubmittedItem Typed { get; init; }

    /// <summary>What the link names, by itself or by its page.</summary>
    public required Identification Link { get; init; }

    /// <summary>What the page behind the link said; null where it didn't have to be read.</summary>
    public PageAnswer? Page { get; init; }

    /// <summary>What the sources said; null where they weren't asked.</summary>
    public Lookup? Lookup { get; init; }

    /// <summary>The work, where one was found; with the title that somebody asked for, or that the source doesn't know.</summary>
    public Work? Work => Lookup?.Work is { } work && Typed.Title is { Length: > 0 } title && (Typed.TitleStands || work.Title is null) ? work with { Title = title } : Lookup?.Work;

    /// <summary>Every identifier of the work, that of the link first.</summary>
    public ImmutableArray<Identifier> Ids { get; init; } = [];

    /// <summary>Where it should stand; null where that isn't known.</summary>
    public Placement? Place { get; init; }

    /// <summary>The sections that might be meant, where <see cref="Place"/> isn't known.</summary>
    public ImmutableArray<string> Candidates { get; init; } = [];

    /// <summary>The listed entry that is to be changed; null where a new one is asked for, or the list has none such.</summary>
    public ListedEntry? Target { get; init; }

    /// <summary>The items before it in the same submission.</summary>
    public ImmutableArray<CheckedItem> Earlier { get; init; } = [];

    /// <summary>What the rules found, errors first.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>The finding that decides.</summary>
    public Finding? Error => Findings.FirstOrDefault(finding => finding.Severity == Severity.Error);

    /// <summary>What came of it.</summary>
    public Outcome Outcome => Error?.Outcome ?? Outcome.Good;

    /// <summary>The work as far as it is known for telling it from others.</summary>
    /// <returns>The candidate, without a key.</returns>
    public Candidate ToCandidate() => new(
        "",
        Work?.Title,
        Ids,
        [.. Work?.Authors.Select(author => author.Family is { } family && author.Given is { } given ? $"{family}, {given}" : author.ToString()) ?? []],
        Work?.Date is { Length: >= 4 } date && int.TryParse(date.AsSpan(0, 4), out var year) ? year : null);

    /// <summary>The item as it is saved.</summary>
    /// <returns>The item.</returns>
    public Item ToItem() => new()
    {
        Link = Typed.Link,
        Outcome = Outcome,
        Kind = Typed.Kind,
        Id = Link.Id,
        Title = Target?.Entry.Title ?? Work?.Title,
        Section = Place?.Section ?? [],
        Label = Place?.Label,
        Words = Error?.Words,
    };
}

/// <summary>Where an entry stands.</summary>
/// <param name="List">The list.</param>
/// <param name="Section">The section's path, outermost first.</param>
/// <param name="Label">The label, where the section's entries have one.</param>
/// <param name="Why">Why there, in words for a maintainer.</param>
public sealed record Placement(ListFiles List, ImmutableArray<string> Section, string? Label, string Why)
{
    /// <summary>The section isn't there yet: it is made with the entry.</summary>
    public bool IsNew { get; init; }

    /// <summary>The place as people read it.</summary>
    /// <returns>The path and the label.</returns>
    public override string ToString() => string.Join(" / ", Label is null ? Section : Section.Add(Label));
}
