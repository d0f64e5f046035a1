using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SbiContrib.Core;
using SbiContrib.Local.GitHub;
using SbiContrib.Store;

namespace SbiContrib.Tests.Receive;

public sealed class SubmissionTests(Door door) : IClassFixture<Door>
{
    private const string Link = "https://arxiv.org/abs/2005.07062";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Site => door.World.Site.FullName;

    private IStore Store => door.Program.Services.GetRequiredService<IStore>();

    [Fact]
    public async Task A_program_gets_id_address_and_secret_and_the_status_at_once()
    {
        using var answer = await door.Submit(new { site = Site, link = Link, section = "Cosmology", name = "Ada" });
        var taken = await Door.Json(answer);
        var id = (string)taken["id"]!;

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.True(ContributionKey.TryParse(id, out var key));
        Assert.Equal(door.World.Site.Id, key.Site);
        Assert.Equal((string?)taken["address"], answer.Headers.Location?.ToString());
        Assert.Equal(26, ((string)taken["secret"]!).Length);
        var look = Assert.Single(door.Queue.Take(), look => look.Name == key.Name);
        Assert.Equal(door.World.GitHub.Model.Installations[0].Id, look.Installation);
        var status = await Status((string)taken["address"]!);
        Assert.Equal(("received", Site), ((string?)status["state"], (string?)status["site"]));
        Assert.Equal("It arrived.", (string?)status["history"]![0]!["words"]);
        var saved = (await Store.Find(key, Cancel))!;
        Assert.Equal((Link, "Cosmology", "Ada"), (saved.Form!.Submission.Items[0].Link, saved.Form.Submission.Items[0].Section, saved.Form.Name));
        Assert.DoesNotContain((string)taken["secret"]!, System.Text.Json.JsonSerializer.Serialize(saved), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_is_led_to_its_page_by_GET_and_may_withdraw_there()
    {
        using var answer = await door.Post("/api/contributions", Form(("site", Site), ("link", $"{Link}\r\n\r\nhttps://arxiv.org/abs/2110.06931"), ("section", "Cosmology"), ("note", "")), ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var page = await Page(answer.Headers.Location!.ToString());
        Assert.Contains(Link, page, StringComparison.Ordinal);
        Assert.Contains("2110.06931", page, StringComparison.Ordinal);
        var secret = answer.Headers.Location.ToString().Split("secret=")[1];
        var path = answer.Headers.Location.ToString().Split('?')[0];
        Assert.DoesNotContain("<form", await Page(path), StringComparison.Ordinal);
        Assert.DoesNotContain("<form", await Page($"{path}?secret=wrong"), StringComparison.Ordinal);

        using var withdrawn = await door.Post(path, Form(("secret", secret), ("withdraw", "yes")), ("Accept", "text/html"));
        using var again = await door.Post(path, Form(("secret", secret), ("withdraw", "yes")), ("Accept", "text/html"));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (withdrawn.StatusCode, again.StatusCode));
        Assert.Contains("being taken back", await Page(withdrawn.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_fields_of_one_name_are_all_taken()
    {
        using var answer = await door.Post("/api/contributions", Form(("site", Site), ("link", Link), ("link", "10.7554/eLife.56261")));

        Assert.True(ContributionKey.TryParse(answer.Headers.Location!.ToString().Split('/')[^1].Split('?')[0], out var key));
        Assert.Equal([Link, "10.7554/eLife.56261"], (await Store.Find(key, Cancel))!.Form!.Submission.Items.Select(item => item.Link));
    }

    [Fact]
    public async Task The_same_post_with_the_same_key_is_one_contribution()
    {
        var post = new { site = Site, link = Link };
        var header = ("Idempotency-Key", Guid.NewGuid().ToString());
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => door.Submit(post, header)));
        using var late = await door.Submit(post, header);
        using var other = await door.Submit(post, ("Idempotency-Key", Guid.NewGuid().ToString()));
        using var without = await door.Submit(post);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        var first = (await Door.Json(answers[0])).ToJsonString();
        Assert.All(await Task.WhenAll(answers.Append(late).Select(Door.Json)), taken => Assert.Equal(first, taken.ToJsonString()));
        Assert.NotEqual(first, (await Door.Json(other)).ToJsonString());
        Assert.NotEqual(first, (await Door.Json(without)).ToJsonString());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("fifteen-letters")]
    public async Task A_key_that_another_might_choose_is_refused(string key)
    {
        using var answer = await door.Submit(new { site = Site, link = Link }, ("Idempotency-Key", key));

        Assert.Contains("Idempotency-Key", await Door.Refused(answer, 422), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_owner_changes_it()
    {
        using var sent = await door.Submit(new { site = Site, link = Link });
        var taken = await Door.Json(sent);
        door.Queue.Take();
        using var answer = await Change(taken, new { secret = (string?)taken["secret"], items = new[] { new { link = "arXiv:2007.09114", section = "Robotics", note = "n", title = "t" } } });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(taken.ToJsonString(), (await Door.Json(answer)).ToJsonString());
        var saved = (await Find(taken))!;
        Assert.Equal(new("arXiv:2007.09114", "Robotics", "n", "t"), Assert.Single(saved.Form!.Submission.Items));
        Assert.Equal(saved.Key.Name, Assert.Single(door.Queue.Take()).Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abcdefghijklmnopqrstuvwxyz")]
    public async Task Nobody_else_does(string? secret)
    {
        using var sent = await door.Submit(new { site = Site, link = Link });
        var taken = await Door.Json(sent);
        var before = await Find(taken);
        door.Queue.Take();
        using var answer = await Change(taken, new { secret, withdraw = true });

        await Door.Refused(answer, 404);
        Assert.Equal(before!.ETag, (await Find(taken))!.ETag);
        Assert.Empty(door.Queue.Take());
    }

    [Fact]
    public async Task One_secret_opens_one_contribution()
    {
        using var one = await door.Submit(new { site = Site, link = Link });
        using var two = await door.Submit(new { site = Site, link = Link });
        using var answer = await Change(await Door.Json(one), new { secret = (string?)(await Door.Json(two))["secret"], withdraw = true });

        await Door.Refused(answer, 404);
    }

    [Fact]
    public async Task What_is_over_stays_as_it_is()
    {
        using var sent = await door.Submit(new { site = Site, link = Link });
        var taken = await Door.Json(sent);
        var saved = (await Find(taken))!;
        await Store.Save(saved, saved with { State = State.Merged, Due = null }, Cancel);
        using var answer = await Change(taken, new { secret = (string?)taken["secret"], withdraw = true });

        Assert.Contains("merged", await Door.Refused(answer, 422), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issue-1")]
    [InlineData("77-issue-1/../x")]
    [InlineData("77-form-abcdefghijklmnopqrstuvwxyz")]
    [InlineData("99999999999999999999-issue-1")]
    public async Task An_unknown_id_is_not_there_for_a_program_nor_for_a_person(string id)
    {
        using var json = await door.Http.GetAsync(new Uri($"/api/contributions/{Uri.EscapeDataString(id)}", UriKind.Relative), Cancel);
        using var change = await door.Post($"/api/contributions/{Uri.EscapeDataString(id)}", new StringContent("{}"));

        await Door.Refused(json, 404);
        await Door.Refused(change, 404);
        Assert.Contains("No such contribution", await Page($"/api/contributions/{Uri.EscapeDataString(id)}", HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_on_another_host_may_post()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/contributions")
        {
            Headers = { { "Origin", "https://lists.example.org" }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "content-type,idempotency-key" } },
        };
        using var asked = await door.Http.SendAsync(request, Cancel);
        using var sent = await door.Submit(new { site = Site }, ("Origin", "https://lists.example.org"));

        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.Equal("*", asked.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("POST", asked.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.Contains("idempotency-key", asked.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.OrdinalIgnoreCase);
        // A refusal too can be read there.
        Assert.Equal("*", sent.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(sent.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task While_GitHub_is_down_it_is_said_when_to_come_again()
    {
        try
        {
            using var before = await door.Submit(new { site = Site, link = "arXiv:9901.00007" });
            door.World.GitHub.Faults.Add(new Fault((_, _) => true) { Times = 100, Status = 503, RetryAfter = 90 });
            using var answer = await door.Submit(new { site = "sample-community/unheard-of", link = Link });
            using var known = await door.Submit(new { site = Site, link = "arXiv:9901.00008" });

            Assert.Contains("nothing was taken", await Door.Refused(answer, 503), StringComparison.Ordinal);
            // What GitHub said of a site within the minute is enough to keep what is sent.
            Assert.Equal(HttpStatusCode.Accepted, known.StatusCode);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 90);
        }
        finally
        {
            door.World.GitHub.Faults.Clear();
        }
    }

    [Fact]
    public async Task What_is_kept_is_taken_though_the_queue_is_not_there()
    {
        try
        {
            door.Queue.Fault = _ => throw new Azure.RequestFailedException(503, "down");
            using var answer = await door.Submit(new { site = Site, link = Link });
            var taken = await Door.Json(answer);

            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.NotNull((await Find(taken))!.Due);
            using var change = await Change(taken, new { secret = (string?)taken["secret"], withdraw = true });
            Assert.Equal(HttpStatusCode.Accepted, change.StatusCode);
            var changed = await Find(taken);
            Assert.True(changed!.Form!.Withdrawn);
            Assert.NotNull(changed.Due);
        }
        finally
        {
            door.Queue.Fault = _ => Task.CompletedTask;
        }
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private Task<HttpResponseMessage> Change(System.Text.Json.Nodes.JsonNode taken, object change) =>
        door.Post((string)taken["address"]!, new StringContent(System.Text.Json.JsonSerializer.Serialize(change), Encoding.UTF8, "application/json"));

    private async Task<Contribution?> Find(System.Text.Json.Nodes.JsonNode taken) =>
        ContributionKey.TryParse((string?)taken["id"], out var key) ? await Store.Find(key, Cancel) : null;

    private async Task<System.Text.Json.Nodes.JsonNode> Status(string address)
    {
        using var answer = await door.Http.GetAsync(new Uri(address, UriKind.Relative), Cancel);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", answer.Headers.Vary);
        return await Door.Json(answer);
    }

    private async Task<string> Page(string address, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "text/html,*/*;q=0.8" } } };
        using var answer = await door.Http.SendAsync(request, Cancel);
        Assert.Equal((status, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
