using System.Collections.Immutable;
using SbiContrib.Core;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Pages;
using SbiContrib.Sources;
using SbiContrib.Sources.Pages;
using Lookup = SbiContrib.Core.Works.Lookup;

namespace SbiContrib.Gather;

/// <summary>What sources and pages said in one handling.</summary>
/// <param name="Works">The sources.</param>
/// <param name="Pages">The pages, by the link as typed.</param>
/// <param name="Maintainers">GitHub: who may write to the repository, by login.</param>
internal sealed record Heard(ImmutableDictionary<Identifier, Lookup> Works, ImmutableDictionary<string, PageAnswer> Pages, ImmutableDictionary<string, bool> Maintainers)
{
    /// <summary>Nothing yet.</summary>
    public static Heard Nothing { get; } = new(ImmutableDictionary<Identifier, Lookup>.Empty, ImmutableDictionary<string, PageAnswer>.Empty, ImmutableDictionary<string, bool>.Empty);

    /// <summary>Facts with what was heard.</summary>
    public Facts In(Facts facts) => facts with { Works = Works, Pages = Pages, Maintainers = Maintainers };
}

/// <summary>Asks sources, pages and GitHub. It writes nothing, so it needs no lease.</summary>
internal sealed class Questions(Library library, PageReader pages)
{
    /// <summary>Asks, where an effect is a question.</summary>
    /// <param name="effects">What was decided.</param>
    /// <param name="gathered">What it was decided from.</param>
    /// <param name="heard">What was heard before.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>All that was heard; null where the effects are no question.</returns>
    public async Task<Heard?> Ask(ImmutableArray<Effect> effects, Gathered gathered, Heard heard, CancellationToken cancellation) => effects switch
    {
        [LookUp asked] => heard with { Works = heard.Works.SetItems(await library.Ask(asked.Ids, cancellation)) },
        [ReadPages read] => heard with { Pages = heard.Pages.SetItems(await pages.ReadAll(read.Links, cancellation)) },
        [AskPermissions asked] => heard with { Maintainers = heard.Maintainers.SetItems(await Permissions(asked.Logins, gathered, cancellation)) },
        _ => null,
    };

    private static async Task<List<KeyValuePair<string, bool>>> Permissions(ImmutableArray<string> logins, Gathered gathered, CancellationToken cancellation)
    {
        var told = new List<KeyValuePair<string, bool>>();
        foreach (var login in logins)
            told.Add(new(login, await gathered.GitHub.Maintains(gathered.Repository, login, cancellation)));
        return told;
    }
}
