using System.Reflection;
using System.Runtime.InteropServices;

namespace SbiContrib.Tests.Infra;

/// <summary>The Bicep compiler, from its NuGet package.</summary>
internal static class Bicep
{
    private static readonly string Compiler = typeof(Bicep).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Bicep").Value!;

    /// <summary>What the parameter file reads from the operator's shell.</summary>
    private static readonly Dictionary<string, string> Shell = new(StringComparer.Ordinal)
    {
        ["SBI_GITHUB_APP_ID"] = "1",
        ["SBI_CONTACT"] = "reading-list@example.org",
        ["SBI_OPERATOR_EMAIL"] = "operator@example.org",
    };

    public static Task<Tool.Result> Run(params string[] arguments)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "The compiler's package in use holds a Linux x64 executable");
        return Tool.Run(Compiler, arguments, Shell);
    }
}
