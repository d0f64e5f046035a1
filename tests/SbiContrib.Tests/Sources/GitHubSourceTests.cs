using System.Net;
using System.Text;
using SbiContrib.Core.Identifiers;
using SbiContrib.Sources;
using SbiContrib.Sources.Pages;

namespace SbiContrib.Tests.Sources;

/// <summary>A repository is asked for in two questions: what it is, and what its CITATION.cff says.</summary>
public sealed class GitHubSourceTests
{
    private const string Repository = """{"full_name":"Sample/Tool","name":"Tool","created_at":"2020-01-01T00:00:00Z","description":"A tool."}""";

    [Fact]
    public async Task Its_file_tells_the_authors()
    {
        var file = Convert.ToBase64String(Encoding.UTF8.GetBytes("cff-version: 1.2.0\ntitle: Tool\nauthors:\n  - family-names: Example\n    given-names: Ada\n"));
        var found = Assert.IsType<Lookup.Found>(await Ask(HttpStatusCode.OK, $$"""{"encoding":"base64","content":"{{file}}"}"""));
        Assert.Equal("Ada Example", Assert.Single(found.Work.Authors).ToString());
    }

    [Fact]
    public async Task One_without_the_file_is_what_GitHub_says_under_either_name()
    {
        var found = Assert.IsType<Lookup.Found>(await Ask(HttpStatusCode.NotFound, """{"message":"Not Found"}"""));
        Assert.Equal("Tool", found.Work.Title);
        Assert.Equal(["github:sample/older", "github:sample/tool"], found.Work.Ids.Select(id => id.ToString()));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Half_an_answer_is_none(HttpStatusCode status) => Assert.IsType<Lookup.Unavailable>(await Ask(status, ""));

    private static async Task<Lookup> Ask(HttpStatusCode status, string contents)
    {
        using var handler = new GitHub(status, contents);
        using var http = new HttpClient(handler);
        var librarian = SourceRegistration.Live(http, new SourceSettings { Paced = false, Patience = TimeSpan.Zero }, new MemoryWorkCache(), new PageReader(new PageSettings(), TimeProvider.System), TimeProvider.System);
        return await librarian.Find(new Identifier("github", "sample/older"), TestContext.Current.CancellationToken);
    }

    private sealed class GitHub(HttpStatusCode status, string contents) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(request.RequestUri!.AbsolutePath switch
        {
            "/repos/sample/older" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Repository) },
            "/repos/sample/tool/contents/CITATION.cff" => new HttpResponseMessage(status) { Content = new StringContent(contents) },
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        });
    }
}
