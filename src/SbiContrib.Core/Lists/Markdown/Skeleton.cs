using System.Collections.Immutable;
using System.Text;

namespace SbiContrib.Core.Lists.Markdown;

/// <summary>
/// What is said between the parts of an entry, where that isn't one note at one place: each run of parts is written as <c>[…]</c>,
/// as in <c>searches for […], and more</c>.
/// </summary>
internal static class Skeleton
{
    public const string Gap = "[…]";

    /// <summary>The note of an entry, as written; null where it has none.</summary>
    /// <param name="shape">The entry.</param>
    /// <param name="glue">What stands before a note in the entries around; null where nothing is usual.</param>
    public static string? Of(Shape shape, string? glue = null)
    {
        var notes = shape.Elements.Count(e => e.Slot == Slot.Note);
        if (notes == 0)
            return null;
        if (notes == 1 && shape.Elements[0].Slot != Slot.Note && (glue is null || shape[Slot.Note]!.Glue == glue || glue.Contains('\n', StringComparison.Ordinal) || shape[Slot.Note]!.Glue.Contains('\n', StringComparison.Ordinal)))
            return shape[Slot.Note]!.Value;
        var text = new StringBuilder();
        for (var i = 0; i < shape.Elements.Length; i++)
        {
            var (element, before) = (shape.Elements[i], i == 0 ? (Slot?)null : shape.Elements[i - 1].Slot);
            if (element.Slot == Slot.Note || before == Slot.Note)
                text.Append(i == 0 ? "" : element.Glue);
            if (element.Slot == Slot.Note)
                text.Append(element.Value);
            else if (before is null or Slot.Note)
                text.Append(Gap);
        }
        return text.ToString();
    }

    /// <summary>What most of the entries write before a note of a kind that follows a part of a kind; null where none has one.</summary>
    public static string? GlueOf(IEnumerable<Shape> shapes, Slot before, string note) =>
        Dress.Commonest(shapes.Where(s => Place(s) == before && !IsOfAuthors(s) && Kind(s[Slot.Note]!.Value) == Kind(note)).Select(s => s[Slot.Note]!.Glue), g => g);

    /// <summary>Whether the note is a word that says what the authors made: <c>review by</c>.</summary>
    private static bool IsOfAuthors(Shape shape) =>
        Graft.IsShort(shape[Slot.Note]!.Value) && shape.Elements.SkipWhile(e => e.Slot != Slot.Note).Skip(1).FirstOrDefault() is { Slot: Slot.Authors };

    /// <summary>Notes of one kind begin alike: in brackets, as a sentence, as one that goes on, else.</summary>
    public static char Kind(string note) => note.AsSpan().TrimStart("*_") switch
    {
        ['(', ..] => '(',
        [var first, ..] when char.IsLetterOrDigit(first) => char.IsLower(first) ? 'a' : 'A',
        _ => ' ',
    };

    /// <summary>Whether a note begins with a bracket.</summary>
    public static bool IsRemark(string note) => Kind(note) == '(';

    /// <summary>The kind of part that an entry's one note follows; null where it has none, or several.</summary>
    public static Slot? Place(Shape shape)
    {
        var at = shape.Elements.IndexOf(shape[Slot.Note]!);
        return at > 0 && shape.Elements.Count(e => e.Slot == Slot.Note) == 1 && !Listed.IsQuote(shape.Elements[at].Value) ? shape.Elements[at - 1].Slot : null;
    }

    /// <summary>Whether a note that was read from a list says where its parts stand.</summary>
    public static bool Is(string? note) => note is not null && note.Contains(Gap, StringComparison.Ordinal);

    /// <summary>Puts what such a note says between the parts of an entry.</summary>
    /// <param name="elements">The parts, without a note.</param>
    /// <param name="note">The note.</param>
    /// <param name="say">Writes a piece of it so that it does no harm.</param>
    /// <param name="split">How many parts stand in the first of several gaps.</param>
    public static ImmutableArray<Element> Fill(List<Element> elements, string note, Func<string, string> say, int split)
    {
        var pieces = note.Split(Gap);
        var filled = ImmutableArray.CreateBuilder<Element>();
        var next = 0;
        for (var i = 0; i < pieces.Length; i++)
        {
            var take = i == 0 ? 0 : i == pieces.Length - 1 ? elements.Count - next : i == 1 ? Math.Min(split, elements.Count) : Math.Min(1, elements.Count - next);
            for (var n = 0; n < take; n++)
                filled.Add(n == 0 ? elements[next++] with { Glue = "" } : elements[next++]);
            if (pieces[i].Length > 0)
                filled.Add(new(Slot.Note, "", "", Spaced(pieces[i], say), "", null, ""));
        }
        return filled.ToImmutable();
    }

    private static string Spaced(string piece, Func<string, string> say)
    {
        var inner = piece.Trim();
        var (head, tail) = (piece[..piece.IndexOf(inner, StringComparison.Ordinal)], piece[(piece.IndexOf(inner, StringComparison.Ordinal) + inner.Length)..]);
        return Lead(head) + say(inner) + Lead(tail);
    }

    /// <summary>Space between parts; a line that goes on stands further in than its bullet.</summary>
    private static string Lead(string space)
    {
        var line = space.LastIndexOf('\n');
        return line < 0 ? space : space.Length - line > 2 && space.AsSpan().Count('\n') <= 2 ? space : " ";
    }
}
