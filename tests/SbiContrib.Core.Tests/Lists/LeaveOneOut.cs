using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>Takes each entry of a list out and adds it back from its fields.</summary>
/// <param name="All">How many were taken.</param>
/// <param name="Equal">How many came back byte for byte.</param>
/// <param name="Ordered">How many stood where the list keeps an order.</param>
/// <param name="Placed">How many of those came back to their place.</param>
/// <param name="Differing">The others.</param>
internal sealed record LeaveOneOut(int All, int Equal, int Ordered, int Placed, IReadOnlyList<(Entry Was, Entry? Is)> Differing)
{
    /// <summary>Tries every entry, or every so many.</summary>
    public static LeaveOneOut Of(ListFile file, int step, bool workAlone = false)
    {
        var document = ListReader.Read(file);
        var (all, equal, ordered, placed, differing) = (0, 0, 0, 0, new List<(Entry, Entry?)>());
        foreach (var entry in document.Entries.Where((_, i) => i % step == 0))
        {
            all++;
            var without = ListReader.Read(document.Remove(entry).Files[0]);
            if (!without.Sections.Any(s => s.Path.SequenceEqual(entry.Section)) && !entry.Section.IsEmpty)
            {
                differing.Add((entry, null));
                continue;
            }
            var change = without.Add(workAlone ? Alone(entry) : Again(entry), entry.Section);
            equal += change.Entry.Text == entry.Text ? 1 : 0;
            ordered += change.Order is ListOrder.None or null ? 0 : 1;
            placed += change.Order is ListOrder.None or null || change.Entry.Lines.First != entry.Lines.First ? 0 : 1;
            if (change.Entry.Text != entry.Text)
                differing.Add((entry, change.Entry));
        }
        return new(all, equal, ordered, placed, differing);
    }

    /// <summary>The figures, and the five commonest reasons for the rest.</summary>
    public override string ToString() =>
        $"{Equal} of {All} come back byte for byte, {Placed} of {Ordered} that stand in an order to their place; the rest: "
        + string.Join(", ", Differing.GroupBy(d => Reason(d.Was, d.Is)).OrderByDescending(g => g.Count()).Take(5).Select(g => $"{g.Key} {g.Count()}"));

    public static NewEntry Again(Entry e) => new(e.Title, e.Links, e.Authors, e.Year, e.Venue, e.Label, e.Note) { AsListed = true };

    /// <summary>What a source knows of it.</summary>
    private static NewEntry Alone(Entry e) => new(e.Title, e.Links, e.Authors, e.Year, null, e.Label, null);

    private static string Reason(Entry was, Entry? now)
    {
        if (now is null)
            return "its section went with it";
        if (Words(was.Text) == Words(now.Text))
            return was.Text.TrimEnd() == now.Text.TrimEnd() ? "space at its end" : was.Text.Contains('\n', StringComparison.Ordinal) ? "line break or indentation" : "space";
        if (was.Text.Equals(now.Text, StringComparison.OrdinalIgnoreCase))
            return "capitals";
        if (Letters(was.Text).Replace("and", "", StringComparison.Ordinal) == Letters(now.Text).Replace("and", "", StringComparison.Ordinal))
            return !was.Authors.IsEmpty && was.Text.Contains(was.Authors[0], StringComparison.Ordinal) ? "how authors are joined, or a mark" : "a mark";
        return was.Note != now.Note ? "note" : !was.Links.SequenceEqual(now.Links) ? "links" : !was.Authors.SequenceEqual(now.Authors) ? "authors" : "order of its parts";
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
