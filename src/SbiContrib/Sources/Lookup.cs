using SbiContrib.Core.Works;

namespace SbiContrib.Sources;

/// <summary>What the librarian can say of an identifier: exactly one of the cases below.</summary>
public abstract record Lookup
{
    private Lookup()
    {
    }

    /// <summary>The work is known.</summary>
    /// <param name="Work">The work, under the identifier that was asked for.</param>
    /// <param name="Source">The source that told it.</param>
    /// <param name="AskedAt">When it was asked; long ago where no source answers now.</param>
    public sealed record Found(Work Work, string Source, DateTimeOffset AskedAt) : Lookup;

    /// <summary>The source that has to know says that there is no such work.</summary>
    /// <param name="Source">The source; null where no source knows such identifiers.</param>
    public sealed record NotFound(string? Source) : Lookup;

    /// <summary>Nobody can say at the moment.</summary>
    /// <param name="Until">When it is worth to ask again.</param>
    public sealed record Unavailable(DateTimeOffset Until) : Lookup;
}
