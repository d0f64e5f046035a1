namespace SbiContrib.Simulation.Kernel;

/// <summary>A running program: it can die with all it holds in memory, and stand still while the world goes on.</summary>
internal sealed class Process(string name)
{
    public string Name => name;

    public bool Alive { get; set; } = true;

    /// <summary>Until then neither its code nor its timers run, as on a machine that was put to sleep.</summary>
    public DateTimeOffset FrozenUntil { get; set; }

    /// <summary>How many messages it has in hand.</summary>
    public int Busy { get; set; }

    public bool Runs(DateTimeOffset now) => Alive && now >= FrozenUntil;
}
