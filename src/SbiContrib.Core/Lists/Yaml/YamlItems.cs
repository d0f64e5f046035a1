using System.Collections.Immutable;
using SbiContrib.Core.Lists.Markdown;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>Reads a data file that is a sequence of mappings.</summary>
internal static class YamlItems
{
    /// <summary>The entries with their lines.</summary>
    /// <exception cref="FormatException">The file is no YAML sequence of mappings.</exception>
    public static ImmutableArray<YamlItem> Read(SourceLines lines) => Read(lines, grouped: true);

    /// <summary>One entry alone, whose sequences are its own.</summary>
    /// <exception cref="FormatException">The text is no YAML sequence of mappings.</exception>
    public static ImmutableArray<YamlItem> ReadAlone(SourceLines lines) => Read(lines, grouped: false);

    private static ImmutableArray<YamlItem> Read(SourceLines lines, bool grouped)
    {
        try
        {
            var parser = new Parser(new StringReader(lines.Text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _) || !parser.TryConsume<SequenceStart>(out _))
                return Grouped(lines) is { IsEmpty: false } named ? named : throw new FormatException("a list in YAML is a sequence of mappings, or has such sequences under names");
            var items = ImmutableArray.CreateBuilder<YamlItem>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Item(parser, lines, items));
            parser.TryConsume<DocumentEnd>(out _);
            Alone(parser);
            return grouped && items.Any(HoldsOthers) && Grouped(lines) is { IsEmpty: false } inner ? inner : items.ToImmutable();
        }
        catch (YamlException e)
        {
            throw new FormatException($"line {e.Start.Line}: {e.Message}", e);
        }
    }

    /// <summary>What stands behind the end of the list would be read by nobody.</summary>
    private static void Alone(Parser parser)
    {
        if (parser.Accept<DocumentStart>(out var second))
            throw new FormatException($"line {second.Start.Line}: a second document begins; a list in YAML is one");
    }

    /// <summary>A mapping with a name, without an address, and with a sequence of more than texts may be a group of entries.</summary>
    private static bool HoldsOthers(YamlItem item) =>
        item.Fields.Any(f => f.Value.IsNested) && !item.Fields.Any(f => YamlKeys.IsAddress(f.Text)) && !YamlKeys.AreOfWork(item.Fields.Select(f => f.Key));

    /// <summary>The entries of a file that holds them in groups.</summary>
    private static ImmutableArray<YamlItem> Grouped(SourceLines lines)
    {
        var groups = YamlGroups.Of(lines.Text);
        var items = ImmutableArray.CreateBuilder<YamlItem>();
        var parser = new Parser(new StringReader(lines.Text));
        while (groups.Count > 0 && parser.MoveNext())
        {
            if (parser.Current is DocumentEnd)
            {
                parser.MoveNext();
                Alone(parser);
            }
            if (parser.Current is not SequenceStart start || !groups.TryGetValue(start.Start.Index, out var path))
                continue;
            parser.MoveNext();
            while (!parser.Accept<SequenceEnd>(out _))
                items.Add(Item(parser, lines, items) with { Group = path });
        }
        return items.ToImmutable();
    }

    private static YamlItem Item(Parser parser, SourceLines lines, IEnumerable<YamlItem> before)
    {
        var opened = parser.Consume<MappingStart>();
        var start = opened.Start;
        ImmutableArray<YamlField> merged = [];
        var (first, column) = ((int)start.Line - 1, (int)start.Column - 1);
        var read = new List<(string Key, YamlValue Value, int First)>();
        var end = start.Line;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            if (key.Value == "<<" && parser.Accept<AnchorAlias>(out var alias))
                merged = before.LastOrDefault(i => i.Anchor == alias.Value.Value) is { } other ? [.. other.Fields.Concat(other.Merged).Where(f => f.Key != "<<")] : [];
            read.Add((key.Value, Value(parser, ref end), (int)key.Start.Line - 1));
        }
        var last = Last(lines, first, (int)Math.Min(end - 1, lines.Count - 1), column);
        var fields = read.Select((f, i) => new YamlField(f.Key, f.Value, f.First, i + 1 < read.Count ? Last(lines, f.First, read[i + 1].First - 1, column) : last));
        return new(first, last, column, [.. fields]) { Anchor = opened.Anchor.IsEmpty ? null : opened.Anchor.Value, Merged = merged };
    }

    /// <summary>A value may be said to end where the next one begins; blank lines and comments behind it aren't its own.</summary>
    private static int Last(SourceLines lines, int first, int last, int column)
    {
        while (last > first && lines.Content(last) is var line && (line.IsWhiteSpace() || line.Length - line.TrimStart(' ').Length < column || (line.TrimStart(' ').StartsWith("#") && line.Length - line.TrimStart(' ').Length <= column)))
            last--;
        return last;
    }

    private static YamlValue Value(Parser parser, ref long end)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            end = scalar.End.Line;
            return scalar is { Style: ScalarStyle.Plain, Value: "null" or "Null" or "NULL" or "~" } ? default : new(scalar.Value, default);
        }
        if (parser.TryConsume<MappingStart>(out _))
        {
            var pairs = Pairs(parser);
            end = parser.Current!.Start.Line;
            return new() { IsNested = true, Pairs = pairs };
        }
        if (!parser.Accept<SequenceStart>(out _))
        {
            parser.SkipThisAndNestedEvents();
            end = parser.Current!.Start.Line;
            return new() { IsNested = true };
        }
        parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<string>();
        var maps = ImmutableArray.CreateBuilder<ImmutableArray<(string, string)>>();
        var (known, count) = (true, 0);
        for (; !parser.Accept<SequenceEnd>(out _); count++)
            known &= Element(parser, items, maps);
        end = parser.Consume<SequenceEnd>().End.Line;
        end = parser.Current?.Start.Line ?? end;
        var all = count > 0 && maps.Count == count ? maps.ToImmutable() : default;
        return known ? new(null, items.ToImmutable()) { Maps = all } : new() { IsNested = true, Maps = all };
    }

    /// <summary>An element of a sequence: a text, or a mapping with nothing but a name.</summary>
    private static bool Element(Parser parser, ImmutableArray<string>.Builder items, ImmutableArray<ImmutableArray<(string, string)>>.Builder maps)
    {
        if (parser.TryConsume<Scalar>(out var text))
        {
            items.Add(text.Value);
            return true;
        }
        if (!parser.Accept<MappingStart>(out _))
        {
            parser.SkipThisAndNestedEvents();
            return false;
        }
        parser.Consume<MappingStart>();
        var pairs = Pairs(parser);
        maps.Add(pairs);
        if (NameOf(pairs) is { } name)
            items.Add(name);
        return NameOf(pairs) is not null;
    }

    /// <summary>A person's name: alone, or in its parts.</summary>
    private static string? NameOf(ImmutableArray<(string Key, string Text)> pairs)
    {
        string? Of(params ReadOnlySpan<string> keys)
        {
            foreach (var key in keys)
            {
                if (pairs.FirstOrDefault(p => p.Key == key).Text is { Length: > 0 } text)
                    return text;
            }
            return null;
        }
        if (pairs is [{ Key: "name", Text: { } name }])
            return name;
        return Of("family", "last", "last_name", "surname") is { } family ? $"{Of("given", "first", "first_name")} {family}".Trim() : null;
    }

    /// <summary>The texts of a mapping; what holds more is passed over.</summary>
    private static ImmutableArray<(string Key, string Text)> Pairs(Parser parser)
    {
        var pairs = ImmutableArray.CreateBuilder<(string, string)>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
                parser.SkipThisAndNestedEvents();
            if (parser.TryConsume<Scalar>(out var text) && key is not null)
                pairs.Add((key.Value, text.Value));
            else if (text is null)
                parser.SkipThisAndNestedEvents();
        }
        return pairs.ToImmutable();
    }
}
