using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Works;

/// <summary>What the sources say of an identifier.</summary>
/// <remarks>A field with no source stays null or empty and is shown as such; nothing is guessed.</remarks>
public sealed record Work
{
    /// <summary>The identifier that the source was asked for, in canonical form.</summary>
    public required Identifier Id { get; init; }

    /// <summary>Every identifier under which this one work goes, <see cref="Id"/> first: its preprint, its journal version.</summary>
    public ImmutableArray<Identifier> Ids { get; init; } = [];

    /// <summary>What it is: <c>article</c>, <c>preprint</c>, <c>software</c>, <c>dataset</c>, <c>thesis</c>, <c>book</c>, <c>chapter</c>, <c>proceedings</c> (a paper in them), <c>review</c> (a review article), <c>erratum</c>, <c>other</c>.</summary>
    public string Kind { get; init; } = "other";

    /// <summary>The title as clean Unicode text: no TeX, no markup, one line.</summary>
    public string? Title { get; init; }

    /// <summary>The authors in the source's order.</summary>
    public ImmutableArray<Author> Authors { get; init; } = [];

    /// <summary>When it first appeared, as precisely as the source says: <c>2021</c>, <c>2021-09</c> or <c>2021-09-30</c>.</summary>
    public string? Date { get; init; }

    /// <summary>The journal, the conference or the book in which it appeared.</summary>
    public string? Venue { get; init; }

    /// <summary>The abstract as clean Unicode text.</summary>
    public string? Abstract { get; init; }

    /// <summary>The versions that the source knows, oldest first; empty where it has no such notion.</summary>
    public ImmutableArray<string> Versions { get; init; } = [];

    /// <summary>Other works that the source relates to this one.</summary>
    public ImmutableArray<Relation> Relations { get; init; } = [];

    /// <summary>Its authors or its server took it back.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Its publisher retracted it.</summary>
    public bool Retracted { get; init; }
}

/// <summary>An author: a person in parts, or a name as it is written (a collaboration, an institution, a single name).</summary>
/// <param name="Given">The given names of a person, where the source tells them apart.</param>
/// <param name="Family">The family name of a person, particles included.</param>
/// <param name="Literal">The whole name of anything else; null where <paramref name="Family"/> is set.</param>
[System.Text.Json.Serialization.JsonConverter(typeof(AuthorJson))]
public sealed record Author(string? Given, string? Family, string? Literal)
{
    /// <summary>The name as a reader writes it.</summary>
    /// <returns>Given and family name, or the literal.</returns>
    public override string ToString() => Literal ?? (Given is null ? Family ?? "" : $"{Given} {Family}");
}

/// <summary>What a source says of another work.</summary>
/// <param name="Type">The relation, in lower case with dashes: <c>is-preprint-of</c>, <c>has-preprint</c>, <c>is-version-of</c>, <c>retracted-by</c>, <c>cites</c>, …</param>
/// <param name="Id">The other work.</param>
public sealed record Relation(string Type, Identifier Id);
