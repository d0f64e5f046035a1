using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace SbiContrib.Core.Works.Reading;

/// <summary>Reading YAML as nodes: every scalar is text, dates and versions too; anchors, tags and types mean nothing.</summary>
internal static class Yaml
{
    private const int LargestFile = 1024 * 1024;
    private const int Deepest = 32;
    private const int LongestRule = 200;

    /// <summary>Parses a file.</summary>
    /// <param name="body">The bytes.</param>
    /// <returns>The mapping that it is, or null where it isn't one.</returns>
    public static YamlMappingNode? Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Length > LargestFile)
            return null;
        try
        {
            var text = Encoding.UTF8.GetString(body.Span).TrimStart('\uFEFF');
            if (!Bearable(text) || !Shallow(text))
                return null;
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(reader);
            return stream.Documents.Count > 0 ? stream.Documents[0].RootNode as YamlMappingNode : null;
        }
        catch (Exception e) when (e is YamlException or ArgumentException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The node under a key.</summary>
    public static YamlNode? At(this YamlNode? from, string key) =>
        from is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    /// <summary>The text under a key; null where there is none.</summary>
    public static string? Text(this YamlNode? from, string key) => from.At(key) is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;

    /// <summary>The items of the list under a key.</summary>
    public static IEnumerable<YamlNode> Items(this YamlNode? from, string key) => from.At(key) is YamlSequenceNode list ? list.Children : [];

    // The scanner looks far ahead within brackets and on a line of dashes, in time that grows with the square: none so deep is let in.
    private static bool Bearable(string text)
    {
        var (brackets, dashes) = (0, 0);
        foreach (var c in text)
        {
            brackets += c is '[' or '{' ? 1 : c is ']' or '}' && brackets > 0 ? -1 : 0;
            dashes = c is '-' or '?' or ':' or ' ' ? dashes + (c == ' ' ? 0 : 1) : 0;
            if (brackets > Deepest || dashes > LongestRule)
                return false;
        }
        return true;
    }

    // The nodes are built by recursion: how deep it would go is seen first, from the events.
    private static bool Shallow(string text)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        for (var depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > Deepest || parser.Current is AnchorAlias)
                return false;
        }
        return true;
    }
}
