using System.Collections.Immutable;
using CsCheck;
using SbiContrib.Core.Lists;
using SbiContrib.Core.Lists.Bibtex;

namespace SbiContrib.Core.Tests.Lists;

public sealed class SeveralFilesTests(ITestOutputHelper output)
{
    public static TheoryData<string> Lists => [.. SeveralFiles.Names];

    [Theory, MemberData(nameof(Lists))]
    public void AddingTouchesNothingElse(string name) => Check(SeveralFiles.Read(name), 200);

    [Theory]
    [InlineData("lists/hepml", 3)]
    [InlineData("lists/iris-hep/publications", 20)]
    public void AddingToARealListTouchesNothingElse(string folder, int times) => Check(SeveralFiles.Real(folder, folder), times);

    [Theory]
    [InlineData("review")]
    [InlineData("review/crlf")]
    [InlineData("publications")]
    [InlineData("publications/crlf")]
    public void EntriesOfAnEvenListComeBack(string name)
    {
        var result = Leave(SeveralFiles.Read(name), 1);
        Assert.Empty(result.Differing);
    }

    /// <summary>SBI_CONTRIB_ALL=1 measures every entry; else the larger list is sampled.</summary>
    [Theory]
    [InlineData("lists/hepml", 0.95, 100)]
    [InlineData("lists/iris-hep/publications", 0.9, 1)]
    public void EntriesOfTheRealListsComeBack(string folder, double least, int step)
    {
        var result = Leave(SeveralFiles.Real(folder, folder), Environment.GetEnvironmentVariable("SBI_CONTRIB_ALL") is "1" ? 1 : step);
        output.WriteLine($"{folder}: {result.Written} of {result.All} are written byte for byte, {result.Placed} to a place that the order of days wants, {result.Same} to their own");
        foreach (var words in result.Differing)
            output.WriteLine(words);
        Assert.True(result.Written >= least * result.All, $"{result.Written} of {result.All}");
    }

    private static (int All, int Written, int Placed, int Same, List<string> Differing) Leave(ListFiles list, int step)
    {
        var document = list.Read();
        var (all, written, placed, same, differing) = (0, 0, 0, 0, new List<string>());
        foreach (var entry in document.Entries.Where((_, i) => i % step == 0))
        {
            all++;
            var without = list.After(document.Remove(entry));
            var left = without.Read();
            if (!entry.Section.IsEmpty && !left.Sections.Any(s => s.Path.SequenceEqual(entry.Section)))
                continue;
            var change = left.Add(LeaveOneOut.Again(entry), entry.Section);
            var back = without.After(change);
            written += change.Entry.Text == entry.Text ? 1 : 0;
            var equal = list.Files.All(f => back.Files.Any(g => g.Text == f.Text));
            same += equal ? 1 : 0;
            var ordered = equal || Days(list).SequenceEqual(Days(back));
            placed += ordered ? 1 : 0;
            if (change.Entry.Text != entry.Text)
                differing.Add($"{entry.File}:{entry.Lines.First}\n< {entry.Text}\n> {change.Entry.Text}");
            else if (!ordered)
                differing.Add($"{entry.File}:{entry.Lines.First} {string.Join(" / ", entry.Section)}: another place, {change.Entry.Lines.First}");
        }
        return (all, written, placed, same, differing);
    }

    /// <summary>What the order of a list is about: the days of its entries, section by section.</summary>
    private static IEnumerable<string> Days(ListFiles list) =>
        list.Read() is BibtexList { } review
            ? [.. review.Items.Select(i => DayOf(review, i)), .. review.Groups.SelectMany(g => g.Keys).Select(k => review.Items.FirstOrDefault(i => i.Key == k.Key) is { } item ? DayOf(review, item) : k.Key)]
            : list.Files.Select(f => f.Path).Order(StringComparer.Ordinal);

    private static string DayOf(BibtexList review, BibItem item) => BibDate.Of(review.Bib.Text, item)?.ToString() ?? "";

    private static void Check(ListFiles list, int times)
    {
        var document = list.Read();
        (from entry in NewEntries.Any from section in Gen.Int[0, document.Sections.Length - 1] select (entry, section)).Sample(
            sample => AddsOneAndTakesItBack(list, document, sample.entry, document.Sections[sample.section].Path), iter: times, threads: 1);
    }

    private static void AddsOneAndTakesItBack(ListFiles list, IListDocument document, NewEntry entry, ImmutableArray<string> section)
    {
        var change = document.Add(entry, section);
        var after = list.After(change);
        var read = after.Read();
        var written = read.Entries.Single(e => e.File == change.Entry.File && e.Lines == change.Entry.Lines && e.Section.SequenceEqual(section) && e.Text == change.Entry.Text);
        Assert.Equal(NewEntries.Plain(entry.Title), written.Title);
        Assert.Equal(document.Entries.Length + 1, read.Entries.Length);
        Assert.Equal(document.Entries.Select(e => (e.File, e.Text)).Order(), read.Entries.Where(e => e != written).Select(e => (e.File, e.Text)).Order());
        foreach (var file in change.Files)
            Assert.True(IsInsertion(list.Files.FirstOrDefault(f => f.Path == file.Path)?.Text ?? "", file.Text), file.Path);
        SeveralFiles.AssertSame(list, after.After(read.Remove(written)));
    }

    private static bool IsInsertion(string before, string after)
    {
        var same = 0;
        while (same < before.Length && before[same] == after[same])
            same++;
        return after.EndsWith(before[same..], StringComparison.Ordinal);
    }
}
