using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;

namespace SbiContrib.Sources;

/// <summary>A metadata service.</summary>
public interface ISource
{
    /// <summary>Its name, as the readers of its answers are listed under.</summary>
    string Name { get; }

    /// <summary>How many identifiers one question may hold.</summary>
    int Batch { get; }

    /// <summary>Whether it can be asked for an identifier.</summary>
    /// <param name="id">The identifier.</param>
    /// <returns>Whether it knows such identifiers.</returns>
    bool Knows(Identifier id);

    /// <summary>Asks it. Trouble is an answer, not an exception.</summary>
    /// <param name="ids">At most <see cref="Batch"/> identifiers that it <see cref="Knows"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What it says of them.</returns>
    Task<SourceReply> Ask(IReadOnlyList<Identifier> ids, CancellationToken cancellation);
}

/// <summary>What a service said.</summary>
/// <param name="Answer">The works, or why there are none.</param>
/// <param name="Until">When it may be asked again, where it isn't to be asked now.</param>
public sealed record SourceReply(SourceAnswer Answer, DateTimeOffset? Until = null);
