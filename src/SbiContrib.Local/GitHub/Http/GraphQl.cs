using System.Text.Json.Nodes;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// The one mutation that REST hasn't: updateRefs, with its input as the variable <c>input</c>.
/// Source: https://docs.github.com/en/graphql/reference/mutations#updaterefs
/// </summary>
internal static class GraphQl
{
    public static void Map(Router router, IEndpointRouteBuilder app, Gateway gateway)
    {
        router.Map("POST", "/graphql", Answered);
        // GitHub Enterprise Server has it beside /api/v3, not below.
        app.MapPost("/api/graphql", http =>
        {
            http.Request.Path = GitHubServer.ApiPath + "/graphql";
            return gateway.Run(http, Answered);
        });
    }

    private static Answer Answered(Call call)
    {
        var query = call.Text("query") ?? "";
        if (call.Actor.IsNobody)
            throw new GitHubException(401, "This endpoint requires you to be authenticated.");
        if (!query.Contains("updateRefs", StringComparison.Ordinal) || (call.Body as JsonObject)?["variables"]?["input"] is not JsonObject input)
            return Refused("NOT_IMPLEMENTED", "This local GitHub answers the mutation updateRefs with its input as the variable \"input\", and nothing else of GraphQL.");
        try
        {
            return Update(call, input);
        }
        catch (GitHubException refusal)
        {
            // GraphQL answers 200 and tells what is wrong inside.
            return Refused(refusal.Status switch { 404 => "NOT_FOUND", 403 => "FORBIDDEN", _ => "UNPROCESSABLE" }, refusal.Message);
        }
    }

    private static JsonObject Update(Call call, JsonObject input)
    {
        var id = Urls.IdOf("R", Call.TextOf(input, "repositoryId") ?? "") ?? throw GitHubException.NotFound();
        var updates = (input["refUpdates"] as JsonArray ?? []).OfType<JsonObject>().Select(u => new RefUpdate(
            Call.TextOf(u, "name") ?? "", Call.TextOf(u, "afterOid") ?? "", Call.TextOf(u, "beforeOid"),
            u["force"] is JsonValue force && force.TryGetValue<bool>(out var forced) && forced)).ToList();
        call.Model.UpdateRefs(call.Actor, call.Model.Repository(id), updates);
        return new JsonObject { ["data"] = new JsonObject { ["updateRefs"] = new JsonObject { ["clientMutationId"] = Call.TextOf(input, "clientMutationId") } } };
    }

    private static Answer Refused(string type, string message) => new JsonObject
    {
        ["data"] = new JsonObject { ["updateRefs"] = null },
        ["errors"] = new JsonArray(new JsonObject { ["type"] = type, ["path"] = new JsonArray("updateRefs"), ["message"] = message }),
    };
}
