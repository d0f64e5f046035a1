namespace SbiContrib.Simulation.Kernel;

/// <summary>What becomes of a request.</summary>
internal enum Fate
{
    /// <summary>It is answered.</summary>
    Answered,

    /// <summary>It fails and did nothing.</summary>
    Failed,

    /// <summary>It did what it should, and the answer is lost.</summary>
    Unanswered,
}

/// <summary>Draws what goes wrong, and counts it.</summary>
internal sealed class Troubles(Chance chance, Climate climate)
{
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    public Climate Climate => climate;

    public Chance Chance => chance;

    /// <summary>Nothing goes wrong any more: the end of the run, in which all must come to rest.</summary>
    public bool Over { get; set; }

    public IReadOnlyDictionary<string, int> Counts => counts;

    public void Count(string kind) => counts[kind] = counts.GetValueOrDefault(kind) + 1;

    public bool Strikes(double likelihood, string kind)
    {
        if (Over || !chance.Happens(likelihood))
            return false;
        Count(kind);
        return true;
    }

    public Fate Of(double before, double after, string kind) =>
        Strikes(before, kind + " failed") ? Fate.Failed
        : Strikes(after, kind + " unanswered") ? Fate.Unanswered
        : Fate.Answered;
}
