using System.Collections.Concurrent;
using SbiContrib.Simulation.Kernel;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation;

/// <summary>What came of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Wrong">What was wrong; null where nothing was.</param>
/// <param name="Sum">A number that is the same for the same run.</param>
internal sealed record Result(ulong Seed, string? Wrong, ulong Sum);

/// <summary>Runs many seeds, one a thread at a time.</summary>
internal sealed class Many(Safeguard off = Safeguard.None, int? threads = null)
{
    private readonly ConcurrentDictionary<string, long> counts = new();
    private readonly ConcurrentBag<Result> results = [];
    private long done;

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
            while (!(untilWrong && results.Any(result => result.Wrong is not null)) && Interlocked.Increment(ref next) - 1 is var index && index < count)
                One(unchecked(from + index));
        }

        var workers = Enumerable.Range(0, threads ?? Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return this;
    }

    private void One(ulong seed)
    {
        using var play = new Play(seed, off);
        var wrong = play.Run();
        _ = Interlocked.Increment(ref done);
        results.Add(new(seed, wrong, play.Scene.Story.Sum));
        foreach (var (kind, times) in play.Scene.Troubles.Counts)
            _ = counts.AddOrUpdate(kind, times, (_, before) => before + times);
    }
}
