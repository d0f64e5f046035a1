using System.Globalization;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>How an entry is written among its neighbours.</summary>
internal sealed partial class MarkdownList
{
    /// <summary>How many entries of other sections are looked at for their style.</summary>
    private const int Most = 400;

    /// <summary>How many entries of the same time are.</summary>
    private const int PeerCount = 4;

    private Hand Hand => new(lines.NewLine, page.References);

    /// <summary>What gives an entry's reference links their definitions.</summary>
    private Definer DefinerAt(int offset, NewEntry entry, Item? own = null, IReadOnlyList<(string Label, string Line)>? kept = null) =>
        new(lines, page, items, offset, entry.Title, entry.Authors.FirstOrDefault(), entry.Year) { Own = own, Kept = kept ?? [] };

    /// <summary>About where an entry comes to stand.</summary>
    private int OffsetOf(List<Item> own, int place, int section) =>
        place < own.Count ? own[place].Start : place > 0 ? own[place - 1].End : lines.End(Math.Max(0, headings[section].LastLine));

    /// <summary>Writes an entry as a row where the section has a table, else as a bullet.</summary>
    private Shape Written(NewEntry entry, int section, List<Item> own, int place, Definer definer)
    {
        var (near, all) = (Near(own, place), NearInAll(own, place, section));
        var table = near.Count > 0 ? near[0].Table : page.Tables.FirstOrDefault(t => t.Section == section);
        return table is null ? definer.Settle(Numbered(EntryWriter.Write(entry, [.. near.Where(s => s.Table is null)], [.. all.Where(s => s.Table is null)], Peers(entry, own, place, section), Hand), own, place))
            : new RowWriter(lines, table, [.. near.Where(s => s.Table == table), .. all.Where(s => s.Table is { } other && other.Columns.SequenceEqual(table.Columns))], entry, definer).Write();
    }

    /// <summary>A numbered bullet goes on counting where its neighbours do.</summary>
    private static Shape Numbered(Shape written, List<Item> own, int place)
    {
        if (Number(written) is null || own.Count < 2 || Number(own[0].Shape) == Number(own[1].Shape))
            return written;
        var number = place > 0 ? Number(own[place - 1].Shape) + 1 : Math.Max(1, (Number(own[0].Shape) ?? 2) - 1);
        return number is null ? written : written with { Marker = written.Marker.Replace(Number(written)!.Value.ToString(CultureInfo.InvariantCulture), number.Value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) };
    }

    private static int? Number(Shape shape) => int.TryParse(shape.Marker.Trim().TrimEnd('.', ')'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A row with some of its cells written anew.</summary>
    private Shape Row(Item item, Table table, Correction correction, Definer definer)
    {
        var (entry, row) = (item.Entry, item.Shape.ToString());
        var now = new NewEntry(
            correction.Title ?? entry.Title, correction.Links ?? entry.Links, correction.Authors ?? entry.Authors, correction.Year ?? entry.Year,
            correction.Venue ?? entry.Venue, entry.Label, correction.Note ?? entry.Note)
        { AsListed = true };
        var cells = Table.Cells(row);
        var keep = table.Columns.Select((c, i) => i >= cells.Count || c.Slot switch
        {
            Slot.Title => correction.Title is not null || correction.Links is not null,
            Slot.Link => correction.Links is not null,
            Slot.Authors => correction.Authors is not null,
            Slot.Year => correction.Year is not null,
            Slot.Venue => correction.Venue is not null,
            _ => correction.Note is not null,
        } ? null : row[cells[i].Start..cells[i].End]).ToList();
        return new RowWriter(lines, table, [item.Shape, .. items.Where(i => i != item && i.Block.Table == table).Select(i => i.Shape)], now, definer).Write(keep);
    }

    private static List<Shape> Near(List<Item> own, int place) =>
        [.. own.Select((item, i) => (item, Distance: i < place ? 2 * (place - i) - 1 : 2 * (i - place))).OrderBy(x => x.Distance).Select(x => x.item.Shape)];

    private List<Shape> NearInAll(List<Item> own, int place, int section) => [.. ItemsInAll(own, place, section).Select(i => i.Shape)];

    /// <summary>The entries of the other sections, from the new one's place outwards.</summary>
    private IEnumerable<Item> ItemsInAll(List<Item> own, int place, int section)
    {
        var line = own.Count == 0 ? headings[section].Line : own[Math.Min(place, own.Count - 1)].Block.First;
        return items.Where(i => i.Block.Section != section).OrderBy(i => Math.Abs(i.Block.First - line)).Take(Most);
    }

    /// <summary>The entries of other sections whose works appeared at about the same time, to the month.</summary>
    private List<Shape> Peers(NewEntry entry, List<Item> own, int place, int section) =>
        WorkDate.Of(entry.Links.Select(l => l.Url), entry.Year) is not { Month: > 0 } day ? []
            : [.. ItemsInAll(own, place, section).Where(i => i.Block.Table is null && i.Date is { Month: > 0 }).OrderBy(i => i.Date!.Value.Months(day)).Take(PeerCount).Select(i => i.Shape)];
}
