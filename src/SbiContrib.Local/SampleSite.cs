namespace SbiContrib.Local;

/// <summary>The site of the local world: its files, and the issues that people file there.</summary>
internal static class SampleSite
{
    /// <summary>The list's file.</summary>
    public const string Page = "index.md";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples", "site");

    /// <summary>The files by their path in the repository.</summary>
    public static IReadOnlyDictionary<string, string> Files() => Directory
        .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'), File.ReadAllText);

    /// <summary>The text of an issue as GitHub writes it from the site's form.</summary>
    /// <param name="links">What the contributor typed into "Links".</param>
    /// <param name="section">What was picked.</param>
    /// <param name="note">What was typed into "Note".</param>
    public static string IssueText(string links, string section, string? note = null) =>
        $"### Links\n\n{links}\n\n### Section\n\n{section}\n\n### Note\n\n{note ?? "_No response_"}";
}
