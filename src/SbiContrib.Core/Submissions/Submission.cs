using System.Collections.Immutable;

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
public sealed record SubmittedItem(string Link, string? Section = null, string? Note = null, string? Title = null);
