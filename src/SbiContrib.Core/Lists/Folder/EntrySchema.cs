using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;
using NJsonSchema.Validation;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SbiContrib.Core.Lists.Folder;

/// <summary>The JSON Schema that a site holds its entries against.</summary>
internal sealed class EntrySchema
{
    private readonly JsonNode root;
    private readonly JsonSchema schema;

    private EntrySchema(JsonNode root, JsonSchema schema) => (this.root, this.schema) = (root, schema);

    /// <summary>Reads a schema.</summary>
    /// <param name="file">The schema's file.</param>
    /// <exception cref="FormatException">It is no schema, or refers to another file: none is fetched.</exception>
    public static EntrySchema Read(ListFile file)
    {
        try
        {
            var read = JsonNode.Parse(file.Text) ?? throw new FormatException($"{file.Path} is empty");
            if (Nodes(read).OfType<JsonObject>().Any(o => o["$ref"] is JsonValue value && value.TryGetValue<string>(out var to) && !to.StartsWith('#')))
                throw new FormatException($"{file.Path} refers to another file; a schema that stands alone is wanted");
            // Nothing is waited for: no reference leads out of the text.
            return new(read, JsonSchema.FromJsonAsync(file.Text).GetAwaiter().GetResult());
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or Newtonsoft.Json.JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"{file.Path} is no JSON Schema: {fault.Message}", fault);
        }
    }

    /// <summary>What is wrong with an entry's file, each with its field; empty where it is valid.</summary>
    /// <param name="yaml">The file's text.</param>
    public ImmutableArray<string> Problems(string yaml)
    {
        try
        {
            var node = Sites.Yaml.Documents(yaml) is [{ RootNode: var entry }, ..] ? Json(entry) : null;
            return [.. schema.Validate(node?.ToJsonString() ?? "null").SelectMany(Words).Distinct(StringComparer.Ordinal)];
        }
        catch (YamlException fault)
        {
            return [fault.Message];
        }
        catch (RegexMatchTimeoutException)
        {
            // The programs bound every pattern: this one is the site's own.
            return ["a `pattern` of the schema takes too long to match"];
        }
    }

    /// <summary>Whether the schema knows a field.</summary>
    /// <param name="key">The field.</param>
    public bool Has(string key) => (root as JsonObject)?["properties"] is JsonObject properties && properties.ContainsKey(key);

    /// <summary>The words that the schema allows in a field; empty where it names none.</summary>
    /// <param name="key">The field.</param>
    public ImmutableArray<string> Words(string key) =>
        root["properties"]?[key] is { } property ? [.. WordsOf(property, 0).Distinct(StringComparer.Ordinal)] : [];

    private IEnumerable<string> WordsOf(JsonNode node, int depth)
    {
        if (depth > 8)
            yield break;
        foreach (var o in Nodes(node).OfType<JsonObject>())
        {
            if (o["enum"] is JsonArray words)
            {
                foreach (var word in words.OfType<JsonValue>())
                    if (word.TryGetValue<string>(out var text))
                        yield return text;
            }
            if (o["$ref"] is JsonValue value && value.TryGetValue<string>(out var to) && Target(to) is { } target)
            {
                foreach (var word in WordsOf(target, depth + 1))
                    yield return word;
            }
        }
    }

    private JsonNode? Target(string pointer) =>
        pointer.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)root, (at, step) => at is JsonObject o ? o[step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)] : null);

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => node switch
    {
        JsonObject o => o.Select(p => p.Value).OfType<JsonNode>().SelectMany(Nodes).Prepend(o),
        JsonArray a => a.OfType<JsonNode>().SelectMany(Nodes).Prepend(a),
        _ => [node],
    };

    private static IEnumerable<string> Words(ValidationError error) => error switch
    {
        ChildSchemaValidationError child when child.Errors.Values.SelectMany(e => e).SelectMany(Words).ToArray() is { Length: > 0 } inner =>
            [inner.Any(words => words.Contains('`', StringComparison.Ordinal)) ? string.Join(" or ", inner.Distinct()) : $"`{child.Property ?? child.Path?.Split('/')[^1]}`: {string.Join(" or ", inner.Distinct())}"],
        { Kind: ValidationErrorKind.PropertyRequired, Property: { } property } => [$"`{property}` is wanted"],
        { Kind: ValidationErrorKind.NoAdditionalPropertiesAllowed, Property: { } property } => [$"`{property}` isn't allowed"],
        { Property: { } property } => [$"`{property}`: {error.Kind}"],
        _ => [error.Kind.ToString()],
    };

    /// <summary>YAML as the JSON that a schema is held against; a day is a text there.</summary>
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.DistinctBy(pair => pair.Key.ToString()).Select(pair => KeyValuePair.Create(pair.Key.ToString(), Json(pair.Value)))),
        YamlSequenceNode many => new JsonArray([.. many.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any, Value: var value } => Plain(value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static JsonValue? Plain(string value) => value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(value),
    };
}
