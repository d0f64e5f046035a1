using System.Text;
using Azure.Storage.Blobs;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;
using SbiContrib.Sources;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Sources;

/// <summary>Works in blob storage: they come back whole, and whatever is wrong with them costs a question and no more.</summary>
public sealed class BlobWorkCacheTests(AzuriteFixture azurite)
{
    private static readonly Identifier Id = new("doi", "10.1002/(sici)1097-0258(19980815/30)17:15<1661::aid-sim968>3.0.co;2-2");
    private static readonly DateTimeOffset Asked = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_work_comes_back_as_it_was_kept_even_before_anybody_made_the_container()
    {
        var (cache, _) = await New();
        var work = Work("Maße & „Mengen“ <b>");
        await cache.Put(Id, new(work, "crossref", Asked), Cancel);

        var kept = await cache.Get(Id, Cancel);

        Assert.Equal(("crossref", Asked), (kept!.Source, kept.AskedAt));
        Assert.Equal(WorkJson.Write(work), WorkJson.Write(kept.Work));
    }

    [Fact]
    public async Task A_newer_work_takes_the_place_of_an_older_and_no_other_ones()
    {
        var (cache, _) = await New();
        await cache.Put(Id, new(Work("one"), "crossref", Asked), Cancel);
        await cache.Put(Id, new(Work("two"), "openalex", Asked), Cancel);

        Assert.Equal("two", (await cache.Get(Id, Cancel))!.Work.Title);
        Assert.Null(await cache.Get(new("doi", "10.1002/other"), Cancel));
    }

    [Fact]
    public async Task What_another_version_of_the_program_wrote_is_none()
    {
        var (cache, container) = await New();
        await cache.Put(Id, new(Work("one"), "crossref", Asked), Cancel);
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: Cancel))
            await container.GetBlobClient(blob.Name).UploadAsync(new BinaryData(Encoding.UTF8.GetBytes("""{"work":{"title":17}}""")), overwrite: true, Cancel);

        Assert.Null(await cache.Get(Id, Cancel));
    }

    private async Task<(BlobWorkCache Cache, BlobContainerClient Container)> New()
    {
        var prefix = AzuriteFixture.Unique("w");
        var blobs = new BlobServiceClient((await azurite.Server).ConnectionString);
        return (new(blobs, prefix), blobs.GetBlobContainerClient(prefix + "works"));
    }

    private static Work Work(string title) => new()
    {
        Id = Id,
        Ids = [Id, new("pmid", "9749453")],
        Kind = "article",
        Title = title,
        Authors = [new("Jane", "Doe", null), new(null, null, "The Collaboration")],
        Date = "1998-08",
        Venue = "Statistics in Medicine",
        Abstract = "One.\n\nTwo.",
        Versions = ["1", "2"],
        Relations = [new("is-preprint-of", new("arxiv", "1905.07488"))],
        Retracted = true,
    };
}
