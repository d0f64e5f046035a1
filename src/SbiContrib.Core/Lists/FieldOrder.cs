namespace SbiContrib.Core.Lists;

/// <summary>The order in which the fields of entries stand.</summary>
internal static class FieldOrder
{
    /// <summary>How many names are compared two by two; the rest keep their order.</summary>
    public const int Most = 100;

    /// <summary>Puts names into the order that most entries have them in, two by two; names that no entry has both of keep theirs.</summary>
    /// <param name="names">The names.</param>
    /// <param name="entries">The names of each entry in its order.</param>
    public static List<string> Of(IReadOnlyList<string> names, IEnumerable<IReadOnlyList<string>> entries)
    {
        var numbers = names.Take(Most).Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i, StringComparer.OrdinalIgnoreCase);
        var before = new Dictionary<(int, int), int>();
        foreach (var entry in entries)
        {
            var own = entry.Select(name => numbers.GetValueOrDefault(name, -1)).Where(i => i >= 0).ToArray();
            for (var i = 0; i < own.Length; i++)
                for (var j = i + 1; j < own.Length; j++)
                    (before[(own[i], own[j])], before[(own[j], own[i])]) = (before.GetValueOrDefault((own[i], own[j])) + 1, before.GetValueOrDefault((own[j], own[i])) - 1);
        }
        var order = new List<string>();
        foreach (var name in names.Take(Most))
        {
            // Before the first that it stands before, in most entries that have both.
            var at = order.FindIndex(other => before.GetValueOrDefault((numbers[name], numbers[other])) > 0);
            var last = order.FindLastIndex(other => before.GetValueOrDefault((numbers[name], numbers[other])) < 0);
            order.Insert(at < 0 ? Math.Max(last + 1, last < 0 ? order.Count : 0) : Math.Max(at, last + 1), name);
        }
        return [.. order, .. names.Skip(Most)];
    }
}
