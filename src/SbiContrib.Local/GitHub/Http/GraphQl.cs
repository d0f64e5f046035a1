using System.Text.Json.Nodes;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace SbiContrib.Local.GitHub;

/// <summary>
/// GraphQL: queries of what <see cref="GraphQlFields"/> knows, and the one mutation that REST hasn't, updateRefs.
/// Source: https://docs.github.com/en/graphql/guides/forming-calls-with-graphql
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
        if (call.Actor.IsNobody)
            throw new GitHubException(401, "This endpoint requires you to be authenticated.");
        try
        {
            var operation = Parser.Parse(call.Text("query") ?? "").Definitions.OfType<GraphQLOperationDefinition>().Single();
            var data = new GraphQlRun(call, (call.Body as JsonObject)?["variables"] as JsonObject ?? []);
            return data.Answer(operation);
        }
        catch (GraphQLParserException fault)
        {
            return GraphQlRun.Refused("PARSE_ERROR", fault.Message, []);
        }
    }
}

/// <summary>One run of an operation.</summary>
internal sealed class GraphQlRun(Call call, JsonObject variables)
{
    private readonly JsonArray _errors = [];

    public Answer Answer(GraphQLOperationDefinition operation)
    {
        var fields = new GraphQlFields(call);
        var data = Selected(fields, operation.Operation == OperationType.Mutation ? GraphQlFields.Mutation : GraphQlFields.Query, operation.SelectionSet, []);
        var answer = new JsonObject { ["data"] = data };
        if (_errors.Count > 0)
            answer["errors"] = _errors;
        return answer;
    }

    // GraphQL answers 200 and tells what is wrong inside.
    public static JsonObject Refused(string type, string message, JsonArray path) =>
        new() { ["data"] = null, ["errors"] = new JsonArray(Error(type, message, path)) };

    private static JsonObject Error(string type, string message, JsonArray path) => new() { ["type"] = type, ["path"] = path, ["message"] = message };

    private JsonObject Selected(GraphQlFields fields, object source, GraphQLSelectionSet selection, string[] path)
    {
        var json = new JsonObject();
        foreach (var field in Fields(source, selection))
        {
            var name = (field.Alias?.Name ?? field.Name).StringValue;
            json[name] = Value(fields, source, field, [.. path, name]);
        }
        return json;
    }

    private static IEnumerable<GraphQLField> Fields(object source, GraphQLSelectionSet selection) => selection.Selections.SelectMany(part => part switch
    {
        GraphQLField field => [field],
        GraphQLInlineFragment fragment when fragment.TypeCondition is null || GraphQlFields.IsA(source, fragment.TypeCondition.Type.Name.StringValue) => Fields(source, fragment.SelectionSet),
        _ => [],
    });

    private JsonNode? Value(GraphQlFields fields, object source, GraphQLField field, string[] path)
    {
        try
        {
            return Json(fields, fields.Get(source, field.Name.StringValue, Arguments(field)), field.SelectionSet, path);
        }
        catch (GitHubException refusal)
        {
            _errors.Add(Error(refusal.Status switch { 404 => "NOT_FOUND", 403 => "FORBIDDEN", 501 => "NOT_IMPLEMENTED", _ => "UNPROCESSABLE" }, refusal.Message, [.. path.Select(part => JsonValue.Create(part))]));
            return null;
        }
    }

    private JsonNode? Json(GraphQlFields fields, object? value, GraphQLSelectionSet? selection, string[] path) => value switch
    {
        null => null,
        JsonNode node => node,
        IEnumerable<object?> many => new JsonArray([.. many.Select(one => Json(fields, one, selection, path))]),
        _ when selection is not null => Selected(fields, value, selection, path),
        string text => JsonValue.Create(text),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        DateTimeOffset time => JsonValue.Create(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new GitHubException(501, $"Field must have selections (of {value.GetType().Name})"),
    };

    private Dictionary<string, JsonNode?> Arguments(GraphQLField field) =>
        field.Arguments?.ToDictionary(argument => argument.Name.StringValue, argument => Literal(argument.Value), StringComparer.Ordinal) ?? [];

    private JsonNode? Literal(GraphQLValue value) => value switch
    {
        GraphQLVariable variable => variables[variable.Name.StringValue]?.DeepClone(),
        GraphQLIntValue number => JsonValue.Create(int.Parse(number.Value.Span, System.Globalization.CultureInfo.InvariantCulture)),
        GraphQLStringValue text => JsonValue.Create(text.Value.ToString()),
        GraphQLEnumValue name => JsonValue.Create(name.Name.StringValue),
        GraphQLBooleanValue flag => JsonValue.Create(flag.BoolValue),
        GraphQLListValue list => new JsonArray([.. list.Values?.Select(Literal) ?? []]),
        GraphQLObjectValue fields => new JsonObject(fields.Fields?.Select(part => KeyValuePair.Create(part.Name.StringValue, Literal(part.Value))) ?? []),
        _ => null,
    };
}
