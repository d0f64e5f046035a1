using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SbiContrib.Core.Submissions;

/// <summary>What a person sent, as typed.</summary>
/// <param name="Items">The links, each with its section and note, in order.</param>
public sealed record Submission(ImmutableArray<SubmittedItem> Items)
{
    /// <summary>How many links one submission may hold: each has rows of its own in one storage transaction of at most 100.</summary>
    public const int MostItems = 10;
}

/// <summary>One link as typed.</summary>
/// <param name="Link">The link or bare identifier.</param>
/// <param name="Section">Where it should stand, as typed or picked; null where not said.</param>
/// <param name="Note">What the contributor says of it.</param>
/// <param name="Title">The title that the contributor typed.</param>
public sealed record SubmittedItem(string Link, string? Section = null, string? Note = null, string? Title = null)
{
    /// <summary>What is asked for: a new entry, or a change to one that is listed, which <see cref="Link"/> then names by its link or title.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ItemKind Kind { get; init; }

    /// <summary>The link that the listed entry is to have.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? NewLink { get; init; }

    /// <summary>The title that stands, whatever the sources say: somebody asked for it by a command.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool TitleStands { get; init; }

    /// <summary>It is in the submission already, and shall stand in this section too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Also { get; init; }

    /// <summary>The section isn't there yet: it is proposed with the work.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NewSection { get; init; }

    /// <summary>A maintainer wants it although the list seems to have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Distinct { get; init; }
}

/// <summary>What an item asks for.</summary>
[JsonConverter(typeof(KebabCase<ItemKind>))]
public enum ItemKind
{
    /// <summary>A new entry.</summary>
    Add,

    /// <summary>A listed entry is to have another title, link or section.</summary>
    Correct,

    /// <summary>A listed entry is to go.</summary>
    Remove,
}
