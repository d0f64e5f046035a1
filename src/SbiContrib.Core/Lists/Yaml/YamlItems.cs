using System.Collections.Immutable;
using SbiContrib.Core.Lists.Markdown;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>A value of an entry; one that isn't a single text is kept as it stands.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Text">The text; null where the value isn't one.</param>
/// <param name="Quoted">Whether it stands in quotes, and so is a text and nothing else.</param>
/// <param name="Line">The line of its key, from 0.</param>
internal sealed record YamlField(string Key, string? Text, bool Quoted, int Line);

/// <summary>One entry of a data file.</summary>
/// <param name="First">Its first line, from 0.</param>
/// <param name="Last">Its last line.</param>
/// <param name="Fields">Its fields in their order.</param>
internal sealed record YamlItem(int First, int Last, ImmutableArray<YamlField> Fields)
{
    public string? this[string key] => Fields.FirstOrDefault(f => f.Key == key)?.Text;
}

/// <summary>Reads a data file that is a sequence of mappings.</summary>
internal static class YamlItems
{
    /// <summary>The entries with their lines.</summary>
    /// <exception cref="FormatException">The file is no YAML sequence of mappings.</exception>
    public static ImmutableArray<YamlItem> Read(SourceLines lines)
    {
        try
        {
            var parser = new Parser(new StringReader(lines.Text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _) || !parser.TryConsume<SequenceStart>(out _))
                throw new FormatException("a list in YAML is a sequence of mappings");
            var items = ImmutableArray.CreateBuilder<YamlItem>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Item(parser, lines));
            return items.ToImmutable();
        }
        catch (YamlException e)
        {
            throw new FormatException($"line {e.Start.Line}: {e.Message}", e);
        }
    }

    private static YamlItem Item(Parser parser, SourceLines lines)
    {
        var first = parser.Consume<MappingStart>();
        var fields = ImmutableArray.CreateBuilder<YamlField>();
        var last = first.Start.Line;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            if (parser.TryConsume<Scalar>(out var value))
            {
                fields.Add(new(key.Value, value.Value, value.Style is not ScalarStyle.Plain, (int)key.Start.Line - 1));
                last = value.End.Line;
                continue;
            }
            parser.SkipThisAndNestedEvents();
            fields.Add(new(key.Value, null, false, (int)key.Start.Line - 1));
            last = parser.Current!.Start.Line;
        }
        // A value may be said to end where the next one begins.
        var at = (int)Math.Min(last - 1, lines.Count - 1);
        while (at > first.Start.Line - 1 && (lines.IsBlank(at) || lines.Content(at).StartsWith("- ")))
            at--;
        return new((int)first.Start.Line - 1, at, fields.ToImmutable());
    }
}
