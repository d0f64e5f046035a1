using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>What data files say besides plain texts.</summary>
public sealed class YamlReadingTests
{
    private const string Plain = "- title: Loops\n  link: https://arxiv.org/abs/2101.00001\n  doi: null\n  journal: ''\n- title: Bounds\n  link: https://arxiv.org/abs/2001.00002\n  doi: ~\n  journal: null\n- title: Ratios\n  link: https://arxiv.org/abs/2001.00003\n  doi: 10.1234/jt.3\n  journal: J. Tests\n";

    private static readonly NewEntry Work = new("Sharper bounds", [new("main", "https://arxiv.org/abs/2206.00004")], ["Ada Lovelace"], "2022", null, null, null);

    [Fact]
    public void NothingIsNoWord()
    {
        var entries = Read(Plain).Entries;
        Assert.Equal([1, 1, 2], entries.Select(e => e.Links.Length));
        Assert.Equal([null, null, "J. Tests"], entries.Select(e => e.Venue));
        foreach (var entry in entries)
        {
            var without = ListReader.Read(Read(Plain).Remove(entry).Files[0]);
            Assert.Equal(entry.Text, without.Add(LeaveOneOut.Again(entry), []).Entry.Text);
        }
    }

    [Fact]
    public void AFileMayBeginWithAByteOrderMark()
    {
        var list = Read('\uFEFF' + Plain);
        Assert.Equal(Read(Plain).Entries.Select(e => (e.Title, e.Text, e.Lines)), list.Entries.Select(e => (e.Title, e.Text, e.Lines)));
        Assert.Equal('\uFEFF' + Read(Plain).Add(Work, []).Files[0].Text, list.Add(Work, []).Files[0].Text);
        Assert.Equal('\uFEFF' + Read(Plain).Remove(Read(Plain).Entries[1]).Files[0].Text, list.Remove(list.Entries[1]).Files[0].Text);
        Assert.Equal("Loops", ListReader.Read(new ListFiles("list", [new("list/a.yml", "\uFEFFtitle: Loops\nlink: https://example.org\n")])).Entries[0].Title);
    }

    [Fact]
    public void EntriesInBracketsAreReadAndNotWritten()
    {
        var list = Read("[{title: Loops, link: https://example.org/1},\n {title: Bounds, link: https://example.org/2}]\n");
        Assert.Equal(["Loops", "Bounds"], list.Entries.Select(e => e.Title));
        Assert.Contains("brackets", list.Refusal(Work, []), StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => list.Add(Work, []));
        Assert.Throws<NotSupportedException>(() => list.Remove(list.Entries[0]));
        Assert.Null(Read(Plain).Refusal(Work, []));
    }

    [Fact]
    public void ASectionMayHaveSeveralNamesAndAnAuthorParts()
    {
        const string Listed = "- title: Loops\n  authors:\n  - {given: Grace, family: Hopper}\n  - family: Turing\n    given: Alan\n  category: [Methods, Theory]\n  links: {arxiv: '2101.00001', code: 'https://github.com/grace/loops'}\n- title: Bounds\n  authors:\n  - {given: Alan, family: Turing}\n  category: [Theory]\n  links: {arxiv: '2001.00002'}\n";
        var list = Read(Listed);
        Assert.Equal(["Methods / Theory", "Theory"], list.Entries.Select(e => string.Join(" / ", e.Section)));
        Assert.Equal(["Grace Hopper", "Alan Turing"], list.Entries[0].Authors);
        Assert.Equal([new("arxiv", "https://arxiv.org/abs/2101.00001"), new("code", "https://github.com/grace/loops")], list.Entries[0].Links);
        Assert.Contains("  category: [Theory]\n", list.Add(Work, ["Theory"]).Files[0].Text, StringComparison.Ordinal);
        var without = ListReader.Read(list.Remove(list.Entries[0]).Files[0]);
        Assert.Equal(list.Entries[0].Text, SectionAgain.Add(without, LeaveOneOut.Again(list.Entries[0]), list.Entries[0].Section, make: true)!.Entry.Text);
    }

    [Fact]
    public void ASecondDocumentIsNotPassedOver()
    {
        var fault = Assert.Throws<FormatException>(() => Read(Plain + "---\n" + Plain));
        Assert.StartsWith("line 13: ", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, Read("---\n" + Plain + "...\n").Entries.Length);
    }

    [Fact]
    public void AYearIsADateOrNothing()
    {
        const string Dated = "- title: Loops\n  date: 2021-01-02\n  link: https://arxiv.org/abs/2101.00001\n- title: Bounds\n  date: 2020-01-02\n  link: https://arxiv.org/abs/2001.00002\n";
        var added = Read(Dated).Add(Work with { Year = "2020\n# Pwn", AsListed = true }, []).Entry;
        Assert.Contains("date: 2020-01-01", added.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pwn", added.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyKeysAreReadOneByOne() =>
        Assert.Equal("Loops", Read("- title: Loops\n" + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"  k{i}: v\n"))).Entries[0].Title);

    [Fact]
    public void ALongerPageIsReadInProportion()
    {
        var (once, twice) = (Allocated(2_000), Allocated(4_000));
        Assert.InRange((double)twice / once, 1, 2.5);
    }

    private static long Allocated(int items)
    {
        var page = "\\begin{itemize}\n" + string.Concat(Enumerable.Range(0, items).Select(i => $"\\item A{i}~\\cite{{One:2021aaa}}\n")) + "\\end{itemize}\n";
        var list = new ListFiles("r", [new("r/r.bib", "@article{One:2021aaa,\n    title = \"{Loops}\"\n}\n"), new("r/r.tex", page)]);
        ListReader.Read(list);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(items, ListReader.Read(list).Entries.Length);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static IListDocument Read(string text) => ListReader.Read(new ListFile("list.yaml", text));
}
