using SbiContrib.Core;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Pages;

/// <summary>Where a contribution stands, as machines read it.</summary>
/// <param name="Id">The contribution.</param>
/// <param name="State">Its state's word.</param>
/// <param name="Received">When it arrived.</param>
/// <param name="Site">The site, <c>owner/name</c>, where it is known.</param>
/// <param name="Issue">The issue's number.</param>
/// <param name="Pull">The last pull request's number.</param>
/// <param name="Items">The items with what came of them.</param>
/// <param name="History">What happened, oldest first.</param>
internal sealed record ContributionStatus(
    string Id,
    string State,
    DateTimeOffset Received,
    string? Site,
    int? Issue,
    int? Pull,
    IReadOnlyList<ItemStatus> Items,
    IReadOnlyList<StepStatus> History)
{
    public static ContributionStatus Of(Contribution contribution, string? site) => new(
        contribution.Key.ToString(),
        contribution.State.Word(),
        contribution.Received,
        site,
        contribution.Key.Issue,
        contribution.Pull,
        [.. contribution.Items.Select(ItemStatus.Of)],
        [.. contribution.History.Select(entry => new StepStatus(entry.At, entry.State.Word(), entry.Words))]);
}

/// <summary>An item, as machines read it.</summary>
internal sealed record ItemStatus(string Link, Outcome Outcome, Identifier? Id, string? Title, IReadOnlyList<string> Section, string? Label, string? Words)
{
    public static ItemStatus Of(Item item) => new(item.Link, item.Outcome, item.Id, item.Title, [.. item.Section], item.Label, item.Words);
}

/// <summary>A step of a contribution's way.</summary>
internal sealed record StepStatus(DateTimeOffset At, string State, string Words);
