using System.Net;
using SbiContrib.Tests.Azurite;

namespace SbiContrib.Tests.Receive;

public sealed class SubmissionRefusedTests(Door door, AzuriteFixture azurite) : IClassFixture<Door>
{
    private const string Link = "https://arxiv.org/abs/2005.07062";

    private string Site => door.World.Site.FullName;

    [Theory]
    [InlineData("", "an object is wanted")]
    [InlineData("null", "null")]
    [InlineData("[]", "an object is wanted")]
    [InlineData("{\"link\":7}", "$.link")]
    [InlineData("{\"items\":7}", "$.items")]
    [InlineData("{\"link\":\"\\ud800\"}", "$.link")]
    [InlineData("{\"items\":[[[[[[[[[[[]]]]]]]]]]]}", "JSON")]
    [InlineData("{}", "`link` is empty")]
    [InlineData("{\"link\":\" \\n \"}", "`link` is empty")]
    [InlineData("{\"items\":[null]}", "Link 1 is empty")]
    [InlineData("{\"items\":[{}]}", "Link 1 is empty")]
    [InlineData("{\"items\":[{\"link\":\"a\"},{\"link\":\" \"}]}", "Link 2 is empty")]
    [InlineData("{\"link\":\"1\\n2\\n3\\n4\\n5\\n6\\n7\\n8\\n9\\n10\\n11\"}", "11 links; at most 10")]
    [InlineData("{\"link\":\"a\"}", "`site`")]
    [InlineData("{\"link\":\"a\",\"site\":\"nobody/nothing\"}", "`site`")]
    [InlineData("{\"link\":\"a\",\"site\":\"sample-community\"}", "`site`")]
    [InlineData("{\"link\":\"a\",\"site\":\"../app?\"}", "`site`")]
    [InlineData("{\"link\":\"a\",\"site\":\"../..\"}", "`site`")]
    [InlineData("{\"link\":\"a\",\"site\":\"sample-community/sample-site#\"}", "`site`")]
    [InlineData("{\"link\":\"a\",\"site\":\"sample-community/sample-site/\"}", "`site`")]
    public async Task What_is_wrong_is_named(string body, string words)
    {
        using var answer = await door.Submit(body);

        Assert.Contains(words, await Door.Refused(answer, 422), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("section")]
    [InlineData("note")]
    [InlineData("name")]
    public async Task A_field_that_is_too_long_is_named(string field)
    {
        var post = new Dictionary<string, string> { ["site"] = Site, ["link"] = Link, [field] = new('x', 4_001) };
        using var answer = await door.Submit(post);

        Assert.Contains($"`{field}`", await Door.Refused(answer, 422), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_any_submission_is_not_read()
    {
        using var answer = await door.Submit(new { site = Site, link = Link, note = new string('x', 300_000) });

        Assert.Contains("262144 bytes", await Door.Refused(answer, 413), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_kind_is_told_so()
    {
        using var content = new MultipartFormDataContent { { new StringContent(Link), "link" } };
        using var answer = await door.Post("/api/contributions", content);

        Assert.Contains("x-www-form-urlencoded", await Door.Refused(answer, 415), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_nobody_knows_are_asked_for_only_so_often()
    {
        var answers = new List<HttpStatusCode>();
        await using var other = new Door(azurite);
        await other.InitializeAsync();
        for (var number = 0; number < 61; number++)
        {
            using var unknown = await other.Submit(new { site = $"sample-community/list-{number}", link = Link });
            answers.Add(unknown.StatusCode);
        }

        Assert.Equal((HttpStatusCode)422, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task A_person_is_told_on_a_page_what_is_wrong()
    {
        using var answer = await door.Post("/api/contributions", new FormUrlEncodedContent([KeyValuePair.Create("site", "<b>x</b>/y")]), ("Accept", "text/html"));
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode)422, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Field `link` is empty", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_did_not_switch_it_on_or_is_archived_is_told_by_name()
    {
        var model = door.World.GitHub.Model;
        _ = model.CreateRepository("sample-community", "quiet", new Dictionary<string, string> { [".github/sbi-contrib.yml"] = "lists:\n  - path: index.md\n", ["index.md"] = "# List\n" });
        var old = model.CreateRepository("sample-community", "old", Local.SampleSite.Files());
        model.Archive(model.As("sample-community"), old);
        using var quiet = await door.Submit(new { site = "sample-community/quiet", link = Link });
        using var archived = await door.Submit(new { site = "sample-community/old", link = Link });

        Assert.Contains("web-form: true", await Door.Refused(quiet, 422), StringComparison.Ordinal);
        Assert.Contains("archived", await Door.Refused(archived, 422), StringComparison.Ordinal);
    }
}
