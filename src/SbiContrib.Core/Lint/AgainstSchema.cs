using SbiContrib.Core.Lists.Folder;

namespace SbiContrib.Core.Lint;

/// <summary>Entries that the site's own schema doesn't take.</summary>
internal static class AgainstSchema
{
    public static readonly LintRule Rule = new("schema", "An entry's file doesn't follow the list's JSON Schema.", LintLevel.Error) { Check = Check };

    private static IEnumerable<LintFinding> Check(LintedList list) => list.Document is FolderList { Schema: { } schema } folder
        ? from file in folder.Files
          let problems = schema.Problems(file.File.Text)
          where !problems.IsEmpty
          select Rule.At(file.File.Path, 1, $"the list's schema doesn't take it: {string.Join("; ", problems)}")
        : [];
}
