using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>What people added to real lists, added again by us; where a file differs, whose hand was uneven.</summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    [Fact]
    public void TheEntriesThatPeopleAddedAreWrittenAsTheyWroteThem()
    {
        var (same, files, written, all) = (0, 0, 0, 0);
        foreach (var path in Corpora.Files("edit_pairs", "*.before"))
        {
            var (before, after) = (Corpora.List(path) with { Path = "list.md" }, Corpora.List(Path.ChangeExtension(path, ".after")) with { Path = "list.md" });
            // From the bottom up each entry finds the neighbours it had; where a list is added to at its end, from the top down.
            var replay = new[] { true, false }.Select(up => Replay.Of(before, after, up)).OrderByDescending(r => r.Same).ThenByDescending(r => r.Entries.Count(e => e.Placed)).First();
            (same, files) = (same + (replay.Same ? 1 : 0), files + 1);
            (written, all) = (written + replay.Entries.Count(e => e.Reason is null), all + replay.Entries.Count);
            output.WriteLine($"{path}: {(replay.Same ? "the same file" : "another file")}{string.Concat(replay.Told.Select(t => "\n  " + t))}");
        }
        output.WriteLine($"{same} of {files} files are the same, {written} of {all} entries");
        Assert.True(written * 10 >= all * 8, $"{written} of {all}");
    }
}

/// <summary>One edit of a person's, done again.</summary>
/// <param name="Same">The file is the person's.</param>
/// <param name="Entries">What became of each entry that was added.</param>
/// <param name="Told">Where a file differs: what differs, and whose hand was uneven.</param>
internal sealed record Replay(bool Same, IReadOnlyList<(string? Reason, bool Placed)> Entries, IReadOnlyList<string> Told)
{
    public static Replay Of(ListFile before, ListFile after, bool up)
    {
        var (theirs, known) = (ListReader.Read(after), ListReader.Read(before).Entries.Select(e => e.Text).ToList());
        var added = Enumerable.Range(0, theirs.Entries.Length).Where(i => !known.Remove(theirs.Entries[i].Text)).ToList();
        var (file, changes) = (before, new Dictionary<int, ListChange>());
        foreach (var i in up ? added.AsEnumerable().Reverse() : added)
        {
            var (document, entry) = (ListReader.Read(file), theirs.Entries[i]);
            var has = document.Sections.Any(s => s.Path.SequenceEqual(entry.Section));
            if ((has ? document.Add(LeaveOneOut.Again(entry), entry.Section) : SectionAgain.Add(document, LeaveOneOut.Again(entry), entry.Section)) is { } change)
                (changes[i], file) = (change, change.Files[0]);
        }
        var ours = ListReader.Read(file);
        var entries = added.ConvertAll(i => (changes.TryGetValue(i, out var c) ? c.Entry.Text == theirs.Entries[i].Text ? null : ListHand.Reason(theirs.Entries[i], c.Entry) : "no place", Before(ours, c?.Entry) == Before(theirs, theirs.Entries[i])));
        return new(file.Text == after.Text, entries, [.. added.SelectMany((i, n) => Tell(theirs, i, changes.GetValueOrDefault(i), entries[n])), .. Besides(before, theirs, added)]);
    }

    private static IEnumerable<string> Tell(IListDocument theirs, int at, ListChange? change, (string? Reason, bool Placed) entry)
    {
        var name = $"{theirs.Entries[at].Lines.First} {theirs.Entries[at].Title}";
        if (entry.Reason is not null && change is not null)
            yield return $"{name}: {entry.Reason}: {(ListHand.IsSlip(theirs, at, change.Entry) ? "theirs, " : "ours, ")}{ListHand.Counts(theirs, at, change.Entry)}";
        if (entry.Placed)
            yield break;
        yield return $"{name}: another place: " + (change?.Order is null or ListOrder.None ? "the section keeps no order"
            : ListHand.StandsInOrder(theirs, at, change.Order.Value) ? "ours, theirs is in order too" : "theirs, it breaks the section's order");
    }

    /// <summary>Whether the person changed something else as well.</summary>
    private static IEnumerable<string> Besides(ListFile before, IListDocument theirs, List<int> added)
    {
        var text = theirs.Entries is [] ? before.Text : "";
        var left = theirs;
        foreach (var i in added.AsEnumerable().Reverse())
        {
            text = left.Remove(theirs.Entries[i]).Files[0].Text;
            left = ListReader.Read(before with { Text = text });
        }
        return text == before.Text ? [] : ["besides the entries they changed:\n" + UnifiedDiff.Of(before, before with { Text = text })];
    }

    private static string? Before(IListDocument document, Entry? entry)
    {
        var at = entry is null ? -1 : document.Entries.ToList().FindIndex(e => e.Title == entry.Title && e.Section.SequenceEqual(entry.Section));
        return at > 0 && document.Entries[at - 1].Section.SequenceEqual(document.Entries[at].Section) ? document.Entries[at - 1].Title : null;
    }
}
