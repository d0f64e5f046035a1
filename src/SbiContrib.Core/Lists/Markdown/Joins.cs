using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>How a list joins and cuts its authors, as most of its entries do.</summary>
/// <param name="Between">What stands between two of many.</param>
/// <param name="Last">What stands before the last of many.</param>
/// <param name="Pair">What stands between two alone.</param>
/// <param name="Cut">How many are named before "et al."; null where all are.</param>
/// <param name="Rest">How the rest is called, with what stands before it.</param>
internal sealed record Joins(string Between, string Last, string Pair, int? Cut, string Rest)
{
    /// <summary>Learns from the entries, nearest first.</summary>
    public static Joins Learn(IEnumerable<Shape> shapes) => Learn(shapes.Select(s => s[Slot.Authors]).Where(e => e is not null).Select(e => Names.Split(e!.Value)));

    /// <summary>Learns from lists of names, nearest first.</summary>
    public static Joins Learn(IEnumerable<NameList> written)
    {
        var lists = written.ToList();
        var many = lists.Where(l => l.Joins.Length > 1 && !IsRest(l.Names[^1])).ToList();
        var between = Commonest(many.SelectMany(l => l.Joins[..^1])) ?? Commonest(lists.Where(l => l.Joins.Length > 0).Select(l => l.Joins[0]).Where(j => j.StartsWith(','))) ?? ", ";
        var last = Commonest(many.Select(l => l.Joins[^1]));
        var pair = Commonest(lists.Where(l => l.Joins.Length == 1 && !IsRest(l.Names[^1])).Select(l => l.Joins[0]));
        var cut = lists.Where(l => RestAt(l.Names[^1]) >= 0).ToList();
        var often = cut.Count * 2 > lists.Count;
        return new(between, last ?? pair ?? between, pair ?? last ?? between, often ? Commonest(cut.Select(NamedBefore)) : (int?)null, Commonest(cut.Select(RestOf)) ?? " et al.");
    }

    /// <summary>Joins names as the list does.</summary>
    /// <param name="names">The names, in order.</param>
    /// <param name="whole">All names are written, also where the list would cut them.</param>
    public string Join(ImmutableArray<string> names, bool whole)
    {
        if (!whole && Cut is { } cut && cut > 0 && names.Length > cut)
            return string.Join(Between, names.Take(cut)) + Rest;
        // A name with a comma in it needs another mark between names.
        var comma = Between.Trim() == "," && names.Any(n => n.Contains(',', StringComparison.Ordinal));
        var between = comma ? "; " : Between;
        return names.Length switch
        {
            0 => "",
            1 => names[0],
            2 => names[0] + (comma || IsRest(names[1]) ? between : Pair) + names[1],
            _ => string.Join(between, names[..^1]) + (comma || IsRest(names[^1]) ? between : Last) + names[^1],
        };
    }

    private static int NamedBefore(NameList list) => list.Names.Length - (IsRest(list.Names[^1]) ? 1 : 0);

    private static string RestOf(NameList list) =>
        IsRest(list.Names[^1]) ? (list.Joins.Length > 0 ? list.Joins[^1] : " ") + list.Names[^1] : list.Names[^1][RestAt(list.Names[^1])..];

    private static bool IsRest(string name) => RestAt(name) == 0;

    /// <summary>Where "et al." begins in a name, the space before it included; -1 where it doesn't.</summary>
    private static int RestAt(string name) =>
        name.StartsWith("et al", StringComparison.Ordinal) || name is "others" ? 0 : name.IndexOf(" et al", StringComparison.Ordinal);

    private static T? Commonest<T>(IEnumerable<T> values) => values.GroupBy(v => v).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
}
