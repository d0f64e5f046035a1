using System.Text;
using System.Text.Json;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;

namespace SbiContrib.Core.Works.Pages;

/// <summary>The work that a page's JSON-LD describes (https://schema.org/ScholarlyArticle).</summary>
internal static class LinkedWork
{
    private static readonly string[] Types = ["ScholarlyArticle", "MedicalScholarlyArticle", "Article", "TechArticle", "Report", "Thesis", "Chapter", "Book", "SoftwareSourceCode", "Dataset"];

    // A newspaper's and a blog's texts are an Article as well.
    private static readonly string[] Cited = ["ScholarlyArticle", "MedicalScholarlyArticle", "Thesis", "Chapter", "Book"];

    /// <summary>The identifiers of the works that it is about; what they cite or belong to is passed over.</summary>
    /// <param name="json">The JSON-LD, as written.</param>
    public static IEnumerable<Identifier> Of(string json)
    {
        if (Json.Parse(Encoding.UTF8.GetBytes(json)) is not { } root)
            return [];
        try
        {
            return [.. Nodes(root).Where(node => IsWork(node, Types)).Select(Named).OfType<Identifier>()];
        }
        catch (InvalidOperationException)
        {
            return []; // a name in it is half a character
        }
    }

    /// <summary>The work that it describes, as written.</summary>
    /// <param name="json">The JSON-LD, as written.</param>
    /// <returns>The first node that is a work; null where there is none. Code and data describe themselves too loosely.</returns>
    public static JsonElement? First(string json)
    {
        if (Json.Parse(Encoding.UTF8.GetBytes(json)) is not { } root)
            return null;
        try
        {
            return Nodes(root).Where(node => IsWork(node, Cited)).Select(node => (JsonElement?)node).FirstOrDefault();
        }
        catch (InvalidOperationException)
        {
            return null; // a name in it is half a character
        }
    }

    // A page is an array, a graph, or says which thing it is about: no deeper.
    private static IEnumerable<JsonElement> Nodes(JsonElement root) =>
        Some(root).SelectMany(node => new[] { node }.Concat(Some(node.At("@graph")))).SelectMany(node => new[] { node }.Concat(Some(node.At("mainEntity"))));

    private static IEnumerable<JsonElement> Some(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Array } many => many.EnumerateArray(),
        { ValueKind: JsonValueKind.Undefined } or null => [],
        { } one => [one],
    };

    private static bool IsWork(JsonElement node, string[] types) =>
        Some(node.At("@type")).Any(type => types.Contains(Json.Text(type)?.Replace("http://schema.org/", "", StringComparison.Ordinal).Replace("https://schema.org/", "", StringComparison.Ordinal)));

    // The first property that names exactly one work: its name comes before what else it is known under.
    private static Identifier? Named(JsonElement node)
    {
        foreach (var property in (string[])["@id", "identifier", "sameAs", "codeRepository", "url"])
            if (Some(node.At(property)).Select(Id).OfType<Identifier>().Where(id => IsCode(node) || id.Scheme is not ("github" or "gitlab")).Distinct().ToArray() is [var one])
                return one;
        return null;
    }

    // What an article's page calls the same is its site's repository as often as its own.
    private static bool IsCode(JsonElement node) => IsWork(node, ["SoftwareSourceCode"]);

    private static Identifier? Id(JsonElement value)
    {
        var text = Json.Text(value) ?? Json.Text(value.At("value")) ?? Json.Text(value.At("@id")) ?? Json.Text(value.At("@value"));
        if (text is null || text.Length > Identify.LongestLink)
            return null;
        return Json.Text(value.At("propertyID"))?.ToLowerInvariant() switch
        {
            "doi" or "https://registry.identifiers.org/registry/doi" => Ids.Doi(text),
            "arxiv" or "https://registry.identifiers.org/registry/arxiv" => Ids.Arxiv(text),
            // A bare number may be anything's: only an address or a DOI says by itself what it is.
            null => text.Contains("://", StringComparison.Ordinal) || text.StartsWith("10.", StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal) ? Identify.Link(text).Id : null,
            _ => text.Contains("://", StringComparison.Ordinal) ? Identify.Link(text).Id : null,
        };
    }
}
