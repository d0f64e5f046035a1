using CsCheck;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Tests.Identifiers;

/// <summary>Whatever is sent gets an answer, and every answer reads as itself.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Bricks =
    [
        "https://", "http:/", "//", "git@", "arxiv.org", "doi.org", "www.", "github.com", "nature.com", "openreview.net", "osf.io", "ui.adsabs.harvard.edu", "hal.science",
        "inspirehep.net", "pypi.org", "zenodo.org", "biorxiv.org", "academic.oup.com", "jstor.org", "scholar.google.", "proceedings.mlr.press", "jmlr.org", "papers.nips.cc",
        "aclanthology.org", "pubs.rsc.org", "cambridge.org", "degruyter.com", "egms.de", "semanticscholar.org", "europepmc.org", "huggingface.co", "web.archive.org/web/1/",
        "/", "//", "/abs/", "/pdf/", "/content/", "/articles/", "/early/", "/paper/", "/papers/", "/project/", "/preprints/", "/stable/", "/static/", "/record/", "/full", "/meta", "/static/a/journals/",
        "?id=", "?q=", "?doi=", "&", "=", "#", "%", "%2F", "%252F", "%00", "&lt;", "&#x41;", "&amp;", "v", "v2", ".", "..", "...", ":", "-", "_", "(", ")", "<", ">", "[", "](", "]", "{", "}", "\\", "\"", "'", " ", "\t", "\n",
        "10.", "10.1101/", "10.1038/", "10.1234/", "10/", "2010.06439", "0706.0001", "hep-ph/9905221", "087619", "2019PhDT........69B", "rs-624370", "abc12", "S0263034602211106", "PMC1", "arXiv:", "doi:", "urn:", "hal-01352940",
        "\u200b", "\uff0f", "\u2024", "\ud800", "\udc00", "\0", "\u0430", "é", "漢", "\U0001F600",
    ];

    private static readonly Gen<string> Composed =
        Gen.Int[0, Bricks.Length - 1].Select(at => Bricks[at]).Array[0, 14].Select(string.Concat);

    [Fact]
    public void ComposedTextsGetAnAnswer() => Composed.Sample(IsAnswered, iter: 20_000);

    [Fact]
    public void AnyTextGetsAnAnswer() => Gen.String.Sample(IsAnswered, iter: 20_000);

    [Fact]
    public void AnIdentifierReadsAsItself() =>
        Composed.Sample(text => Identify.Link(text).Id is not { } id || Identify.Link(id.ToString()).Id == id, iter: 20_000);

    [Theory]
    [InlineData("%25")]
    [InlineData("http://")]
    [InlineData("https://http")]
    [InlineData("http")]
    [InlineData("10.1234/")]
    [InlineData("](")]
    [InlineData("(")]
    [InlineData("a ")]
    [InlineData("[http://a.b/ ")]
    [InlineData("&amp;")]
    public void TenMegabytesAreAnswered(string brick)
    {
        var text = string.Concat(Enumerable.Repeat(brick, 10_000_000 / brick.Length));
        Assert.Equal(UnknownReason.Unknown, Identify.Link(text).Reason);
        Assert.All(Identify.InText(text), found => Assert.True(found.Input.Length <= Identify.LongestLink));
        IsAnswered(text[..Identify.LongestLink]);
    }

    private static void IsAnswered(string text)
    {
        var found = Identify.Link(text);
        Assert.True(found.Id is null == found.Reason is not null);
        Assert.True(found.Id is null == found.Url is null);
        Assert.All(Identify.InText(text), one => Assert.True(one.Id is null == one.Reason is not null));
    }
}
