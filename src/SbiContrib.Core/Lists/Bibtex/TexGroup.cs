using System.Collections.Immutable;

namespace SbiContrib.Core.Lists.Bibtex;

/// <summary>A key in a <c>\cite</c>, with where it stands.</summary>
internal readonly record struct CitedKey(string Key, int Start, int End);

/// <summary>A place of a LaTeX page that cites keys: an <c>\item</c>.</summary>
/// <param name="Path">Its path as plain text, outermost first.</param>
/// <param name="Start">Where its <c>\item</c> begins.</param>
/// <param name="NameEnd">Behind its name: where a first <c>\cite</c> would go.</param>
/// <param name="End">Behind its head: what follows is its description or what it holds.</param>
/// <param name="Keys">The keys of its head in order.</param>
/// <param name="Cite">Where its first <c>\cite</c> begins, a tie before it included; -1 where there is none.</param>
/// <param name="CiteEnd">Behind that <c>\cite</c>'s closing brace.</param>
/// <param name="Open">Behind that <c>\cite</c>'s opening brace.</param>
internal sealed record TexGroup(ImmutableArray<string> Path, int Start, int NameEnd, int End, ImmutableArray<CitedKey> Keys, int Cite, int CiteEnd, int Open)
{
    /// <summary>Whether other items stand below it.</summary>
    public bool HasItems { get; init; }

    /// <summary>Where the next item of its list begins, or its list ends.</summary>
    public int Until { get; init; }
}
