using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SbiContrib.Core.Works;

namespace SbiContrib.Core.Tests.Works;

/// <summary>Answers recorded from the services, each field compared with what the raw answer says. They aren't part of the repository.</summary>
public sealed class RecordedAnswersTests
{
    private const double Enough = 0.99;

    private static readonly Dictionary<string, Func<byte[], Dictionary<string, string?>>> Raw = new(StringComparer.Ordinal)
    {
        ["arxiv"] = bytes => Atom(bytes),
        ["crossref"] = bytes => Crossref(JsonNode.Parse(bytes)!),
        ["datacite"] = bytes => DataCite(JsonNode.Parse(bytes)!),
        ["inspire"] = bytes => Inspire(JsonNode.Parse(bytes)!),
        ["openalex"] = bytes => OpenAlex(JsonNode.Parse(bytes)!),
        ["biorxiv"] = bytes => Biorxiv(JsonNode.Parse(bytes)!),
        ["pubmed"] = bytes => PubMed(bytes),
        ["semanticscholar"] = bytes => SemanticScholar(JsonNode.Parse(bytes)!),
    };

    [Theory]
    [InlineData("arxiv")]
    [InlineData("crossref")]
    [InlineData("datacite")]
    [InlineData("inspire")]
    [InlineData("openalex")]
    [InlineData("biorxiv")]
    [InlineData("pubmed")]
    [InlineData("semanticscholar")]
    public void Fields_are_what_the_answer_says(string source)
    {
        var (fields, wrong) = (0, new List<string>());
        foreach (var file in Files(source))
        {
            var bytes = File.ReadAllBytes(file);
            if (SourceReaders.ByName[source](bytes, null) is not { Works: [var work, ..] })
                continue;
            foreach (var (field, expected) in Raw[source](bytes))
            {
                fields++;
                if (expected is not null && Letters(Field(work, field)) != Letters(expected) && !IsTex(expected))
                    wrong.Add($"{Path.GetFileName(file)} {field}: {Field(work, field)} | {expected}");
            }
        }
        TestContext.Current.SendDiagnosticMessage($"{source}: {fields - wrong.Count} of {fields} fields");

        Assert.True(wrong.Count <= fields * (1 - Enough), $"{wrong.Count} of {fields}\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void No_markup_is_left_in_any_title()
    {
        var left = from file in SourceReaders.ByName.Keys.Where(source => source != "csl").SelectMany(source => Files(source == "citationcff" ? "github" : source).Select(file => (source, file)))
                   from work in SourceReaders.ByName[file.source](File.ReadAllBytes(file.file), null).Works
                   where work.Title is { } title && (title.Contains('\\', StringComparison.Ordinal) || title.Contains("</", StringComparison.Ordinal) || title.Contains("&amp;", StringComparison.Ordinal) || title.Contains('\n', StringComparison.Ordinal))
                   select $"{file.file}: {work.Title}";

        Assert.Empty(left);
    }

    private static string[] Files(string source)
    {
        var folder = Path.Combine(Corpora() ?? "", "answers", source);
        Assert.SkipUnless(Directory.Exists(folder), "the recorded answers aren't here (SBI_CONTRIB_CORPORA)");
        return [.. Directory.GetFiles(folder).Where(file => !file.EndsWith(".http.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static string? Corpora()
    {
        if (Environment.GetEnvironmentVariable("SBI_CONTRIB_CORPORA") is { Length: > 0 } named)
            return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "corpora") is var beside && Directory.Exists(beside))
                return beside;
        return null;
    }

    private static string? Field(Work work, string field) => field switch
    {
        "id" => work.Id.ToString(),
        "title" => work.Title,
        "authors" => string.Join(';', work.Authors.Select(author => author.ToString())),
        "date" => work.Date,
        "venue" => work.Venue,
        _ => work.Abstract,
    };

    // What a plain reading of the raw text and ours have in common: letters and digits, without markup, marks and case.
    private static string Letters(string? text)
    {
        var plain = new StringBuilder();
        var decoded = WebUtility.HtmlDecode(WebUtility.HtmlDecode(text ?? ""));
        for (var i = 0; i < decoded.Length; i++)
        {
            var close = decoded[i] == '<' && i + 1 < decoded.Length && (char.IsAsciiLetter(decoded[i + 1]) || decoded[i + 1] == '/') ? decoded.IndexOf('>', i) : -1;
            if (close > 0)
                i = close;
            else if (char.IsLetter(decoded[i]) || char.IsAsciiDigit(decoded[i]))
                plain.Append(char.ToLowerInvariant(decoded[i]));
            else if ("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉".IndexOf(decoded[i], StringComparison.Ordinal) is var digit and >= 0)
                plain.Append((char)('0' + digit % 10));
        }
        return plain.ToString();
    }

    private static bool IsTex(string text) => text.Contains('\\', StringComparison.Ordinal) || text.Contains('$', StringComparison.Ordinal) || text.Contains("mmultiscripts", StringComparison.Ordinal) || text.Contains("mml:", StringComparison.Ordinal);

    private static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;

    private static string Joined(IEnumerable<string?> names) => string.Join(';', names);

    private static Dictionary<string, string?> Atom(byte[] bytes)
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entry = XDocument.Parse(Encoding.UTF8.GetString(bytes)).Root!.Element(atom + "entry")!;
        return new()
        {
            ["title"] = entry.Element(atom + "title")?.Value,
            ["authors"] = Joined(entry.Elements(atom + "author").Select(author => author.Element(atom + "name")?.Value)),
            ["date"] = entry.Element(atom + "published")?.Value[..10],
            ["abstract"] = entry.Element(atom + "summary")?.Value,
        };
    }

    private static Dictionary<string, string?> Crossref(JsonNode root)
    {
        var work = root["message"] ?? root;
        work = work["items"]?[0] ?? work;
        var parts = work["issued"]?["date-parts"]?.AsArray().FirstOrDefault()?.AsArray().OfType<JsonNode>().Select((part, at) => ((int)part).ToString(at == 0 ? "D4" : "D2", CultureInfo.InvariantCulture));
        var summary = Text(work["abstract"]);
        return new()
        {
            ["id"] = $"doi:{Text(work["DOI"])!.Replace("\\/", "/", StringComparison.Ordinal)}",
            ["title"] = Text(work["title"]?.AsArray().FirstOrDefault()) ?? "",
            ["authors"] = Joined((work["author"]?.AsArray() ?? []).Select(author => Text(author!["name"]) ?? $"{Text(author["given"])} {Text(author["family"])}")),
            ["date"] = parts is null ? null : string.Join('-', parts),
            ["venue"] = Text(work["container-title"]?.AsArray().FirstOrDefault()) ?? "",
            ["abstract"] = summary?.Contains("Abstract<", StringComparison.OrdinalIgnoreCase) == true ? null : summary,
        };
    }

    private static Dictionary<string, string?> DataCite(JsonNode root)
    {
        var record = (root["data"] ?? root)["attributes"]!;
        return new()
        {
            ["title"] = Text(record["titles"]?.AsArray().FirstOrDefault()?["title"]),
            ["authors"] = Joined((record["creators"]?.AsArray() ?? []).Select(creator => Text(creator!["familyName"]) is { } family ? $"{Text(creator["givenName"])} {family}" : Text(creator["name"]))),
        };
    }

    private static Dictionary<string, string?> Inspire(JsonNode root)
    {
        var record = root["metadata"] ?? root;
        return new()
        {
            ["id"] = $"inspire:{Text(record["control_number"])}",
            ["title"] = Text(record["titles"]?[0]?["title"]),
            ["authors"] = record["collaborations"] is not null || record["corporate_author"] is not null ? null : Joined((record["authors"]?.AsArray() ?? []).Select(author => string.Join(' ', Text(author!["full_name"])!.Split(',', 2).Reverse()))),
            ["date"] = Text(record["earliest_date"]),
            ["abstract"] = Text(record["abstracts"]?[0]?["value"]),
        };
    }

    private static Dictionary<string, string?> OpenAlex(JsonNode root) => new()
    {
        ["title"] = Text(root["title"]),
        ["authors"] = Joined((root["authorships"]?.AsArray() ?? []).Select(author => Text(author!["author"]!["display_name"]))),
        ["date"] = Text(root["publication_date"]),
    };

    private static Dictionary<string, string?> Biorxiv(JsonNode root)
    {
        var item = root["collection"]![0]!;
        return new()
        {
            ["id"] = $"doi:{Text(item["doi"])}",
            ["title"] = Text(item["title"]),
            ["authors"] = Joined(Text(item["authors"])!.Split(';').Select(name => string.Join(' ', name.Split(',', 2).Reverse()))),
            ["date"] = Text(item["date"]),
            ["abstract"] = Text(item["abstract"]),
        };
    }

    private static Dictionary<string, string?> PubMed(byte[] bytes)
    {
        if (bytes[0] != '<')
            return [];
        using var reader = System.Xml.XmlReader.Create(new MemoryStream(bytes), new() { DtdProcessing = System.Xml.DtdProcessing.Ignore });
        var article = XDocument.Load(reader).Descendants("Article").FirstOrDefault();
        if (article is null)
            return [];
        return new()
        {
            ["title"] = article.Element("ArticleTitle")?.Value,
            ["authors"] = Joined(article.Elements("AuthorList").Elements("Author").Select(author => author.Element("CollectiveName")?.Value ?? $"{author.Element("ForeName")?.Value} {author.Element("LastName")?.Value}")),
            ["venue"] = article.Element("Journal")?.Element("Title")?.Value,
        };
    }

    private static Dictionary<string, string?> SemanticScholar(JsonNode root)
    {
        var paper = root is JsonArray papers ? papers.First(item => item is not null)! : root;
        return new()
        {
            ["id"] = $"s2:{Text(paper["paperId"])}",
            ["title"] = Text(paper["title"]),
            ["authors"] = Joined((paper["authors"]?.AsArray() ?? []).Select(author => Text(author!["name"]))),
            ["abstract"] = Text(paper["abstract"]),
        };
    }
}
