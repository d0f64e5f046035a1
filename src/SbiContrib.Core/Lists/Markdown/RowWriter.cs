using System.Text;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>Writes an entry as a row of a table, in the order of its columns, as wide as the rows around.</summary>
internal sealed class RowWriter(SourceLines lines, Table table, IReadOnlyList<Shape> rows, NewEntry entry, Definer definer)
{
    /// <summary>How many rows around tell how wide a column is: a long table may change its habit.</summary>
    private const int Near = 16;

    private readonly Escape escape = new(KeepMath: rows.Any(s => s[Slot.Title]?.Value.AsSpan().Count('$') > 1), InTable: true, KeepAccents: entry.AsListed, References: definer.After);
    private readonly Joins joins = Joins.Learn(rows);

    /// <summary>Writes the row.</summary>
    /// <param name="keep">The cells that stay as they are, by their column; null where none does.</param>
    public Shape Write(IReadOnlyList<string?>? keep = null)
    {
        var model = rows.Count > 0 ? rows[0].ToString() : lines.Content(table.Header).ToString();
        var open = model.AsSpan().TrimStart().StartsWith("|");
        var row = new StringBuilder(open ? model[..(model.IndexOf('|', StringComparison.Ordinal) + 1)] : "");
        for (var i = 0; i < table.Columns.Length; i++)
            row.Append(i > 0 ? "|" : "").Append(keep?[i] ?? Padded(i, Cell(table.Columns[i], i)));
        return RowReader.Read(row.Append(model.AsSpan().TrimEnd().EndsWith("|") ? "|" : "").ToString(), table, definer.After);
    }

    /// <summary>As wide as most cells of the column, where they are of one width; else with a space around.</summary>
    private string Padded(int column, string text)
    {
        var raw = (rows.Any(r => r.Table == table) ? rows.Where(r => r.Table == table) : rows).Take(Near).Select(r => Raw(r.ToString(), column)).Append(Raw(lines.Content(table.Header).ToString(), column)).OfType<string>().ToList();
        var lead = raw[0].Length == 0 || raw[0][0] == ' ' ? " " : "";
        var tail = raw[0].Length == 0 || raw[0][^1] == ' ' ? " " : "";
        var empty = raw.Find(string.IsNullOrWhiteSpace);
        // Cells that end in more than a space are as wide as their column.
        var width = raw.Where(r => r.EndsWith("  ", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(r)).GroupBy(r => r.Length).OrderByDescending(g => g.Count()).FirstOrDefault();
        var aligned = width is not null && width.Count() * 4 >= raw.Count(r => r.Length <= width.Key) && raw.Count > 1;
        return text.Length == 0 && empty is not null && !aligned ? empty : aligned ? (lead + text + tail).PadRight(width!.Key) : text.Length == 0 ? lead + tail : lead + text + tail;
    }

    private static string? Raw(string row, int column) => Table.Cells(row) is var cells && column < cells.Count ? row[cells[column].Start..cells[column].End] : null;

    private string Cell(Column column, int at) => column.Slot switch
    {
        Slot.Title => Title(at),
        Slot.Authors => escape.Text(joins.Join(entry.Authors, entry.AsListed)),
        Slot.Year => escape.Text(Year(at)),
        Slot.Venue => Said(entry.Venue),
        Slot.Link => Links(column, at),
        _ => entry.AsListed || column == table.Columns.First(c => c.Slot == Slot.Note) ? Said(RowReader.NoteFor(column, table, entry.Note)) : "",
    };

    /// <summary>A day or a month where most rows have one and it is known.</summary>
    private string Year(int column)
    {
        var length = rows.Take(8).Select(r => r.Elements.FirstOrDefault(e => e.Column == column && e.Slot == Slot.Year)?.Value).OfType<string>().Where(YearAt.IsDate)
            .GroupBy(v => v.Length).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? 0;
        return !entry.AsListed && length > 4 && entry.Date is { } date && date.Length >= length ? date[..length] : entry.Year ?? "";
    }

    private string Said(string? text) => text is null ? "" : entry.AsListed ? Listed.Note(text, entry.Links, escape, " ") : escape.Text(text);

    private string Title(int column)
    {
        var main = entry.Links.FirstOrDefault(l => l.Role == Roles.Main);
        var linked = entry.AsListed ? main is not null : rows.Count(r => r[Slot.Title]?.Url is not null) * 2 >= rows.Count || !table.Columns.Any(c => c.Slot == Slot.Link);
        // A link that no column is for is the title's.
        linked |= !entry.AsListed && !entry.Links.IsEmpty && !table.Columns.Where(c => c.Slot == Slot.Link).Select(c => (Column: c, At: table.Columns.IndexOf(c))).Any(c => entry.Links.Any(l => Fits(l, c.Column, c.At)));
        main ??= linked ? entry.Links.FirstOrDefault() : null;
        var title = escape.Text(entry.Title);
        var code = !entry.Title.AsSpan().ContainsAny("`{|\\ ") && entry.Title.Length > 0;
        var donor = rows.Take(8).Select(r => r.Elements.FirstOrDefault(e => e.Column == column && e.Slot == Slot.Title)).FirstOrDefault(e => e is not null && e.Url is not null == (linked && main is not null) && (code || !e.Open.EndsWith('`')));
        donor = donor is null ? null : donor with { Open = RowReader.Renumbered(donor.Open, [.. rows.Take(2).Select(r => r[Slot.Title]?.Open ?? "")]) };
        var written = donor is not null ? donor with { Glue = "", Value = donor.Open.EndsWith('`') ? Escape.Clean(entry.Title) : title, Url = main is null || !linked ? null : Address(main) }
            : main is not null && linked ? new Element(Slot.Title, "", "[", title, "](", Address(main), ")") : new Element(Slot.Title, "", "", title, "", null, "");
        var glue = rows.Select(r => r.Elements.FirstOrDefault(e => e.Column == column && e.Slot == Slot.Note)?.Glue).FirstOrDefault(g => g is not null) ?? " ";
        return Text(written) + (Said(RowReader.NoteFor(table.Columns[column], table, entry.AsListed ? entry.Note : null)) is { Length: > 0 } rest ? glue + rest : "");
    }

    private string Links(Column column, int at)
    {
        var several = table.Columns.Count(c => c.Slot == Slot.Link) > 1;
        var titled = entry.AsListed ? null : rows.Count(r => r[Slot.Title]?.Url is not null) * 2 >= rows.Count && rows.Count > 0 ? entry.Links.FirstOrDefault() : null;
        var mine = entry.Links.Where(l => l != titled && (entry.AsListed ? l.Role != Roles.Main || !table.Columns.Any(c => c.Slot == Slot.Title) : true) && Address(l).Length > 0).Where(l => several ? Belongs(l, column, at) : Fits(l, column, at)).ToList();
        if (!entry.AsListed)
            mine = [.. mine.OrderByDescending(LinkTexts.IsOfWork).ThenByDescending(l => Shows(at, l.Role == Roles.Main ? Roles.Of(l.Url) : l.Role)).DistinctBy(l => Dressed(l, at).Value)];
        if (!entry.AsListed && mine.Count > 1 && !rows.Any(r => r.Elements.Count(e => e.Column == at && e.Slot == Slot.Link) > 1))
            mine = mine[..1];
        var glue = rows.Select(r => r.Elements.Where(e => e.Column == at).Skip(1).FirstOrDefault()?.Glue).FirstOrDefault(g => g is not null) ?? ", ";
        return string.Join(glue, mine.Select(l => Text(Dressed(l, at))));
    }

    private bool Shows(int at, string role) => rows.Any(r => r.Elements.Any(e => e.Column == at && e.Slot == Slot.Link && e.Role == role));

    /// <summary>Whether a link may go into a column that is the only one for links: a work's doesn't into one for code.</summary>
    private bool Fits(EntryLink link, Column column, int at) => !Roles.IsTool(column.Role) || Roles.IsTool(link.Role) || !LinkTexts.IsOfWork(link) || Belongs(link, column, at);

    /// <summary>Whether a link goes into a column: it has its role, or links of its role stand there.</summary>
    private bool Belongs(EntryLink link, Column column, int at)
    {
        var role = link.Role == Roles.Main ? Roles.Of(link.Url) : link.Role;
        return Shows(at, role) || column.Role == role || (!entry.AsListed && column.Role is "paper" or "link" && role is not "code" && !table.Columns.Any(c => c.Slot == Slot.Link && c.Role == role));
    }

    private Element Dressed(EntryLink link, int at)
    {
        var near = rows.SelectMany(r => r.Elements.Where(e => e.Column == at && e.Slot == Slot.Link)).ToList();
        var donor = Dress.Commonest(near.Where(e => e.Role == link.Role && (!Badges.ShowsId(e.Value) || Badges.For(e.Value, e.Url ?? "", Address(link)) is not null)).Take(40), e => e.Open + "\u0001" + e.Value + "\u0001" + e.Mid);
        if (donor is null && near.Find(e => !Badges.ShowsId(e.Value)) is { } other)
            donor = (!entry.AsListed && LinkTexts.IsOfWork(link) && LinkTexts.NamesAnyWork(other.Role)) || other.Value.Length == 0 ? other : other with { Value = Said(link, other.Value) };
        return donor is null ? new(Slot.Link, "", "[", Said(link, ""), "](", Address(link), ")")
            : donor with { Glue = "", Url = Address(link), Value = Badges.ShowsId(donor.Value) ? Badges.For(donor.Value, donor.Url ?? "", Address(link))! : donor.Value };
    }

    /// <summary>A link's role as text, in small letters where the others are.</summary>
    private string Said(EntryLink link, string like)
    {
        var role = link.Role == Roles.Main ? Roles.Of(link.Url) : link.Role;
        return escape.Text(like.Length > 0 && !like.Any(char.IsUpper) ? role : Roles.Display(role));
    }

    private string Address(EntryLink link) => entry.AsListed ? Listed.Url(link.Url) : Escape.Url(link.Url);

    private string Text(Element element)
    {
        var text = new StringBuilder();
        definer.Settle(element).Write(text);
        return text.ToString();
    }
}
