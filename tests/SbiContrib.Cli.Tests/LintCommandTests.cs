using System.Text.Json;

namespace SbiContrib.Cli.Tests;

public sealed class LintCommandTests : IDisposable
{
    private const string Page = "# Papers\n\n* [One](https://example.org/1)\n* [Two]()\n* [Three](https://example.org/3)\n* [Four](https://example.org/4)\n* [Six](https://example.org/6)\n- [Five](https://example.org/5)\n";

    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("sbi-contrib-lint-").FullName, "a page.md");

    public LintCommandTests() => File.WriteAllText(file, Page);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    [Fact]
    public void FindingsAreToldWithTheirLines()
    {
        var (code, output, error) = Run.Sbi("", "lint", file);
        Assert.Equal((1, ""), (code, error));
        Assert.Equal(
            $"{file}:4: error empty-link: the main link of “Two” has no address\n{file}:8: warning mixed-style: the bullet is “-”, 5 of 6 entries have “*”\n",
            output);
    }

    [Fact]
    public void ACleanListSaysNothing()
    {
        File.WriteAllText(file, "# Papers\n\n* [One](https://example.org/1)\n");
        Assert.Equal((0, "", ""), Run.Sbi("", "lint", file));
    }

    [Fact]
    public void JsonIsOneObjectALine()
    {
        var (code, output, _) = Run.Sbi("", "lint", file, "--json");
        Assert.Equal(1, code);
        var lines = output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([("empty-link", "error", 4, false), ("mixed-style", "warning", 8, true)], lines.Select(l => (l.GetProperty("rule").GetString(), l.GetProperty("level").GetString(), l.GetProperty("line").GetInt32(), l.GetProperty("fixable").GetBoolean())));
    }

    /// <summary>What GitHub's code scanning asks of a file: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.</summary>
    [Fact]
    public void SarifIsWhatCodeScanningReads()
    {
        var (code, output, _) = Run.Sbi("", "lint", file, "--sarif");
        Assert.Equal(1, code);
        var log = JsonDocument.Parse(output).RootElement;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.Equal("https://json.schemastore.org/sarif-2.1.0.json", log.GetProperty("$schema").GetString());
        var run = log.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.Contains(result.GetProperty("level").GetString(), (string[])["error", "warning", "note"]);
            Assert.NotEqual("", result.GetProperty("message").GetProperty("text").GetString());
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            Assert.True(place.GetProperty("region").GetProperty("startLine").GetInt32() > 0);
            Assert.EndsWith("a%20page.md", place.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
            Assert.Matches("^[0-9a-f]{32}$", result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString());
        }
        Assert.Equal(2, run.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task SarifIsValidUnderItsSchema()
    {
        var schema = await NJsonSchema.JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0.json"), TestContext.Current.CancellationToken);
        var log = Run.Sbi("", "lint", file, "--sarif").Out;
        Assert.Empty(schema.Validate(log));
        Assert.NotEmpty(schema.Validate(log.Replace("\"error\"", "\"fatal\"", StringComparison.Ordinal)));
        await File.WriteAllTextAsync(file, "# Papers\n\n* [One](https://example.org/1)\n", TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Run.Sbi("", "lint", file, "--sarif").Out));
    }

    [Fact]
    public void WhatIsSafeIsRepairedAndSaid()
    {
        var (code, output, _) = Run.Sbi("", "lint", file, "--fix");
        Assert.Equal(1, code);
        Assert.StartsWith($"fixed: {file}:8: warning mixed-style", output, StringComparison.Ordinal);
        Assert.Equal(Page.Replace("- [Five", "* [Five", StringComparison.Ordinal), File.ReadAllText(file));
        Assert.DoesNotContain("fixed", Run.Sbi("", "lint", file, "--fix").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lint")]
    [InlineData("lint", "--json", "--sarif", ".")]
    public void AWrongCallIsToldOnStandardError(params string[] args)
    {
        var (code, output, error) = Run.Sbi("", args);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("sbi: ", error, StringComparison.Ordinal);
    }
}
