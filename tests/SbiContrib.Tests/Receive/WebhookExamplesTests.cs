using System.Net;
using System.Text;
using System.Text.Json;
using SbiContrib.Local.Npm;
using SbiContrib.Queue;

namespace SbiContrib.Tests.Receive;

/// <summary>GitHub's real deliveries, as published by its own library's authors, pass the door.</summary>
public sealed class WebhookExamplesTests(Door door) : IClassFixture<Door>
{
    private static readonly string[] OfIssues = ["issues", "issue_comment"];

    [Fact]
    public async Task Every_example_is_taken_and_leads_where_it_should()
    {
        using var examples = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(await Package(), "api.github.com", "index.json"), TestContext.Current.CancellationToken));
        var seen = new Dictionary<string, int>();

        foreach (var kind in examples.RootElement.EnumerateArray())
        {
            var name = kind.GetProperty("name").GetString()!;
            foreach (var payload in kind.GetProperty("examples").EnumerateArray())
            {
                door.Queue.Take();
                using var answer = await door.Deliver(name, Encoding.UTF8.GetBytes(payload.GetRawText()));

                Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{name}: {answer.StatusCode} for {payload.GetRawText()[..200]}");
                Check(name, payload, door.Queue.Take());
                seen[name] = seen.GetValueOrDefault(name) + 1;
            }
        }

        Assert.All((string[])["ping", "issues", "issue_comment", "pull_request", "pull_request_review", "push", "check_suite", "status", "repository", "installation", "installation_repositories"],
            name => Assert.True(seen.GetValueOrDefault(name) > 0, $"no example of {name}"));
    }

    // Told again by plain means: the paths stand in GitHub's documentation.
    private static void Check(string name, JsonElement payload, Look[] looks)
    {
        var installation = payload.TryGetProperty("installation", out var one) && one.TryGetProperty("id", out var id) ? id.GetInt64() : 0;
        Assert.All(looks, look => Assert.Equal(installation, look.Installation));
        Assert.All(looks, look => Assert.True(LookMessage.TryRead(LookMessage.Write(look), out _)));
        var names = looks.Select(look => (look.Site, look.Name)).ToArray();
        switch (name)
        {
            case "issue_comment" when payload.GetProperty("issue").TryGetProperty("pull_request", out _):
                Assert.Empty(names);
                break;
            case var _ when OfIssues.Contains(name):
                Assert.Equal([(Repository(payload), $"issue-{payload.GetProperty("issue").GetProperty("number").GetInt32()}")], names);
                break;
            case "push" when payload.GetProperty("ref").GetString() == "refs/heads/" + payload.GetProperty("repository").GetProperty("default_branch").GetString():
            case "repository":
            case "ping" when payload.TryGetProperty("repository", out _):
                Assert.Equal([(Repository(payload), null)], names);
                break;
            case "pull_request" when payload.GetProperty("action").GetString() is "opened" or "reopened" or "synchronize":
                // None is ours: only its check may be asked for.
                var other = Assert.Single(looks);
                Assert.Equal((Repository(payload), null, payload.GetProperty("number").GetInt32(), payload.GetProperty("pull_request").GetProperty("head").GetProperty("sha").GetString()), (other.Site, other.Name, other.Pull, other.Check));
                break;
            case "merge_group" when payload.GetProperty("action").GetString() == "checks_requested":
                Assert.Equal(payload.GetProperty("merge_group").GetProperty("head_sha").GetString(), Assert.Single(looks).Check);
                break;
            case "installation":
            case "installation_repositories":
                var lists = payload.EnumerateObject().Where(member => member.Name is "repositories" or "repositories_added" or "repositories_removed" && member.Value.ValueKind == JsonValueKind.Array);
                Assert.Equal(lists.SelectMany(list => list.Value.EnumerateArray()).Select(repository => repository.GetProperty("id").GetInt64()).Distinct().Order(), names.Select(look => look.Site).Order());
                break;
            default:
                // No example is of a branch of ours.
                Assert.Empty(names);
                break;
        }
    }

    private static long Repository(JsonElement payload) => payload.GetProperty("repository").GetProperty("id").GetInt64();

    private static async Task<string> Package()
    {
        try
        {
            return await NpmPackage.Folder("@octokit/webhooks-examples", "7.6.1", TestContext.Current.SendDiagnosticMessage, TestContext.Current.CancellationToken);
        }
        catch (NpmException fault)
        {
            Assert.Skip($"The examples can't be fetched: {fault.Message}");
            throw;
        }
    }
}
