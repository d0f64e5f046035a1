using System.Text;
using CsCheck;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Tests.Works;

/// <summary>Answers come from outside: whatever the bytes, a reader answers, and soon.</summary>
public sealed class HostileAnswersTests
{
    [Fact]
    public void Any_change_of_a_few_bytes_is_answered() =>
        Gen.Select(Gen.Int[0, Samples.All.Count() - 1], Gen.Select(Gen.Int[0, 5000], Gen.Byte).Array[1, 8]).Sample((which, changes) =>
        {
            var (source, text) = Samples.All.ElementAt(which);
            var bytes = Encoding.UTF8.GetBytes(text);
            foreach (var (at, value) in changes)
                bytes[at % bytes.Length] = value;
            return Sound(SourceReaders.ByName[source](bytes, null));
        });

    [Fact]
    public void Every_cut_is_answered()
    {
        foreach (var (source, text) in Samples.All)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var length = 0; length < bytes.Length; length++)
                Assert.True(Sound(SourceReaders.ByName[source](bytes.AsMemory(0, length), 200)));
        }
    }

    [Fact]
    public void Any_answer_at_any_reader_is_answered()
    {
        foreach (var (_, text) in Samples.All)
            foreach (var read in SourceReaders.ByName.Values)
                Assert.True(Sound(read(Encoding.UTF8.GetBytes(text), null)));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("<a>")]
    [InlineData("- ")]
    [InlineData("a: {b: ")]
    [InlineData("&a [*a,")]
    public void Depth_is_bounded(string piece)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 100_000)));
        foreach (var read in SourceReaders.ByName.Values)
            Assert.NotNull(read(bytes, 200).Error);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("$")]
    [InlineData("\\'")]
    [InlineData("{a")]
    [InlineData("$x^{")]
    [InlineData("\\frac{")]
    [InlineData("<i>Abcdef")]
    [InlineData("<sup>")]
    [InlineData("<")]
    [InlineData("<a b=\"")]
    [InlineData("<math><msub>")]
    [InlineData("&amp;")]
    [InlineData("<!--")]
    [InlineData("\\(")]
    public void Text_costs_its_length(string piece) =>
        Assert.NotNull(CleanText.Paragraphs(string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)) + " end") ?? "");

    [Fact]
    public void Any_text_is_cleaned_once_and_for_all() =>
        Gen.String[Gen.Char["abc${}\\^_<>/&;'\"~ \n\u0301\uD83D\uDE00αé"], 0, 60].Sample(text => CleanText.Line(text) is not { } clean || !clean.Contains('\n', StringComparison.Ordinal));

    private static bool Sound(SourceAnswer answer) =>
        answer.Works.IsEmpty == answer.Error is not null
        && answer.Works.All(work => work.Ids[0] == work.Id && !string.IsNullOrEmpty(work.Id.Value) && work.Title?.Contains('\n', StringComparison.Ordinal) != true && WorkJson.Write(work).Length > 0);
}
