using System.Collections.Immutable;

namespace SbiContrib.GitHub;

/// <summary>What was spent and learned, as it is kept beside the installation's lease.</summary>
internal sealed record BudgetState
{
    // Others may use some (a person at the App's settings, a door of another process).
    private const double Share = 0.9;

    /// <summary>What a look at one contribution may need.</summary>
    private const int OneLook = 40;

    /// <summary>Where GitHub doesn't say for how long.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(1), AtMost = TimeSpan.FromHours(1);

    /// <summary>The part of each limit that upkeep leaves to people's own doings.</summary>
    private const double Reserve = 0.25;

    // Longer by the unit in which is counted.
    internal static readonly TimeSpan AMinute = TimeSpan.FromSeconds(61), AnHour = TimeSpan.FromMinutes(61);

    /// <summary>The hourly limits.</summary>
    public ImmutableArray<Hour> Hours { get; init; } = [];

    /// <summary>What was spent in the last minute.</summary>
    public ImmutableArray<Spent> Minute { get; init; } = [];

    /// <summary>The content that was made in the last hour, by minutes.</summary>
    public ImmutableArray<Spent> Made { get; init; } = [];

    /// <summary>GitHub asked for silence until then.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The last write.</summary>
    public DateTimeOffset? LastWrite { get; init; }

    /// <summary>When GitHub last refused what should have been within its limits.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>How much of the limits is used since then.</summary>
    public double Careful { get; init; } = 1;

    /// <summary>When a request of this cost is free to go.</summary>
    public DateTimeOffset Free(Cost cost, DateTimeOffset now, GitHubLimits limits)
    {
        var free = Until > now ? Until.Value : now;
        if (Hours.FirstOrDefault(hour => hour.Resource == cost.Resource) is { Remaining: <= 0 } used && used.Reset > free)
            free = used.Reset;
        free = Later(free, Room(Minute, spent => spent.Points, AMinute, Most(limits.PointsPerMinute, now) - cost.Points, now));
        return cost.Content
            ? Later(Later(free, Room(Minute, spent => spent.Content, AMinute, Most(limits.ContentPerMinute, now) - 1, now)), Room(Made, spent => spent.Content, AnHour, Most(limits.ContentPerHour, now) - 1, now))
            : free;
    }

    /// <summary>Until when there is no room for a whole look; null where there is.</summary>
    public DateTimeOffset? Refusal(DateTimeOffset now, bool upkeep, GitHubLimits limits)
    {
        var free = Until > now ? Until.Value : now;
        foreach (var hour in Hours.Where(hour => hour.Reset > now && hour.Remaining < (upkeep ? (int)(hour.Limit * Reserve) : Math.Min(OneLook, hour.Limit / 2))))
            free = Later(free, hour.Reset);
        var most = Most(limits.PointsPerMinute, now);
        free = Later(free, Room(Minute, spent => spent.Points, AMinute, (int)(most * (upkeep ? 1 - Reserve : 1)) - OneLook, now));
        free = Later(free, Room(Made, spent => spent.Content, AnHour, Most(limits.ContentPerHour, now) - 2, now));
        return free > now ? free : null;
    }

    /// <summary>With one more request.</summary>
    public BudgetState With(Spent spent, DateTimeOffset now) => this with
    {
        Minute = Added(Minute, spent, TimeSpan.FromSeconds(1), now - AMinute),
        Made = spent.Content == 0 ? Made : Added(Made, spent, TimeSpan.FromMinutes(1), now - AnHour),
    };

    /// <summary>With what an answer told.</summary>
    public BudgetState With(Hour hour) => this with { Hours = [.. Hours.Where(one => one.Resource != hour.Resource), hour] };

    /// <summary>GitHub refused: it is obeyed, and a quarter less is used from then on.</summary>
    /// <param name="now">The time.</param>
    /// <param name="wait">How long it asks to wait; null where it doesn't say: a minute then, and twice as long as the last time where that has just ended.</param>
    /// <remarks>https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately</remarks>
    public BudgetState Refused(DateTimeOffset now, TimeSpan? wait) => Refused(now, now + (wait ?? Longer(now)));

    private TimeSpan Longer(DateTimeOffset now)
    {
        var last = Until - RefusedAt ?? TimeSpan.Zero;
        var wait = now < Until ? Until.Value - now : now - Until < last ? last * 2 : AtLeast;
        return wait < AtLeast ? AtLeast : wait < AtMost ? wait : AtMost;
    }

    private BudgetState Refused(DateTimeOffset now, DateTimeOffset until) => this with
    {
        Until = Until > until ? Until : until,
        Careful = Math.Max(0.25, CarefulAt(now) * 0.75),
        RefusedAt = now,
    };

    /// <summary>As far as it can be so now: where another's clock is ahead, nobody waits for hours that never pass here.</summary>
    public BudgetState Believed(DateTimeOffset now) => this with
    {
        Minute = [.. Minute.Select(spent => spent.At > now ? spent with { At = now } : spent)],
        Made = [.. Made.Select(spent => spent.At > now ? spent with { At = now } : spent)],
        LastWrite = LastWrite > now ? now : LastWrite,
        RefusedAt = RefusedAt > now ? now : RefusedAt,
        Until = Until > now + AtMost ? now + AtMost : Until,
    };

    /// <summary>What both know: of each, what leaves less.</summary>
    public BudgetState Together(BudgetState other) => this with
    {
        Hours = [.. Hours.Concat(other.Hours).GroupBy(hour => hour.Resource, StringComparer.Ordinal).Select(same => same.OrderByDescending(hour => hour.Reset).ThenBy(hour => hour.Remaining).First())],
        Until = Until > other.Until || other.Until is null ? Until : other.Until,
        LastWrite = LastWrite > other.LastWrite || other.LastWrite is null ? LastWrite : other.LastWrite,
        RefusedAt = RefusedAt > other.RefusedAt || other.RefusedAt is null ? RefusedAt : other.RefusedAt,
        Careful = RefusedAt > other.RefusedAt || other.RefusedAt is null ? Careful : other.Careful,
    };

    // By whole seconds and minutes: what is kept is short.
    private static ImmutableArray<Spent> Added(ImmutableArray<Spent> known, Spent spent, TimeSpan unit, DateTimeOffset since)
    {
        var live = known is [{ } first, ..] && first.At <= since ? [.. known.Where(one => one.At > since)] : known;
        var at = new DateTimeOffset(spent.At.UtcTicks - (spent.At.UtcTicks % unit.Ticks), TimeSpan.Zero);
        return live is [.., { } last] && last.At == at
            ? live.SetItem(live.Length - 1, new(at, last.Points + spent.Points, last.Content + spent.Content))
            : live.Add(spent with { At = at });
    }

    // Zero is no limit; half of what an int holds leaves room to count.
    private int Most(int limit, DateTimeOffset now) => limit == 0 ? int.MaxValue / 2 : (int)(limit * Share * CarefulAt(now));

    // A tenth more each hour.
    private double CarefulAt(DateTimeOffset now) => RefusedAt is { } at ? Math.Min(1, Careful + (0.1 * (int)(now - at).TotalHours)) : 1;

    // The moment at which no more than this is left in the window.
    private static DateTimeOffset Room(ImmutableArray<Spent> spent, Func<Spent, int> what, TimeSpan window, int most, DateTimeOffset now)
    {
        var sum = 0;
        foreach (var one in spent)
            sum += one.At > now - window ? what(one) : 0;
        var free = now;
        for (var at = 0; sum > most && at < spent.Length; at++)
        {
            if (spent[at].At <= now - window)
                continue;
            sum -= what(spent[at]);
            free = spent[at].At + window;
        }
        return free;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
