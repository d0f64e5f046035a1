namespace SbiContrib.GitHub;

/// <summary>
/// What one installation may ask of GitHub besides the hourly limit, which GitHub's answers tell. A GitHub Enterprise Server has
/// the limits that its administrator set, and none by itself.
/// </summary>
/// <remarks>https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits and https://docs.github.com/en/enterprise-server@latest/admin/configuring-settings/configuring-user-applications-for-your-enterprise/configuring-rate-limits</remarks>
public sealed record GitHubLimits
{
    /// <summary>With fewer, no look at a contribution would ever find room.</summary>
    private const int FewestPoints = 100;

    /// <summary>Points a minute: a read is one, a write five. Zero: no limit.</summary>
    public int PointsPerMinute { get; init; } = 900;

    /// <summary>Comments, pull requests and the like a minute. Zero: no limit.</summary>
    public int ContentPerMinute { get; init; } = 80;

    /// <summary>The same an hour. Zero: no limit.</summary>
    public int ContentPerHour { get; init; } = 500;

    /// <summary>The pause between two writes; GitHub asks for a second.</summary>
    public TimeSpan WriteSpacing { get; init; } = TimeSpan.FromSeconds(1);

    internal IEnumerable<string> Faults()
    {
        if (PointsPerMinute is not 0 and < FewestPoints)
            yield return $"GitHub__Limits__PointsPerMinute must be at least {FewestPoints}, or 0 where there is no limit.";
        if (ContentPerMinute is not 0 and < 10)
            yield return "GitHub__Limits__ContentPerMinute must be at least 10, or 0 where there is no limit.";
        if (ContentPerHour is not 0 and < 10)
            yield return "GitHub__Limits__ContentPerHour must be at least 10, or 0 where there is no limit.";
        if (WriteSpacing < TimeSpan.Zero || WriteSpacing > TimeSpan.FromMinutes(1))
            yield return "GitHub__Limits__WriteSpacing must be between nothing and a minute; it is written 00:00:01.";
    }
}
