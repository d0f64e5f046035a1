using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>How the neighbours write an entry.</summary>
/// <param name="Indent">What stands before a field's name.</param>
/// <param name="Column">The column of the equal signs, from the field's name; 0 where one space stands before them.</param>
/// <param name="Before">What stands between a name and its equal sign where they aren't aligned.</param>
/// <param name="After">What stands behind the equal sign.</param>
/// <param name="LastComma">Whether a comma stands behind the last field.</param>
internal sealed record BibShape(string Indent, int Column, string Before, string After, bool LastComma);

/// <summary>What is learned from the entries next to the place of a new one.</summary>
internal sealed class BibStyle
{
    /// <summary>How many entries around the place are asked.</summary>
    private const int Near = 80;

    private static readonly string[] CommentForms = ["MMMM dd, yyyy", "MMMM d, yyyy", "MMM. dd, yyyy", "MMM. d, yyyy", "MMM dd, yyyy", "yyyy-MM-dd"];

    private readonly Dictionary<string, string> openings = new(StringComparer.OrdinalIgnoreCase);
    private readonly string text;
    private readonly ImmutableArray<BibItem> near;

    public BibStyle(string text, IEnumerable<BibItem> nearestFirst)
    {
        this.text = text;
        near = [.. nearestFirst.Where(i => !i.IsSentinel && i.Closed).Take(Near)];
        Shape = Commonest(near.Select(ShapeOf), new("    ", 0, " ", " ", false));
        Type = Commonest(near.Select(i => i.Type), "article");
        Ascii = !near.Any(i => i.Fields.Any(f => f.Name.Equals("author", StringComparison.OrdinalIgnoreCase) && !System.Text.Ascii.IsValid(f.Value)));
        Order = OrderOf();
        MostAuthors = near.Any(HasOthers) ? Math.Max(1, near.Where(i => !HasOthers(i)).Select(Authors).DefaultIfEmpty(10).Max()) : int.MaxValue;
        Comment = CommentOf();
    }

    public BibShape Shape { get; }

    /// <summary>What most have behind the <c>@</c>.</summary>
    public string Type { get; }

    /// <summary>What a work has there.</summary>
    public string TypeOf(NewEntry entry) => BibType.Of(entry, near, Type);

    /// <summary>Letters with marks are written by TeX's commands.</summary>
    public bool Ascii { get; }

    /// <summary>The fields in the order in which most entries have them, as they are written.</summary>
    public ImmutableArray<string> Order { get; }

    /// <summary>Of longer lists of authors, only the first is named.</summary>
    public int MostAuthors { get; }

    /// <summary>How the day above an entry is written; null where the neighbours have none.</summary>
    public string? Comment { get; }

    /// <summary>What opens a field's value: a quotation mark or a brace, and a second brace where the neighbours have one.</summary>
    public string Opening(string field)
    {
        if (openings.TryGetValue(field, out var known))
            return known;
        var own = near.SelectMany(i => i.Fields).Where(f => f.Name.Equals(field, StringComparison.OrdinalIgnoreCase)).Select(OpeningOf).OfType<string>().ToList();
        // A second brace around authors is that of a group: it would make one name of several.
        if (field.Equals("author", StringComparison.OrdinalIgnoreCase))
            own = [.. own.Select(open => open[..Math.Min(1, open.Length)])];
        return openings[field] = Commonest(own.Count > 0 ? own : near.SelectMany(i => i.Fields).Select(OpeningOf).OfType<string>(), "\"");
    }

    /// <summary>Whether the keys are those of INSPIRE, <c>Family:2026abc</c>.</summary>
    public bool HasInspireKeys => near.Length == 0 || near.Count(i => IsInspireKey(i.Key)) * 2 >= near.Length;

    private static bool IsInspireKey(string key)
    {
        var colon = key.LastIndexOf(':');
        return colon > 0 && key.Length - colon is 7 or 8 && key.AsSpan(colon + 1, 4).IndexOfAnyExceptInRange('0', '9') < 0 && key.AsSpan(colon + 5).IndexOfAnyExceptInRange('a', 'z') < 0;
    }

    private string? OpeningOf(BibField field)
    {
        var value = text.AsSpan(field.ValueStart, field.End - field.ValueStart);
        if (value.Length < 2 || value[0] is not ('"' or '{'))
            return value.Length > 0 && value.IndexOfAnyExceptInRange('0', '9') < 0 ? "" : null;
        return TexText.IsWrapped(field.Value) ? value[0] + "{" : value[0].ToString();
    }

    private BibShape ShapeOf(BibItem item)
    {
        var first = item.Fields[0];
        var line = text.LastIndexOf('\n', first.Start) + 1;
        var columns = item.Fields.Select(f => f.Equal - f.Start).Distinct().ToList();
        var aligned = columns.Count == 1 && item.Fields.Select(f => f.Name.Length).Distinct().Skip(1).Any();
        var tail = text.AsSpan(item.Fields[^1].End, item.End - item.Fields[^1].End);
        return new(
            line < first.Start && text.AsSpan(line, first.Start - line).IsWhiteSpace() ? text[line..first.Start] : "    ",
            aligned ? columns[0] : 0,
            text[(first.Start + first.Name.Length)..first.Equal],
            text[(first.Equal + 1)..first.ValueStart],
            tail.Contains(','));
    }

    private ImmutableArray<string> OrderOf()
    {
        var names = near.SelectMany(i => i.Fields.Select(f => f.Name)).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Count()).Select(g => g.First()).ToList();
        return names.Count > 0 ? [.. FieldOrder.Of(names, near.Select(i => i.Fields.Select(f => f.Name).ToList()))] : ["author", "title", "eprint", "archivePrefix", "doi", "journal", "year"];
    }

    private string? CommentOf()
    {
        var comments = near.Take(20).Select(i => i.Comment(text).Trim()).Where(c => c.Length > 0).ToList();
        if (comments.Count * 2 < Math.Min(near.Length, 20) || comments.Count == 0)
            return null;
        return Commonest(comments.Select(FormOf).OfType<string>(), "% MMMM dd, yyyy");
    }

    private static string? FormOf(string comment)
    {
        if (BibDate.OfComment(comment) is not { Day: > 0 } date)
            return null;
        var day = new DateOnly(date.Year, date.Month, Math.Min(date.Day, DateTime.DaysInMonth(date.Year, date.Month)));
        return CommentForms.SelectMany(f => new[] { "% " + f, "%" + f })
            .FirstOrDefault(form => Written(form, day) == comment);
    }

    /// <summary>A day in a form of <see cref="Comment"/>.</summary>
    public static string Written(string form, DateOnly day) =>
        form[..form.IndexOfAny(['M', 'y'])] + day.ToString(form[form.IndexOfAny(['M', 'y'])..], System.Globalization.CultureInfo.InvariantCulture);

    private static bool HasOthers(BibItem item) => item["author"]?.EndsWith(" others", StringComparison.Ordinal) == true;

    private static int Authors(BibItem item) => item["author"]?.Split(" and ").Length ?? 0;

    private static T Commonest<T>(IEnumerable<T> values, T otherwise) =>
        values.GroupBy(v => v).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault(otherwise);
}
