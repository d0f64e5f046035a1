using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works;
using SbiContrib.Local;
using SbiContrib.Local.GitHub;
using SbiContrib.Sources;
using SbiContrib.Sources.Pages;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Way;

/// <summary>What people really send, through the whole world: whatever it is, it gets one answer.</summary>
public sealed class SubmissionTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const string Title = "Fast and credible likelihood-free cosmology with truncated marginal neural ratio estimation";

    /// <summary>Our own samples of the kinds that people send: what is typed, and words of the answer.</summary>
    private static readonly (string Typed, string Answer)[] Samples =
    [
        ("https://arxiv.org/abs/2005.07062v1", "Waiting for a maintainer"),
        ("2110.01620 | 2105.03344 | https://doi.org/10.7554/eLife.56261", "Waiting for a maintainer"),
        ("https://arxiv.org/abs/2110.06931 | https://doi.org/10.1103/PhysRevD.105.063017", "this is the same work as"),
        ("https://arxiv.org/pdf/2105.03344", "this work is being proposed already"),
        ("https://doi.org/10.1088/1475-7516/2022/09/004", "this work is being proposed already under `arxiv:2005.07062`"),
        ("https://arxiv.org/abs/2010.06439", "the list has it already"),
        ("https://inspirehep.net/literature/99999999", "no such work"),
        ("https://ieeexplore.ieee.org/document/9445690 | https://ieeexplore.ieee.org/document/9411312", "its page"),
        ("documentation.readthedocs.io", "its page"),
        ("https://arxiv.org/search/?query=likelihood-free", "not one work"),
        ("(closes #126)", "I need your help"),
        ("(none; title only) -> astro-ph", "I need your help"),
        ("PAGE", "Waiting for a maintainer"),
    ];

    [Fact]
    public async Task Each_of_our_samples_gets_the_one_answer_that_it_should()
    {
        await using var publisher = await Publisher("""<meta name="citation_doi" content="10.21105/joss.02505">""");
        var page = $"http://publisher.example.org:{new Uri(publisher.Urls.First()).Port}/articles/1234";
        var works = new MemoryWorkCache();
        await Know(works, "https://arxiv.org/abs/2005.07062", [Title]);
        await Know(works, "https://doi.org/10.1088/1475-7516/2022/09/004", [Title]);
        var answers = await Answers([.. Samples.Select(sample => (sample.Typed, sample.Typed.Replace("PAGE", page, StringComparison.Ordinal)))], works);
        Assert.All(Samples.Zip(answers), pair => Assert.Contains(pair.First.Answer, pair.Second, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://proceedings.mlr.press/v97/greenberg19a/greenberg19a.pdf", "Automatic Posterior Transformation for Likelihood-Free Inference", "https://proceedings.mlr.press/v97/greenberg19a.html")]
    [InlineData("https://repository.example.org/theses/1234", "Neural Estimators for Sample Theses", "https://repository.example.org/theses/1234")]
    public async Task A_work_that_its_page_alone_tells_is_proposed(string typed, string title, string link)
    {
        await using var world = await Given.World(azurite);
        await using var program = await LocalProgram.Start(world, LogLevel.None, _ => { }, TestContext.Current.CancellationToken);
        world.Connect(program.Address);
        var issue = world.Contributes(typed);
        await Given.Until("an answer", () => world.Answers(issue).Exists(answer => answer.Contains("Waiting for a maintainer", StringComparison.Ordinal)));
        var added = System.Text.Encoding.UTF8.GetString(world.GitHub.Model.Read(world.Site, world.Pulls()[0].Pull!.HeadRef, SampleSite.Page)!);
        Assert.Contains($"[{title}]({link})", added, StringComparison.Ordinal);
        Assert.Equal(1, added.Times(title));
    }

    [Fact]
    public async Task Each_real_submission_gets_one_answer()
    {
        var file = Path.Combine(Corpora.Folder(), "submissions.tsv");
        var rows = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Split('\t')).ToArray();
        var works = new MemoryWorkCache();
        foreach (var row in rows)
            await Know(works, row[6], row[5].Split("; "));
        _ = await Answers([.. rows.Select(row => ($"{row[0]} {row[1]}", row[6]))], works);
        Assert.NotEmpty(rows);
    }

    private async Task<List<string>> Answers(IReadOnlyList<(string Name, string Typed)> submissions, IWorkCache works)
    {
        await using var world = await Given.World(azurite);
        using var pages = Pages();
        await using var program = await LocalProgram.Start(world, LogLevel.None, builder => builder.Services.AddSingleton(pages).AddSingleton(works), TestContext.Current.CancellationToken);
        world.Connect(program.Address);
        var issues = new List<Issue>();
        foreach (var (name, typed) in submissions)
        {
            var issue = world.Contributes(typed.Replace(" | ", "\n", StringComparison.Ordinal));
            issues.Add(issue);
            await Given.Until($"an answer to {name}", () => world.Answers(issue).Count > 0);
        }
        await world.Rest();
        foreach (var (submission, issue) in submissions.Zip(issues))
            output.WriteLine($"{submission.Name}: {submission.Typed}\n{string.Join('\n', world.Answers(issue).SelectMany(answer => answer.Split('\n').Skip(1)).Where(line => line.Length > 0))}\n");
        Assert.All(issues, issue => Assert.Single(world.Answers(issue)));
        Assert.Equal(0, await world.Poisoned());
        return [.. issues.Select(issue => world.Answers(issue)[0])];
    }

    // The sources know what people meant to send; what they tell is told by their own tests.
    private static async Task Know(MemoryWorkCache works, string typed, string[] titles)
    {
        var ids = typed.Split(" | ").Select(link => Identify.Link(link).Id).OfType<Identifier>().ToArray();
        for (var at = 0; at < ids.Length; at++)
        {
            var title = at < titles.Length && titles[at] != "(none)" ? titles[at] : $"What {ids[at]} is about";
            var work = new Work { Id = ids[at], Ids = [ids[at]], Title = title, Authors = [new("Ada", "Example", null)], Date = "2024" };
            await works.Put(ids[at], new(work, "samples", TimeProvider.System.GetUtcNow()), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>There is one publisher, at this machine; no other host is found.</summary>
    private static PageReader Pages() => new(new PageSettings
    {
        Allowed = IPAddress.IsLoopback,
        Ports = _ => true,
        Resolve = (host, _) => host == "publisher.example.org"
            ? Task.FromResult<IPAddress[]>([IPAddress.Loopback])
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)),
    }, TimeProvider.System);

    private static async Task<WebApplication> Publisher(string head)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync($"<html><head>{head}</head></html>");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
