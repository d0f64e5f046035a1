namespace SbiContrib.Local.GitHub;

/// <summary>
/// GitHub's limits, each of which can be changed or switched off. Refusals are told as GitHub tells them.
/// Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    /// <summary>The hourly limits: GraphQL has one of its own. Source: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api</summary>
    public const string Core = "core", GraphQl = "graphql";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Budget> _budgets = [];

    /// <summary>Whether anything is ever refused; the headers are told in any case.</summary>
    public bool Enforced { get; set; }

    public int PerHour { get; set; } = 5000;

    public int PerHourForNobody { get; set; } = 60;

    /// <summary>"No more than 80 content-generating requests per minute".</summary>
    public int ContentPerMinute { get; set; } = 80;

    /// <summary>"… and no more than 500 content-generating requests per hour".</summary>
    public int ContentPerHour { get; set; } = 500;

    /// <summary>"No more than 900 points per minute"; a read is one, a write five.</summary>
    public int PointsPerMinute { get; set; } = 900;

    /// <summary>The refusal of a request that is over a limit, else null. A request counts once <see cref="Count"/> is called.</summary>
    public Answer? Refuse(Caller caller, string method, bool content, string resource = Core)
    {
        lock (_gate)
        {
            var budget = Of(caller);
            var now = time.GetUtcNow();
            if (!Enforced)
                return null;
            if (budget.Used.GetValueOrDefault(resource) >= Limit(caller))
                return resource == GraphQl ? Spent(caller) : Refusal($"API rate limit exceeded for {caller.Whose}.", "rate-limits", null);
            // Each is let go once it is over a minute or an hour old.
            budget.Forget(now);
            if (content && budget.Content.Count(t => t > now.AddMinutes(-1)) >= ContentPerMinute)
                return TooFast(budget.Content.Where(t => t > now.AddMinutes(-1)).Min().AddMinutes(1) - now);
            if (content && budget.Content.Count >= ContentPerHour)
                return TooFast(budget.Content.Min().AddHours(1) - now);
            return budget.Points.Sum(p => p.Points) + Points(method, resource) > PointsPerMinute
                ? TooFast(budget.Points.Min(p => p.At).AddMinutes(1) - now)
                : null;
        }
    }

    /// <summary>Takes a request off the caller's budget; a 304 is free, except for its point.</summary>
    public void Count(Caller caller, string method, bool content, bool notModified, string resource = Core)
    {
        lock (_gate)
        {
            var budget = Of(caller);
            var now = time.GetUtcNow();
            if (!notModified)
                budget.Used[resource] = budget.Used.GetValueOrDefault(resource) + 1;
            if (content)
                budget.Content.Enqueue(now);
            budget.Points.Enqueue((now, Points(method, resource)));
            budget.Forget(now);
        }
    }

    /// <summary>Limit, used and the time of the reset for a caller.</summary>
    public (int Limit, int Used, long Reset) State(Caller caller, string resource = Core)
    {
        lock (_gate)
        {
            var budget = Of(caller);
            return (Limit(caller), Math.Min(budget.Used.GetValueOrDefault(resource), Limit(caller)), budget.Reset.ToUnixTimeSeconds());
        }
    }

    /// <summary>The headers of every answer.</summary>
    public IEnumerable<(string Name, string Value)> Headers(Caller caller, string resource = Core)
    {
        var (limit, used, reset) = State(caller, resource);
        yield return ("X-RateLimit-Limit", limit.ToString());
        yield return ("X-RateLimit-Remaining", (limit - used).ToString());
        yield return ("X-RateLimit-Used", used.ToString());
        yield return ("X-RateLimit-Reset", reset.ToString());
        yield return ("X-RateLimit-Resource", resource);
    }

    /// <summary>Forgets what was used.</summary>
    public void Clear()
    {
        lock (_gate)
            _budgets.Clear();
    }

    // A query costs a point as a read does; the mutation isn't told apart.
    private static int Points(string method, string resource) => resource == GraphQl || method is "GET" or "HEAD" or "OPTIONS" ? 1 : 5;

    private int Limit(Caller caller) => caller.Actor.IsNobody && !caller.IsApp ? PerHourForNobody : PerHour;

    private Budget Of(Caller caller)
    {
        var now = time.GetUtcNow();
        if (!_budgets.TryGetValue(caller.Budget, out var budget))
            _budgets[caller.Budget] = budget = new Budget { Reset = now.AddHours(1) };
        if (now >= budget.Reset)
            (budget.Reset, _) = (now.AddHours(1), budget.Used.Remove(Core) | budget.Used.Remove(GraphQl));
        return budget;
    }

    // In GraphQL's own way, with 200. Source: https://github.com/yanyongyu/githubkit/issues/271 (the documentation calls the type RATE_LIMITED)
    private static Answer Spent(Caller caller) => new System.Text.Json.Nodes.JsonObject
    {
        ["errors"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject
        {
            ["type"] = "RATE_LIMIT",
            ["code"] = "graphql_rate_limit",
            ["message"] = $"API rate limit already exceeded for {caller.Whose}.",
        }),
    };

    private static Answer TooFast(TimeSpan wait) => Refusal(
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. For more on scraping GitHub and how it may affect your rights, please review our Terms of Service.",
        "about-secondary-rate-limits",
        Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));

    private static Answer Refusal(string message, string anchor, int? retryAfter)
    {
        var answer = Answer.Of(new GitHubException(403, message, "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#" + anchor));
        if (retryAfter is { } seconds)
            answer.Headers["Retry-After"] = seconds.ToString();
        return answer;
    }

    private sealed class Budget
    {
        public Dictionary<string, int> Used { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset Reset { get; set; }

        public Queue<DateTimeOffset> Content { get; } = new();

        public Queue<(DateTimeOffset At, int Points)> Points { get; } = new();

        public void Forget(DateTimeOffset now)
        {
            while (Content.TryPeek(out var first) && first <= now.AddHours(-1))
                Content.Dequeue();
            while (Points.TryPeek(out var point) && point.At <= now.AddMinutes(-1))
                Points.Dequeue();
        }
    }
}
