using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace SbiContrib.Local.Records;

/// <summary>The facts of works in the shapes in which the services answer.</summary>
internal static class Shapes
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Arxiv = "http://arxiv.org/schemas/atom";
    private static readonly XNamespace OpenSearch = "http://a9.com/-/spec/opensearch/1.1/";

    /// <summary>arXiv's Atom feed; numbers it doesn't know are missing from it.</summary>
    public static string Feed(IReadOnlyCollection<RecordedWork> works) => Document(new XElement(Atom + "feed",
        new XAttribute(XNamespace.Xmlns + "opensearch", OpenSearch),
        new XAttribute(XNamespace.Xmlns + "arxiv", Arxiv),
        new XElement(Atom + "id", "https://arxiv.org/api/records"),
        new XElement(Atom + "title", "arXiv Query"),
        new XElement(OpenSearch + "itemsPerPage", works.Count),
        new XElement(OpenSearch + "totalResults", works.Count),
        new XElement(OpenSearch + "startIndex", 0),
        works.Select(Entry)));

    /// <summary>arXiv's answer to a number that can't be one.</summary>
    public static string BadNumber(string number) => Document(new XElement(Atom + "feed",
        new XElement(Atom + "entry",
            new XElement(Atom + "id", $"https://arxiv.org/api/errors#incorrect_id_format_for_{number}"),
            new XElement(Atom + "title", "Error"),
            new XElement(Atom + "summary", $"incorrect id format for {number}"))));

    /// <summary>Crossref's answer for a DOI.</summary>
    public static string Crossref(RecordedWork work) => new JsonObject
    {
        ["status"] = "ok",
        ["message-type"] = "work",
        ["message-version"] = "1.0.0",
        ["message"] = new JsonObject
        {
            ["DOI"] = work.Doi!.ToLowerInvariant(),
            ["type"] = "journal-article",
            ["title"] = new JsonArray(Plain(work.Title)),
            ["author"] = new JsonArray([.. work.Authors.Select((author, at) => new JsonObject { ["given"] = author.Given, ["family"] = author.Family, ["sequence"] = at == 0 ? "first" : "additional" })]),
            ["issued"] = Parts(work.Published ?? work.Posted),
            ["container-title"] = new JsonArray(work.Venue),
            ["abstract"] = $"<jats:p>{work.Summary}</jats:p>",
            ["relation"] = new JsonObject(),
        },
    }.ToJsonString();

    /// <summary>The DOI system's answer for a short name: <c>10/made-up-7</c> is <c>10.5555/made-up.7</c>.</summary>
    public static string Alias(RecordedWork work) => new JsonObject
    {
        ["responseCode"] = 1,
        ["values"] = new JsonArray(new JsonObject { ["index"] = 1, ["type"] = "HS_ALIAS", ["data"] = new JsonObject { ["format"] = "string", ["value"] = work.Doi } }),
    }.ToJsonString();

    /// <summary>A landing page, which states for search engines what it shows (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing).</summary>
    public static string LandingPage(RecordedWork work)
    {
        static string Meta(string name, string? content) => content is null ? "" : $"<meta name=\"{name}\" content=\"{WebUtility.HtmlEncode(content)}\">";
        var authors = string.Concat(work.Authors.Select(author => Meta("citation_author", $"{author.Given} {author.Family}")));
        return $"<!doctype html><html><head><title>{WebUtility.HtmlEncode(work.Title)}</title>{Meta("citation_title", work.Title)}{authors}{Meta("citation_publication_date", work.Published?.Replace('-', '/'))}{Meta("citation_conference_title", work.Venue)}{Meta("citation_abstract", work.Summary)}</head><body></body></html>";
    }

    /// <summary>DataCite's answer for arXiv's own DOI.</summary>
    public static string DataCite(RecordedWork work) => new JsonObject
    {
        ["data"] = new JsonObject
        {
            ["id"] = $"10.48550/arxiv.{work.Arxiv}",
            ["type"] = "dois",
            ["attributes"] = new JsonObject
            {
                ["doi"] = $"10.48550/arxiv.{work.Arxiv}",
                ["titles"] = new JsonArray(new JsonObject { ["title"] = work.Title }),
                ["creators"] = new JsonArray([.. work.Authors.Select(author => new JsonObject
                {
                    ["name"] = $"{author.Family}, {author.Given}", ["nameType"] = "Personal", ["givenName"] = author.Given, ["familyName"] = author.Family,
                })]),
                ["publisher"] = "arXiv",
                ["publicationYear"] = int.Parse(work.Posted[..4]),
                ["dates"] = new JsonArray(new JsonObject { ["date"] = work.Posted, ["dateType"] = "Submitted" }),
                ["types"] = new JsonObject { ["resourceTypeGeneral"] = "Preprint", ["resourceType"] = "Article" },
                ["descriptions"] = new JsonArray(new JsonObject { ["description"] = work.Summary, ["descriptionType"] = "Abstract" }),
                ["relatedIdentifiers"] = work.Doi is null ? [] : new JsonArray(new JsonObject { ["relationType"] = "IsVersionOf", ["relatedIdentifierType"] = "DOI", ["relatedIdentifier"] = work.Doi }),
                ["version"] = work.Version.ToString(),
                ["state"] = "findable",
            },
        },
    }.ToJsonString();

    /// <summary>The DOI system's word on a prefix.</summary>
    public static string Agency(string prefix) => new JsonArray(new JsonObject { ["DOI"] = prefix, ["RA"] = prefix is "10.48550" or "10.5281" ? "DataCite" : "Crossref" }).ToJsonString();

    private static XElement Entry(RecordedWork work)
    {
        var posted = $"{work.Posted}T12:00:00Z";
        return new XElement(Atom + "entry",
            new XElement(Atom + "id", $"http://arxiv.org/abs/{work.Arxiv}v{work.Version}"),
            new XElement(Atom + "title", work.Title),
            new XElement(Atom + "updated", posted),
            new XElement(Atom + "link", new XAttribute("href", $"https://arxiv.org/abs/{work.Arxiv}v{work.Version}"), new XAttribute("rel", "alternate"), new XAttribute("type", "text/html")),
            new XElement(Atom + "summary", work.Summary),
            new XElement(Atom + "category", new XAttribute("term", work.Category), new XAttribute("scheme", "http://arxiv.org/schemas/atom")),
            new XElement(Atom + "published", posted),
            new XElement(Arxiv + "primary_category", new XAttribute("term", work.Category)),
            work.Authors.Select(author => new XElement(Atom + "author", new XElement(Atom + "name", $"{author.Given} {author.Family}"))),
            work.Doi is null ? null : new XElement(Arxiv + "doi", work.Doi));
    }

    private static JsonObject Parts(string date) =>
        new() { ["date-parts"] = new JsonArray(new JsonArray([.. date.Split('-').Select(part => (JsonNode)int.Parse(part))])) };

    private static string Plain(string title) => title.Replace("$\\gamma$", "γ", StringComparison.Ordinal).Replace(" -- ", ": ", StringComparison.Ordinal);

    private static string Document(XElement root) => "<?xml version='1.0' encoding='UTF-8'?>\n" + root;
}
