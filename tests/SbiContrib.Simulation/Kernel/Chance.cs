namespace SbiContrib.Simulation.Kernel;

/// <summary>A row of well mixed numbers from one 64-bit seed (SplitMix64): the same seed gives the same row on every machine.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        var z = unchecked(state += 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>A number from 0 to below 1.</summary>
    public double Part() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whether something of this likelihood happens; what can't happen draws nothing.</summary>
    public bool Happens(double likelihood) => likelihood > 0 && Part() < likelihood;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + ((most - least) * Part());

    /// <summary>A row of its own, so that what is added elsewhere doesn't change it.</summary>
    public Chance Branch() => new(Next());
}
