using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SbiContrib.Core.Lists.Markdown;
using SbiContrib.Core.Works;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>Writes a BibTeX entry as its neighbours are written.</summary>
internal sealed class BibWriter(BibStyle style, string newLine)
{
    /// <summary>The entry with the comment above it, without a line end behind it.</summary>
    public string Write(NewEntry entry, string key)
    {
        var said = entry.AsListed ? BibNote.Read(entry.Note) : null;
        var written = new StringBuilder(said?.Comment ?? CommentOf(entry));
        var type = said?.Type ?? style.TypeOf(entry);
        written.Append('@').Append(type).Append('{').Append(key);
        foreach (var field in Fields(entry, said, type))
            written.Append(',').Append(newLine).Append(field);
        return written.Append(style.Shape.LastComma ? "," : "").Append(newLine).Append('}').ToString();
    }

    /// <summary>A field as the neighbours write it.</summary>
    public string Field(string name, string value)
    {
        var shape = style.Shape;
        var before = shape.Column > name.Length ? new string(' ', shape.Column - name.Length) : shape.Before;
        return shape.Indent + name + before + "=" + shape.After + Delimited(name, value);
    }

    /// <summary>What a field of an entry would be written as; null where the entry doesn't have it.</summary>
    public string? Value(string name, NewEntry entry) => name.ToLowerInvariant() switch
    {
        "author" => Authors(entry),
        "title" => entry.Title.Length > 0 ? TexText.Of(entry.Title, style.Ascii) : null,
        "eprint" => Arxiv(entry),
        "archiveprefix" => Arxiv(entry) is null ? null : "arXiv",
        "doi" => Doi(entry),
        "url" => Page(entry),
        "journal" => entry.Venue is not { Length: > 0 } venue ? null : entry.AsListed ? Balanced(venue) : TexText.Of(venue, style.Ascii),
        "year" => entry.Year is { } year ? Digits(year) : null,
        "note" => entry is { AsListed: false, Note: { Length: > 0 } note } ? TexText.Of(note, style.Ascii) : null,
        "month" => BibDate.OfSource(entry.Date) is { Month: > 0 } date ? date.Month.ToString(CultureInfo.InvariantCulture) : null,
        _ => null,
    };

    private IEnumerable<string> Fields(NewEntry entry, BibNote? said, string type)
    {
        var order = said is null ? OrderFor(type) : said.Order(style.Order);
        foreach (var name in order.Concat(Needed.Where(n => !order.Contains(n, StringComparer.OrdinalIgnoreCase))))
        {
            if (said?.Fields.GetValueOrDefault(name.ToLowerInvariant()) is { } raw)
                yield return raw;
            else if ((said is null || said.Leaves(name)) && Value(name.Equals("booktitle", StringComparison.OrdinalIgnoreCase) && said is null ? "journal" : name, entry) is { Length: > 0 } value)
                yield return Field(name, value);
        }
    }

    /// <summary>The neighbours' fields, with the venue in the one that the type has for it.</summary>
    private ImmutableArray<string> OrderFor(string type)
    {
        var (own, other) = BibType.VenueField(type) is "booktitle" ? ("booktitle", "journal") : ("journal", "booktitle");
        var has = style.Order.Contains(own, StringComparer.OrdinalIgnoreCase);
        return [.. style.Order.Where(n => !(has && n.Equals(other, StringComparison.OrdinalIgnoreCase))).Select(n => n.Equals(other, StringComparison.OrdinalIgnoreCase) ? own : n)];
    }

    /// <summary>Without them nobody would find the work, or what was said of it be lost, whatever the neighbours have.</summary>
    private static readonly ImmutableArray<string> Needed = ["title", "url", "note"];

    /// <summary>The fields that an entry of <c>sbi list</c> tells by itself.</summary>
    public static readonly ImmutableArray<string> Carried = ["author", "title", "eprint", "doi", "url", "journal", "year"];

    /// <summary>A value between what the neighbours put around this field's.</summary>
    public string Delimited(string name, string value)
    {
        var open = style.Opening(name);
        if (open.Length == 0)
            return value.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 ? value : "\"" + value + "\"";
        // A quotation mark would end the value; inside braces it is a letter.
        if (open == "\"" && value.Contains('"', StringComparison.Ordinal))
            open = "{";
        return open + value + string.Concat(open.Reverse().Select(c => c == '{' ? '}' : c));
    }

    private string? Authors(NewEntry entry)
    {
        ImmutableArray<string> names = entry.AsListed
            ? [.. entry.Authors.Select(Balanced)]
            : entry.Persons.IsEmpty ? [.. entry.Authors.Select(Inverted)] : [.. entry.Persons.Select(Name)];
        names = [.. names.Where(n => n.Length > 0)];
        if (names.IsEmpty)
            return null;
        return !entry.AsListed && names.Length > style.MostAuthors ? names[0] + " and others" : string.Join(" and ", names);
    }

    private string Name(Author author) => author.Family is { Length: > 0 } family
        ? author.Given is { Length: > 0 } given ? $"{Tex(family)}, {Tex(given)}" : Tex(family)
        : author.Literal is { Length: > 0 } literal ? "{" + Tex(literal) + "}" : "";

    /// <summary>Family name first, as far as a name in one piece tells; a group's name stays whole.</summary>
    private string Inverted(string author)
    {
        var name = Escape.Clean(author);
        var last = name.LastIndexOf(' ');
        if (name.Contains(',', StringComparison.Ordinal) || last < 0)
            return Tex(name);
        return name.EndsWith("Collaboration", StringComparison.Ordinal) ? "{" + Tex(name) + "}" : $"{Tex(name[(last + 1)..])}, {Tex(name[..last])}";
    }

    // "and" between names separates them: a name can't hold it.
    private string Tex(string name) => TexText.Of(name.Replace(" and ", " {and} ", StringComparison.OrdinalIgnoreCase), style.Ascii).Replace(@"\textbraceleft{}and\textbraceright{}", "{and}", StringComparison.Ordinal);

    private static string? Arxiv(NewEntry entry) => entry.IdOf("arxiv");

    private static string? Doi(NewEntry entry) => entry.IdOf("doi") is { } doi && !doi.StartsWith("10.48550/", StringComparison.OrdinalIgnoreCase) ? TexSafe(doi) : null;

    /// <summary>Where it leads, for a work that neither arXiv nor a DOI names.</summary>
    private static string? Page(NewEntry entry)
    {
        if (!entry.AsListed && (Arxiv(entry) is not null || Doi(entry) is not null))
            return null;
        var link = entry.AsListed ? entry.Links.FirstOrDefault(l => l.Role == "url") : entry.Links.FirstOrDefault(l => Escape.Url(l.Url).Length > 0);
        return link is null ? null : Escape.Url(link.Url);
    }

    private static string TexSafe(string value) => new([.. value.Where(c => c is > ' ' and < '\x7f' and not ('{' or '}' or '\\' or '"' or '%' or '#'))]);

    /// <summary>TeX of a list's own, as long as its braces are balanced.</summary>
    private string Balanced(string tex)
    {
        var depth = 0;
        foreach (var c in tex)
        {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth < 0)
                break;
        }
        return depth == 0 ? PlainText.OneLine(tex) : TexText.Of(tex, style.Ascii);
    }

    private static string Digits(string year) => new([.. year.Where(char.IsAsciiDigit).Take(4)]);

    private string CommentOf(NewEntry entry)
    {
        if (style.Comment is not { } form || BibDate.OfSource(entry.Date ?? entry.Year) is not { } date)
            return "";
        return date.Month > 0 && date.Day > 0 && date.Day <= DateTime.DaysInMonth(date.Year, date.Month)
            ? BibStyle.Written(form, new(date.Year, date.Month, date.Day)) + newLine
            : "% " + (date.Month > 0 ? new DateOnly(date.Year, date.Month, 1).ToString("MMMM yyyy", CultureInfo.InvariantCulture) : date.Year.ToString(CultureInfo.InvariantCulture)) + newLine;
    }
}
