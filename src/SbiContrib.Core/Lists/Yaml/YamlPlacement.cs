using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SbiContrib.Core.Lists.Markdown;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>Where an entry of a data file stands, and what belongs to it of the lines around.</summary>
internal static class YamlPlacement
{
    /// <summary>The order that the file keeps, and how many entries stand before a new one.</summary>
    public static (ListOrder Order, int Place) Of(ImmutableArray<YamlItem> items, YamlKeys keys, YamlItem added)
    {
        if (Sorted(items, i => Number(i[keys.Id])) is { } numbers && Number(added[keys.Id]) is { } number)
            return (ListOrder.Numbered, Before(numbers, number));
        // Where the entries stand by section, the order is that of the section.
        var group = items.Select((item, i) => (item, i)).Where(x => x.item.Group.SequenceEqual(added.Group, StringComparer.Ordinal));
        var own = Grouped(items, keys) && added[keys.Section] is { } section ? group.Where(x => x.item[keys.Section] == section).ToList() : [.. group];
        if (own.Count == 0)
            return (ListOrder.None, items.Length);
        var (order, place) = Within([.. own.Select(o => o.item)], keys, added);
        return (order, place < own.Count ? own[place].i : own[^1].i + 1);
    }

    /// <summary>The offset where an entry goes, and the line ends before and behind it.</summary>
    public static (int Offset, string Lead, string Tail) At(SourceLines lines, ImmutableArray<YamlItem> items, int place, ImmutableArray<string> group)
    {
        var gap = new StringBuilder().Insert(0, lines.NewLine, Gap(lines, items)).ToString();
        bool IsOwn(int at) => items[at].Group.SequenceEqual(group, StringComparer.Ordinal);
        if (place < items.Length && IsOwn(place) && (place == 0 || !IsOwn(place - 1) || !IsHeaded(lines, items[place - 1], items[place])))
            return (lines.Start(items[place].First), "", gap);
        if (place == 0)
            return (lines.Text.Length, lines.Text.Length > 0 && !lines.Text.EndsWith('\n') ? lines.NewLine : "", "");
        var end = lines.End(items[place - 1].Last);
        return (end, (end > lines.ContentEnd(items[place - 1].Last) ? "" : lines.NewLine) + gap, "");
    }

    /// <summary>What goes when an entry goes: its lines, and the blank ones that came with it.</summary>
    public static (int Start, int End) Own(SourceLines lines, ImmutableArray<YamlItem> items, int at)
    {
        var (start, end) = (lines.Start(items[at].First), lines.End(items[at].Last));
        if (at + 1 < items.Length && !IsHeaded(lines, items[at], items[at + 1]))
            return (start, lines.Start(items[at + 1].First));
        if (at == 0 || IsHeaded(lines, items[at - 1], items[at]))
            return (start, end);
        return end == lines.ContentEnd(items[at].Last) ? (lines.ContentEnd(items[at - 1].Last), end) : (lines.End(items[at - 1].Last), end);
    }

    /// <summary>Whether a comment stands between two entries, and so belongs to what follows.</summary>
    private static bool IsHeaded(SourceLines lines, YamlItem before, YamlItem after) =>
        Enumerable.Range(before.Last + 1, Math.Max(0, after.First - before.Last - 1)).Any(l => !lines.IsBlank(l));

    private static int Gap(SourceLines lines, ImmutableArray<YamlItem> items) =>
        Enumerable.Range(1, Math.Max(0, items.Length - 1)).Select(back => items.Length - back).Where(i => !IsHeaded(lines, items[i - 1], items[i])).Take(100).Select(i => items[i].First - items[i - 1].Last - 1)
            .GroupBy(n => n).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? 0;

    private static (ListOrder Order, int Place) Within(ImmutableArray<YamlItem> own, YamlKeys keys, YamlItem added)
    {
        Standing Of(YamlItem item) => new(item[keys.Title] ?? "", WorkDate.Written(item[keys.Date]), null);
        ImmutableArray<Standing> standings = [.. own.Select(Of)];
        var order = ListPlacement.OrderOf(standings);
        return (order, ListPlacement.Place(standings, order, Of(added)));
    }

    private static bool Grouped(ImmutableArray<YamlItem> items, YamlKeys keys)
    {
        var runs = items.Zip(items.Skip(1)).Count(p => p.First[keys.Section] != p.Second[keys.Section]) + 1;
        return keys.Section is not null && runs == items.Select(i => i[keys.Section]).Distinct().Count();
    }

    private static List<long>? Sorted(ImmutableArray<YamlItem> items, Func<YamlItem, long?> number)
    {
        var numbers = items.Select(number).ToList();
        return numbers.Count > 0 && numbers.TrueForAll(n => n is not null) && numbers.Zip(numbers.Skip(1)).All(p => p.First < p.Second) ? [.. numbers.Select(n => n!.Value)] : null;
    }

    private static int Before(List<long> numbers, long number) => numbers.BinarySearch(number) is var at && at < 0 ? ~at : at;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
