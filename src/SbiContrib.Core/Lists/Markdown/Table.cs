using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading, as plain text.</param>
/// <param name="Slot">What its cells say.</param>
internal sealed record Column(string Name, Slot Slot)
{
    /// <summary>The role of a link in it whose own text doesn't say it.</summary>
    public string Role => Roles.IsRole(Name) ? Roles.Named(Name.TrimEnd('s', 'S')) : "link";
}

/// <summary>A table whose rows are entries.</summary>
/// <param name="Header">The line of its headings, from 0.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Section">The number of its section.</param>
internal sealed record Table(int Header, ImmutableArray<Column> Columns, int Section)
{
    private static readonly FrozenSet<string> Titles = Set("title name paper work model method tool package software project resource book article publication dataset repository");
    private static readonly FrozenSet<string> Years = Set("year date published");
    private static readonly FrozenSet<string> Venues = Set("venue journal conference published publisher publication");
    private static readonly FrozenSet<string> Authors = Set("author authors by speaker speakers presenter presenters");
    private static readonly FrozenSet<string> Links = Set("link links url paper code github repo repository doi arxiv pdf website page project data dataset slides video source blog docs");

    /// <summary>Reads the heading of a table and what its columns hold; null where two lines are none.</summary>
    public static Table? At(SourceLines lines, int header, int section, References references)
    {
        if (header + 1 >= lines.Count || !IsRule(lines.Content(header + 1)))
            return null;
        var names = Cells(lines.Content(header).ToString()).Select(c => PlainText.Of(c.Text)).ToList();
        if (names.Count < 2 || names.Count != Cells(lines.Content(header + 1).ToString()).Count)
            return null;
        var title = Math.Max(names.FindIndex(n => Has(n, "title")), -1);
        title = title >= 0 ? title : names.FindIndex(n => Has(n, Titles));
        var rows = title < 0 || !names.Exists(n => Kind(n) == Slot.Year) ? Rows(lines, header) : [];
        title = title >= 0 ? title : Math.Max(0, Most(rows, names.Count, cell => TitleLinks(cell, references)));
        var year = names.Exists(n => Kind(n) == Slot.Year) ? -1 : Most(rows, names.Count, YearAt.IsDate);
        return new(header, [.. names.Select((n, i) => new Column(n, i == title ? Slot.Title : i == year ? Slot.Year : Kind(n)))], section);
    }

    /// <summary>The first rows' cells: what the headings don't say, they do.</summary>
    private static List<List<string>> Rows(SourceLines lines, int header)
    {
        var rows = new List<List<string>>();
        for (var line = header + 2; line < lines.Count && rows.Count < 8 && lines.Content(line).Contains('|'); line++)
            rows.Add([.. Cells(lines.Content(line).ToString()).Select(c => c.Text)]);
        return rows;
    }

    /// <summary>The column of which more than half of the cells, and at least two, are of a kind; -1 where none is.</summary>
    private static int Most(List<List<string>> rows, int columns, Func<string, bool> kind)
    {
        var (most, best) = (Math.Max(1, rows.Count / 2), -1);
        for (var i = 0; i < columns; i++)
        {
            if (rows.Count(r => i < r.Count && kind(r[i])) is var count && count > most)
                (most, best) = (count, i);
        }
        return best;
    }

    private static bool TitleLinks(string cell, References references) =>
        cell.Length > 0 && InlineScanner.Scan(cell, 0, cell.Length, references) is [{ Kind: InlineKind.Link } link, ..] && PlainText.Of(cell[link.InnerStart..link.InnerEnd]) is { Length: > 4 } said && !Roles.IsRole(said);

    /// <summary>The cells of a row: where each begins, and its text without the space around.</summary>
    public static List<(int Start, int End, string Text)> Cells(string row)
    {
        var cells = new List<(int, int, string)>();
        var trimmed = row.TrimEnd();
        var start = row.Length - row.TrimStart().Length;
        start += start < trimmed.Length && row[start] == '|' ? 1 : 0;
        var code = false;
        for (var i = start; i <= trimmed.Length; i++)
        {
            if (i < trimmed.Length && trimmed[i] == '\\')
                i++;
            else if (i < trimmed.Length && trimmed[i] == '`')
                code = !code && trimmed.AsSpan(i + 1).Contains('`');
            else if (i == trimmed.Length ? i > start : trimmed[i] == '|' && !code)
            {
                cells.Add((start, i, row[start..i].Trim()));
                start = i + 1;
            }
        }
        return cells;
    }

    private static bool IsRule(ReadOnlySpan<char> line) =>
        line.Contains('-') && line.Contains('|') && !line.ContainsAnyExcept("|:- \t");

    private static Slot Kind(string name) =>
        Has(name, Authors) ? Slot.Authors : Has(name, Years) ? Slot.Year : Has(name, Links) ? Slot.Link : Has(name, Venues) ? Slot.Venue : Slot.Note;

    private static bool Has(string name, FrozenSet<string> words) => name.Split([' ', '/', '&', ','], StringSplitOptions.RemoveEmptyEntries).Any(words.Contains);

    private static bool Has(string name, string word) => Has(name, Set(word));

    private static FrozenSet<string> Set(string words) => FrozenSet.ToFrozenSet(words.Split(' '), StringComparer.OrdinalIgnoreCase);
}
