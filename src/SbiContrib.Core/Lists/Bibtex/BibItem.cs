using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>A field of a BibTeX entry, with where it stands.</summary>
/// <param name="Name">Its name as written.</param>
/// <param name="Value">Its value without the outermost delimiters, TeX as it stands.</param>
/// <param name="Start">Where its name begins.</param>
/// <param name="Equal">Where its equal sign stands.</param>
/// <param name="ValueStart">Where its value begins, delimiter included.</param>
/// <param name="End">Behind its value.</param>
internal sealed record BibField(string Name, string Value, int Start, int Equal, int ValueStart, int End);

/// <summary>An entry of a BibTeX file.</summary>
/// <param name="Type">What stands behind the <c>@</c>.</param>
/// <param name="Key">Its key.</param>
/// <param name="Block">Where it begins with the comment lines right above it.</param>
/// <param name="Start">Where its <c>@</c> stands.</param>
/// <param name="End">Behind its closing brace.</param>
/// <param name="Fields">Its fields in their order.</param>
/// <param name="Closed">Whether it has a closing brace.</param>
internal sealed record BibItem(string Type, string Key, int Block, int Start, int End, ImmutableArray<BibField> Fields, bool Closed)
{
    /// <summary>A field's value by its name; case doesn't matter.</summary>
    public string? this[string name] => Fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>An entry without a field is no work: it keeps its place, at the end.</summary>
    public bool IsSentinel => Fields.IsEmpty;

    /// <summary>The lines above it that tell its day, as written.</summary>
    public string Comment(string text) => text[Block..Start];

    /// <summary>Its whole text.</summary>
    public string Text(string text) => text[Block..End];
}
