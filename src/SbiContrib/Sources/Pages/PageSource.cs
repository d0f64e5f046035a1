using System.Collections.Immutable;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Sources.Pages;

/// <summary>The landing pages themselves, for works of which no service tells: they state title and authors for search engines.</summary>
/// <param name="reader">Reads them.</param>
/// <param name="paced">Whether to go slowly; a server of our own needs no pause between requests.</param>
/// <param name="time">The clock.</param>
internal sealed class PageSource(PageReader reader, bool paced, TimeProvider time) : ISource
{
    // Nobody publishes a rate for these; one page a second is what a person does.
    private readonly Pace pace = new(time, paced ? TimeSpan.FromSeconds(1) : TimeSpan.Zero, 1);

    /// <summary>The schemes whose works have a page that states what they are.</summary>
    public static ImmutableArray<string> Schemes { get; } = ["pmlr", "jmlr", "neurips", "acl", "hal", "osf", "ads", "pmcid", "cran", "julia", "conda", "gitlab", "web"];

    public string Name => "page";

    public int Batch => 1;

    public bool Knows(Identifier id) => Schemes.Contains(id.Scheme);

    public async Task<SourceReply> Ask(IReadOnlyList<Identifier> ids, CancellationToken cancellation)
    {
        var id = ids[0];
        foreach (var address in Landing.Pages(id))
        {
            using var turn = await pace.Turn(TimeSpan.MaxValue, cancellation);
            var (work, instead) = await reader.Work(address, id, cancellation);
            if (work is not null)
                return new(new([work], null));
            if (instead!.Result == PageResult.Unavailable)
                return new(SourceAnswer.None(SourceError.Unavailable), instead.Until);
            if (instead.Refusal == PageRefusal.NoHost)
                return new(SourceAnswer.None(SourceError.Unavailable));
            // A page that is there but isn't shown to programs: the work is left without a title, and its contributor is asked for another link.
            if (instead.Refusal != PageRefusal.NotThere)
                return new(new([new Work { Id = id, Ids = [id] }], null));
        }
        return new(SourceAnswer.None(SourceError.NotFound));
    }
}
