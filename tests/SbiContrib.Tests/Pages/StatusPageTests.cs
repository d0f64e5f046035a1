using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using SbiContrib.Core;
using SbiContrib.Pages;
using SbiContrib.Store;

namespace SbiContrib.Tests.Pages;

public sealed class StatusPageTests
{
    private const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;";
    private static readonly ContributionKey Key = new(77, "form-abcdefghijklmnopqrstuvwxyz");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_others_wrote_stays_text()
    {
        var page = await Show(Sent(Hostile, Hostile, Hostile) with
        {
            Items = [new Item { Link = Hostile, Outcome = Outcome.Good, Title = Hostile, Section = [] }],
            History = [new(Noon, State.Rejected, Hostile)],
        }, secret: Hostile);

        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"'>", page.Body, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://example.org/")]
    public async Task What_a_person_typed_is_no_link(string link)
    {
        var page = await Show(Sent(link), "s");

        Assert.Contains(link, page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("href", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "not checked yet")]
    [InlineData("0a1b", "not taken up")]
    public async Task What_was_sent_since_is_told_apart(string? foreign, string words)
    {
        var page = await Show(Sent("arXiv:2403.00005") with { State = State.Proposed, Foreign = foreign, Items = [new Item { Link = "arXiv:2403.00001", Outcome = Outcome.Good, Title = "First" }] }, "s");

        Assert.Contains("<code>arXiv:2403.00001</code>: First", page.Body, StringComparison.Ordinal);
        Assert.Contains($"<code>arXiv:2403.00005</code>: {words}", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://github.com/o/n", "https://github.com/o/n/pull/12")]
    [InlineData("https://github.example.org/o/n/", "https://github.example.org/o/n/pull/12")]
    [InlineData("http://127.0.0.1:4000/o/n", "http://127.0.0.1:4000/o/n/pull/12")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("/o/n", null)]
    [InlineData(null, null)]
    public async Task The_pull_request_is_linked_where_the_site_is(string? url, string? expected)
    {
        var contribution = Sent("x") with { Pull = 12 };
        var page = await Show(contribution, null, new SiteRecord(77, "o/n", 5, url));
        var status = ContributionStatus.Of(contribution, new SiteRecord(77, "o/n", 5, url));

        Assert.Equal(expected, status.PullUrl);
        Assert.Equal(expected is not null, page.Body.Contains($"<a href=\"{expected}\">The pull request</a>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_runs_nothing_and_loads_nothing_and_its_style_is_the_one_that_is_allowed()
    {
        var page = await Show(Sent("x"), "s");
        var style = page.Body.Split("<style>")[1].Split("</style>")[0];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

        var policy = page.Headers["Content-Security-Policy"].ToString();
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src 'sha256-{hash}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.All((string[])["<script", " src=", "<link", "<iframe", " style="], what => Assert.DoesNotContain(what, page.Body, StringComparison.Ordinal));
        Assert.DoesNotMatch(" on[a-z]+=", page.Body);
    }

    [Fact]
    public async Task Keys_alone_and_a_screen_reader_reach_everything()
    {
        var page = await Show(Sent("x"), "s");

        Assert.Contains("<html lang=\"en\">", page.Body, StringComparison.Ordinal);
        Assert.Contains("<main>", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("tabindex", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("outline", page.Body, StringComparison.Ordinal);
        Assert.Equal(1, page.Body.Split("<h1>").Length - 1);
        // Every field that is seen has its label around it.
        Assert.Equal(page.Body.Split("<label>").Length, page.Body.Split("<textarea").Length + page.Body.Split("<input name").Length - 1);
        Assert.Equal(page.Body.Split("<form").Length, page.Body.Split("<button").Length);
    }

    [Theory]
    [InlineData(State.Merged)]
    [InlineData(State.Withdrawn)]
    [InlineData(State.Rejected)]
    [InlineData(State.Superseded)]
    public async Task What_is_over_cannot_be_changed(State state) =>
        Assert.DoesNotContain("<form", (await Show(Sent("x") with { State = state }, "s")).Body, StringComparison.Ordinal);

    [Fact]
    public async Task Only_its_owner_may_change_it() => Assert.DoesNotContain("<form", (await Show(Sent("x"), null)).Body, StringComparison.Ordinal);

    [Fact]
    public async Task The_owner_finds_what_was_typed_in_the_form()
    {
        var page = await Show(Sent("\nhttps://example.org/?a=1&b=\"2\"", "Cosmology", "Two\nlines"), "s3cret");

        Assert.Contains("value=\"s3cret\"", page.Body, StringComparison.Ordinal);
        // A browser drops the first line end of a text area.
        Assert.Contains("required>\n\nhttps://example.org/?a=1&amp;b=&quot;2&quot;</textarea>", page.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"Cosmology\"", page.Body, StringComparison.Ordinal);
        Assert.Contains(">\nTwo\nlines</textarea>", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_with_sections_of_their_own_are_not_flattened_by_a_form()
    {
        var several = Sent("x") with { Form = new(new([new("a", "A"), new("b", "B")]), null, "hash") };
        var page = await Show(several, "s");

        Assert.DoesNotContain("<textarea", page.Body, StringComparison.Ordinal);
        Assert.Contains("Withdraw", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_held_and_what_is_being_taken_back_is_said()
    {
        var form = Sent("x").Form!;

        Assert.Contains("2026-03-02", (await Show(Sent("x") with { Form = form with { Held = Noon.AddDays(1) } }, null)).Body, StringComparison.Ordinal);
        Assert.Contains("taken back", (await Show(Sent("x") with { Form = form with { Withdrawn = true } }, "s")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-03-02", (await Show(Sent("x") with { State = State.Proposed, Form = form with { Held = Noon.AddDays(1) } }, null)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_is_told_the_place_who_was_rejected_the_reason_and_each_item_what_came_of_it()
    {
        var waiting = await Show(Sent("x") with { State = State.Proposed, Place = new(2, 5, TimeSpan.FromDays(3)) }, null);
        var rejected = await Show(Sent("x") with { State = State.Rejected, Reason = "Out of <b>scope</b>" }, null);
        var asked = await Show(Sent("x") with { State = State.NeedsInfo, Items = [new Item { Link = "x", Outcome = Outcome.NotListed, Section = [], Words = "`x`: the list has **no** such entry." }] }, null);

        Assert.Contains("number 2 of 5", waiting.Body, StringComparison.Ordinal);
        Assert.Contains("3 days", waiting.Body, StringComparison.Ordinal);
        Assert.Contains("Out of &lt;b&gt;scope&lt;/b&gt;", rejected.Body, StringComparison.Ordinal);
        Assert.Contains("x: the list has no such entry.", asked.Body, StringComparison.Ordinal);
    }

    private static Contribution Sent(string link, string? section = null, string? note = null) => new()
    {
        Key = Key,
        State = State.Received,
        Received = Noon,
        Form = new(new([new(link, section, note)]), null, "hash"),
        History = [new(Noon, State.Received, "It arrived.")],
    };

    private static async Task<(string Body, IHeaderDictionary Headers)> Show(Contribution contribution, string? secret, SiteRecord? site = null)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        await StatusPage.Of(ContributionStatus.Of(contribution, site), contribution, secret).ExecuteAsync(context);
        return (Encoding.UTF8.GetString(body.ToArray()), context.Response.Headers);
    }
}
