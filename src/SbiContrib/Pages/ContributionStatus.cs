using SbiContrib.Core;
using SbiContrib.Core.Identifiers;
using SbiContrib.Store;

namespace SbiContrib.Pages;

/// <summary>Where a contribution stands, as machines read it.</summary>
/// <param name="Id">The contribution.</param>
/// <param name="State">Its state's word.</param>
/// <param name="Received">When it arrived.</param>
/// <param name="HeldUntil">More came in that day than go on at once: it goes on then.</param>
/// <param name="Site">The site, <c>owner/name</c>, where it is known.</param>
/// <param name="Issue">The issue's number.</param>
/// <param name="IssueUrl">The issue's page.</param>
/// <param name="Pull">The last pull request's number.</param>
/// <param name="PullUrl">The last pull request's page.</param>
/// <param name="Place">Its place among those that wait for a maintainer, and what the wait has lately been; null where it doesn't wait.</param>
/// <param name="Reason">Why it was rejected or taken back, in the words of who did.</param>
/// <param name="Items">The items with what came of them.</param>
/// <param name="History">What happened, oldest first.</param>
internal sealed record ContributionStatus(
    string Id,
    string State,
    DateTimeOffset Received,
    DateTimeOffset? HeldUntil,
    string? Site,
    int? Issue,
    string? IssueUrl,
    int? Pull,
    string? PullUrl,
    Place? Place,
    string? Reason,
    IReadOnlyList<ItemStatus> Items,
    IReadOnlyList<StepStatus> History)
{
    public static ContributionStatus Of(Contribution contribution, SiteRecord? site)
    {
        // Where the program finds its sites is where they are linked: github.com or another server.
        var page = Uri.TryCreate(site?.Url, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) ? url.AbsoluteUri.TrimEnd('/') : null;
        string? Link(string kind, int? number) => page is null || number is null ? null : $"{page}/{kind}/{number}";
        return new(
            contribution.Key.ToString(),
            contribution.State.Word(),
            contribution.Received,
            contribution.State == Core.State.Received ? contribution.Form?.Held : null,
            site?.FullName,
            contribution.Key.Issue,
            Link("issues", contribution.Key.Issue),
            contribution.Pull,
            Link("pull", contribution.Pull),
            contribution.Place,
            contribution.Reason,
            [.. contribution.Items.Select(ItemStatus.Of)],
            [.. contribution.History.Select(entry => new StepStatus(entry.At, entry.State.Word(), entry.Words))]);
    }
}

/// <summary>An item, as machines read it.</summary>
internal sealed record ItemStatus(string Link, Outcome Outcome, Identifier? Id, string? Title, IReadOnlyList<string> Section, string? Label, string? Words)
{
    public static ItemStatus Of(Item item) => new(item.Link, item.Outcome, item.Id, item.Title, [.. item.Section], item.Label, item.Words);
}

/// <summary>A step of a contribution's way.</summary>
internal sealed record StepStatus(DateTimeOffset At, string State, string Words);
