using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SbiContrib.Core.Lint;

namespace SbiContrib.Cli.Lists;

/// <summary>Findings as SARIF, as GitHub's code scanning reads it.</summary>
/// <remarks>https://docs.oasis-open.org/sarif/sarif/v2.1.0/ and https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.</remarks>
internal static class Sarif
{
    public static string Of(ImmutableArray<LintFinding> findings)
    {
        var numbers = Linter.Rules.Select((rule, i) => (rule, i)).ToDictionary(x => x.rule.Name, x => x.i, StringComparer.Ordinal);
        var log = new Dictionary<string, object>
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new[]
            {
                new
                {
                    tool = new
                    {
                        driver = new
                        {
                            name = "sbi lint",
                            version = typeof(Sarif).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "0.0.0",
                            rules = Linter.Rules.Select(rule => new
                            {
                                id = rule.Name,
                                name = rule.Name,
                                shortDescription = new { text = rule.Summary },
                                fullDescription = new { text = rule.Summary },
                                help = new { text = rule.Summary },
                                defaultConfiguration = new { level = Level(rule.Level) },
                            }),
                        },
                    },
                    columnKind = "utf16CodeUnits",
                    results = findings.Select(finding => new
                    {
                        ruleId = finding.Rule,
                        ruleIndex = numbers[finding.Rule],
                        level = Level(finding.Level),
                        message = new { text = finding.Message },
                        locations = new[] { new { physicalLocation = new { artifactLocation = new { uri = Address(finding.Path) }, region = new { startLine = finding.Line } } } },
                        partialFingerprints = new Dictionary<string, string> { ["primaryLocationLineHash"] = Fingerprint(finding) },
                    }),
                },
            },
        };
        return JsonSerializer.Serialize(log, Json.Options);
    }

    private static string Level(LintLevel level) => level switch
    {
        LintLevel.Error => "error",
        LintLevel.Warning => "warning",
        _ => "note",
    };

    /// <summary>A file's address: relative to where the command ran, in a repository its root.</summary>
    private static string Address(string path)
    {
        var relative = Path.IsPathRooted(path) ? Path.GetRelativePath(Directory.GetCurrentDirectory(), path) : path;
        var steps = relative.Replace('\\', '/').Split('/').Where(step => step is not ("" or ".")).Select(Uri.EscapeDataString);
        return string.Join('/', steps);
    }

    // Without the line, so that an entry above doesn't make every finding a new one.
    private static string Fingerprint(LintFinding finding) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Rule}\n{finding.Path}\n{finding.Message}")).AsSpan(0, 16));
}
