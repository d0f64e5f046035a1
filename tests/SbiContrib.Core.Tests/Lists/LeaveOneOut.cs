using System.Globalization;
using System.Text;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Works;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>What became of one entry that was taken out and added back from its fields.</summary>
/// <param name="Was">The entry as it stood.</param>
/// <param name="Is">The entry as it came back; null where its section went with it.</param>
/// <param name="Ordered">It stood where the list keeps an order.</param>
/// <param name="Placed">It came back between the neighbours that it had.</param>
/// <param name="InOrder">It stood as that order wants, between its own neighbours.</param>
/// <param name="Reason">Why its bytes differ; null where they don't.</param>
/// <param name="Slip">Fewer of its neighbours write it as it stood than as it came back: nobody could have known.</param>
internal sealed record LeftOut(Entry Was, Entry? Is, bool Ordered, bool Placed, bool InOrder, string? Reason, bool Slip);

/// <summary>Takes each entry of a list out and adds it back from its fields, as <c>sbi add</c> does with an object of <c>sbi list</c>.</summary>
/// <param name="All">What became of each.</param>
internal sealed record LeaveOneOut(IReadOnlyList<LeftOut> All)
{
    public int Equal => All.Count(e => e.Reason is null);

    public IReadOnlyList<LeftOut> Differing => [.. All.Where(e => e.Reason is not null)];

    /// <summary>Tries every entry, or every so many.</summary>
    /// <param name="list">The list.</param>
    /// <param name="step">Of how many one is tried.</param>
    /// <param name="workAlone">Only the work is known: its title, authors, links and year; what no source knows may differ.</param>
    public static LeaveOneOut Of(ListFiles list, int step, bool workAlone = false)
    {
        var document = ListReader.Read(list);
        return new([.. Enumerable.Range(0, document.Entries.Length).Where(i => i % step == 0).Select(i => (Index: i, Again: workAlone ? Alone(document.Entries[i]) : Again(document.Entries[i])))
            .Where(x => x.Again is not null).Select(x => Tried(list, document, x.Index, x.Again!, workAlone))]);
    }

    public static NewEntry Again(Entry e) => new(e.Title, e.Links, e.Authors, e.Year, e.Venue, e.Label, e.Note) { AsListed = true };

    /// <summary>The figures, and the five commonest reasons for the rest, each with an example.</summary>
    public string Report(string name)
    {
        var report = new StringBuilder();
        var (even, ordered) = (All.Where(e => !e.Slip).ToList(), All.Where(e => e.Ordered).ToList());
        report.Append(CultureInfo.InvariantCulture, $"{name}: bytes {Share(Equal, All.Count)}, without the list's own slips {Share(even.Count(e => e.Reason is null), even.Count)}; ")
            .Append(CultureInfo.InvariantCulture, $"place {Share(ordered.Count(e => e.Placed), ordered.Count)}, of those that stood in order {Share(ordered.Count(e => e.Placed && e.InOrder), ordered.Count(e => e.InOrder))}");
        foreach (var reason in Differing.GroupBy(e => e.Reason).OrderByDescending(g => g.Count()).Take(5))
            report.Append(CultureInfo.InvariantCulture, $"\n  {reason.Count()} {reason.Key} ({reason.Count(e => e.Slip)} the list's own slip)\n{Told(reason.First())}");
        return report.ToString();
    }

    /// <summary>An entry as it was and as it is.</summary>
    public static string Told(LeftOut entry) =>
        $"    {entry.Was.File}:{entry.Was.Lines.First}\n    < {Seen(entry.Was.Text)}\n    > {Seen(entry.Is?.Text ?? "")}";

    /// <summary>The entry as a contribution has it that knows the work alone; null where no link of it names one.</summary>
    private static NewEntry? Alone(Entry e)
    {
        var ids = e.Links.Select(l => Identify.Link(l.Url).Id).OfType<Identifier>().Distinct().ToList();
        var own = ids.Where(id => id.Scheme is not "github" || ids.Count == 1).ToList();
        return own.Count == 0 ? null : NewEntry.From(
            new() { Id = own[0], Ids = [.. own], Title = e.Title, Authors = [.. e.Authors.Select(a => new Author(null, null, a))], Date = e.Year }, e.Label);
    }

    private static LeftOut Tried(ListFiles list, IListDocument document, int at, NewEntry again, bool workAlone)
    {
        var entry = document.Entries[at];
        var left = list.After(document.Remove(entry));
        var without = ListReader.Read(left);
        var change = SectionChoice.Resolve(without, entry.Section).Place is { } place && place.Path.SequenceEqual(entry.Section)
            ? SeveralPlaces.Add(left, without, again, [place with { Label = entry.Label }])
            : SectionAgain.Add(without, again, entry.Section);
        if (change is null)
            return new(entry, null, false, false, false, "its section went with it", false);
        var back = ListReader.Read(left.After(change));
        var ordered = change.Order is not (null or ListOrder.None);
        var placed = ordered && At(back, change.Entry) == at && (entry.File is null || OfFiles(document).SequenceEqual(OfFiles(back), StringComparer.Ordinal));
        var reason = change.Entry.Text == entry.Text || (workAlone && ListHand.SaysTheSame(entry, change.Entry)) ? null : ListHand.Reason(entry, change.Entry);
        return new(entry, change.Entry, ordered, placed, ordered && ListHand.StandsInOrder(document, at, change.Order!.Value), reason, reason is not null && ListHand.IsSlip(document, at, change.Entry));
    }

    private static int At(IListDocument document, Entry entry) =>
        document.Entries.ToList().FindIndex(e => e.File == entry.File && e.Lines == entry.Lines && e.Section.SequenceEqual(entry.Section));

    /// <summary>The titles in the order of the files, where a page that cites them has another.</summary>
    private static IEnumerable<string> OfFiles(IListDocument document) =>
        document.Entries.DistinctBy(e => (e.File, e.Lines)).OrderBy(e => e.File, StringComparer.Ordinal).ThenBy(e => e.Lines.First).Select(e => e.Title);

    private static string Share(int part, int all) => string.Create(CultureInfo.InvariantCulture, $"{part}/{all} ({100.0 * part / Math.Max(1, all):0.0} %)");

    private static string Seen(string text) => text.Replace("\r", "␍", StringComparison.Ordinal).Replace(" \n", "␣\n", StringComparison.Ordinal).Replace("\n", "\n      ", StringComparison.Ordinal);
}
