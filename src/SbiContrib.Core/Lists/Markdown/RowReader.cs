using System.Collections.Immutable;
using System.Globalization;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Reads a row of a table as an entry.</summary>
internal static class RowReader
{
    /// <summary>A title is seldom longer than so many characters; what is says more than the title.</summary>
    private const int Long = 160;

    /// <summary>The parts of a row; put together, they give it byte for byte.</summary>
    public static Shape Read(string row, Table table, References references)
    {
        var cells = Table.Cells(row);
        var elements = ImmutableArray.CreateBuilder<Element>();
        var written = 0;
        for (var i = 0; i < Math.Min(cells.Count, table.Columns.Length); i++)
        {
            var start = cells[i].Start + Math.Max(0, row[cells[i].Start..cells[i].End].IndexOf(cells[i].Text, StringComparison.Ordinal));
            foreach (var (element, end) in Parts(row, start, start + cells[i].Text.Length, table.Columns[i], references))
            {
                var from = end - element.Length;
                elements.Add(element with { Glue = row[written..from], Column = i });
                written = end;
            }
        }
        return new("", elements.ToImmutable(), row[written..]) { Table = table };
    }

    /// <summary>What a table says of an entry besides: the cells of its other columns, with their names where there are several.</summary>
    public static string? Note(Shape row)
    {
        var notes = row.Elements.Where(e => e.Slot == Slot.Note).GroupBy(e => e.Column).Select(g => (row.Table!.Columns[g.Key].Name, Text: string.Join(' ', g.Select(e => e.Value)))).ToList();
        return notes.Count == 0 ? null : notes.Count == 1 && IsPlain(row.Table!, row.Elements.First(e => e.Slot == Slot.Note).Column) ? notes[0].Text : string.Join('\n', notes.Select(n => $"{n.Name}: {n.Text}"));
    }

    /// <summary>What such a note says of a column.</summary>
    public static string? NoteFor(Column column, Table table, string? note)
    {
        if (note is null)
            return null;
        var line = note.Split('\n').FirstOrDefault(l => l.StartsWith(column.Name + ": ", StringComparison.Ordinal));
        if (line is not null)
            return line[(column.Name.Length + 2)..];
        var named = table.Columns.Any(c => note.StartsWith(c.Name + ": ", StringComparison.Ordinal));
        return !named && IsPlain(table, table.Columns.IndexOf(column)) ? note : null;
    }

    /// <summary>Whether a note without a name belongs to a column: the first for notes, the title's where there is none.</summary>
    private static bool IsPlain(Table table, int column) =>
        (table.Columns.FirstOrDefault(c => c.Slot == Slot.Note) ?? table.Columns.First(c => c.Slot == Slot.Title)) == table.Columns[column];

    private static IEnumerable<(Element Element, int End)> Parts(string row, int start, int end, Column column, References references)
    {
        if (start == end)
            yield break;
        if (column.Slot is not (Slot.Title or Slot.Link))
        {
            yield return (new(column.Slot, "", "", row[start..end], "", null, ""), end);
            yield break;
        }
        if (column.Slot == Slot.Title)
        {
            foreach (var part in Title(row, start, end, references))
                yield return part;
            yield break;
        }
        foreach (var inline in InlineScanner.Scan(row, start, end, references).Where(i => i.Kind is InlineKind.Link or InlineKind.Address))
        {
            var said = PlainText.Of(row[inline.InnerStart..inline.InnerEnd]);
            var role = inline.Kind == InlineKind.Link && Roles.IsRole(said) && !said.Equals("link", StringComparison.OrdinalIgnoreCase) ? Roles.Named(said) : column.Role;
            var shown = inline.Kind == InlineKind.Link;
            yield return (new(Slot.Link, "", row[inline.Start..(shown ? inline.InnerStart : inline.UrlStart)], shown ? row[inline.InnerStart..inline.InnerEnd] : "", shown ? row[inline.InnerEnd..inline.UrlStart] : "", inline.Url(row), row[inline.UrlEnd..inline.End]) { Role = role, Key = inline.Key(row) }, inline.End);
        }
    }

    /// <summary>The title, which may be a link, and what stands behind it in its cell.</summary>
    private static IEnumerable<(Element Element, int End)> Title(string row, int start, int end, References references)
    {
        var number = NumberAt(row.AsSpan(start, end - start));
        var shape = ShapeReader.Read(row, start, start + number, end, references);
        if (shape is { Elements: [{ Slot: Slot.Title } title, ..] } && title.Open.Length > 0 && title.Glue.Length == 0
            && !(title.Url is null && row.AsSpan(start + title.Length + number, end - start - title.Length - number) is [' ', var next, ..] && char.IsLetterOrDigit(next)))
        {
            title = title with { Open = row[start..(start + number)] + title.Open };
            var stop = start + title.Length;
            yield return (title, stop);
            foreach (var rest in Rest(row, stop, end))
                yield return rest;
            yield break;
        }
        if (number > 0 || end - start > Long)
        {
            // What it is about stands behind a dash, in the same cell.
            var dash = row.IndexOf(" - ", start, end - start, StringComparison.Ordinal);
            var words = dash > start + number ? dash : end;
            yield return (new(Slot.Title, "", row[start..(start + number)], row[(start + number)..words], "", null, ""), words);
            foreach (var rest in Rest(row, words, end))
                yield return rest;
            yield break;
        }
        // Words with a tag behind them: the tag is no part of the title.
        var tag = InlineScanner.Scan(row, start, end, references).FirstOrDefault(i => i.Kind is not InlineKind.Text && i.Start - start > 3);
        var at = tag.End == 0 ? end : start + row[start..tag.Start].TrimEnd().Length;
        yield return (new(Slot.Title, "", "", row[start..at], "", null, ""), at);
        foreach (var rest in Rest(row, at, end))
            yield return rest;
    }

    /// <summary>The length of a number before a title in its cell, <c>3) </c>, with the space behind it.</summary>
    private static int NumberAt(ReadOnlySpan<char> cell)
    {
        var digits = cell.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > 4 || cell[digits] is not (')' or '.') || digits + 1 >= cell.Length || cell[digits + 1] != ' ')
            return 0;
        return cell[(digits + 1)..].IndexOfAnyExcept(' ') is >= 0 and var spaces ? digits + 1 + spaces : 0;
    }

    /// <summary>What opens a title, with the number that goes on where its neighbours count.</summary>
    /// <param name="open">What opens a neighbour's.</param>
    /// <param name="near">What opens those of the nearest two rows.</param>
    public static string Renumbered(string open, IReadOnlyList<string> near)
    {
        if (NumberAt(open + " ") is 0 || near.Count == 0 || Number(near[0]) is not { } first)
            return open;
        var second = near.Count > 1 ? Number(near[1]) : null;
        var number = second is null || first == second + 1 ? first + 1 : first == second + 2 ? first - 1 : first < second ? Math.Max(1, first - 1) : first + 1;
        return number.ToString(CultureInfo.InvariantCulture) + open[open.AsSpan().IndexOfAnyExceptInRange('0', '9')..];
    }

    private static int? Number(string open) =>
        NumberAt(open + " ") > 0 ? int.Parse(open.AsSpan(0, open.AsSpan().IndexOfAnyExceptInRange('0', '9')), CultureInfo.InvariantCulture) : null;

    private static IEnumerable<(Element Element, int End)> Rest(string row, int start, int end)
    {
        var from = start;
        while (from < end && char.IsWhiteSpace(row[from]))
            from++;
        if (from < end)
            yield return (new(Slot.Note, "", "", row[from..end], "", null, ""), end);
    }
}
