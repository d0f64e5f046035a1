using System.Text;

namespace SbiContrib.Local.Records;

/// <summary>What a service answers.</summary>
internal sealed record Reply(int Status, string Type, byte[] Body)
{
    private const string ShortDois = "api/handles/10/made-up-";
    private const string Json = "application/json";
    private const string AtomType = "application/atom+xml; charset=utf-8";
    private static readonly Dictionary<string, RecordedWork> ByArxiv = RecordedWork.Samples.Where(work => work.Arxiv is not null).ToDictionary(work => work.Arxiv!);
    private static readonly Dictionary<string, RecordedWork> ByDoi = RecordedWork.Samples.Where(work => work.Doi is not null).ToDictionary(work => work.Doi!.ToLowerInvariant());
    private static readonly Dictionary<string, RecordedWork> ByPage = RecordedWork.Samples.Where(work => work.Page is not null).ToDictionary(work => work.Page!);

    /// <summary>The answer to a question whose works are all known.</summary>
    /// <returns>The answer, or null where a work isn't known.</returns>
    public static Reply? To(string source, string path, IQueryCollection query) => (source, path) switch
    {
        ("arxiv", "api/query") when Numbers(query) is var numbers && numbers.All(number => Arxiv(number) is not null) => Feed(numbers),
        ("crossref", _) when path.StartsWith("works/", StringComparison.Ordinal) && Doi(path[6..]) is { } work => Of(200, Json, Shapes.Crossref(work)),
        ("datacite", _) when path.StartsWith("dois/10.48550/arxiv.", StringComparison.OrdinalIgnoreCase) && Arxiv(path["dois/10.48550/arxiv.".Length..]) is { } work => Of(200, Json, Shapes.DataCite(work)),
        ("doi", _) when path.StartsWith("ra/", StringComparison.Ordinal) => Of(200, Json, Shapes.Agency(path[3..])),
        ("doi", _) when path.StartsWith(ShortDois, StringComparison.Ordinal) && Doi($"10.5555/made-up.{path[ShortDois.Length..]}") is { } work => Of(200, Json, Shapes.Alias(work)),
        ("page", _) when ByPage.GetValueOrDefault(path) is { } work => Of(200, "text/html; charset=utf-8", Shapes.LandingPage(work)),
        _ => null,
    };

    /// <summary>How a service says that it doesn't know a work.</summary>
    public static Reply Unknown(string source, string path, IQueryCollection query) => source switch
    {
        "arxiv" when path == "api/query" && Numbers(query).FirstOrDefault(number => !number.Any(char.IsAsciiDigit)) is { } bad => Of(400, AtomType, Shapes.BadNumber(bad)),
        "arxiv" when path == "api/query" => Feed(Numbers(query)),
        "datacite" => Of(404, Json, """{"errors":[{"status":"404","title":"The resource you are looking for doesn't exist."}]}"""),
        "crossref" => Of(404, Json, "Resource not found."),
        _ => Page(404, "Not Found"),
    };

    /// <summary>A page instead of data.</summary>
    public static Reply Page(int status, string text) => Of(status, "text/html; charset=utf-8", $"<!doctype html><html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>");

    private static Reply Of(int status, string type, string body) => new(status, type, Encoding.UTF8.GetBytes(body));

    private static Reply Feed(string[] numbers) => Of(200, AtomType, Shapes.Feed([.. numbers.Select(Arxiv).OfType<RecordedWork>()]));

    private static string[] Numbers(IQueryCollection query) => query["id_list"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static RecordedWork? Arxiv(string number) => ByArxiv.GetValueOrDefault(number) ?? MadeUpWorks.Of(number);

    private static RecordedWork? Doi(string doi) => ByDoi.GetValueOrDefault(Uri.UnescapeDataString(doi).ToLowerInvariant()) ?? MadeUpWorks.Of(Uri.UnescapeDataString(doi));
}
