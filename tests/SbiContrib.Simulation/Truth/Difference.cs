using LibGit2Sharp;
using SbiContrib.Local.GitHub;

namespace SbiContrib.Simulation.Truth;

/// <summary>A line that a change adds to a file or takes out of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Adds">It is added.</param>
/// <param name="Section">The headings under which it stands, as the status comment writes them; empty where there is none.</param>
/// <param name="Text">The line.</param>
internal readonly record struct ChangedLine(string Path, bool Adds, string Section, string Text);

/// <summary>What a commit changes, as a person is shown it: line by line, from where its history left another's.</summary>
internal static class Difference
{
    /// <summary>All files, all lines that aren't blank.</summary>
    public static HashSet<ChangedLine> Of(Repository git, Commit commit, Commit main) =>
        git.MergeBase(commit, main) is { } root ? Between(git, root.Tree, commit.Tree) : [];

    /// <summary>The same of two trees.</summary>
    public static HashSet<ChangedLine> Between(Repository git, Tree before, Tree after)
    {
        using var changes = git.Diff.Compare<TreeChanges>(before, after, new CompareOptions { Similarity = SimilarityOptions.None });
        return [.. changes.SelectMany(change => Of(change.Path, Text(before, change.Path), Text(after, change.Path)))];
    }

    private static IEnumerable<ChangedLine> Of(string path, string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        return [.. now.Except(old).Select(line => new ChangedLine(path, true, line.Section, line.Text)), .. old.Except(now).Select(line => new ChangedLine(path, false, line.Section, line.Text))];
    }

    // The same line twice is two: the second is told from the first by its number.
    private static HashSet<(string Section, string Text, int Time)> Lines(string text)
    {
        var (top, section, lines) = ("", "", new HashSet<(string, string, int)>());
        foreach (var line in text.Split('\n').Where(line => line.Trim().Length > 0))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
                section = top = line[2..];
            else if (line.StartsWith("## ", StringComparison.Ordinal))
                section = $"{top} / {line[3..]}";
            for (var time = 0; !lines.Add((section, line, time)); time++)
            {
            }
        }
        return lines;
    }

    private static string Text(Tree tree, string path) => (tree[path]?.Target as Blob)?.GetContentText() ?? "";
}
