namespace SbiContrib.Local.GitHub;

/// <summary>
/// Something that goes wrong with requests it matches (method, and path below /api/v3): a delay, then a status instead of the effect;
/// or the effect and no answer; or no answer at all.
/// </summary>
internal sealed record Fault(Func<string, string, bool> Matches)
{
    /// <summary>How often it strikes.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The status to answer; 0 lets the request through (after the delay).</summary>
    public int Status { get; init; }

    public string Message { get; init; } = "Server Error";

    public int? RetryAfter { get; init; }

    /// <summary>What the answer holds instead of a message.</summary>
    public System.Text.Json.Nodes.JsonNode? Body { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>The connection ends without an answer: before the effect, or with <see cref="AfterEffect"/> after it.</summary>
    public bool NoAnswer { get; init; }

    /// <summary>The effect takes place, and only then the status or the silence comes.</summary>
    public bool AfterEffect { get; init; }
}

/// <summary>The faults asked for, first come first served, and times when everything is down.</summary>
internal sealed class Faults(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<(Fault Fault, int Left)> _faults = [];

    /// <summary>Until then every request gets 503.</summary>
    public DateTimeOffset DownUntil { get; set; }

    /// <summary>How many faults have struck.</summary>
    public int Struck { get; private set; }

    public void Add(Fault fault)
    {
        lock (_gate)
            _faults.Add((fault, fault.Times));
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
            DownUntil = default;
        }
    }

    /// <summary>The fault that strikes this request, or null.</summary>
    public Fault? Take(string method, string path)
    {
        lock (_gate)
        {
            if (time.GetUtcNow() < DownUntil)
                return Strike(new Fault((_, _) => true) { Status = 503, Message = "Service Unavailable" });
            var index = _faults.FindIndex(f => f.Fault.Matches(method, path));
            if (index < 0)
                return null;
            var (fault, left) = _faults[index];
            if (left > 1)
                _faults[index] = (fault, left - 1);
            else
                _faults.RemoveAt(index);
            return Strike(fault);
        }
    }

    private Fault Strike(Fault fault)
    {
        Struck++;
        return fault;
    }
}
