using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

public sealed class SectionAdviceTests(ITestOutputHelper output)
{
    [Fact]
    public void NamesThePlaceOfWorksAlike()
    {
        var advice = SectionAdvice.Likeliest(ListReader.Read(SamplePages.Read("page.md")), "Strong gravitational lensing in cosmology");
        Assert.Equal(3, advice.Length);
        Assert.Equal("Selected papers / Applications / Cosmology", advice[0].Place.ToString());
        Assert.True(advice[0].Weight < 0.95, $"{advice[0].Weight} is too sure for a list of a dozen");
    }

    /// <summary>Each so many-th entry is held out; the weight that was given to places must be near the share that was right.</summary>
    [Theory]
    [InlineData("lists/sbi-site/papers.yaml", 60)]
    [InlineData("lists/awesome-neural-sbi/README.md", 10)]
    [InlineData("lists/hepml/README.md", 100)]
    public void IsAboutAsSureAsItIsRight(string path, int step)
    {
        var document = ListReader.Read(Corpora.List(path));
        var commonest = document.Entries.GroupBy(Place).MaxBy(g => g.Count())!;
        var (all, first, three, usual, sure) = (0, 0, 0, 0, 0.0);
        foreach (var entry in document.Entries.Where((_, i) => i % step == 0))
        {
            var likely = SectionAdvice.Likeliest(new Without(document, entry), entry.Title);
            all++;
            first += likely[0].Place.ToString() == Place(entry) ? 1 : 0;
            three += likely.Any(l => l.Place.ToString() == Place(entry)) ? 1 : 0;
            usual += commonest.Key == Place(entry) ? 1 : 0;
            sure += likely[0].Weight;
        }
        output.WriteLine($"{path}: of {all} held out, the first is right for {first}, one of three for {three}, the commonest section for {usual}; the first was given {sure / all:0.00} on average");
        Assert.True(three > usual && first > usual, $"{first} and {three} of {all}, the commonest {usual}");
        Assert.InRange(sure / all - (double)first / all, -0.2, 0.2);
    }

    private static string Place(Entry entry) => new ListPlace(entry.Section, entry.Label).ToString();

    private sealed class Without(IListDocument document, Entry entry) : IListDocument
    {
        public System.Collections.Immutable.ImmutableArray<Section> Sections => document.Sections;

        public System.Collections.Immutable.ImmutableArray<Entry> Entries { get; } = document.Entries.Remove(entry);

        public ListChange Add(NewEntry entry, System.Collections.Immutable.ImmutableArray<string> section) => throw new NotSupportedException();

        public ListChange Remove(Entry entry) => throw new NotSupportedException();

        public ListChange Correct(Entry entry, Correction correction) => throw new NotSupportedException();

        public ListChange Move(Entry entry, System.Collections.Immutable.ImmutableArray<string> section, string? label) => throw new NotSupportedException();

        public ListChange AddSection(NewEntry entry, System.Collections.Immutable.ImmutableArray<string> section) => throw new NotSupportedException();
    }
}
