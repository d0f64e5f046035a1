using System.Text;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Core.Tests.Works;

/// <summary>Which work a page names, and which pages name none.</summary>
public sealed class PageReadingTests
{
    private static readonly Uri Address = new("https://journal.example.org/articles/view/17");

    [Theory]
    [InlineData("""<meta name="citation_doi" content="10.1093/mnras/stab2130">""", "doi:10.1093/mnras/stab2130")]
    [InlineData("""<META CONTENT='doi:10.1093/MNRAS/stab2130' NAME='Citation_DOI'/>""", "doi:10.1093/mnras/stab2130")]
    [InlineData("""<meta name="citation_doi" content="https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15&lt;1661">""", "doi:10.1002/(sici)1097-0258(19980815/30)17:15<1661")]
    [InlineData("""<meta name="bepress_citation_doi" content="10.1214/aos/1176344136">""", "doi:10.1214/aos/1176344136")]
    [InlineData("""<meta name="prism.doi" content="doi:10.1371/journal.pcbi.1002803">""", "doi:10.1371/journal.pcbi.1002803")]
    [InlineData("""<meta name="DC.Identifier" scheme="doi" content="10.1080/01621459.2019.1611584">""", "doi:10.1080/01621459.2019.1611584")]
    [InlineData("""<meta name="dc.identifier" content="978-3-16-148410-0"><meta name="dc.identifier" content="info:doi/10.1137/110845598">""", "doi:10.1137/110845598")]
    [InlineData("""<meta name="citation_arxiv_id" content="1905.07488">""", "arxiv:1905.07488")]
    [InlineData("""<meta name="citation_doi" content="10.48550/arXiv.1905.07488">""", "arxiv:1905.07488")]
    [InlineData("""<link rel="canonical" href="https://www.pnas.org/doi/full/10.1073/pnas.1912789117">""", "doi:10.1073/pnas.1912789117")]
    [InlineData("""<link rel="shortlink canonical" href="https://doi.org/10.1214/17-BA1044">""", "doi:10.1214/17-ba1044")]
    [InlineData("""<meta name="citation_pmid" content="32471948">""", "pmid:32471948")]
    [InlineData("""<meta property="og:url" content="https://arxiv.org/abs/1905.07488v1">""", "arxiv:1905.07488")]
    [InlineData("""<script type="application/ld+json">{"@context":"https://schema.org","@type":"ScholarlyArticle","sameAs":"https://doi.org/10.1038/s41592-020-0772-5"}</script>""", "doi:10.1038/s41592-020-0772-5")]
    [InlineData("""<script type="application/ld+json">{"mainEntity":{"@type":"ScholarlyArticle","identifier":{"@type":"PropertyValue","propertyID":"DOI","value":"10.1214/17-BA1044"},"citation":[{"@type":"ScholarlyArticle","sameAs":"https://doi.org/10.1000/other"}]},"@type":"WebPage"}</script>""", "doi:10.1214/17-ba1044")]
    [InlineData("""<script type="application/ld+json; charset=utf-8">{"@graph":[{"@type":"WebSite","@id":"https://doi.org/10.1000/site"},{"@type":["Article","ScholarlyArticle"],"@id":"https://doi.org/10.1214/17-BA1044"}]}</script>""", "doi:10.1214/17-ba1044")]
    [InlineData("""<script type="application/ld+json">[{"@type":"SoftwareSourceCode","codeRepository":"https://github.com/sbi-dev/sbi.git"}]</script>""", "github:sbi-dev/sbi")]
    public void A_page_names_its_work(string head, string id) => Assert.Equal(id, Read($"<!doctype html><html><head><title>a < b</title>{head}</head><body></body></html>"));

    [Theory]
    [InlineData("")]
    [InlineData("<p>A text that cites 10.1093/mnras/stab2130 and https://arxiv.org/abs/1905.07488</p>")]
    [InlineData("""<meta name="citation_doi" content="10.1093/a"><meta name="citation_doi" content="10.1093/b">""")]
    [InlineData("""<meta name="citation_doi" content="to be assigned">""")]
    [InlineData("""<meta name="dc.identifier" content="978-3-16-148410-0">""")]
    [InlineData("""<meta name="dc.relation" content="10.1093/mnras/stab2130">""")]
    [InlineData("""<!-- <meta name="citation_doi" content="10.1093/mnras/stab2130"> -->""")]
    [InlineData("""<script>var a = '<meta name="citation_doi" content="10.1093/mnras/stab2130">';</script>""")]
    [InlineData("""<textarea><meta name="citation_doi" content="10.1093/mnras/stab2130"></textarea>""")]
    [InlineData("""<link rel="canonical" href="/articles/view/17"><link rel="alternate" href="https://arxiv.org/abs/1905.07488">""")]
    [InlineData("""<link rel="canonical" href="javascript:alert('10.1093/mnras/stab2130')">""")]
    [InlineData("""<script type="application/ld+json">{"@type":"WebPage","citation":{"@type":"ScholarlyArticle","sameAs":"https://doi.org/10.1093/mnras/stab2130"}}</script>""")]
    [InlineData("""<script type="application/ld+json">{"@type":"ScholarlyArticle","sameAs":"https://doi.org/10.1093/mnras/stab2130"</script>""")]
    [InlineData("""<script type="application/ld+json">{"@type":"ScholarlyArticle","isPartOf":{"sameAs":"https://doi.org/10.1093/mnras"},"identifier":["10.1093/a","10.1093/b"]}</script>""")]
    [InlineData("""<script type="application/ld+json">{"@type":"Article","identifier":"2106.12345"}</script>""")]
    [InlineData("""<script type="application/ld+json">{"@type":"Article","sameAs":"https://github.com/example/site"}</script>""")]
    [InlineData("""<script type="application/ld+json">{"\ud800":1,"@type":"\udfff"}</script>""")]
    public void A_page_that_states_none_or_several_names_none(string html) => Assert.Null(Read(html));

    [Fact]
    public void A_preprints_page_that_states_what_was_published_is_the_preprint() =>
        Assert.Equal("arxiv:1905.07488", Read("""<meta name="citation_doi" content="10.1093/mnras/stab2130"><meta name="citation_arxiv_id" content="1905.07488">"""));

    [Fact]
    public void An_own_address_that_tells_the_work_comes_before_what_is_stated() =>
        Assert.Equal("arxiv:1905.07488", Read("""<meta name="citation_doi" content="10.1093/mnras/stab2130"><link rel="canonical" href="https://arxiv.org/abs/1905.07488">"""));

    [Fact]
    public void Another_encoding_is_read_too()
    {
        var html = """<meta name="citation_title" content="Ein Maß"><meta name="citation_doi" content="10.1093/mnras/stab2130">""";
        Assert.Equal("doi:10.1093/mnras/stab2130", Of([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(html)]).Id?.ToString());
        Assert.Equal("doi:10.1093/mnras/stab2130", Of(Encoding.Latin1.GetBytes(html)).Id?.ToString());
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b><p>")]
    [InlineData("<meta name=citation_doi content=10.1/")]
    [InlineData("<!--")]
    [InlineData("&amp;&lt;&#x41;")]
    [InlineData("<a a a a a a a a a a a a a ")]
    [InlineData("<script type=application/ld+json>[")]
    [InlineData("<script type=application/ld+json>{\"@graph\":[</script>")]
    public async Task Two_megabytes_of_anything_end(string piece)
    {
        var body = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, 2 * 1024 * 1024 / piece.Length)));
        // What grows with the square of the length would take hours.
        _ = await Task.Run(() => Of(body), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Cut_and_spoilt_pages_never_throw()
    {
        var page = Encoding.UTF8.GetBytes("""<html><head><meta name="citation_doi" content="10.1093/mnras/stab2130"><script type="application/ld+json">{"@type":"ScholarlyArticle","sameAs":"https://doi.org/10.1093/é"}</script></head>""");
        var dice = new Random(7);
        for (var length = 0; length < page.Length; length++)
        {
            var spoilt = page[..length];
            for (var i = 0; i < spoilt.Length / 20; i++)
                spoilt[dice.Next(spoilt.Length)] = (byte)dice.Next(256);
            _ = Of(page[..length]);
            _ = Of(spoilt);
        }
    }

    [Theory]
    [InlineData("nbi.readthedocs.io", "https://nbi.readthedocs.io/")]
    [InlineData(" <https://ieeexplore.ieee.org/document/9445690>. ", "https://ieeexplore.ieee.org/document/9445690")]
    [InlineData("see https://ieeexplore.ieee.org/document/9445690 please", "https://ieeexplore.ieee.org/document/9445690")]
    [InlineData("ftp://ftp.example.org/paper.html", null)]
    [InlineData("https://me:secret@example.org/paper/1", null)]
    [InlineData("file:///etc/passwd", null)]
    public void The_address_of_a_page_is_a_web_address(string link, string? address) => Assert.Equal(address, PageAddress.Of(link)?.AbsoluteUri);

    private static string? Read(string html) => Of(Encoding.UTF8.GetBytes(html)).Id?.ToString();

    private static PageReading Of(byte[] body) => PageReading.Of(new(body, null, Address));
}
