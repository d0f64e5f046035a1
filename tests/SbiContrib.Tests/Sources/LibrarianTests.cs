using Microsoft.Extensions.DependencyInjection;
using SbiContrib.Core.Identifiers;
using SbiContrib.Local.Records;
using SbiContrib.Sources;

namespace SbiContrib.Tests.Sources;

/// <summary>The way of a question over the wire, against the services' own paths.</summary>
public sealed class LibrarianTests : IAsyncLifetime
{
    private static readonly Identifier Frontier = new("arxiv", "1911.01429");
    private static readonly Identifier FrontierDoi = new("doi", "10.1073/pnas.1912789117");
    private RecordsServer records = null!;
    private ServiceProvider services = null!;

    private Librarian Librarian => services.GetRequiredService<Librarian>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        records = await RecordsServer.Start(cancellation: Cancellation);
        services = new ServiceCollection().AddSources(new SourceSettings { Contact = "someone@example.org" }.At(records.Address)).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await records.DisposeAsync();
    }

    [Fact]
    public async Task An_arXiv_number_is_found_at_arXiv()
    {
        var found = Assert.IsType<Lookup.Found>(await Librarian.Find(Frontier, Cancellation));

        Assert.Equal("arxiv", found.Source);
        Assert.Equal("The frontier of simulation-based inference", found.Work.Title);
        Assert.Equal(["Kyle Cranmer", "Johann Brehmer", "Gilles Louppe"], found.Work.Authors.Select(author => author.ToString()));
        Assert.Contains(FrontierDoi, found.Work.Ids);
    }

    [Fact]
    public async Task A_DOI_is_found_at_Crossref_with_its_journal()
    {
        var found = Assert.IsType<Lookup.Found>(await Librarian.Find(FrontierDoi, Cancellation));

        Assert.Equal("crossref", found.Source);
        Assert.Equal("Proceedings of the National Academy of Sciences", found.Work.Venue);
        Assert.Equal("2020-05-29", found.Work.Date);
    }

    [Fact]
    public async Task Many_arXiv_numbers_are_one_question()
    {
        var ids = Enumerable.Range(0, 40).Select(n => new Identifier("arxiv", $"9901.{n:D5}")).ToList();

        var found = await Librarian.FindAll(ids, Cancellation);

        Assert.All(found.Values, lookup => Assert.IsType<Lookup.Found>(lookup));
        Assert.Single(records.Questions);
    }

    [Fact]
    public async Task A_number_that_arXiv_leaves_out_is_not_found_and_the_others_are()
    {
        var unknown = new Identifier("arxiv", "2101.99999");

        var found = await Librarian.FindAll([unknown, Frontier], Cancellation);

        Assert.Equal("arxiv", Assert.IsType<Lookup.NotFound>(found[unknown]).Source);
        Assert.IsType<Lookup.Found>(found[Frontier]);
    }

    [Fact]
    public async Task A_DOI_that_Crossref_does_not_know_is_not_found() =>
        Assert.IsType<Lookup.NotFound>(await Librarian.Find(new("doi", "10.1073/nothing"), Cancellation));

    [Fact]
    public async Task A_short_DOI_is_the_work_of_the_whole_one()
    {
        var found = Assert.IsType<Lookup.Found>(await Librarian.Find(new("doi", "10/made-up-7"), Cancellation));

        Assert.Contains(new Identifier("doi", "10.5555/made-up.7"), found.Work.Ids);
        Assert.IsType<Lookup.NotFound>(await Librarian.Find(new("doi", "10/nothing"), Cancellation));
    }

    [Fact]
    public async Task A_work_that_no_service_knows_is_read_from_its_page()
    {
        var found = Assert.IsType<Lookup.Found>(await Librarian.Find(new("pmlr", "v97/greenberg19a"), Cancellation));

        Assert.Equal("page", found.Source);
        Assert.Equal("Automatic Posterior Transformation for Likelihood-Free Inference", found.Work.Title);
        Assert.Equal(["page/proceedings.mlr.press/v97/greenberg19a.html"], records.Questions);
    }

    [Fact]
    public async Task A_work_without_a_page_is_not_found_and_a_page_that_is_down_is_asked_later()
    {
        Assert.IsType<Lookup.NotFound>(await Librarian.Find(new("jmlr", "v22/20-1234"), Cancellation));
        records.Faults["page"] = new(FaultKind.Down);
        Assert.IsType<Lookup.Unavailable>(await Librarian.Find(new("pmlr", "v97/greenberg19a"), Cancellation));
    }

    [Fact]
    public async Task A_paper_of_NeurIPS_is_looked_for_in_each_of_its_tracks()
    {
        Assert.IsType<Lookup.NotFound>(await Librarian.Find(new("neurips", "2022/a98846e9d9cc01cfb87eb694d946ce6b"), Cancellation));
        Assert.Contains(records.Questions, question => question.EndsWith("-Abstract-Datasets_and_Benchmarks.html", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fresh_work_is_not_asked_for_again()
    {
        await Librarian.Find(Frontier, Cancellation);
        var asked = records.Questions.Count;

        await Librarian.Find(Frontier, Cancellation);

        Assert.Equal(asked, records.Questions.Count);
    }

    [Fact]
    public async Task A_service_that_says_wait_is_left_alone_until_then()
    {
        records.Faults["crossref"] = new Fault(FaultKind.TooMany, TimeSpan.FromMinutes(10));
        var before = TimeProvider.System.GetUtcNow();

        var first = Assert.IsType<Lookup.Unavailable>(await Librarian.Find(FrontierDoi, Cancellation));
        var asked = records.Questions.Count(question => question.StartsWith("crossref", StringComparison.Ordinal));
        var second = Assert.IsType<Lookup.Unavailable>(await Librarian.Find(FrontierDoi, Cancellation));

        Assert.True(first.Until >= before + TimeSpan.FromMinutes(10));
        Assert.Equal(first.Until, second.Until);
        Assert.Equal(asked, records.Questions.Count(question => question.StartsWith("crossref", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_short_trouble_is_overcome_within_the_question()
    {
        records.Faults["crossref"] = new Fault(FaultKind.TooMany, TimeSpan.FromSeconds(1), Times: 1);

        Assert.IsType<Lookup.Found>(await Librarian.Find(FrontierDoi, Cancellation));
    }

    [Theory]
    [InlineData(nameof(FaultKind.Down))]
    [InlineData(nameof(FaultKind.TooMany))]
    [InlineData(nameof(FaultKind.Cut))]
    public async Task DataCite_stands_in_for_arXiv(string fault)
    {
        records.Faults["arxiv"] = new Fault(Enum.Parse<FaultKind>(fault));

        var found = Assert.IsType<Lookup.Found>(await Librarian.Find(Frontier, Cancellation));

        Assert.Equal("datacite", found.Source);
        Assert.Equal("The frontier of simulation-based inference", found.Work.Title);
        Assert.Equal("2019-11-04", found.Work.Date);
    }

    [Fact]
    public async Task A_stand_in_that_does_not_know_a_work_decides_nothing()
    {
        records.Faults["arxiv"] = new Fault(FaultKind.Down);

        Assert.IsType<Lookup.Unavailable>(await Librarian.Find(new Identifier("arxiv", "2101.99999"), Cancellation));
    }

    [Theory]
    [InlineData(nameof(FaultKind.Down))]
    [InlineData(nameof(FaultKind.Malformed))]
    [InlineData(nameof(FaultKind.Cut))]
    public async Task Trouble_is_never_taken_for_a_missing_work(string fault)
    {
        records.Faults["crossref"] = new Fault(Enum.Parse<FaultKind>(fault));

        Assert.IsType<Lookup.Unavailable>(await Librarian.Find(FrontierDoi, Cancellation));
    }
}
