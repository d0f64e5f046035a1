namespace SbiContrib.Local.GitHub;

/// <summary>One request of the API and what came back (0: no answer).</summary>
internal sealed record LoggedRequest(DateTimeOffset At, string Method, string Path, int Status, bool ContentCreating, TimeSpan Took, string Who);

/// <summary>How many requests there were: 304 answers stand apart, content-creating ones are among the writes.</summary>
internal sealed record RequestCounts(int Reads, int NotModified, int Writes, int ContentCreating)
{
    /// <summary>All that count against the hour's limit.</summary>
    public int Counted => Reads + Writes;

    public static RequestCounts operator -(RequestCounts later, RequestCounts earlier) => new(
        later.Reads - earlier.Reads, later.NotModified - earlier.NotModified, later.Writes - earlier.Writes, later.ContentCreating - earlier.ContentCreating);
}

/// <summary>The requests of the API: counts of all, and the latest in full.</summary>
internal sealed class RequestLog
{
    private const int Kept = 100_000;
    private readonly Lock _gate = new();
    private readonly Queue<LoggedRequest> _latest = new();

    public RequestCounts Counts { get; private set; } = new(0, 0, 0, 0);

    /// <summary>How many were refused, for a limit or for good.</summary>
    public int Refused { get; private set; }

    /// <summary>Time spent answering.</summary>
    public TimeSpan Took { get; private set; }

    public IReadOnlyList<LoggedRequest> Latest
    {
        get
        {
            lock (_gate)
                return [.. _latest];
        }
    }

    public void Add(LoggedRequest request)
    {
        lock (_gate)
        {
            _latest.Enqueue(request);
            if (_latest.Count > Kept)
                _latest.Dequeue();
            Took += request.Took;
            Refused += request.Status is 403 or 429 ? 1 : 0;
            // The program asks GraphQL and changes nothing by it.
            var read = request.Method is "GET" or "HEAD" || request.Path == "/graphql";
            var free = request.Status == 304;
            Counts = new RequestCounts(
                Counts.Reads + (read && !free ? 1 : 0),
                Counts.NotModified + (free ? 1 : 0),
                Counts.Writes + (read ? 0 : 1),
                Counts.ContentCreating + (request.ContentCreating ? 1 : 0));
        }
    }

    /// <summary>Whether a request makes an issue, a pull request, a comment or a review.</summary>
    public static bool CreatesContent(string method, string path)
    {
        if (method != "POST")
            return false;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var rest = parts is ["repos", _, _, ..] ? parts[3..] : parts is ["repositories", _, ..] ? parts[2..] : [];
        return rest is ["issues"] or ["issues", _, "comments"] or ["pulls"] or ["pulls", _, "reviews"] or ["pulls", _, "comments"];
    }
}
