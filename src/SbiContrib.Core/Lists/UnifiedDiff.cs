using System.Text;

namespace SbiContrib.Core.Lists;

/// <summary>The difference of two texts where one stretch of lines differs, as <c>diff -u</c> writes it.</summary>
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
        var same = 0;
        while (same < old.Count && same < now.Count && old[same] == now[same])
            same++;
        var tail = 0;
        while (tail < old.Count - same && tail < now.Count - same && old[^(tail + 1)] == now[^(tail + 1)])
            tail++;
        if (same == old.Count && same == now.Count)
            return "";
        var from = Math.Max(0, same - Context);
        var rest = Math.Min(tail, Context);
        var diff = new StringBuilder($"--- {Name("a/", before)}\n+++ {Name("b/", after)}\n");
        diff.Append($"@@ -{Range(from, old.Count - tail + rest)} +{Range(from, now.Count - tail + rest)} @@\n");
        Append(diff, ' ', old, from, same);
        Append(diff, '-', old, same, old.Count - tail);
        Append(diff, '+', now, same, now.Count - tail);
        Append(diff, ' ', old, old.Count - tail, old.Count - tail + rest);
        return diff.ToString();
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
