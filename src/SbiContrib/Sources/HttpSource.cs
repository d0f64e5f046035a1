using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;

namespace SbiContrib.Sources;

/// <summary>A service that answers one question with one request.</summary>
internal sealed class HttpSource(SourceProfile profile, SourceWire wire, SourceSettings settings) : ISource
{
    public string Name => profile.Name;

    public int Batch => profile.Batch;

    public bool Knows(Identifier id) => profile.Schemes.Contains(id.Scheme);

    public async Task<SourceReply> Ask(IReadOnlyList<Identifier> ids, CancellationToken cancellation)
    {
        var answer = await wire.Get(profile.Path(ids, settings), cancellation);
        return answer.Status is { } status
            ? new(profile.Read(answer.Body, status), answer.Until)
            : new(SourceAnswer.None(SourceError.Unavailable), answer.Until);
    }
}
