using System.Text.Json;
using System.Xml.Linq;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Sources;

/// <summary>Reads what PubMed's E-utilities answer (https://www.ncbi.nlm.nih.gov/books/NBK25499/): efetch's XML and esummary's JSON.</summary>
public static class PubMedAnswer
{
    /// <summary>Reads records.</summary>
    /// <param name="body">The bytes of the answer.</param>
    /// <param name="status">The HTTP status; null where only the bytes are known.</param>
    /// <returns>The works, or why there are none.</returns>
    public static SourceAnswer Read(ReadOnlyMemory<byte> body, int? status = null)
    {
        if (Json.Parse(body) is { ValueKind: JsonValueKind.Object } summary)
            return Summaries(summary, body, status);
        return Xml.Parse(body, declaresType: true) switch
        {
            { Name.LocalName: "PubmedArticleSet" or "PubmedBookArticleSet" } set => SourceAnswer.Of(set.Elements().Select(PubMedRecord.Read), status),
            { Name.LocalName: "PubmedArticle" or "PubmedBookArticle" } record => SourceAnswer.Of([PubMedRecord.Read(record)], status),
            { } other when Error(other) is { } error => SourceAnswer.None(Told(error)),
            { } other when other.Text("Count") == "0" => SourceAnswer.None(SourceError.NotFound),
            _ => SourceAnswer.None(Trouble.Of(body, status)),
        };
    }

    private static string? Error(XElement root) => root.Text("ERROR") ?? (root.Name.LocalName == "ERROR" ? root.Value : null);

    private static SourceError Told(string error) =>
        error.Contains("rate limit", StringComparison.OrdinalIgnoreCase) ? SourceError.RateLimited
        : error.Contains("invalid", StringComparison.OrdinalIgnoreCase) || error.Contains("cannot get document", StringComparison.OrdinalIgnoreCase) || error.Contains("empty", StringComparison.OrdinalIgnoreCase) ? SourceError.NotFound
        : SourceError.Unavailable;

    private static SourceAnswer Summaries(JsonElement root, ReadOnlyMemory<byte> body, int? status)
    {
        if ((root.Text("error") ?? root.Text("esummaryresult", "0") ?? root.Text("esearchresult", "ERROR") ?? root.Items("esummaryresult").Select(text => Json.Text(text)).FirstOrDefault()) is { } error)
            return SourceAnswer.None(Told(error));
        if (root.Text("esearchresult", "count") == "0")
            return SourceAnswer.None(SourceError.NotFound);
        return root.At("result") is { ValueKind: JsonValueKind.Object } result
            ? SourceAnswer.Of(result.Items("uids").Select(number => Json.Text(number) is { } key && result.At(key) is { } record ? Summary(record) : null), status)
            : SourceAnswer.None(Trouble.Of(body, status));
    }

    private static Work? Summary(JsonElement record)
    {
        string? Number(string type) => record.Items("articleids").Where(id => id.Text("idtype") == type).Select(id => id.Text("value")).FirstOrDefault(value => value is not null and not "0");
        var pmcid = Ids.Number("pmcid", Number("pmcid") ?? Number("pmc"));
        if (record.Text("error") is not null || (Ids.Number("pmid", Number("pmid") ?? Number("pubmed")) ?? pmcid) is not { } id)
            return null;
        return new Work
        {
            Id = id,
            Ids = Ids.All(id, Ids.Doi(Number("doi")), pmcid),
            Kind = record.Items("pubtype").Any(type => Json.Text(type) == "Review") ? "review" : "article",
            Title = PubMedRecord.Bare(CleanText.Line(record.Text("title"))),
            Authors = record.Items("authors").Select(author => Initialled(author.Text("name"), author.Text("authtype"))).Authors(),
            Date = PubMedRecord.Earlier(Spelled(record.Text("epubdate")), Spelled(record.Text("pubdate"))),
            Venue = CleanText.Line(record.Text("fulljournalname") ?? record.Text("source")),
        };
    }

    // "van der Berg LM": the initials come last.
    private static Author? Initialled(string? name, string? type)
    {
        var clean = CleanText.Name(name);
        var blank = clean?.LastIndexOf(' ') ?? -1;
        return type == "CollectiveName" || blank < 0 || clean!.Length - blank > 5 || clean[(blank + 1)..].Any(c => !char.IsUpper(c)) ? Names.Whole(clean) : Names.Parts(clean[(blank + 1)..], clean[..blank]);
    }

    // "2020 Dec 24"
    private static string? Spelled(string? date)
    {
        var words = (date ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 || !int.TryParse(words[0], out var year) ? null
            : Dates.Of(year, words.Length > 1 && !words[1].Contains('-', StringComparison.Ordinal) ? Dates.Month(words[1]) : null, words.Length > 2 && int.TryParse(words[2], out var day) ? day : null);
    }
}
