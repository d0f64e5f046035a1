using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Duplicates;

/// <summary>Answers which of many works a work is, without comparing it to all: by identifier, by title, by the rarest words of its title.</summary>
public sealed class DuplicateIndex
{
    // A query reads so many entries of the word lists at most, and compares so many works: the most alike by their rare words.
    private const int MostRead = 6_000;
    private const int MostCompared = 60;

    private readonly Profile[] _works;
    private readonly Dictionary<Identifier, List<int>> _byId = [];
    private readonly Dictionary<string, List<int>> _byTitle = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byWord = new(StringComparer.Ordinal);

    private double[]? _weights;

    private DuplicateIndex(Profile[] works)
    {
        _works = works;
        for (var at = 0; at < works.Length; at++)
        {
            foreach (var id in works[at].Ids)
                Add(_byId, id, at);
            var title = works[at].Title;
            if (title.Words.Length == 0)
                continue;
            Add(_byTitle, title.Key, at);
            foreach (var word in title.Words.Distinct(StringComparer.Ordinal))
                Add(_byWord, word, at);
        }
    }

    /// <summary>How many works it holds.</summary>
    public int Count => _works.Length;

    /// <summary>Builds the index; it doesn't change afterwards and may be asked from several threads.</summary>
    /// <param name="works">The works that are listed already.</param>
    /// <returns>The index.</returns>
    public static DuplicateIndex Build(IEnumerable<Candidate> works) => new([.. works.Select(work => new Profile(work))]);

    /// <summary>The works that are, or may be, this one.</summary>
    /// <param name="work">The work asked about; where the index holds it under the same key, it isn't found itself.</param>
    /// <returns>The findings, certain ones first, in the order in which the works were given.</returns>
    public ImmutableArray<DuplicateFinding> Find(Candidate work)
    {
        var asked = new Profile(work);
        return [.. Around(asked)
            .Where(at => _works[at].Candidate.Key != work.Key)
            .Order()
            .Select(at => Comparison.Of(asked, _works[at]))
            .OfType<DuplicateFinding>()
            .OrderByDescending(found => found.Verdict)];
    }

    /// <summary>Every pair among the works of the index.</summary>
    /// <returns>The pairs by their places in the order given, the earlier first, with what is found about the later one.</returns>
    public ImmutableArray<(int First, int Second, DuplicateFinding Finding)> Pairs()
    {
        var pairs = ImmutableArray.CreateBuilder<(int, int, DuplicateFinding)>();
        for (var at = 0; at < _works.Length; at++)
        {
            foreach (var other in Around(_works[at]).Where(other => other > at).Order())
            {
                if (Comparison.Of(_works[at], _works[other]) is { } found)
                    pairs.Add((at, other, found));
            }
        }
        return pairs.ToImmutable();
    }

    /// <summary>The works that are worth a comparison.</summary>
    private HashSet<int> Around(Profile asked)
    {
        var near = new HashSet<int>();
        foreach (var id in asked.Ids)
            near.UnionWith(Of(_byId, id));
        near.UnionWith(Of(_byTitle, asked.Title.Key));
        near.UnionWith(ByRareWords(asked.Title));
        return near;
    }

    private List<int> ByRareWords(Title title)
    {
        var lists = title.Words.Distinct(StringComparer.Ordinal).Select(word => Of(_byWord, word)).Where(list => list.Count > 0).OrderBy(list => list.Count).ToList();
        // The sums of the last query's works are nought again: who finds none to take makes new ones.
        var weights = Interlocked.Exchange(ref _weights, null) ?? new double[_works.Length];
        var found = new List<int>();
        var read = 0;
        foreach (var list in lists)
        {
            if (read > 0 && read + list.Count > MostRead)
                break;
            read += list.Count;
            var weight = Math.Log(1 + ((double)_works.Length / list.Count));
            foreach (var at in CollectionsMarshal.AsSpan(list))
            {
                if (weights[at] == 0)
                    found.Add(at);
                weights[at] += weight;
            }
        }
        var most = Heaviest(found, weights);
        foreach (var at in found)
            weights[at] = 0;
        Interlocked.Exchange(ref _weights, weights);
        return most;
    }

    /// <summary>Those that weigh most; of two that weigh the same, the earlier.</summary>
    private static List<int> Heaviest(List<int> found, double[] weights)
    {
        if (found.Count <= MostCompared)
            return found;
        var kept = new PriorityQueue<int, (double Weight, int Back)>(MostCompared);
        foreach (var at in found)
        {
            var priority = (weights[at], -at);
            if (kept.Count < MostCompared)
                kept.Enqueue(at, priority);
            else if (kept.TryPeek(out _, out var least) && priority.CompareTo(least) > 0)
                kept.EnqueueDequeue(at, priority);
        }
        return [.. kept.UnorderedItems.Select(item => item.Element)];
    }

    private static void Add<TKey>(Dictionary<TKey, List<int>> lists, TKey key, int at)
        where TKey : notnull => (CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _) ??= []).Add(at);

    private static List<int> Of<TKey>(Dictionary<TKey, List<int>> lists, TKey key)
        where TKey : notnull => lists.GetValueOrDefault(key) ?? [];
}
