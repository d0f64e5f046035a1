using System.Collections.Immutable;

namespace SbiContrib.Core.Lists;

/// <summary>A place in a list: a section, and a label where its entries have one.</summary>
/// <param name="Path">The section's path.</param>
/// <param name="Label">The label, or null.</param>
public sealed record ListPlace(ImmutableArray<string> Path, string? Label)
{
    /// <summary>The place as a person would type it.</summary>
    /// <returns>The path and the label, joined by <c> / </c>.</returns>
    public override string ToString() => string.Join(" / ", Label is null ? Path : Path.Add(Label));
}

/// <summary>What a person meant by a section that was typed or picked.</summary>
/// <param name="Place">The place; null where it isn't certain.</param>
/// <param name="Likely">The likeliest places, best first, at most three: what to offer where it isn't certain.</param>
public sealed record SectionChoice(ListPlace? Place, ImmutableArray<ListPlace> Likely)
{
    /// <summary>Whether the place is named with a typing error in it; case, punctuation and levels left out are none.</summary>
    public bool IsMistyped { get; init; }

    /// <summary>How alike two names are that differ by a typing error, of 100.</summary>
    private const int Typo = 85;

    /// <summary>Finds the place that a text names; case, punctuation and small errors don't matter, but nothing is guessed.</summary>
    /// <param name="document">The list.</param>
    /// <param name="typed">What was typed: <c>Cosmology</c>, <c>Applications / Cosmology</c>, <c>Applications &gt; Cosmology</c>, ….</param>
    /// <returns>The place, or the likeliest ones.</returns>
    public static SectionChoice Resolve(IListDocument document, string typed) => Resolve(document, Words.Parts(typed));

    /// <summary>Finds the place that a path names, one name a level; the last may be a label.</summary>
    /// <param name="document">The list.</param>
    /// <param name="path">The names as typed, outermost first.</param>
    /// <returns>The place, or the likeliest ones.</returns>
    public static SectionChoice Resolve(IListDocument document, ImmutableArray<string> path)
    {
        ImmutableArray<ListPlace> places = [.. PlacesOf(document).DistinctBy(p => string.Join('\n', p.Path.Append(p.Label)), StringComparer.Ordinal)];
        ImmutableArray<string> wanted = [.. path.Select(Words.Plain).Where(w => w.Length > 0)];
        // Nothing named is the place of the entries without a section.
        if (places.FirstOrDefault(p => p.Label is null && (p.Path.SequenceEqual(path, StringComparer.Ordinal) || (p.Path.IsEmpty && !path.IsEmpty && path.All(string.IsNullOrWhiteSpace)))) is { } exact)
            return new(exact, [exact]);
        if (path.Length > 0 && Silent(document, path, wanted) is { } silent)
            return new(silent, [silent]);
        var scored = places.Select(p => (Place: p, Score: Score(Names(p), wanted))).OrderByDescending(p => p.Score).ToList();
        var likely = scored.Where(p => p.Score > 0).Take(3).Select(p => p.Place).ToImmutableArray();
        if (places.IsEmpty)
            likely = [.. document.Unused.Take(3).Select(s => new ListPlace(s.Path, null))];
        if (wanted.Length == 0)
            return new(places.Length == 1 ? places[0] : null, places.IsEmpty ? likely : [.. places.Take(3)]);
        return new(Certain(scored), likely.Length > 0 ? likely : [.. places.Take(3)]) { IsMistyped = scored.Count > 0 && scored[0].Score < 100 };
    }

    /// <summary>A heading without entries, and with none below it, that is named in full: by its path, or by a last name that no section has.</summary>
    private static ListPlace? Silent(IListDocument document, ImmutableArray<string> path, ImmutableArray<string> wanted)
    {
        var all = document.Sections.Concat(document.Unused).ToList();
        var named = document.Unused.Where(u => !all.Exists(s => s.Path.Length > u.Path.Length && s.Path.Take(u.Path.Length).SequenceEqual(u.Path, StringComparer.Ordinal)))
            .Select(u => (u.Path, Names: u.Path.Select(Words.Plain).ToList()))
            .Where(u => u.Path.SequenceEqual(path, StringComparer.Ordinal) || (wanted.Length > 0 && wanted.Length <= u.Names.Count && u.Names[^wanted.Length..].SequenceEqual(wanted, StringComparer.Ordinal)))
            .ToList();
        return named is [var only] && !document.Sections.Any(s => s.Path.Length > 0 && wanted.Length == 1 && Words.Plain(s.Path[^1]) == wanted[^1]) ? new(only.Path, null) : null;
    }

    /// <summary>Every place where an entry can stand: each section, and each label in it.</summary>
    /// <param name="document">The list.</param>
    /// <returns>The places in the list's order.</returns>
    public static ImmutableArray<ListPlace> PlacesOf(IListDocument document) =>
        [.. document.Sections.SelectMany(s => s.Labels.Select(l => new ListPlace(s.Path, l)).Prepend(new(s.Path, null)))];

    /// <summary>The best place where no other is as good: an equal one makes it a guess.</summary>
    private static ListPlace? Certain(List<(ListPlace Place, int Score)> scored)
    {
        if (scored.Count == 0 || scored[0].Score < Typo)
            return null;
        return scored.Count > 1 && scored[1].Score == scored[0].Score ? null : scored[0].Place;
    }

    private static ImmutableArray<string> Names(ListPlace place) =>
        [.. (place.Label is null ? place.Path : place.Path.Add(place.Label)).Select(Words.Plain).Where(w => w.Length > 0)];

    /// <summary>
    /// How well a place is named, of 100 and a little: its last name must be said; names above it may be left out, but what is said of them must be right.
    /// </summary>
    private static int Score(ImmutableArray<string> names, ImmutableArray<string> wanted)
    {
        if (names.Length == 0 || wanted.Length == 0)
            return 0;
        var last = Words.Likeness(names[^1], wanted[^1]);
        var (above, at) = (100, names.Length - 2);
        for (var i = wanted.Length - 2; i >= 0; i--)
        {
            var best = Enumerable.Range(0, Math.Max(at + 1, 0)).Select(j => (j, Like: Words.Likeness(names[j], wanted[i]))).DefaultIfEmpty((j: -1, Like: 0)).MaxBy(x => x.Like);
            above = Math.Min(above, best.Like);
            at = best.j - 1;
        }
        return Math.Max(above < Typo ? last / 2 : (last * 3 + above) / 4, Flat(names, wanted));
    }

    /// <summary>How well the end of a path reads like what was typed, steps aside: a name may have a slash in it.</summary>
    private static int Flat(ImmutableArray<string> names, ImmutableArray<string> wanted)
    {
        var typed = string.Join(' ', wanted);
        return Enumerable.Range(1, names.Length).Max(n => Words.Likeness(string.Join(' ', names[^n..]), typed));
    }
}
