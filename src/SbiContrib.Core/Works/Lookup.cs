using System.Text.Json.Serialization;

namespace SbiContrib.Core.Works;

/// <summary>What came of asking the sources for one identifier.</summary>
/// <param name="Result">Whether they know it.</param>
/// <param name="Work">What they say of it; null unless found.</param>
/// <param name="Source">Who said so: <c>arxiv</c>, <c>crossref</c>, …</param>
/// <param name="At">When they were asked.</param>
/// <param name="Until">When to ask again, where they don't answer.</param>
public sealed record Lookup(LookupResult Result, Work? Work, string? Source, DateTimeOffset At, DateTimeOffset? Until = null);

/// <summary>Whether the sources know an identifier.</summary>
[JsonConverter(typeof(KebabCase<LookupResult>))]
public enum LookupResult
{
    /// <summary>They do.</summary>
    Found,

    /// <summary>They answer, and know no such work.</summary>
    NotFound,

    /// <summary>They don't answer at the moment.</summary>
    Unavailable,
}
