using System.Collections.Immutable;

namespace SbiContrib.Core.Upkeep;

/// <summary>All that is known of a site when its contributions are held against its main branch and against GitHub.</summary>
public sealed record SweepFacts
{
    /// <summary>The time of the look.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The repository's id.</summary>
    public required long Id { get; init; }

    /// <summary>The site as it is now.</summary>
    public required SiteFacts Site { get; init; }

    /// <summary>What the last look remembered.</summary>
    public required SiteUpkeep Kept { get; init; }

    /// <summary>The site's contributions that aren't at an end.</summary>
    public ImmutableArray<OpenContribution> Open { get; init; } = [];

    /// <summary>The open pull requests of our branches.</summary>
    public ImmutableArray<OpenPullFacts> Pulls { get; init; } = [];

    /// <summary>The open issues with the site's label.</summary>
    public ImmutableArray<int> Issues { get; init; } = [];

    /// <summary>The identifiers that open contributions claim.</summary>
    public ImmutableArray<ClaimFacts> Claims { get; init; } = [];

    /// <summary>The entries that were merged a short while ago.</summary>
    public ImmutableArray<Watch> Watched { get; init; } = [];

    /// <summary>How main came from <see cref="SiteUpkeep.Swept"/> to where it is; null where it didn't move, or that isn't known.</summary>
    public MoveFacts? Move { get; init; }

    /// <summary>How main came from where an entry was merged to where it is, for those that were gone before they were ever seen there.</summary>
    public ImmutableDictionary<ContributionKey, MoveFacts> SinceMerge { get; init; } = ImmutableDictionary<ContributionKey, MoveFacts>.Empty;
}

/// <summary>A contribution that isn't at its end, as far as a look at the whole site needs it.</summary>
/// <param name="Key">Which.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Pull">The number of its pull request, where there is one.</param>
/// <param name="Since">When it was first proposed; else when it arrived: its place in the queue.</param>
public sealed record OpenContribution(ContributionKey Key, State State, int? Pull, DateTimeOffset Since)
{
    /// <summary>Whether it waits for a maintainer, or for being merged.</summary>
    public bool Waits => State is State.Proposed or State.Approved;
}

/// <summary>An open pull request of one of our branches.</summary>
/// <param name="Number">Its number.</param>
/// <param name="By">The contribution whose branch it is.</param>
/// <param name="Mergeable">Whether it merges without a conflict; null where GitHub hasn't found out yet.</param>
public sealed record OpenPullFacts(int Number, ContributionKey By, bool? Mergeable);

/// <summary>What comes of a look at a whole site.</summary>
/// <param name="Wake">The contributions to look at now, the most urgent first.</param>
/// <param name="Kept">What to remember; where <see cref="SiteUpkeep.Again"/> is set, the next look comes then.</param>
public sealed record SweepPlan(ImmutableArray<WakeUp> Wake, SiteUpkeep Kept)
{
    /// <summary>What becomes of the entries that are watched, as far as something does; null where one need not be any more.</summary>
    public ImmutableArray<(Watch Watch, Watch? Next)> Watched { get; init; } = [];
}

/// <summary>A contribution to look at.</summary>
/// <param name="Key">Which.</param>
/// <param name="Upkeep">It can wait until people's own doings are done.</param>
/// <param name="Said">It may be at its end, and opened again.</param>
public readonly record struct WakeUp(ContributionKey Key, bool Upkeep, bool Said = false);
