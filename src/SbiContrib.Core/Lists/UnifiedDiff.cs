using System.Text;

namespace SbiContrib.Core.Lists;

/// <summary>The difference of two texts as <c>diff -u</c> writes it.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Compares two texts of a file.</summary>
    /// <param name="before">The file as it was; null where it is new.</param>
    /// <param name="after">The file as it is; null where it goes.</param>
    /// <returns>The difference; empty where there is none.</returns>
    public static string Of(ListFile? before, ListFile? after)
    {
        var (old, now) = (Lines(before?.Text ?? ""), Lines(after?.Text ?? ""));
        var stretches = LineStretch.Between(old, now);
        if (stretches.Count == 0)
            return "";
        var diff = new StringBuilder($"--- {Name("a/", before)}\n+++ {Name("b/", after)}\n");
        for (var i = 0; i < stretches.Count;)
        {
            var last = i;
            while (last + 1 < stretches.Count && stretches[last + 1].Old - stretches[last].OldEnd <= 2 * Context)
                last++;
            Hunk(diff, old, now, stretches.GetRange(i, last - i + 1));
            i = last + 1;
        }
        return diff.ToString();
    }

    private static void Hunk(StringBuilder diff, List<string> old, List<string> now, List<LineStretch> stretches)
    {
        var (first, last) = (stretches[0], stretches[^1]);
        var lead = Math.Min(Context, first.Old);
        var rest = Math.Min(Context, old.Count - last.OldEnd);
        diff.Append($"@@ -{Range(first.Old - lead, last.OldEnd + rest)} +{Range(first.New - lead, last.NewEnd + rest)} @@\n");
        var at = first.Old - lead;
        foreach (var stretch in stretches)
        {
            Append(diff, ' ', old, at, stretch.Old);
            Append(diff, '-', old, stretch.Old, stretch.OldEnd);
            Append(diff, '+', now, stretch.New, stretch.NewEnd);
            at = stretch.OldEnd;
        }
        Append(diff, ' ', old, at, last.OldEnd + rest);
    }

    private static string Name(string side, ListFile? file) => file is null ? "/dev/null" : side + file.Path.TrimStart('/');

    private static string Range(int from, int to) => to - from == 0 ? $"{from},0" : to - from == 1 ? $"{from + 1}" : $"{from + 1},{to - from}";

    private static void Append(StringBuilder diff, char mark, List<string> lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            diff.Append(mark).Append(lines[i]);
            if (!lines[i].EndsWith('\n'))
                diff.Append("\n\\ No newline at end of file\n");
        }
    }

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var at && at < 0 ? text.Length : at + 1;
            lines.Add(text[start..end]);
            start = end;
        }
        return lines;
    }
}
