using SbiContrib.Core.Lists;

namespace SbiContrib.Core.Tests.Lists;

/// <summary>What stands behind the <c>@</c> of a new entry.</summary>
public sealed class BibtexTypeTests
{
    private const string Proceeded = "@inproceedings{hopper2021loops,\n  title = {Loops},\n  author = {Hopper, Grace},\n  booktitle = {ICML},\n  year = {2021}\n}\n\n@inproceedings{turing2020bounds,\n  title = {Bounds},\n  author = {Turing, Alan},\n  booktitle = {NeurIPS},\n  year = {2020}\n}\n";

    private static readonly NewEntry New = new("Stars", [new("arxiv", "https://arxiv.org/abs/2103.00003")], ["Ada Lovelace"], "2021", null, null, null);

    [Theory]
    [InlineData(null, "preprint", "@misc{")]
    [InlineData(null, null, "@misc{")]
    [InlineData("Annals of Counting", "article", "@article{")]
    [InlineData("Annals of Counting", null, "@article{")]
    [InlineData("Workshop on Counting", null, "@inproceedings{")]
    [InlineData("Annals of Counting", "proceedings", "@inproceedings{")]
    [InlineData(null, "thesis", "@misc{")]
    public void AWorkIsWhatItIsAndNotWhatItsNeighboursAre(string? venue, string? kind, string type)
    {
        var text = Add(Proceeded, New with { Venue = venue, Kind = kind });
        Assert.StartsWith(type, text, StringComparison.Ordinal);
        Assert.Equal(venue is not null && type is "@inproceedings{", text.Contains($"booktitle = {{{venue}}}", StringComparison.Ordinal) && venue is not null);
        Assert.Equal(type is "@article{", text.Contains($"journal = {{{venue}}}", StringComparison.Ordinal));
    }

    [Fact]
    public void AListMayCallItsPreprintsOtherwise()
    {
        const string Preprint = "@unpublished{borel2019lines,\n  title = {Lines},\n  author = {Borel, Émile},\n  eprint = {1901.00001},\n  year = {2019}\n}\n\n";
        Assert.StartsWith("@unpublished{", Add(Preprint + Proceeded, New), StringComparison.Ordinal);
        Assert.StartsWith("@article{", Add(Preprint.Replace("unpublished", "article", StringComparison.Ordinal), New with { Venue = "Annals", Kind = "article" }), StringComparison.Ordinal);
    }

    private static string Add(string bib, NewEntry entry) => ListReader.Read(new ListFile("papers.bib", bib)).Add(entry, []).Entry.Text;
}
