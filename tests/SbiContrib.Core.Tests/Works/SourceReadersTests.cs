using System.Text;
using SbiContrib.Core.Works;

namespace SbiContrib.Core.Tests.Works;

/// <summary>What each reader makes of an answer, as the JSON that people and other programs see.</summary>
public sealed class SourceReadersTests
{
    [Theory]
    [InlineData("arxiv", Samples.ArxivFeed, """{"id":"arxiv:2101.00001","ids":["arxiv:2101.00001","doi:10.5555/abc.1","doi:10.5555/abc.2"],"kind":"preprint","title":"A study of β-decays","authors":[{"given":"Ludwig","family":"van der Berg"},{"literal":"The XYZ Collaboration"},{"literal":"Sukarno"}],"date":"2021-01-02","venue":"J. Made Up 1 (2021) 2","abstract":"First paragraph.\n\nSecond paragraph.","versions":["1","2","3"],"relations":[],"withdrawn":false,"retracted":false}""")]
    [InlineData("arxiv", Samples.ArxivOai, """{"id":"arxiv:0704.0001","ids":["arxiv:0704.0001"],"kind":"preprint","title":"Photon pairs","authors":[{"given":"C.","family":"Balázs"},{"given":"E. L.","family":"Berger"},{"given":"P. M.","family":"Nadolsky"}],"date":"2007-04-02","venue":null,"abstract":"Text.","versions":["1","2"],"relations":[],"withdrawn":false,"retracted":false}""")]
    [InlineData("crossref", Samples.Crossref, """{"id":"doi:10.5555/abc<1>","ids":["doi:10.5555/abc<1>","arxiv:2101.00001"],"kind":"article","title":"On E. coli & friends","authors":[{"given":"Ana","family":"Núñez"},{"literal":"The XYZ Consortium"},{"given":null,"family":"Sukarno"},{"given":"Jan","family":"de Vries"}],"date":"2021-09","venue":"Journal of Things & Stuff","abstract":"Short.","versions":[],"relations":[{"type":"has-preprint","id":"arxiv:2101.00001"},{"type":"has-retraction","id":"doi:10.5555/notice"}],"withdrawn":false,"retracted":true}""")]
    [InlineData("datacite", Samples.DataCite, """{"id":"arxiv:2101.00001","ids":["arxiv:2101.00001","doi:10.5555/abc.1"],"kind":"preprint","title":"A study","authors":[{"given":"Ludwig","family":"van der Berg"},{"literal":"XYZ Collaboration"},{"given":"Ana","family":"Ruiz"}],"date":"2021-01-02","venue":null,"abstract":"Text.","versions":["1","2"],"relations":[{"type":"is-version-of","id":"doi:10.5555/abc.1"}],"withdrawn":false,"retracted":false}""")]
    [InlineData("inspire", Samples.Inspire, """{"id":"inspire:42","ids":["inspire:42","arxiv:hep-ph/9905221","doi:10.5555/a"],"kind":"article","title":"Search for W' → tb","authors":[{"given":"Pat","family":"O'Brien"},{"given":"Ana","family":"Ruiz"},{"literal":"XYZ Collaboration"}],"date":"1999-05","venue":"Phys.Made.Up","abstract":"Text.","versions":[],"relations":[],"withdrawn":false,"retracted":false}""")]
    [InlineData("openalex", Samples.OpenAlex, """{"id":"doi:10.5555/oa","ids":["doi:10.5555/oa","arxiv:2101.00001"],"kind":"article","title":"Open","authors":[{"given":"Ana","family":"Ruiz"}],"date":"2020-02-03","venue":"Open Journal","abstract":"words and words again","versions":[],"relations":[],"withdrawn":false,"retracted":true}""")]
    [InlineData("semanticscholar", Samples.SemanticScholar, """{"id":"s2:0af1","ids":["s2:0af1","doi:10.5555/s2","arxiv:2101.00001","pmid:7"],"kind":"proceedings","title":"Paper","authors":[{"given":"A.","family":"Ruiz"}],"date":"2020","venue":"Proc. Made Up","abstract":null,"versions":[],"relations":[],"withdrawn":false,"retracted":false}""")]
    [InlineData("biorxiv", Samples.Biorxiv, """{"id":"doi:10.64898/2026.01.01.1","ids":["doi:10.64898/2026.01.01.1","doi:10.5555/cell"],"kind":"preprint","title":"Cells","authors":[{"given":"A.","family":"Ruiz"},{"given":"J.","family":"de Vries"}],"date":"2026-01-01","venue":null,"abstract":"Text.","versions":["1","2"],"relations":[{"type":"is-preprint-of","id":"doi:10.5555/cell"}],"withdrawn":false,"retracted":false}""")]
    [InlineData("openreview", Samples.OpenReview, """{"id":"openreview:AbC-1","ids":["openreview:AbC-1"],"kind":"proceedings","title":"Reviewed","authors":[{"given":"Ana","family":"Ruiz"},{"given":"Jo","family":"Li"}],"date":"2025-01-22","venue":"ICLR 2025 Poster","abstract":"Text.","versions":[],"relations":[],"withdrawn":false,"retracted":false}""")]
    [InlineData("openreview", Samples.OpenReview1, """{"id":"openreview:r1","ids":["openreview:r1"],"kind":"preprint","title":"Old","authors":[{"given":"Ana","family":"Ruiz"}],"date":"2018-10-21","venue":"CoRR withdrawn","abstract":"Text.","versions":[],"relations":[],"withdrawn":true,"retracted":false}""")]
    [InlineData("pubmed", Samples.PubMed, """{"id":"pmid:123","ids":["pmid:123","doi:10.5555/pm","pmcid:PMC9","pmid:120"],"kind":"review","title":"The TERT gene","authors":[{"given":"Jan","family":"de Vries"},{"literal":"XYZ Study Group"}],"date":"1998","venue":"Journal of Made-Up Medicine","abstract":"AIM: To see.\n\nRESULT: Seen.","versions":[],"relations":[{"type":"retraction-in","id":"pmid:124"},{"type":"has-preprint","id":"pmid:120"}],"withdrawn":false,"retracted":true}""")]
    [InlineData("github", Samples.GitHub, """{"id":"github:owner/repo","ids":["github:owner/repo"],"kind":"software","title":"Repo","authors":[],"date":"2020-01-02","venue":null,"abstract":"Does things.","versions":[],"relations":[{"type":"is-fork-of","id":"github:other/repo"}],"withdrawn":false,"retracted":false}""")]
    [InlineData("citationcff", Samples.Citation, """{"id":"doi:10.5281/zenodo.1","ids":["doi:10.5281/zenodo.1"],"kind":"software","title":"Our Tool","authors":[{"given":"Ludwig","family":"van der Berg"},{"literal":"The Tool Team"},{"literal":"anon"}],"date":"2021-09-30","venue":null,"abstract":null,"versions":["1.10"],"relations":[{"type":"is-described-by","id":"doi:10.5555/paper"}],"withdrawn":false,"retracted":false}""")]
    [InlineData("pypi", Samples.PyPi, """{"id":"pypi:our-tool-kit","ids":["pypi:our-tool-kit"],"kind":"software","title":"Our_Tool.kit","authors":[{"given":"Ana","family":"Ruiz"},{"given":"Jo","family":"Li"}],"date":"2020-02-01","venue":null,"abstract":"Does things.","versions":["1.0","1.1"],"relations":[],"withdrawn":false,"retracted":false}""")]
    [InlineData("zenodo", Samples.Zenodo, """{"id":"doi:10.5281/zenodo.2","ids":["doi:10.5281/zenodo.2","doi:10.5281/zenodo.1"],"kind":"dataset","title":"Data","authors":[{"given":"Ana","family":"Ruiz"},{"given":"Jo","family":"Li"},{"given":"Nik","family":"Hull"}],"date":"2021-09","venue":null,"abstract":"Text.","versions":["v2"],"relations":[{"type":"is-supplement-to","id":"arxiv:2101.00001"}],"withdrawn":false,"retracted":false}""")]
    public void An_answer_is_read(string source, string answer, string work) =>
        Assert.Equal(work, WorkJson.Write(Samples.Read(source, answer).Works[0]));

    [Fact]
    public void What_is_written_is_read_again()
    {
        foreach (var (source, text) in Samples.All)
        {
            var written = WorkJson.Write(Samples.Read(source, text).Works[0]);

            Assert.Equal(written, WorkJson.Write(WorkJson.Read(written)));
        }
    }

    [Fact]
    public void A_withdrawn_paper_is_seen_and_its_subject_class_dropped()
    {
        var works = Samples.Read("arxiv", Samples.ArxivFeed).Works;

        Assert.Equal("arxiv:math/0309136", works[1].Id.ToString());
        Assert.Equal([false, true], works.Select(work => work.Withdrawn));
    }

    [Theory]
    [InlineData("arxiv", 200, "<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>", SourceError.NotFound)]
    [InlineData("arxiv", 400, "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_abc</id><title>Error</title></entry></feed>", SourceError.NotFound)]
    [InlineData("arxiv", 429, "<html>Rate exceeded.</html>", SourceError.RateLimited)]
    [InlineData("arxiv", null, "Rate exceeded.", SourceError.RateLimited)]
    [InlineData("arxiv", 406, "<html>Not Acceptable</html>", SourceError.Unavailable)]
    [InlineData("arxiv", 200, "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>", SourceError.Malformed)]
    [InlineData("arxiv", 200, "<!DOCTYPE feed [<!ENTITY x \"y\">]><feed>&x;</feed>", SourceError.Malformed)]
    [InlineData("crossref", 404, "Resource not found.", SourceError.NotFound)]
    [InlineData("crossref", null, "Resource not found.", SourceError.NotFound)]
    [InlineData("crossref", 504, "<html><h1>504 Gateway Time-out</h1></html>", SourceError.Unavailable)]
    [InlineData("crossref", null, "<html><h1>504 Gateway Time-out</h1></html>", SourceError.Unavailable)]
    [InlineData("crossref", null, """{"status":"error","message-type":"exception","message":{}}""", SourceError.Unavailable)]
    [InlineData("crossref", 200, """{"status":"ok","message":{"items":[]}}""", SourceError.NotFound)]
    [InlineData("crossref", 200, "<!doctype html><title>Welcome</title>", SourceError.Malformed)]
    [InlineData("crossref", 200, "", SourceError.Malformed)]
    [InlineData("crossref", 200, "{\"message\":{\"DOI\":\"10.55", SourceError.Malformed)]
    [InlineData("datacite", null, """{"errors":[{"status":"404","title":"The resource you are looking for doesn't exist."}]}""", SourceError.NotFound)]
    [InlineData("inspire", null, """{"status":404,"message":"PID does not exist."}""", SourceError.NotFound)]
    [InlineData("openalex", 404, "<!doctype html><title>404 Not Found</title>", SourceError.NotFound)]
    [InlineData("semanticscholar", null, """{"error":"Paper with id 0 not found"}""", SourceError.NotFound)]
    [InlineData("semanticscholar", null, """{"message":"Too Many Requests","code":"429"}""", SourceError.RateLimited)]
    [InlineData("semanticscholar", 403, """{"message":"Forbidden"}""", SourceError.Unavailable)]
    [InlineData("biorxiv", 200, """{"messages":[{"status":"no posts found"}],"collection":[]}""", SourceError.NotFound)]
    [InlineData("biorxiv", 200, "", SourceError.Malformed)]
    [InlineData("openreview", 403, """{"name":"ChallengeRequiredError","message":"x","status":403}""", SourceError.Unavailable)]
    [InlineData("openreview", null, """{"name":"NotFoundError","message":"The Note x was not found","status":404}""", SourceError.NotFound)]
    [InlineData("pubmed", 200, "<?xml version=\"1.0\"?><!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD\" \"https://x.example/x.dtd\"><PubmedArticleSet></PubmedArticleSet>", SourceError.NotFound)]
    [InlineData("pubmed", null, """{"error":"API rate limit exceeded","count":"4"}""", SourceError.RateLimited)]
    [InlineData("github", null, """{"message":"Not Found","documentation_url":"x"}""", SourceError.NotFound)]
    [InlineData("github", 403, """{"message":"API rate limit exceeded for 1.2.3.4."}""", SourceError.RateLimited)]
    [InlineData("citationcff", null, "404: Not Found", SourceError.NotFound)]
    [InlineData("pypi", null, """{"message": "Not Found"}""", SourceError.NotFound)]
    [InlineData("zenodo", null, """{"status":410,"message":"The record has been deleted."}""", SourceError.NotFound)]
    public void Errors_are_told_apart(string source, int? status, string answer, SourceError error)
    {
        var read = Samples.Read(source, answer, status);

        Assert.Equal(error, read.Error);
        Assert.Empty(read.Works);
    }

    [Theory]
    [InlineData("This paper has been withdrawn by the author", null, true)]
    [InlineData("Withdrawn", null, true)]
    [InlineData("This submission has been withdrawn by arXiv administrators due to inappropriate overlap", null, true)]
    [InlineData("Paper as been withdrawn", null, true)]
    [InlineData("10 pages, supersedes withdrawn paper 1001.0001", null, false)]
    [InlineData(null, "This paper has been withdrawn due to a crucial error in equation 3.", true)]
    [InlineData(null, "We study when drugs are withdrawn by patients and why.", false)]
    [InlineData(null, "Energy withdrawn from the field is measured. The paper closes with an outlook.", false)]
    public void A_withdrawal_is_in_the_words(string? comment, string? summary, bool withdrawn) =>
        Assert.Equal(withdrawn, Core.Works.Sources.Withdrawal.Says(comment, summary, "A title"));

    [Theory]
    [InlineData("This paper has been withdrawn by the author due to an error", true)]
    [InlineData("10 pages. Withdrawn: see the newer paper", true)]
    [InlineData("v2. This submission has been withdrawn by arXiv administrators", true)]
    [InlineData("Paper was withdrawn from ICLR 2020", false)]
    [InlineData("Withdrawn from ICML 2021 and submitted to NeurIPS", false)]
    [InlineData("Theorem 3 of the first draft has been withdrawn", false)]
    [InlineData("A previous claim was withdrawn. Typos mended", false)]
    public void What_a_comment_says_of_the_paper_is_told_from_what_it_says_of_a_part(string comment, bool withdrawn)
    {
        var feed = Samples.ArxivFeed.Replace("12 pages", comment, StringComparison.Ordinal);
        Assert.Equal(withdrawn, SourceReaders.ByName["arxiv"](Encoding.UTF8.GetBytes(feed), 200).Works[0].Withdrawn);
    }

    [Theory]
    [InlineData("RETRACTED: On things", true)]
    [InlineData("Retracted Article: On things", true)]
    [InlineData("Retracted science: a study of journals", false)]
    [InlineData("Retraction: On things", false)]
    public void A_title_that_says_retracted_is_told_from_one_about_it(string title, bool retracted)
    {
        var answer = $$$"""{"status":"ok","message-type":"work","message":{"DOI":"10.5555/a","type":"journal-article","title":["{{{title}}}"]}}""";
        Assert.Equal(retracted, SourceReaders.ByName["crossref"](Encoding.UTF8.GetBytes(answer), 200).Works[0].Retracted);
    }

    [Theory]
    [InlineData("crossref")]
    [InlineData("datacite")]
    [InlineData("inspire")]
    [InlineData("openalex")]
    [InlineData("zenodo")]
    public void An_object_without_a_record_is_no_answer_about_a_work(string source)
    {
        Assert.Equal(SourceError.Malformed, SourceReaders.ByName[source](Encoding.UTF8.GetBytes("{}"), null).Error);
        Assert.Equal(SourceError.RateLimited, SourceReaders.ByName[source](Encoding.UTF8.GetBytes("""{"message":"Too Many Requests"}"""), null).Error);
    }

    [Fact]
    public void A_company_and_a_quoted_name_are_one_author_each()
    {
        Assert.Equal(["Meta Platforms Inc."], Authors("""{"info":{"name":"a","version":"1","author":"Meta Platforms, Inc."}}"""));
        Assert.Equal(["John Doe", "Ann Li"], Authors("""{"info":{"name":"a","version":"1","author_email":"\"Doe, John\" <a@example.org>, Ann Li <b@example.org>"}}"""));
        static IEnumerable<string> Authors(string answer) => SourceReaders.ByName["pypi"](Encoding.UTF8.GetBytes(answer), 200).Works[0].Authors.Select(author => author.ToString());
    }
}
