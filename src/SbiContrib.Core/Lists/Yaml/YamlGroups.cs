using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>Finds the sequences of entries in a data file that has several, each under a name.</summary>
internal static class YamlGroups
{
    private const int Deepest = 6;
    private static readonly string[] Names = ["heading", "name", "title", "category", "section", "topic", "label"];
    private static readonly string[] Titles = ["title", "name"];

    /// <summary>Where each sequence of entries begins, and the names above it; where there is one sequence only, it has none.</summary>
    /// <param name="text">The file.</param>
    public static Dictionary<long, ImmutableArray<string>> Of(string text)
    {
        if (!IsPlain(text))
            return [];
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        var found = new Dictionary<long, ImmutableArray<string>>();
        if (stream.Documents is [var document, ..])
            Visit(document.RootNode, [], found, 0);
        return found.Count == 1 ? found.ToDictionary(g => g.Key, _ => ImmutableArray<string>.Empty) : found;
    }

    /// <summary>Whether a file is nested no deeper than people nest, and repeats nothing by a name: the tree of one that isn't may have no end.</summary>
    private static bool IsPlain(string text)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        for (var depth = 0; parser.MoveNext() && parser.Current is { } here; depth += here.NestingIncrease)
        {
            if (here is AnchorAlias || depth > 4 * Deepest)
                return false;
        }
        return true;
    }

    private static void Visit(YamlNode node, ImmutableArray<string> path, Dictionary<long, ImmutableArray<string>> found, int depth)
    {
        if (depth > Deepest)
            return;
        if (node is YamlSequenceNode sequence && IsOfEntries(sequence))
            found.TryAdd(sequence.Start.Index, path);
        else if (node is YamlSequenceNode groups)
        {
            foreach (var group in groups.OfType<YamlMappingNode>())
                VisitValues(group, NameOf(group) is { } name ? path.Add(name) : path, found, depth);
        }
        else if (node is YamlMappingNode mapping)
            VisitValues(mapping, path, found, depth);
    }

    private static void VisitValues(YamlMappingNode mapping, ImmutableArray<string> path, Dictionary<long, ImmutableArray<string>> found, int depth)
    {
        var several = mapping.Children.Count(c => c.Value is YamlSequenceNode) > 1;
        foreach (var (key, value) in mapping.Children.Where(c => c.Value is YamlSequenceNode or YamlMappingNode))
            Visit(value, several || value is YamlMappingNode ? path.Add(key.ToString()) : path, found, depth + 1);
    }

    /// <summary>Whether a sequence holds entries: mappings with a title, that hold no entries themselves.</summary>
    private static bool IsOfEntries(YamlSequenceNode sequence) =>
        sequence.Children is { Count: > 0 } children && children.All(c => c is YamlMappingNode { Children.Count: > 1 } mapping && Titles.Any(t => Text(mapping, t) is not null) && (IsOfWork(mapping) || !mapping.Children.Values.OfType<YamlSequenceNode>().Any(IsOfEntries)));

    private static bool IsOfWork(YamlMappingNode mapping) => YamlKeys.AreOfWork(mapping.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? ""));

    private static string? NameOf(YamlMappingNode group) => Names.Select(n => Text(group, n)).FirstOrDefault(t => t is { Length: > 0 });

    private static string? Text(YamlMappingNode mapping, string key) => mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? (value as YamlScalarNode)?.Value : null;
}
