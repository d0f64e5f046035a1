using System.Runtime.CompilerServices;
using SbiContrib.Core.Cases;

namespace SbiContrib.Core.Tests.Cases;

/// <summary>The folders of cases in the sources, where what is received can be looked at and approved.</summary>
internal static class CaseFolder
{
    private static readonly string Root = Path.GetDirectoryName(Here())!;

    public static IEnumerable<string> Names() =>
        Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    public static string File(string name, string file) => Path.Combine(Root, name, file);

    public static Facts Facts(string name) => CaseJson.ReadFacts(System.IO.File.ReadAllText(File(name, "facts.json")));

    private static string Here([CallerFilePath] string path = "") => path;
}
