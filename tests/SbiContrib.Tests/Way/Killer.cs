using System.Text.RegularExpressions;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>Where the program is to die: at so manieth effect of a kind within a stretch of the way.</summary>
internal sealed record Strike(string Stretch, string Kind, int Nth, bool After);

/// <summary>Sees what a program does to storage, stretch by stretch, and kills it where it was told to.</summary>
internal sealed partial class Killer
{
    private readonly Programs _programs;
    private readonly Action _strike;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Stretch, string Kind), int> _most = [];
    private readonly Dictionary<(string Kind, bool After), int> _counts = [];
    private string _stretch = "";
    private Strike? _armed;

    /// <param name="programs">Whom to kill.</param>
    /// <param name="proxy">Through which they reach storage.</param>
    /// <param name="strike">What is done instead of killing.</param>
    public Killer(Programs programs, StorageProxy proxy, Action? strike = null)
    {
        (_programs, _strike) = (programs, strike ?? programs.Kill);
        proxy.EndsBefore = request => Strikes(request, after: false);
        proxy.EndsAfter = request => Strikes(request, after: true);
    }

    /// <summary>What was struck so far.</summary>
    public List<Strike> Struck { get; } = [];

    /// <summary>The kinds of effects that were seen.</summary>
    public IReadOnlySet<string> Kinds => _most.Keys.Select(seen => seen.Kind).ToHashSet();

    /// <summary>A stretch begins.</summary>
    /// <param name="stretch">Its name.</param>
    /// <param name="strike">Where to kill; null to let it live.</param>
    public void Begin(string stretch, Strike? strike)
    {
        lock (_gate)
        {
            (_stretch, _armed) = (stretch, strike);
            _counts.Clear();
        }
    }

    /// <summary>Every effect that was seen, before it and after it.</summary>
    public List<Strike> Every()
    {
        lock (_gate)
            return [.. from seen in _most from nth in Enumerable.Range(1, seen.Value) from after in Sides(seen.Key.Kind) select new Strike(seen.Key.Stretch, seen.Key.Kind, nth, after)];
    }

    /// <summary>Each sort of effect before and after, spread over the kinds that it has and evenly over the stretches in which they were seen.</summary>
    public List<Strike> OfEachSort()
    {
        var chosen = new List<Strike>();
        lock (_gate)
        {
            // What comes on few stretches has the first choice.
            foreach (var sort in _most.GroupBy(seen => Sort(seen.Key.Kind)).OrderBy(sort => sort.Select(seen => seen.Key.Stretch).Distinct().Count()).ThenBy(sort => sort.Key, StringComparer.Ordinal))
                foreach (var after in Sides(sort.Key))
                {
                    var (one, most) = sort.OrderBy(seen => chosen.Count(strike => strike.Stretch == seen.Key.Stretch)).ThenBy(seen => chosen.Exists(strike => strike.Kind == seen.Key.Kind)).ThenBy(seen => seen.Key).First();
                    chosen.Add(new(one.Stretch, one.Kind, 1 + (chosen.Count % most), after));
                }
        }
        return chosen;
    }

    // A message that was taken is an effect of its taking: there is nothing before it.
    private static bool[] Sides(string kind) => kind == Taken ? [true] : [false, true];

    private static string Sort(string kind) => Creates().IsMatch(kind) ? "create" : kind.StartsWith("table", StringComparison.Ordinal) && kind.Contains("/contributions(", StringComparison.Ordinal) ? "row" : kind;

    [GeneratedRegex("^(blob PUT /[a-z]+|queue PUT /[a-z-]+|table POST /Tables)$", RegexOptions.NonBacktracking)]
    private static partial Regex Creates();

    private bool Strikes(StorageRequest request, bool after)
    {
        if (Kind(request, _programs.World.Prefix) is not { } kind || _programs.IsDead)
            return false;
        lock (_gate)
        {
            var count = _counts[(kind, after)] = _counts.GetValueOrDefault((kind, after)) + 1;
            _most[(_stretch, kind)] = Math.Max(count, _most.GetValueOrDefault((_stretch, kind)));
            if (_armed is not { } armed || armed.Kind != kind || armed.After != after || armed.Nth != count)
                return false;
            Struck.Add(armed);
            _armed = null;
        }
        _strike();
        return true;
    }

    private const string Taken = "take a message";

    /// <summary>What a request does, without the names of its own; null where it only reads.</summary>
    private static string? Kind(StorageRequest request, string prefix) => request switch
    {
        { Service: "queue", Method: "GET" } when request.Answer.Contains("<PopReceipt>", StringComparison.Ordinal) => Taken,
        { Method: "GET" or "HEAD" } => null,
        { Lease: not "" } => $"{request.Lease} a lease",
        _ => $"{request.Service} {request.Method} {Own().Replace(request.Target.Split('?')[0].Replace(prefix, "", StringComparison.Ordinal), "#")}",
    };

    [GeneratedRegex("[0-9a-f]{8,}(-[0-9a-f]{4,})*|[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Own();
}
