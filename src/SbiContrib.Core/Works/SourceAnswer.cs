using System.Collections.Immutable;

namespace SbiContrib.Core.Works;

/// <summary>Why a source's answer holds no work.</summary>
public enum SourceError
{
    /// <summary>The source knows no such work.</summary>
    NotFound,

    /// <summary>The source asks us to wait.</summary>
    RateLimited,

    /// <summary>The source doesn't work at the moment.</summary>
    Unavailable,

    /// <summary>The source answered something that isn't its format: cut, empty, a page instead of data.</summary>
    Malformed,
}

/// <summary>A source's answer, understood: works, or why there are none.</summary>
/// <param name="Works">The works in the order of the answer; empty where <paramref name="Error"/> is set.</param>
/// <param name="Error">Why there are none; null where there are.</param>
public sealed record SourceAnswer(ImmutableArray<Work> Works, SourceError? Error)
{
    /// <summary>An answer that holds no work.</summary>
    /// <param name="error">Why.</param>
    /// <returns>The answer.</returns>
    public static SourceAnswer None(SourceError error) => new([], error);

    /// <summary>An answer in the service's own format: the works that were in it, or the word that there are none.</summary>
    /// <param name="works">What was read of each record; null for one that is no work.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The answer.</returns>
    internal static SourceAnswer Of(IEnumerable<Work?> works, int? status) =>
        works.OfType<Work>().ToImmutableArray() is { IsEmpty: false } found ? new(found, null) : None(Reading.Trouble.Of(status) ?? SourceError.NotFound);

    /// <summary>An answer that is one record: where it holds none, it is no answer of the service, which says so in a list or with an error.</summary>
    /// <param name="work">What was read; null where it is no work.</param>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The answer.</returns>
    internal static SourceAnswer One(Work? work, ReadOnlyMemory<byte> body, int? status) =>
        work is null ? None(Reading.Trouble.Of(body, status)) : new([work], null);
}
