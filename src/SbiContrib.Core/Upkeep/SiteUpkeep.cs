using System.Collections.Immutable;

namespace SbiContrib.Core.Upkeep;

/// <summary>What the looks at a whole site remember from one to the next.</summary>
public sealed record SiteUpkeep
{
    /// <summary>The head of main that the last finished look found, or is still busy with; null before the first.</summary>
    public string? Swept { get; init; }

    /// <summary>The head of main that was seen last.</summary>
    public string? Seen { get; init; }

    /// <summary>Since when main stands there.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>When main was first seen to have left <see cref="Swept"/>.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>For when a look is on its way; every other one before that time has nothing to do.</summary>
    public DateTimeOffset? Again { get; init; }

    /// <summary>The repository couldn't be seen or written the last time.</summary>
    public bool Away { get; init; }

    /// <summary>The hash of the settings and forms, by which every submission is read.</summary>
    public string? Forms { get; init; }

    /// <summary>The hash of the sections that there are.</summary>
    public string? Sections { get; init; }

    /// <summary>The pull requests that were woken since main stands at <see cref="Swept"/>: each once.</summary>
    public ImmutableArray<int> Woken { get; init; } = [];

    /// <summary>How often GitHub was asked in vain which pull requests merge, since main stands there.</summary>
    public int Asked { get; init; }
}

/// <summary>How the work on a site is paced.</summary>
public sealed record UpkeepPace
{
    /// <summary>How long main must stand still before pull requests are remade on it.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long main may keep moving before they are remade all the same.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many are remade as soon as main rests; approved ones come on top. The next merge leaves most of them behind again.</summary>
    public int First { get; init; } = 3;

    /// <summary>How many are remade at once as long as main goes on resting.</summary>
    public int AtOnce { get; init; } = 10;

    /// <summary>How long until the next ones.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How soon GitHub is asked again where it hasn't found out whether a pull request merges; twice as long each time.</summary>
    public TimeSpan Moment { get; init; } = TimeSpan.FromSeconds(5);
}
