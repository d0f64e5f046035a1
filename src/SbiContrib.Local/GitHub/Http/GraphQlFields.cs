using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>A page of a connection.</summary>
internal sealed record GraphQlPage(IReadOnlyList<object> Nodes, int Total, string? End, bool More);

/// <summary>The fields of GitHub's schema that this model answers; another one is told to be missing. Source: https://docs.github.com/en/graphql/reference/objects</summary>
internal sealed class GraphQlFields(Call call)
{
    private const int LongestText = 512_000;

    public static readonly object Query = new(), Mutation = new();

    private sealed record PageInfo(GraphQlPage Page);

    /// <summary>Whether an object is of a type of the schema, for <c>... on Type</c>.</summary>
    public static bool IsA(object source, string type) => (source, type) switch
    {
        (LibGit2Sharp.Blob, "Blob") or (LibGit2Sharp.Tree, "Tree") or (LibGit2Sharp.Commit, "Commit") => true,
        (Issue { Pull: null }, "Issue") or (Pull, "PullRequest") or (Repo, "Repository") or (Comment, "IssueComment") => true,
        _ => false,
    };

    /// <summary>A field's value.</summary>
    /// <exception cref="GitHubException">404 where it isn't to be seen, 501 where the model hasn't the field.</exception>
    public object? Get(object source, string field, Dictionary<string, JsonNode?> arguments) => (source, field) switch
    {
        (_, "repository") when source == Query => Repository(Text(arguments, "owner"), Text(arguments, "name")),
        (_, "viewer") when source == Query => call.Actor.Account,
        (_, "nodes") when source == Query => Nodes(arguments["ids"] as JsonArray ?? []),
        (_, "updateRefs") when source == Mutation => Update(arguments["input"] as JsonObject ?? []),
        (Repo repo, _) => OfRepository(repo, field, arguments),
        (Pull pull, "reviews") => Page([.. pull.Reviews.Where(review => review.SubmittedAt is not null)], review => review.Id, arguments),
        (Pull pull, _) => OfPull(pull, field),
        (Review review, _) => OfReview(review, field),
        (Comment comment, "lastEditedAt") => comment.LastEditedAt,
        (LibGit2Sharp.Blob blob, _) => OfBlob(blob, field),
        (GraphQlPage page, "nodes") => page.Nodes,
        (GraphQlPage page, "totalCount") => page.Total,
        (GraphQlPage page, "pageInfo") => new PageInfo(page),
        (PageInfo info, "hasNextPage") => info.Page.More,
        (PageInfo info, "endCursor") => info.Page.End,
        // A bot's login has no "[bot]" here, other than in REST.
        (Account account, "login") => account.Login.Replace("[bot]", "", StringComparison.Ordinal),
        (Account account, "databaseId") => account.Id,
        (JsonObject made, _) when made.ContainsKey(field) => made[field]?.DeepClone(),
        _ => throw Missing(field),
    };

    private Repo Repository(string owner, string name)
    {
        // Unlike REST it follows a former name by itself.
        var repo = call.Model.Anytime(owner, name);
        call.Model.NeedRead(call.Actor, repo);
        return repo;
    }

    // In the order of their ids; of what isn't there, or isn't to be seen, nothing. Source: https://docs.github.com/en/graphql/reference/queries#nodes
    private List<object?> Nodes(JsonArray ids)
    {
        var wanted = ids.Select(id => Urls.IdOf("IC", id!.GetValue<string>())).ToList();
        var comments = call.Model.Repositories.Where(Reads).SelectMany(repo => repo.Comments.Values).ToDictionary(comment => comment.Id);
        return [.. wanted.Select(id => comments.GetValueOrDefault(id ?? 0))];
    }

    private bool Reads(Repo repo)
    {
        try
        {
            call.Model.NeedRead(call.Actor, repo);
            return true;
        }
        catch (GitHubException)
        {
            return false;
        }
    }

    private static object? OfRepository(Repo repo, string field, Dictionary<string, JsonNode?> arguments) => field switch
    {
        "databaseId" => repo.Id,
        "nameWithOwner" => repo.FullName,
        "pullRequests" => Pulls(repo, arguments),
        "pullRequest" => repo.Issues.GetValueOrDefault(Number(arguments, "number"))?.Pull ?? throw GitHubException.NotFound(),
        "object" => Text(arguments, "oid") is var oid && Names.IsSha(oid) ? repo.Git.Lookup(oid) : null,
        _ => throw Missing(field),
    };

    // A text is cut at half a megabyte, and what isn't UTF-8 isn't told. Source: https://docs.github.com/en/graphql/reference/objects#blob
    private static object? OfBlob(LibGit2Sharp.Blob blob, string field) => field switch
    {
        "oid" => blob.Sha,
        "byteSize" => blob.Size,
        "isBinary" => blob.IsBinary,
        "isTruncated" => blob.Size > LongestText,
        "text" => blob.IsBinary ? null : Encoding.UTF8.GetString(blob.Bytes().AsSpan(0, (int)Math.Min(blob.Size, LongestText))),
        _ => throw Missing(field),
    };

    private static GraphQlPage Pulls(Repo repo, Dictionary<string, JsonNode?> arguments)
    {
        var states = (arguments.GetValueOrDefault("states") as JsonArray)?.Select(state => state!.GetValue<string>()).ToArray() ?? (arguments.GetValueOrDefault("states") is JsonValue one ? [one.GetValue<string>()] : []);
        var pulls = repo.Issues.Values.Select(issue => issue.Pull).OfType<Pull>().Where(pull => states.Length == 0 || states.Contains(State(pull))).OrderBy(pull => pull.Issue.Number);
        return Page([.. pulls], pull => pull.Issue.Number, arguments);
    }

    // Forwards only, by the number behind the cursor.
    private static GraphQlPage Page<T>(List<T> all, Func<T, long> key, Dictionary<string, JsonNode?> arguments)
        where T : class
    {
        var first = arguments.GetValueOrDefault("first") is JsonValue number ? number.GetValue<int>() : throw GitHubException.Refused("You must provide a `first` or `last` value to properly paginate the connection.");
        if (first is < 1 or > 100)
            throw GitHubException.Refused($"Requesting {first} records on the connection exceeds the `first` limit of 100 records.");
        var after = arguments.GetValueOrDefault("after") is JsonValue cursor ? long.Parse(cursor.GetValue<string>(), CultureInfo.InvariantCulture) : long.MinValue;
        var rest = all.Where(one => key(one) > after).ToList();
        var page = rest.Take(first).ToList();
        return new(page, all.Count, page.Count > 0 ? key(page[^1]).ToString(CultureInfo.InvariantCulture) : null, rest.Count > page.Count);
    }

    private object? OfPull(Pull pull, string field) => field switch
    {
        "number" => pull.Issue.Number,
        "title" => pull.Issue.Title,
        "state" => State(pull),
        "headRefName" => pull.HeadRef,
        "headRefOid" => pull.HeadSha,
        "baseRefName" => pull.BaseRef,
        "isCrossRepository" => false,
        "mergeable" => call.Model.Mergeable(pull) switch { true => "MERGEABLE", false => "CONFLICTING", null => "UNKNOWN" },
        "author" => pull.Issue.User,
        _ => throw Missing(field),
    };

    // Source: https://docs.github.com/en/graphql/reference/objects#pullrequestreview
    private object? OfReview(Review review, string field) => field switch
    {
        "id" => Urls.NodeId("PRR", review.Id),
        "url" => call.Model.Urls.Page(review),
        "state" => review.State,
        "body" => review.Body,
        "submittedAt" => review.SubmittedAt,
        "lastEditedAt" => review.LastEditedAt,
        _ => throw Missing(field),
    };

    private static string State(Pull pull) => pull.Merged ? "MERGED" : pull.Issue.Open ? "OPEN" : "CLOSED";

    private JsonObject Update(JsonObject input)
    {
        var id = Urls.IdOf("R", Call.TextOf(input, "repositoryId") ?? "") ?? throw GitHubException.NotFound();
        var updates = (input["refUpdates"] as JsonArray ?? []).OfType<JsonObject>().Select(u => new RefUpdate(
            Call.TextOf(u, "name") ?? "", Call.TextOf(u, "afterOid") ?? "", Call.TextOf(u, "beforeOid"),
            u["force"] is JsonValue force && force.TryGetValue<bool>(out var forced) && forced)).ToList();
        call.Model.UpdateRefs(call.Actor, call.Model.Repository(id), updates);
        return new JsonObject { ["clientMutationId"] = Call.TextOf(input, "clientMutationId") };
    }

    private static int Number(Dictionary<string, JsonNode?> arguments, string name) =>
        arguments.GetValueOrDefault(name) is JsonValue value && value.TryGetValue<int>(out var number) ? number : throw GitHubException.Refused($"Argument '{name}' is required.");

    private static string Text(Dictionary<string, JsonNode?> arguments, string name) =>
        arguments.GetValueOrDefault(name) is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw GitHubException.Refused($"Argument '{name}' is required.");

    private static GitHubException Missing(string field) => new(501, $"This local GitHub doesn't answer the field '{field}' here.");
}
