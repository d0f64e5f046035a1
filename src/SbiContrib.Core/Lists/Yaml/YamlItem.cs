using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Yaml;

/// <summary>A value of an entry: one text, or several.</summary>
/// <param name="Text">The text; null where it isn't one.</param>
/// <param name="Items">The texts of a sequence, or of the names in it; default where it is none.</param>
internal readonly record struct YamlValue(string? Text, ImmutableArray<string> Items)
{
    public bool IsKnown => Text is not null || !Items.IsDefault;

    /// <summary>Whether more stands in it than texts.</summary>
    public bool IsNested { get; init; }

    /// <summary>The texts of a mapping by their keys; default where it is none.</summary>
    public ImmutableArray<(string Key, string Text)> Pairs { get; init; }

    /// <summary>The texts of the mappings of a sequence; default where it holds anything else.</summary>
    public ImmutableArray<ImmutableArray<(string Key, string Text)>> Maps { get; init; }

    /// <summary>Whether it can be written as mappings alone.</summary>
    public bool IsMapped => !IsKnown && !(Pairs.IsDefault && Maps.IsDefault);
}

/// <summary>A field of an entry.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value; nothing where it is neither a text nor a sequence of texts.</param>
/// <param name="First">The line of its key, from 0.</param>
/// <param name="Last">Its last line.</param>
internal sealed record YamlField(string Key, YamlValue Value, int First, int Last)
{
    public string? Text => Value.Text;
}

/// <summary>One entry of a data file.</summary>
/// <param name="First">Its first line, from 0.</param>
/// <param name="Last">Its last line.</param>
/// <param name="Column">Where its keys begin.</param>
/// <param name="Fields">Its fields in their order.</param>
internal sealed record YamlItem(int First, int Last, int Column, ImmutableArray<YamlField> Fields)
{
    public string? this[string? key] => key is null ? null : Field(key)?.Text;

    /// <summary>Whether each of its fields begins on a line of its own.</summary>
    public bool IsRegular
    {
        get
        {
            for (var i = 1; i < Fields.Length; i++)
            {
                if (Fields[i - 1].First >= Fields[i].First)
                    return false;
            }
            return Fields.Length > 0 && Fields[0].First == First;
        }
    }

    /// <summary>The names of the groups that it stands in, outermost first.</summary>
    public ImmutableArray<string> Group { get; init; } = [];

    /// <summary>The name that others take its fields by; null where it has none.</summary>
    public string? Anchor { get; init; }

    /// <summary>The fields that it takes from another, <c>&lt;&lt;: *name</c> (https://yaml.org/type/merge.html).</summary>
    public ImmutableArray<YamlField> Merged { get; init; } = [];

    /// <summary>A field, its own or one that it takes from another.</summary>
    public YamlField? Field(string key)
    {
        foreach (var field in Fields)
        {
            if (field.Key == key)
                return field;
        }
        return Merged.IsEmpty ? null : Merged.FirstOrDefault(f => f.Key == key);
    }
}
