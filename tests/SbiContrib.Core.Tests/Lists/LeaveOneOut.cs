using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>Takes each entry of a list out and adds it back from its fields.</summary>
internal sealed record LeaveOneOut(int All, int Equal, int Placed, IReadOnlyList<(Entry Was, Entry Is)> Differing)
{
    public static LeaveOneOut Of(ListFile file, int step)
    {
        var document = ListReader.Read(file);
        var (equal, placed, differing) = (0, 0, new List<(Entry, Entry)>());
        foreach (var entry in document.Entries.Where((_, i) => i % step == 0))
        {
            var without = ListReader.Read(document.Remove(entry).Files[0]);
            var change = without.Add(Again(entry), entry.Section);
            equal += change.Entry.Text == entry.Text ? 1 : 0;
            placed += change.Entry.Lines.First == entry.Lines.First ? 1 : 0;
            if (change.Entry.Text != entry.Text)
                differing.Add((entry, change.Entry));
        }
        return new((document.Entries.Length + step - 1) / step, equal, placed, differing);
    }

    public static NewEntry Again(Entry e) => new(e.Title, e.Links, e.Authors, e.Year, e.Venue, e.Label, e.Note) { AsListed = true };
}
