using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;

namespace SbiContrib.Sources;

/// <summary>A service that answers one question with one request.</summary>
internal sealed class HttpSource(SourceProfile profile, SourceWire wire, SourceSettings settings) : ISource
{
    public string Name => profile.Name;

    public int Batch => profile.Batch;

    public bool Knows(Identifier id) => profile.Knows(id);

    public async Task<SourceReply> Ask(IReadOnlyList<Identifier> ids, CancellationToken cancellation)
    {
        var answer = await wire.Get(profile.Path(ids, settings), cancellation);
        return answer.Status is { } status
            ? new(Renamed(profile.Read(answer.Body, status), ids), answer.Until)
            : new(SourceAnswer.None(SourceError.Unavailable), answer.Until);
    }

    // A repository that moved is still the one that was asked for.
    private SourceAnswer Renamed(SourceAnswer answer, IReadOnlyList<Identifier> ids) =>
        profile.Renames && ids.Count == 1 && answer.Works is [var work] && !work.Ids.Contains(ids[0]) ? answer with { Works = [work with { Ids = [.. work.Ids, ids[0]] }] } : answer;
}
