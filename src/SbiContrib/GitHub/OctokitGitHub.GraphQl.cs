using System.Collections.Immutable;
using System.Text.Json;
using SbiContrib.Core;
using SbiContrib.Core.Upkeep;

namespace SbiContrib.GitHub;

/// <summary>GitHub through GraphQL: what REST tells only one by one, or can't.</summary>
internal sealed partial class OctokitGitHub
{
    private const int MostPulls = 1_000;

    /// <remarks>https://docs.github.com/en/graphql/reference/objects#pullrequest: asking for <c>mergeable</c> makes GitHub find it out.</remarks>
    private const string PullsQuery = """
        query($owner: String!, $name: String!, $after: String) {
          repository(owner: $owner, name: $name) {
            databaseId
            pullRequests(states: OPEN, first: 100, after: $after) {
              pageInfo { hasNextPage endCursor }
              nodes { number headRefName isCrossRepository mergeable }
            }
          }
        }
        """;

    public async Task<ImmutableArray<OpenPullFacts>> OpenPulls(Repository repository, CancellationToken cancellation)
    {
        var pulls = ImmutableArray.CreateBuilder<OpenPullFacts>();
        for (string? after = null; pulls.Count < MostPulls;)
        {
            var page = (await Ask(PullsQuery, new { owner = repository.Owner, name = repository.Name, after }, cancellation)).GetProperty("repository").GetProperty("pullRequests");
            pulls.AddRange(page.GetProperty("nodes").EnumerateArray().Select(pull => Ours(pull, repository.Id)).OfType<OpenPullFacts>());
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
                break;
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
        return pulls.ToImmutable();
    }

    /// <remarks>https://docs.github.com/en/graphql/reference/objects#pullrequestreview: one may be edited while it is written, before it is sent.</remarks>
    private const string ReviewsQuery = """
        query($owner: String!, $name: String!, $number: Int!, $after: String) {
          repository(owner: $owner, name: $name) {
            pullRequest(number: $number) {
              reviews(first: 100, after: $after) {
                pageInfo { hasNextPage endCursor }
                nodes { url submittedAt lastEditedAt }
              }
            }
          }
        }
        """;

    // By their pages: their numbers don't fit into GraphQL's Int, and their node ids are written in two ways.
    private async Task<HashSet<string>> UneditedReviews(Repository repository, int number, CancellationToken cancellation)
    {
        var unedited = new HashSet<string>(StringComparer.Ordinal);
        for (string? after = null; ;)
        {
            var page = (await Ask(ReviewsQuery, new { owner = repository.Owner, name = repository.Name, number, after }, cancellation)).GetProperty("repository").GetProperty("pullRequest").GetProperty("reviews");
            unedited.UnionWith(page.GetProperty("nodes").EnumerateArray().Where(review => !(Time(review, "lastEditedAt") > Time(review, "submittedAt"))).Select(review => review.GetProperty("url").GetString()!));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() || unedited.Count > MostPulls)
                return unedited;
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
    }

    private static DateTimeOffset? Time(JsonElement review, string field) =>
        review.GetProperty(field) is { ValueKind: JsonValueKind.String } time ? time.GetDateTimeOffset() : null;

    /// <remarks>https://docs.github.com/en/graphql/reference/queries#nodes: in the order of the ids, null for what is gone.</remarks>
    private const string EditsQuery = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { lastEditedAt } } }";

    // What isn't told counts as edited: it may say what nobody read.
    private async Task<HashSet<long>> Edited(Octokit.IssueComment[] updated, CancellationToken cancellation)
    {
        var edited = new HashSet<long>();
        foreach (var some in updated.Chunk(MostAtOnce))
        {
            var nodes = Data(await Answer(EditsQuery, new { ids = some.Select(comment => comment.NodeId) }, cancellation)).GetProperty("nodes");
            foreach (var (comment, node) in some.Zip(nodes.EnumerateArray()))
                if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty("lastEditedAt", out var at) || at.ValueKind != JsonValueKind.Null)
                    _ = edited.Add(comment.Id);
        }
        return edited;
    }

    // A branch of a fork may have any name.
    private static OpenPullFacts? Ours(JsonElement pull, long site) =>
        !pull.GetProperty("isCrossRepository").GetBoolean() && BranchName.Owner(pull.GetProperty("headRefName").GetString(), site) is { } key
            ? new(pull.GetProperty("number").GetInt32(), key, pull.GetProperty("mergeable").GetString() switch { "MERGEABLE" => true, "CONFLICTING" => false, _ => null })
            : null;

    /// <remarks>
    /// https://docs.github.com/en/graphql/reference/mutations#updaterefs: only where the branch is at <c>beforeOid</c>; forty zeros delete it.
    /// REST deletes whatever stands there. Any refusal leaves it: it was moved, is gone, or a rule of the repository protects it.
    /// </remarks>
    private const string DeleteMutation = "mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }";

    private static readonly string Nowhere = new('0', 40);

    public async Task DeleteBranch(Repository repository, string branch, string commit, CancellationToken cancellation)
    {
        var update = new { name = $"refs/heads/{branch}", beforeOid = commit, afterOid = Nowhere };
        var answer = await Answer(DeleteMutation, new { input = new { repositoryId = repository.NodeId, refUpdates = new[] { update } } }, cancellation);
        if (Error(answer) is { } error && !IsNo(error))
            throw Wrong(error);
    }

    /// <summary>Asks; GraphQL answers 200 and tells inside what is wrong.</summary>
    /// <remarks>https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#exceeding-the-rate-limit</remarks>
    private async Task<JsonElement> Ask(string query, object variables, CancellationToken cancellation)
    {
        var answer = await Answer(query, variables, cancellation);
        return Error(answer) is { } error ? throw Wrong(error) : answer.GetProperty("data");
    }

    private async Task<JsonElement> Answer(string query, object variables, CancellationToken cancellation)
    {
        // On a server of one's own it stands beside the REST API, not below.
        var address = new Uri(client.Connection.BaseAddress, client.Connection.BaseAddress.AbsolutePath == "/" ? "graphql" : "../graphql");
        var body = JsonSerializer.Serialize(new { query, variables });
        var answer = await guard.Run(() => client.Connection.Post<object>(address, body, "application/json", "application/json", new Dictionary<string, string>(), cancellation), cancellation);
        using var json = JsonDocument.Parse((string)answer.HttpResponse.Body);
        return json.RootElement.Clone();
    }

    // A question that is too costly is answered in part.
    private static JsonElement Data(JsonElement answer) =>
        answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data : throw Wrong(Error(answer)!.Value);

    // The weightiest: where a limit is among them, nothing else was looked at.
    private static JsonElement? Error(JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0 ? errors.EnumerateArray().OrderBy(IsNo).First() : null;

    private static string? Type(JsonElement error) => error.TryGetProperty("type", out var kind) ? kind.GetString() : null;

    // Whatever else GitHub names (its limits under several names, a query that took too long, none at all) may be over in a while.
    private static bool IsNo(JsonElement error) => Type(error) is "NOT_FOUND" or "FORBIDDEN" or "UNPROCESSABLE";

    private static Exception Wrong(JsonElement error)
    {
        var (type, message) = (Type(error), error.GetProperty("message").GetString());
        return !IsNo(error) ? new NotNowException($"GitHub: {message}")
            : type == "FORBIDDEN" ? new SiteRefusedException(message ?? type)
            : new InvalidOperationException($"GitHub: {type}: {message}");
    }
}
