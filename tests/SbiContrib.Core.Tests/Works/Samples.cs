using System.Text;
using SbiContrib.Core.Works;

namespace SbiContrib.Core.Tests.Works;

/// <summary>Answers in each service's shape, made up for these tests.</summary>
internal static class Samples
{
    public const string ArxivFeed = """
        <?xml version='1.0' encoding='UTF-8'?>
        <feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
          <id>https://arxiv.org/api/x</id><title>arXiv Query</title><opensearch:totalResults>2</opensearch:totalResults>
          <entry>
            <id>http://arxiv.org/abs/2101.00001v3</id>
            <title>A study of
          $\beta$-decays</title>
            <updated>2021-03-01T00:00:00Z</updated>
            <summary>  First paragraph.
          Second paragraph.</summary>
            <published>2021-01-02T10:00:00Z</published>
            <arxiv:comment>12 pages</arxiv:comment>
            <author><name>Ludwig van der Berg</name></author>
            <author><name> The XYZ Collaboration</name></author>
            <author><name>Sukarno</name></author>
            <arxiv:journal_ref>J. Made Up 1 (2021) 2</arxiv:journal_ref>
            <arxiv:doi>10.5555/ABC.1, 10.5555/abc.2</arxiv:doi>
          </entry>
          <entry>
            <id>http://arxiv.org/abs/math.GT/0309136v1</id>
            <title>Taken back</title><published>2003-09-08T00:00:00Z</published><summary>Text.</summary>
            <arxiv:comment>This paper has been withdrawn by the author due to an error</arxiv:comment>
            <author><name>Ana Ruiz</name></author>
          </entry>
        </feed>
        """;

    public const string ArxivOai = """
        <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><metadata>
        <arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>0704.0001</id>
        <version version="v1"><date>Mon, 2 Apr 2007 19:18:42 GMT</date></version><version version="v2"><date>Tue, 24 Jul 2007 20:10:27 GMT</date></version>
        <title>Photon pairs</title><authors>C. Bal\'azs (Here), E. L. Berger and P. M. Nadolsky</authors><abstract>Text.</abstract></arXivRaw>
        </metadata></record></GetRecord></OAI-PMH>
        """;

    public const string Crossref = """
        {"status":"ok","message-type":"work","message":{"DOI":"10.5555\/ABC<1>","type":"journal-article","title":["On <i>E. coli</i> &amp;amp; friends","Second title"],
        "author":[{"given":"Ana","family":"Núñez"},{"name":"The XYZ Consortium"},{"family":"Sukarno"},{"given":"Jan","family":"de Vries","suffix":"Jr"}],
        "issued":{"date-parts":[[2021,9]]},"container-title":["Journal of Things &amp; Stuff"],"abstract":"<jats:title>Abstract</jats:title><jats:p>Short.</jats:p>",
        "relation":{"has-preprint":[{"id-type":"doi","id":"10.48550/arXiv.2101.00001","asserted-by":"object"}]},
        "updated-by":[{"DOI":"10.5555/notice","type":"retraction"}]}}
        """;

    public const string DataCite = """
        {"data":{"id":"10.48550/arxiv.2101.00001","type":"dois","attributes":{"doi":"10.48550/arxiv.2101.00001","titles":[{"title":"Titre","titleType":"TranslatedTitle","lang":"fr"},{"title":"A study "}],
        "creators":[{"name":"van der Berg, Ludwig","nameType":"Personal","givenName":"Ludwig","familyName":"van der Berg"},{"name":"XYZ Collaboration","nameType":"Organizational"},{"name":"Ana Ruiz"}],
        "publicationYear":2021,"dates":[{"date":"2021","dateType":"Issued"},{"date":"2021-01-02T10:00:00Z","dateType":"Submitted"}],"types":{"resourceTypeGeneral":"Preprint"},"version":"2",
        "descriptions":[{"description":"Text.","descriptionType":"Abstract"}],"relatedIdentifiers":[{"relationType":"IsVersionOf","relatedIdentifierType":"DOI","relatedIdentifier":"10.5555/ABC.1"}]}}}
        """;

    public const string Inspire = """
        {"id":"42","metadata":{"control_number":42,"document_type":["article"],"titles":[{"title":"Search for $W' \\to tb$"},{"title":"Other"}],"authors":[{"full_name":"O'Brien, Pat, Jr."},{"full_name":"Ruiz, Ana"}],
        "collaborations":[{"value":"XYZ"}],"arxiv_eprints":[{"value":"hep-ph/9905221"}],"dois":[{"value":"10.5555/A"},{"value":"10.5555/ERR","material":"erratum"},{"value":"10.5555/a"}],
        "earliest_date":"1999-05","publication_info":[{"journal_title":"Phys.Made.Up","year":2000}],"abstracts":[{"value":"Text."}]}}
        """;

    public const string OpenAlex = """
        {"id":"https://openalex.org/W12","doi":"https://doi.org/10.5555/OA","title":"Open","type":"article","publication_date":"2020-02-03","is_retracted":true,
        "authorships":[{"author":{"display_name":"Ana Ruiz"}}],"primary_location":{"source":{"display_name":"Open Journal","type":"journal"}},
        "locations":[{"landing_page_url":"http://arxiv.org/abs/2101.00001"}],"abstract_inverted_index":{"again":[3],"words":[0,2],"and":[1]}}
        """;

    public const string SemanticScholar = """
        [null,{"paperId":"0aF1","externalIds":{"DOI":"10.5555/S2","ArXiv":"2101.00001","PubMed":"7"},"title":"Paper","year":2020,"publicationTypes":["Conference"],"venue":"","journal":{"name":"Proc. Made Up"},"authors":[{"name":"A. Ruiz"}],"abstract":null}]
        """;

    public const string Biorxiv = """
        {"messages":[{"status":"ok"}],"collection":[
        {"doi":"10.64898/2026.01.01.1","title":"Cells","authors":"Ruiz, A.; de Vries, J.","date":"2026-02-01","version":"2","type":"new results","abstract":"Text.","published":"10.5555/CELL","server":"bioRxiv"},
        {"doi":"10.64898/2026.01.01.1","title":"Cells, first","authors":"Ruiz, A.","date":"2026-01-01","version":"1","type":"new results","abstract":"Text.","published":"NA","server":"bioRxiv"}]}
        """;

    public const string OpenReview = """
        {"notes":[{"id":"AbC-1","forum":"AbC-1","pdate":1737504000000,"content":{"title":{"value":"Reviewed"},"authors":{"value":[{"fullname":"Ana Ruiz","username":"~Ana_Ruiz1"},"Jo Li"]},
        "venue":{"value":"ICLR 2025 Poster"},"venueid":{"value":"ICLR.cc/2025/Conference"},"_bibtex":{"value":"@inproceedings{x}"},"abstract":{"value":"Text."}}},
        {"id":"rev","forum":"AbC-1","content":{"title":{"value":"Official Review"}}}],"count":2}
        """;

    public const string OpenReview1 = """
        {"notes":[{"id":"r1","forum":"r1","cdate":1540080000000,"content":{"title":"Old","authors":["Ana Ruiz"],"venue":"CoRR withdrawn","abstract":"Text."}}],"count":1}
        """;

    public const string PubMed = """
        <?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.nlm.nih.gov/x.dtd">
        <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">123</PMID><Article>
        <Journal><JournalIssue><PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue><Title>Journal of Made-Up Medicine</Title></Journal>
        <ArticleTitle>[The <i>TERT</i> gene.]</ArticleTitle><Abstract><AbstractText Label="AIM">To see.</AbstractText><AbstractText Label="RESULT">Seen.</AbstractText></Abstract>
        <AuthorList><Author><LastName>de Vries</LastName><ForeName>Jan</ForeName></Author><Author><CollectiveName>XYZ Study Group</CollectiveName></Author><Author ValidYN="N"><LastName>Wrong</LastName></Author></AuthorList>
        <PublicationTypeList><PublicationType>Review</PublicationType></PublicationTypeList></Article>
        <CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><PMID>124</PMID></CommentsCorrections><CommentsCorrections RefType="UpdateOf"><PMID>120</PMID></CommentsCorrections></CommentsCorrectionsList></MedlineCitation>
        <PubmedData><ArticleIdList><ArticleId IdType="doi">10.5555/PM</ArticleId><ArticleId IdType="pmc">PMC9</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>
        """;

    public const string GitHub = """{"id":1,"name":"Repo","full_name":"Owner/Repo","description":"Does things.","created_at":"2020-01-02T03:04:05Z","fork":true,"parent":{"full_name":"Other/Repo"}}""";

    public const string Citation = """
        cff-version: 1.2.0
        title: Our Tool
        version: 1.10
        date-released: 2021-09-30
        doi: 10.5281/zenodo.1
        authors:
          - given-names: Ludwig
            name-particle: van der
            family-names: Berg
          - name: The Tool Team
          - alias: anon
        preferred-citation:
          type: article
          doi: 10.5555/PAPER
        """;

    public const string PyPi = """
        {"info":{"name":"Our_Tool.kit","version":"1.1","summary":"Does things.","author":"","author_email":"Ana Ruiz <a@example.org>, Jo Li <j@example.org>","yanked":false},
        "releases":{"1.1":[{"upload_time":"2021-02-01T00:00:00"}],"1.0":[{"upload_time":"2020-02-01T00:00:00"}],"0.9":[]},"urls":[]}
        """;

    public const string Zenodo = """
        {"id":2,"doi":"10.5281/zenodo.2","conceptdoi":"10.5281/zenodo.1","metadata":{"title":"Data","publication_date":"2021-09","version":"v2","description":"<p>Text.</p>","resource_type":{"type":"dataset"},
        "creators":[{"name":"Ruiz, Ana"},{"name":"Jo Li"},{"name":"Nik Hull, PhD"}],"related_identifiers":[{"identifier":"2101.00001","relation":"isSupplementTo","scheme":"arxiv"}]}}
        """;

    /// <summary>Every sample by its source.</summary>
    public static IEnumerable<(string Source, string Text)> All =>
    [
        ("arxiv", ArxivFeed), ("arxiv", ArxivOai), ("crossref", Crossref), ("datacite", DataCite), ("inspire", Inspire), ("openalex", OpenAlex), ("semanticscholar", SemanticScholar),
        ("biorxiv", Biorxiv), ("openreview", OpenReview), ("openreview", OpenReview1), ("pubmed", PubMed), ("github", GitHub), ("citationcff", Citation), ("pypi", PyPi), ("zenodo", Zenodo),
    ];

    public static SourceAnswer Read(string source, string text, int? status = null) => SourceReaders.ByName[source](Encoding.UTF8.GetBytes(text), status);
}
