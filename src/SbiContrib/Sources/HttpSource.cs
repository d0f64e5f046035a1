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
            ? await WithMore(new(profile.Read(answer.Body, status), answer.Until), ids, cancellation)
            : new(SourceAnswer.None(answer.Refused ? SourceError.Malformed : SourceError.Unavailable), answer.Until);
    }

    // Half an answer would be kept for a day: where the other half can't be had now, both are asked for later.
    private async Task<SourceReply> WithMore(SourceReply reply, IReadOnlyList<Identifier> ids, CancellationToken cancellation)
    {
        if (profile.More is { } path && reply.Answer.Works is [var work])
        {
            var more = await wire.Get(path(work), cancellation);
            if (more is { Refused: false, Status: null or 429 or >= 500 } || more is { Status: 403, Until: not null })
                return new(SourceAnswer.None(SourceError.Unavailable), more.Until);
            if (more.Status == 200)
                reply = reply with { Answer = reply.Answer with { Works = [profile.Merge(work, more.Body)] } };
        }
        return reply with { Answer = Renamed(reply.Answer, ids) };
    }

    // A repository that moved is still the one that was asked for.
    private SourceAnswer Renamed(SourceAnswer answer, IReadOnlyList<Identifier> ids) =>
        profile.Renames && ids.Count == 1 && answer.Works is [var work] && !work.Ids.Contains(ids[0]) ? answer with { Works = [work with { Ids = [.. work.Ids, ids[0]] }] } : answer;
}
