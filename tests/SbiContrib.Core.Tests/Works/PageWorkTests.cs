using System.Text;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;
using SbiContrib.Core.Works.Pages;

namespace SbiContrib.Core.Tests.Works;

/// <summary>What a page says of the work that it shows, where no service knows it.</summary>
public sealed class PageWorkTests
{
    private static readonly Uri Address = new("https://proceedings.mlr.press/v97/greenberg19a.html");
    private static readonly Identifier Pmlr = new("pmlr", "v97/greenberg19a");

    [Fact]
    public void Names_for_search_engines_make_a_work()
    {
        var work = Read("""
            <title>Proceedings</title><meta name="citation_title" content="Automatic Posterior Transformation for Likelihood-Free Inference">
            <meta name="citation_author" content="David Greenberg"><meta name="citation_author" content="Nonnenmacher, Marcel"><meta name="citation_author" content="Jakob H. Macke">
            <meta name="citation_publication_date" content="2019/05/24"><meta name="citation_conference_title" content="International Conference on Machine Learning">
            <meta name="citation_abstract" content="How can one perform Bayesian inference on stochastic simulators?">
            """);
        Assert.Equal("Automatic Posterior Transformation for Likelihood-Free Inference", work.Title);
        Assert.Equal(["David Greenberg", "Marcel Nonnenmacher", "Jakob H. Macke"], work.Authors.Select(author => author.ToString()));
        Assert.Equal(("2019-05-24", "International Conference on Machine Learning", "proceedings"), (work.Date, work.Venue, work.Kind));
        Assert.StartsWith("How can one", work.Abstract, StringComparison.Ordinal);
        Assert.Equal([Pmlr], work.Ids);
    }

    [Theory]
    [InlineData("""<meta name="dc.title" content="A thesis"><meta name="dc.creator" content="Doe, Jane"><meta name="dc.date" content="2020">""", "A thesis", "Jane Doe", "2020")]
    [InlineData("""<meta name="citation_title" content="A &lt;i&gt;title&lt;/i&gt;"><meta name="citation_authors" content="Doe, Jane; van der Berg, Ludwig"><meta name="citation_date" content="2020-02">""", "A title", "Jane Doe|Ludwig van der Berg", "2020-02")]
    [InlineData("""<script type="application/ld+json">{"@type":"ScholarlyArticle","headline":"Told by data","author":[{"@type":"Person","name":"Jane Doe"},{"givenName":"Ludwig","familyName":"van der Berg"}],"datePublished":"2020-02-03T00:00:00Z"}</script>""", "Told by data", "Jane Doe|Ludwig van der Berg", "2020-02-03")]
    [InlineData("""<meta property="og:title" content="A package">""", "A package", "", null)]
    [InlineData("<p>nothing", null, "", null)]
    public void Other_hands_are_read_as_well(string head, string? title, string authors, string? date)
    {
        var work = Read(head);
        Assert.Equal((title, authors, date), (work.Title, string.Join('|', work.Authors.Select(author => author.ToString())), work.Date));
    }

    [Fact]
    public void A_doi_that_the_page_states_is_the_same_works() =>
        Assert.Equal([Pmlr, new("doi", "10.1093/mnras/stab2130")], Read("""<meta name="citation_doi" content="10.1093/mnras/stab2130">""").Ids);

    [Theory]
    [InlineData(null, "")]
    [InlineData("iso-8859-1", "")]
    [InlineData("windows-1252", "")]
    [InlineData(null, """<meta charset="iso-8859-1">""")]
    [InlineData("no-such", """<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">""")]
    public void A_page_is_read_in_its_own_encoding(string? told, string stated)
    {
        var encoding = told is null && stated.Length == 0 ? Encoding.UTF8 : Encoding.Latin1;
        var page = new Page(encoding.GetBytes($"""{stated}<meta name="citation_title" content="Maße"><meta name="citation_author" content="Wübben, S.">"""), told, Address);
        Assert.Equal("Maße", PageWork.Read(page, Pmlr).Title);
    }

    [Fact]
    public void A_page_that_cites_itself_without_an_identifier_is_a_work_under_its_own_address()
    {
        var page = """<link rel="canonical" href="/thesis/17"><meta name="citation_title" content="A thesis"><meta name="citation_author" content="Jane Doe">""";
        var address = new Uri("https://repository.example.org/thesis/17?utm_source=x#top");
        Assert.Equal(new("web", "https://repository.example.org/thesis/17"), PageReading.Of(new(Encoding.UTF8.GetBytes(page), null, address)).Id);
        Assert.Equal(address.AbsoluteUri[..^4], PageReading.Of(new(Encoding.UTF8.GetBytes(page.Replace("/thesis/17", "https://elsewhere.example.org/17", StringComparison.Ordinal)), null, address)).Id?.Value);
    }

    [Theory]
    [InlineData("""<meta name="citation_title" content="A thesis">""")]
    [InlineData("""<meta property="og:title" content="A blog"><meta name="author" content="Jane Doe">""")]
    [InlineData("""<script type="application/ld+json">{"@type":"BlogPosting","headline":"A blog","author":{"name":"Jane Doe"}}</script>""")]
    [InlineData("""<meta name="citation_title" content="A"><meta name="citation_author" content="Jane Doe"><meta name="citation_doi" content="10.1093/a"><meta name="citation_doi" content="10.1093/b">""")]
    public void A_page_that_does_not_cite_itself_is_none(string head) => Assert.Null(PageReading.Of(new(Encoding.UTF8.GetBytes(head), null, Address)).Id is { Scheme: "web" } own ? own : null);

    [Theory]
    [InlineData("""<meta http-equiv="refresh" content="0; url=/v98/x.html">""", "https://proceedings.mlr.press/v98/x.html")]
    [InlineData("""<META HTTP-EQUIV="REFRESH" CONTENT="2;URL='https://www.example.org/a?b=1&amp;c=2'">""", "https://www.example.org/a?b=1&c=2")]
    [InlineData("""<meta http-equiv="refresh" content="300; url=/v98/x.html">""", null)]
    [InlineData("""<meta http-equiv="refresh" content="0; url=javascript:alert(1)">""", null)]
    [InlineData("""<meta http-equiv="refresh" content="0">""", null)]
    [InlineData("""<meta http-equiv="refresh" content="0; url=/other"><meta name="citation_doi" content="10.1093/mnras/stab2130">""", null)]
    public void A_page_may_send_its_visitors_on(string head, string? onward) =>
        Assert.Equal(onward, PageReading.Of(new(Encoding.UTF8.GetBytes(head), null, Address)).Onward?.AbsoluteUri);

    [Theory]
    [InlineData("web", "javascript:alert(1)")]
    [InlineData("web", "file:///etc/passwd")]
    [InlineData("web", "nonsense")]
    public void A_web_page_is_at_a_web_address_or_nowhere(string scheme, string value) => Assert.Null(Landing.Page(new(scheme, value)));

    private static Work Read(string head) => PageWork.Read(new(Encoding.UTF8.GetBytes($"<!doctype html><html><head>{head}</head></html>"), null, Address), Pmlr);
}
