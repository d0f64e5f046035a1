using System.Collections.Concurrent;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.Truth;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation;

/// <summary>What came of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Wrong">What was wrong; null where nothing was.</param>
/// <param name="Sum">A number that is the same for the same run.</param>
internal sealed record Result(ulong Seed, string? Wrong, ulong Sum)
{
    /// <summary>Plays a seed. A run that breaks off is wrong as any other.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="begin">Begins the run.</param>
    /// <param name="look">Looks at it when it is over.</param>
    public static Result Of(ulong seed, Func<Play> begin, Action<Play> look)
    {
        try
        {
            using var play = begin();
            string? wrong = null;
            try
            {
                wrong = play.Run();
            }
            finally
            {
                look(play);
            }
            return new(seed, wrong, play.Scene.Story.Sum);
        }
#pragma warning disable CA1031 // Whatever breaks a run off is what is wrong with it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new(seed, $"{Law.NoFault}: the run broke off: {fault}", 0);
        }
    }
}

/// <summary>Runs many seeds, one a thread at a time.</summary>
internal sealed class Many(Safeguard off = Safeguard.None, int? threads = null, Slip slip = Slip.None)
{
    private readonly ConcurrentDictionary<string, long> counts = new();
    private readonly ConcurrentBag<Result> results = [];
    private long done;
    private volatile bool wrong;

    /// <summary>What went wrong on purpose, by kind.</summary>
    public IEnumerable<KeyValuePair<string, long>> Counts => counts.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Those that were wrong, in order of their seeds.</summary>
    public IReadOnlyList<Result> Wrongs => [.. results.Where(result => result.Wrong is not null).OrderBy(result => result.Seed)];

    /// <summary>A number that is the same for the same runs.</summary>
    public ulong Sum => results.Aggregate(0UL, (sum, result) => sum ^ result.Sum);

    /// <summary>How many ran.</summary>
    public long Done => done;

    /// <summary>Runs seeds one after the other.</summary>
    /// <param name="from">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="untilWrong">Ends at the first that is wrong.</param>
    public Many Run(ulong from, ulong count, bool untilWrong = false)
    {
        ulong next = 0;
        void Work()
        {
            while (!(untilWrong && wrong) && Interlocked.Increment(ref next) - 1 is var index && index < count)
                One(unchecked(from + index));
        }

        var workers = Enumerable.Range(0, threads ?? Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return this;
    }

    private void One(ulong seed)
    {
        var result = Result.Of(seed, () => new Play(seed, off, slip: slip), play =>
        {
            foreach (var (kind, times) in play.Scene.Troubles.Counts)
                _ = counts.AddOrUpdate(kind, times, (_, before) => before + times);
        });
        results.Add(result);
        wrong |= result.Wrong is not null;
        _ = Interlocked.Increment(ref done);
    }
}
