using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Submissions;

namespace SbiContrib.Core;

/// <summary>One link of a submission, with what came of it.</summary>
public sealed record Item
{
    /// <summary>The link as typed.</summary>
    public required string Link { get; init; }

    /// <summary>What came of it.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ItemKind Kind { get; init; }

    /// <summary>The work's identifier, where the link holds one.</summary>
    public Identifier? Id { get; init; }

    /// <summary>The work's title, where a source told it.</summary>
    public string? Title { get; init; }

    /// <summary>The section of the list, outermost first, where it is known.</summary>
    public ImmutableArray<string> Section { get; init; } = [];

    /// <summary>The label inside the section, where there is one.</summary>
    public string? Label { get; init; }

    /// <summary>The hash of the entry as it was written: by it that one is known among several of one work.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Wrote { get; init; }

    /// <summary>What a person reads of it: why it can't be added, or where it stands already.</summary>
    public string? Words { get; init; }
}

/// <summary>What came of an item.</summary>
[JsonConverter(typeof(KebabCase<Outcome>))]
public enum Outcome
{
    /// <summary>Its source doesn't answer at the moment.</summary>
    Waiting,

    /// <summary>It can be added.</summary>
    Good,

    /// <summary>The link isn't understood, or leads to no work.</summary>
    NotUnderstood,

    /// <summary>The source knows no such work.</summary>
    NotFound,

    /// <summary>The section is missing or not known.</summary>
    NoSection,

    /// <summary>The list has it already.</summary>
    Listed,

    /// <summary>It stands behind more links than one submission may hold.</summary>
    TooMany,

    /// <summary>Another open contribution proposes it.</summary>
    Claimed,

    /// <summary>Its authors or its publisher took it back.</summary>
    Withdrawn,

    /// <summary>The site's maintainers keep it out of the list.</summary>
    Barred,

    /// <summary>The list has no such entry to be corrected or taken out.</summary>
    NotListed,

    /// <summary>It isn't said what is to be different about the entry.</summary>
    NothingNew,

    /// <summary>The list asks more of its entries than is known of the work.</summary>
    Incomplete,
}
