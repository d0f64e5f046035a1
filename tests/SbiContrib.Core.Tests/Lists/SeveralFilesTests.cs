using System.Collections.Immutable;
using CsCheck;
using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

public sealed class SeveralFilesTests
{
    public static TheoryData<string> Lists => [.. SeveralFiles.Names];

    [Theory, MemberData(nameof(Lists))]
    public void AddingTouchesNothingElse(string name) => Check(SeveralFiles.Read(name), 200);

    [Theory]
    [InlineData("lists/hepml", 3)]
    [InlineData("lists/iris-hep/publications", 20)]
    public void AddingToARealListTouchesNothingElse(string folder, int times) => Check(SeveralFiles.Real(folder, folder), times);

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
