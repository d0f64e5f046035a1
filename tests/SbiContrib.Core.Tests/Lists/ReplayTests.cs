using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>What people added to real lists, added again by us.</summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    [Fact]
    public void TheEntriesThatPeopleAddedAreWrittenAsTheyWroteThem()
    {
        var (same, written, all, files) = (0, 0, 0, 0);
        foreach (var path in Corpora.Files("edit_pairs", "*.before"))
        {
            var (before, after) = (Corpora.List(path), Corpora.List(Path.ChangeExtension(path, ".after")));
            var (file, left) = (before with { Path = "list.md" }, ListReader.Read(before).Entries.Select(e => e.Text).ToList());
            // From the bottom up: each entry finds the neighbours it had.
            foreach (var entry in ListReader.Read(after).Entries.Reverse().Where(e => !left.Remove(e.Text)))
            {
                all++;
                var document = ListReader.Read(file);
                if (!document.Sections.Any(s => s.Path.SequenceEqual(entry.Section)))
                    continue;
                var change = document.Add(LeaveOneOut.Again(entry), entry.Section);
                written += change.Entry.Text == entry.Text ? 1 : 0;
                if (change.Entry.Text != entry.Text)
                    output.WriteLine($"{path}\n< {entry.Text}\n> {change.Entry.Text}");
                file = change.Files[0];
            }
            files++;
            same += file.Text == after.Text ? 1 : 0;
            output.WriteLine($"{path}: {(file.Text == after.Text ? "the same file" : "another file")}");
        }
        output.WriteLine($"{same} of {files} files are the same, {written} of {all} entries");
        Assert.True(written * 10 >= all * 6, $"{written} of {all}");
    }
}
