using System.Collections.Immutable;
using System.Text.Json.Nodes;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Cases;

/// <summary>Turns effects' JSON into one that a person reads and compares line by line.</summary>
internal static class Reading
{
    public static JsonNode? Of(JsonNode? node, ImmutableArray<ListFile> before) => node switch
    {
        null => null,
        JsonObject map when File(map) is { } file => Difference(file, before),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Of(pair.Value, before)))),
        JsonArray many => new JsonArray([.. many.Select(item => Of(item, before))]),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Contains('\n', StringComparison.Ordinal) => Lines(text),
        _ => node.DeepClone(),
    };

    private static ListFile? File(JsonObject map) =>
        map.Count == 2 && map["path"] is JsonValue path && map["text"] is JsonValue text ? new((string)path!, (string)text!) : null;

    private static JsonObject Difference(ListFile after, ImmutableArray<ListFile> before)
    {
        var old = before.FirstOrDefault(file => file.Path == after.Path);
        return new() { ["path"] = after.Path, ["diff"] = Lines(UnifiedDiff.Of(old, after)) };
    }

    private static JsonArray Lines(string text) => new([.. text.TrimEnd('\n').Split('\n').Select(line => (JsonNode?)JsonValue.Create(line))]);
}
