using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;

namespace SbiContrib.Sources;

/// <summary>One identifier on its way from source to source.</summary>
internal sealed class Search(Identifier id, CachedWork? kept, Route way)
{
    private readonly Queue<ISource> route = new(way.Sources);
    private CachedWork? found;
    private string? denied;
    private bool troubled;
    private int denials;
    private DateTimeOffset? until;

    public Identifier Id => id;

    /// <summary>The source to ask next; null where the search is over.</summary>
    public ISource? Next => found is null && denied is null && route.TryPeek(out var source) ? source : null;

    /// <summary>Takes what the next source said.</summary>
    /// <returns>The work, where it was found.</returns>
    public CachedWork? Take(ISource source, SourceReply reply, DateTimeOffset asked)
    {
        route.Dequeue();
        if (reply.Answer.Works.FirstOrDefault(work => work.Id == id || work.Ids.Contains(id)) is { } work)
            found = new(AsAsked(work), source.Name, asked);
        else if (reply.Answer.Error is null or SourceError.NotFound)
            Deny(source);
        else
            (troubled, until) = (true, Earlier(until, reply.Until));
        return found;
    }

    /// <summary>What came of it.</summary>
    /// <param name="later">When to ask again where no source says.</param>
    public Lookup Result(DateTimeOffset later)
    {
        if ((found ?? (denied is null ? kept : null)) is { } known)
            return new Lookup.Found(known.Work, known.Source, known.AskedAt);
        return troubled ? new Lookup.Unavailable(until ?? later) : new Lookup.NotFound(denied);
    }

    private void Deny(ISource source)
    {
        if (way.Sources.Take(way.Deciding).Contains(source) && ++denials == way.Deciding)
            denied = source.Name;
    }

    private Work AsAsked(Work work) =>
        work.Id == id ? work : work with { Id = id, Ids = [id, .. work.Ids.Where(other => other != id)] };

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
