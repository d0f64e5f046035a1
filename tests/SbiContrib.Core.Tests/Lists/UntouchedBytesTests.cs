using System.Collections.Immutable;
using CsCheck;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

public sealed class UntouchedBytesTests
{
    public static TheoryData<string> Pages => [.. SamplePages.Names];

    public static TheoryData<string> RealPages => ["lists/sbi-seed-2022/index.md", "lists/sbi-site/index.md", "lists/sbi-site/software.md", "lists/awesome-neural-sbi/README.md"];

    [Theory, MemberData(nameof(Pages))]
    public void AddingTouchesNothingElse(string page) => Check(SamplePages.Read(page), 150);

    [Theory, MemberData(nameof(RealPages))]
    public void AddingToARealListTouchesNothingElse(string path) => Check(Corpora.List(path), 20);

    [Fact]
    public void AddingToAPageOfHalfAMegabyteTouchesNothingElse() => Check(Corpora.List("lists/hepml/README.md"), 4);

    [Theory, MemberData(nameof(Pages))]
    public void EveryEntryIsPutTogetherFromItsParts(string page)
    {
        var file = SamplePages.Read(page);
        foreach (var entry in ListReader.Read(file).Entries)
            Assert.Equal(entry.Text, LinesOf(file.Text, entry.Lines));
    }

    [Theory, MemberData(nameof(Pages))]
    public void RemovingAnEntryLeavesTheOthers(string page)
    {
        var document = ListReader.Read(SamplePages.Read(page));
        foreach (var entry in document.Entries)
        {
            var after = ListReader.Read(document.Remove(entry).Files[0]);
            Assert.Equal(document.Entries.Where(e => e != entry).Select(e => e.Text), after.Entries.Select(e => e.Text));
        }
    }

    private static void Check(ListFile file, int times)
    {
        var document = ListReader.Read(file);
        (from entry in NewEntries.Any from section in Gen.Int[0, document.Sections.Length - 1] select (entry, section)).Sample(
            sample => AddsOneAndTakesItBack(file, document, sample.entry, document.Sections[sample.section].Path),
            iter: times, threads: 1);
    }

    private static bool AddsOneAndTakesItBack(ListFile file, IListDocument document, NewEntry entry, ImmutableArray<string> section)
    {
        var change = document.Add(entry, section);
        var after = ListReader.Read(change.Files[0]);
        var written = after.Entries.Single(e => e.Lines == change.Entry.Lines);
        Assert.Equal(change.Entry.Text, written.Text);
        Assert.Equal(section, written.Section);
        Assert.Equal(NewEntries.Plain(entry.Title), written.Title);
        Assert.Equal(document.Entries.Select(e => e.Text), after.Entries.Where(e => e != written).Select(e => e.Text));
        Assert.True(IsInsertion(file.Text, change.Files[0].Text));
        Assert.Equal(file.Text, after.Remove(written).Files[0].Text);
        return true;
    }

    private static bool IsInsertion(string before, string after)
    {
        var same = 0;
        while (same < before.Length && before[same] == after[same])
            same++;
        return after.EndsWith(before[same..], StringComparison.Ordinal);
    }

    private static string LinesOf(string text, LineRange lines)
    {
        var all = text.Split('\n');
        return string.Join('\n', all[(lines.First - 1)..lines.Last]).TrimEnd('\r');
    }
}
