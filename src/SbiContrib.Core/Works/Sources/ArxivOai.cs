using System.Xml.Linq;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads arXiv's OAI-PMH records in the formats <c>arXiv</c> and <c>arXivRaw</c> (https://info.arxiv.org/help/oa/index.html).</summary>
internal static class ArxivOai
{
    public static SourceAnswer Read(XElement root, int? status)
    {
        if (root.Child("error")?.Attribute("code")?.Value is { } code)
            return SourceAnswer.None(code is "idDoesNotExist" or "noRecordsMatch" or "badArgument" ? SourceError.NotFound : SourceError.Malformed);
        var records = root.Children("GetRecord").Concat(root.Children("ListRecords")).SelectMany(list => list.Children("record"));
        return SourceAnswer.Of(records.Select(Record), status);
    }

    private static Work? Record(XElement record)
    {
        var data = record.Child("metadata")?.Elements().FirstOrDefault();
        if (Ids.Arxiv(data.Text("id")) is not { } id || CleanText.Line(data.Text("title")) is not { } title)
            return null;
        var summary = CleanText.Paragraphs(ArxivAnswer.Paragraphed(data.Text("abstract")));
        var versions = data.Children("version").ToList();
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, Ids.Dois(data.Text("doi")).Select(doi => (Identifier?)doi)),
            Kind = "preprint",
            Title = title,
            Authors = (data.Child("authors") is { HasElements: true } list ? list.Children("author").Select(Person) : Listed(data.Text("authors"))).Authors(),
            Date = Dates.Written(data.Text("created")) ?? Posted(versions.FirstOrDefault().Text("date")),
            Venue = CleanText.Line(data.Text("journal-ref")),
            Abstract = summary,
            Versions = [.. versions.Select(version => version.Attribute("version")?.Value.TrimStart('v')).OfType<string>()],
            Withdrawn = Withdrawal.Says(CleanText.Line(data.Text("comments")), summary, title),
        };
    }

    // arXiv parts every name at its last blank, collaborations too ("Planck" "Collaboration"), and takes a colon for an author.
    private static Author? Person(XElement author)
    {
        var (family, given) = (CleanText.Name(author.Text("keyname"))?.Trim(':', ' '), CleanText.Name(author.Text("forenames")));
        if (string.IsNullOrEmpty(family))
            return null;
        return given is not null && Names.IsBody($"{given} {family}") ? Names.Whole($"{given} {family}") : given is null ? Names.Whole(family) : Names.Parts(given, family);
    }

    // arXivRaw has the authors in one line, with affiliations in parentheses.
    private static IEnumerable<Author?> Listed(string? authors)
    {
        var line = (authors ?? "").Replace('\n', ' ');
        for (var open = line.IndexOf('(', StringComparison.Ordinal); open >= 0; open = line.IndexOf('(', StringComparison.Ordinal))
        {
            var close = line.IndexOf(')', open);
            line = close < 0 ? line[..open] : string.Concat(line.AsSpan(0, open), line.AsSpan(close + 1));
        }
        return line.Replace(" and ", ",", StringComparison.Ordinal).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Names.Spoken);
    }

    // "Mon, 2 Apr 2007 19:18:42 GMT"
    private static string? Posted(string? date)
    {
        var words = (date ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 4 && int.TryParse(words[1], out var day) && int.TryParse(words[3], out var year) ? Dates.Of(year, Dates.Month(words[2]), day) : null;
    }
}
