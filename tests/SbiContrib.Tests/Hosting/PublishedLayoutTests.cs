using System.Text.Json.Nodes;
using SbiContrib.Functions;

namespace SbiContrib.Tests.Hosting;

/// <summary>What the Functions host finds beside the executable.</summary>
public sealed class PublishedLayoutTests
{
    [Fact]
    public async Task The_executable_that_host_json_names_is_there_and_may_run()
    {
        var folder = await PublishedProgram.Folder();
        var handler = (await Read(folder, "host.json"))["customHandler"]!;
        var executable = Path.Combine(folder, (string)handler["description"]!["defaultExecutablePath"]!);

        Assert.True((bool)handler["enableProxyingHttpRequest"]!);
        Assert.True((bool)handler["enableForwardingHttpRequest"]!);
        Assert.Null(handler["http"]);
        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(executable).HasFlag(UnixFileMode.UserExecute));
        // Self-contained: the platform's custom stack promises no runtime.
        Assert.True(File.Exists(Path.Combine(folder, "libcoreclr.so")));
    }

    [Fact]
    public async Task There_is_a_folder_for_each_function_and_no_other_function()
    {
        var folder = await PublishedProgram.Folder();
        var functions = Directory.EnumerateFiles(folder, "function.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, Path.GetDirectoryName(file)!));

        Assert.Equal(["poison", "queue", "status", "submit", "timer", "webhook"], functions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Our_deadline_comes_before_the_hosts_that_kills()
    {
        var host = await Read(Repository.Root, "host.json");
        var timeout = TimeSpan.Parse((string)host["functionTimeout"]!);

        Assert.True(FunctionsHost.Deadline < timeout);
    }

    [Theory]
    [InlineData("webhook", "github/webhooks")]
    [InlineData("submit", "contributions")]
    [InlineData("status", "contributions/{id}")]
    public async Task HTTP_functions_are_such_that_the_host_proxies_them_untouched(string function, string route)
    {
        var bindings = await Bindings(function);

        Assert.Equal(["httpTrigger", "http"], bindings.Select(binding => (string?)binding["type"]));
        Assert.Equal(route, (string?)bindings[0]["route"]);
        Assert.Equal("anonymous", (string?)bindings[0]["authLevel"]);
    }

    [Theory]
    [InlineData("webhook", "post")]
    [InlineData("submit", "post options")]
    [InlineData("status", "get post options")]
    public async Task A_browsers_question_before_it_posts_from_elsewhere_reaches_the_program(string function, string methods) =>
        Assert.Equal(methods.Split(' '), (await Bindings(function))[0]["methods"]!.AsArray().Select(method => (string?)method));

    [Theory]
    [InlineData("queue", "contributions")]
    [InlineData("poison", "contributions-poison")]
    public async Task Queue_functions_get_the_messages_own_bytes(string function, string queue)
    {
        var trigger = Assert.Single(await Bindings(function));

        Assert.Equal("queueTrigger", (string?)trigger["type"]);
        Assert.Equal("binary", (string?)trigger["dataType"]);
        Assert.Equal("message", (string?)trigger["name"]);
        Assert.Equal(queue, (string?)trigger["queueName"]);
        Assert.Equal("AzureWebJobsStorage", (string?)trigger["connection"]);
    }

    [Fact]
    public async Task A_failed_message_waits_before_it_comes_again_and_is_given_up_at_last()
    {
        var queues = (await Read(Repository.Root, "host.json"))["extensions"]!["queues"]!;

        Assert.True(TimeSpan.Parse((string)queues["visibilityTimeout"]!) > TimeSpan.Zero);
        Assert.Equal(5, (int)queues["maxDequeueCount"]!);
        Assert.Equal("base64", (string?)queues["messageEncoding"]);
    }

    [Fact]
    public async Task The_host_tells_no_address_with_the_secret_of_a_status_page()
    {
        var logging = (await Read(Repository.Root, "host.json"))["logging"]!;

        // What the host asks of us, with the whole address: https://github.com/Azure/azure-functions-host/issues/11602
        Assert.False((bool)logging["applicationInsights"]!["enableDependencyTracking"]!);
        foreach (var category in (string[])["Microsoft.AspNetCore.Hosting.Diagnostics", "System.Net.Http.HttpClient", "Yarp"])
            Assert.Equal("Warning", (string?)logging["logLevel"]![category]);
    }

    private static async Task<JsonObject[]> Bindings(string function) =>
        [.. (await Read(await PublishedProgram.Folder(), function, "function.json"))["bindings"]!.AsArray()
            .Select(binding => binding!.AsObject())];

    private static async Task<JsonNode> Read(params string[] path) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(path), TestContext.Current.CancellationToken))!;
}
