using System.Text.Json.Nodes;

namespace SbiContrib.Tests.Infra;

public sealed class BicepTests
{
    private static readonly Lazy<Task<Tool.Result>> Compiled =
        new(() => Bicep.Run("build", "--stdout", Repository.At("infra", "main.bicep")));

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Repository.At("infra"), "*.bicep*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam")
            .Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_file_is_without_a_finding(string file)
    {
        var lint = await Bicep.Run("lint", Repository.At(file));

        Assert.Equal(new Tool.Result(0, "", ""), lint);
    }

    [Fact]
    public async Task Storage_is_reached_by_identity_alone()
    {
        var account = (await Resources("Microsoft.Storage/storageAccounts"))[0]["properties"]!;

        Assert.False((bool)account["allowSharedKeyAccess"]!);
        Assert.False((bool)account["allowBlobPublicAccess"]!);
        Assert.True((bool)account["supportsHttpsTrafficOnly"]!);
        Assert.Equal("TLS1_2", (string?)account["minimumTlsVersion"]);
    }

    [Fact]
    public async Task The_app_runs_an_executable_of_its_own_on_Flex_Consumption()
    {
        var plan = (await Resources("Microsoft.Web/serverfarms"))[0];
        var app = (await Resources("Microsoft.Web/sites"))[0]["properties"]!;

        Assert.Equal("FC1", (string?)plan["sku"]!["name"]);
        Assert.Equal("custom", (string?)app["functionAppConfig"]!["runtime"]!["name"]);
        Assert.Equal("1.0", (string?)app["functionAppConfig"]!["runtime"]!["version"]);
        Assert.True((bool)app["httpsOnly"]!);
        // Flex Consumption refuses an app that has it.
        Assert.DoesNotContain("FUNCTIONS_WORKER_RUNTIME", (await Template()).ToJsonString());
    }

    [Fact]
    public async Task No_secret_is_set_or_read_only_referred_to()
    {
        var text = (await Template()).ToJsonString();
        var variables = (await Templates()).Select(template => template["variables"]?["settings"]).Single(it => it is not null)!;

        Assert.DoesNotContain("listKeys", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey", text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await Resources("Microsoft.KeyVault/vaults/secrets"));
        Assert.Equal("[variables('secret').privateKey]", (string?)variables["GitHub__PrivateKey"]);
        Assert.Equal("[variables('secret').webhook]", (string?)variables["GitHub__WebhookSecrets__0"]);
        Assert.Equal(3, text.Split("@Microsoft.KeyVault(SecretUri=").Length - 1);
    }

    [Fact]
    public async Task The_program_may_do_what_it_needs_and_no_more()
    {
        string[] expected =
        [
            "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", // Storage Table Data Contributor
            "3913510d-42f4-4e42-8a64-420c390055eb", // Monitoring Metrics Publisher
            "4633458b-17de-408a-b874-0445c86b69e6", // Key Vault Secrets User
            "974c5e8b-45b9-4653-ba55-5f855dd0fb88", // Storage Queue Data Contributor
            "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", // Storage Blob Data Owner
        ];
        var granted = (await Templates())
            .SelectMany(template => template["variables"]?.AsObject() ?? [])
            .SelectMany(variable => variable.Value is JsonObject several ? several.Select(it => it.Value) : [variable.Value])
            .OfType<JsonValue>().Select(value => value.ToString()).Where(value => Guid.TryParse(value, out _));

        Assert.Equal(expected, granted.Order(StringComparer.Ordinal));
        var assignments = await Resources("Microsoft.Authorization/roleAssignments");
        Assert.Equal(3, assignments.Count);
        Assert.All(assignments, assignment => Assert.NotNull(assignment["scope"]));
    }

    [Fact]
    public async Task Every_queue_that_a_function_reads_is_there()
    {
        var storage = (await Templates()).Single(template => template["variables"]?["queueNames"] is not null);
        var made = storage["variables"]!["queueNames"]!.AsArray().Select(name => (string)name!);
        var read = Directory.EnumerateFiles(Repository.At("src", "SbiContrib", "Functions"), "function.json", SearchOption.AllDirectories)
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["bindings"]!.AsArray())
            .Select(binding => (string?)binding!["queueName"]).OfType<string>();

        Assert.Equal(made.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    private static async Task<JsonObject> Template()
    {
        var build = await Compiled.Value;
        Assert.Equal((0, ""), (build.ExitCode, build.Error));
        return JsonNode.Parse(build.Output)!.AsObject();
    }

    /// <summary>The template and those of its modules.</summary>
    private static async Task<IReadOnlyList<JsonObject>> Templates() =>
        [.. Objects(await Template()).Where(it => it["$schema"] is JsonValue schema && schema.ToString().Contains("deploymentTemplate"))];

    private static async Task<IReadOnlyList<JsonObject>> Resources(string type) =>
        [.. Objects(await Template()).Where(it => it["apiVersion"] is not null && (string?)it["type"] == type)];

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject self => [self, .. self.SelectMany(property => Objects(property.Value))],
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };
}
