using System.Text.Json;
using System.Text.Json.Nodes;
using SbiContrib.Local.GitHub;
using SbiContrib.Local.Npm;

namespace SbiContrib.Tests.GitHub;

/// <summary>Payloads have the members of GitHub's own examples, with the same types. Source: https://github.com/octokit/webhooks</summary>
public sealed class WebhookShapeTests
{
    // What the examples have of organizations, enterprises and templates that the local GitHub hasn't.
    private static readonly string[] Elsewhere =
        ["organization", "enterprise", "repository.template_repository", "repository.organization"];

    // Members of lists and maps that may be empty, what only some accounts have, and what the examples' issues have because they are pull requests.
    private static bool MayLack(string path) =>
        path.EndsWith("[]", StringComparison.Ordinal) || path.Contains(".permissions.", StringComparison.Ordinal) || path.EndsWith(".custom_properties", StringComparison.Ordinal)
        || path.EndsWith("issue.draft", StringComparison.Ordinal) || Elsewhere.Any(path.StartsWith);

    [Fact]
    public async Task EveryPayloadIsShapedAsItsExamples()
    {
        var examples = await Examples();
        await using var world = await World.Start();
        Live(world);
        var (wrong, kinds) = (new List<string>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var delivery in world.Model.Deliveries)
        {
            var ours = Members(JsonNode.Parse(delivery.Payload), "");
            var all = examples.Where(e => e.Event == delivery.Event).ToList();
            var same = all.Where(e => e.Action == delivery.Action).ToList();
            kinds.Add($"{delivery.Event} {delivery.Action}");
            // The examples' pings are those of repositories' own webhooks; the app's has less.
            if (delivery is { Event: "ping", TargetType: "integration" })
                continue;
            wrong.AddRange(Wrong(ours, all.Select(e => e.Members).ToList(), same.Select(e => e.Members).ToList())
                .Where(w => delivery.InstallationId is not null || w != "lacks installation").Select(w => $"{delivery.Event} {delivery.Action}: {w}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct().Order(StringComparer.Ordinal)));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', kinds));
        Assert.Superset(
            new HashSet<string>
            {
                "ping ", "push ", "status ", "check_suite requested", "check_suite completed", "installation created", "installation deleted", "installation_repositories added",
                "installation_repositories removed", "issue_comment created", "issue_comment edited", "issue_comment deleted", "issues closed", "issues deleted", "issues edited",
                "issues labeled", "issues locked", "issues opened", "issues reopened", "issues transferred", "issues unlabeled", "pull_request closed", "pull_request edited",
                "pull_request labeled", "pull_request opened", "pull_request reopened", "pull_request synchronize", "pull_request_review dismissed", "pull_request_review edited",
                "pull_request_review submitted", "repository archived", "repository renamed",
            },
            kinds);
    }

    /// <summary>Members that all examples have and ours lacks, and members whose type no example has.</summary>
    private static IEnumerable<string> Wrong(Dictionary<string, HashSet<string>> ours, List<Dictionary<string, HashSet<string>>> all, List<Dictionary<string, HashSet<string>>> same)
    {
        var compared = same.Count > 0 ? same : all;
        foreach (var path in compared[0].Keys.Where(p => compared.All(e => e.ContainsKey(p)) && !MayLack(p)))
        {
            var above = path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : "";
            var there = above.Length == 0 || (ours.TryGetValue(above, out var kinds) && kinds.Contains("object"));
            if (there && !ours.ContainsKey(path))
                yield return $"lacks {path}";
        }
        foreach (var (path, kinds) in ours)
        {
            var known = all.Where(e => e.ContainsKey(path)).SelectMany(e => e[path]).Append("null").ToHashSet();
            if (known.Count > 1 && !kinds.IsSubsetOf(known))
                yield return $"{path} is {string.Join('|', kinds)}, not {string.Join('|', known)}";
        }
    }

    private static Dictionary<string, HashSet<string>> Members(JsonNode? node, string path)
    {
        var found = new Dictionary<string, HashSet<string>>();
        Collect(node, path, found);
        return found;
    }

    private static void Collect(JsonNode? node, string path, Dictionary<string, HashSet<string>> found)
    {
        if (path.Length > 0)
            (found.TryGetValue(path, out var kinds) ? kinds : found[path] = []).Add(Kind(node));
        foreach (var (name, value) in node as JsonObject ?? [])
            Collect(value, path.Length == 0 ? name : $"{path}.{name}", found);
        foreach (var item in node as JsonArray ?? [])
            Collect(item, path + "[]", found);
    }

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString()!.ToLowerInvariant(),
    };

    private static async Task<List<(string Event, string? Action, Dictionary<string, HashSet<string>> Members)>> Examples()
    {
        var folder = await NpmPackage.Folder("@octokit/webhooks-examples", "7.6.1", Console.Error.WriteLine, TestContext.Current.CancellationToken);
        var index = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "api.github.com", "index.json"), TestContext.Current.CancellationToken));
        return [.. index!.AsArray().SelectMany(e => e!["examples"]!.AsArray().Select(x => ((string)e["name"]!, (string?)x!["action"], Members(x, ""))))];
    }

    /// <summary>Everything that sends something.</summary>
    private static void Live(World world)
    {
        var (model, site) = (world.Model, world.Site);
        model.SetRole(site, "max", "admin");
        model.PingApp();
        model.AddHook(site, new Uri("http://127.0.0.1:9/hook"), "its own");
        var issue = model.CreateIssue(world.Ada, site, "A paper", "A link");
        model.EditIssue(world.Ada, issue, new IssueUpdate("A better title", "Two links"));
        model.AddLabels(world.Max, issue, ["one"]);
        model.RemoveLabel(world.Max, issue, "one");
        var comment = model.Comment(world.Bot, issue, "Hello");
        model.EditComment(world.Bot, comment, "Hello again");
        model.DeleteComment(world.Bot, comment);
        model.SetState(world.Max, issue, "closed");
        model.SetState(world.Max, issue, "open");
        model.Lock(world.Max, issue);
        var pull = world.Proposal(world.Bot, "one", "- Three");
        model.Push(world.Bot, site, "one", new Dictionary<string, string?> { ["more.md"] = "more\n" });
        model.AddLabels(world.Bot, pull.Issue, ["one"]);
        model.EditPull(world.Bot, pull, new PullUpdate("Another title"));
        model.SetState(world.Max, pull.Issue, "closed");
        model.SetState(world.Max, pull.Issue, "open");
        var review = model.Review(world.Max, pull, "REQUEST_CHANGES", "Please");
        model.EditReview(world.Max, review, "Please do");
        model.DismissReview(world.Max, review);
        model.CreateStatus(world.Max, site, pull.HeadSha, "success", "build");
        var run = model.CreateCheckRun(world.Bot, site, "findings", pull.HeadSha);
        model.UpdateCheckRun(world.Bot, run, null, "success");
        model.Merge(world.Max, pull);
        model.DeleteRef(world.Bot, site, "refs/heads/one");
        var other = model.CreateRepository("lab", "other");
        model.SetRole(other, "max", "admin");
        model.TransferIssue(world.Max, issue, other);
        model.DeleteIssue(world.Max, model.CreateIssue(world.Ada, site, "Spam"));
        model.RemoveFromInstallation(world.Installation, other);
        model.AddToInstallation(world.Installation, other);
        model.Rename(world.Max, site, "list");
        model.Archive(world.Max, site);
        model.Uninstall(world.Installation);
    }
}
