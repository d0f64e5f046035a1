namespace SbiContrib.Core.Lists;

/// <summary>Lines of one text that stand for lines of another; ends aren't included.</summary>
internal readonly record struct LineStretch(int Old, int OldEnd, int New, int NewEnd)
{
    /// <summary>The most single lines that are looked for; texts that differ more are compared as one stretch.</summary>
    private const int Most = 500;

    /// <summary>Where two texts differ, with the fewest lines (E. W. Myers, An O(ND) Difference Algorithm, 1986).</summary>
    public static List<LineStretch> Between(List<string> old, List<string> now)
    {
        var same = 0;
        while (same < old.Count && same < now.Count && old[same] == now[same])
            same++;
        var tail = 0;
        while (tail < old.Count - same && tail < now.Count - same && old[^(tail + 1)] == now[^(tail + 1)])
            tail++;
        var (n, m) = (old.Count - same - tail, now.Count - same - tail);
        if (n + m == 0)
            return [];
        var whole = new LineStretch(same, same + n, same, same + m);
        return n == 0 || m == 0 || Furthest((i, j) => old[same + i] == now[same + j], n, m) is not { } trace ? [whole] : Merged(Steps(trace, n, m), same);
    }

    /// <summary>For each number of changes, how far each diagonal reaches; null where it takes too many.</summary>
    private static List<int[]>? Furthest(Func<int, int, bool> alike, int n, int m)
    {
        var (reach, trace) = (new int[2 * Most + 3], new List<int[]>());
        for (var d = 0; d <= Most; d++)
        {
            trace.Add([.. reach]);
            for (var k = -d; k <= d; k += 2)
            {
                var x = k == -d || (k != d && reach[Most + k] < reach[Most + k + 2]) ? reach[Most + k + 2] : reach[Most + k] + 1;
                while (x < n && x - k < m && x >= k && alike(x, x - k))
                    x++;
                reach[Most + k + 1] = x;
                if (x >= n && x - k >= m)
                    return trace;
            }
        }
        return null;
    }

    /// <summary>The single lines that go or come, from the last to the first.</summary>
    private static IEnumerable<(int X, int Y, bool Goes)> Steps(List<int[]> trace, int n, int m)
    {
        var (x, y) = (n, m);
        for (var d = trace.Count - 1; d > 0; d--)
        {
            var (reach, k) = (trace[d], x - y);
            var down = k == -d || (k != d && reach[Most + k] < reach[Most + k + 2]);
            var from = down ? k + 1 : k - 1;
            (x, y) = (reach[Most + from + 1], reach[Most + from + 1] - from);
            yield return (x, y, !down);
        }
    }

    private static List<LineStretch> Merged(IEnumerable<(int X, int Y, bool Goes)> steps, int offset)
    {
        var merged = new List<LineStretch>();
        foreach (var (x, y, goes) in steps.Reverse())
        {
            var step = new LineStretch(offset + x, offset + x + (goes ? 1 : 0), offset + y, offset + y + (goes ? 0 : 1));
            if (merged.Count > 0 && merged[^1].OldEnd == step.Old && merged[^1].NewEnd == step.New)
                merged[^1] = merged[^1] with { OldEnd = step.OldEnd, NewEnd = step.NewEnd };
            else
                merged.Add(step);
        }
        return merged;
    }
}
