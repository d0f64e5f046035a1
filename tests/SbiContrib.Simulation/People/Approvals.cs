using SbiContrib.Core;
using SbiContrib.Core.Words;
using SbiContrib.Local.GitHub;
using SbiContrib.Simulation.Truth;
using SbiContrib.Simulation.World;

namespace SbiContrib.Simulation.People;

/// <summary>What maintainers said yes to, by what stood before their eyes when they said it.</summary>
internal sealed class Approvals(Scene scene)
{
    private readonly List<Yes> given = [];

    private Repo Site => scene.Site;

    /// <summary>A review says yes to what its commit changes.</summary>
    public void ByReview(Pull pull, string commit)
    {
        if (BranchName.Owner(pull.HeadRef, Site.Id) is { } key)
            given.Add(new(key, null, Of(commit)));
    }

    /// <summary>A command says yes to what the status comment shows; of what is corrected, the pull request shows it.</summary>
    public void ByCommand(ContributionKey key, Pull? pull) =>
        given.Add(new(key, Status(key) ?? (pull is null ? null : Entries(Of(pull.HeadSha))), pull is null ? [] : Of(pull.HeadSha)));

    /// <summary>Whether somebody said yes to just this change.</summary>
    public bool Has(ContributionKey key, HashSet<ChangedLine> lines)
    {
        var (entries, bare) = (Entries(lines), Bare(lines));
        return given.Exists(yes => yes.Key == key && (yes.Shown is null || lines.Any(line => !line.Adds) ? Bare(yes.Lines).SetEquals(bare) : yes.Shown.SetEquals(entries)));
    }

    /// <summary>Whether two changes are the same to who approves.</summary>
    public static bool Same(HashSet<ChangedLine> one, HashSet<ChangedLine> other) => Bare(one).SetEquals(Bare(other));

    /// <summary>All that was said yes to.</summary>
    public override string ToString() => string.Join("; ", given.Select(yes => $"{yes.Key}: {string.Join(" | ", yes.Shown?.AsEnumerable() ?? yes.Lines.Select(line => $"{line}"))}"));

    /// <summary>What a commit changes on main.</summary>
    public HashSet<ChangedLine> Of(string commit) => Difference.Of(Site.Git, Site.Git.CommitOf(commit)!, Site.Tip("main")!);

    // A form has no issue: its maintainers see the pull request alone.
    private HashSet<string>? Status(ContributionKey key)
    {
        if (key.Issue is not { } number || !Site.Issues.TryGetValue(number, out var issue))
            return null;
        var status = issue.Comments.Find(comment => comment.User == scene.Model.Bot && comment.Body.StartsWith(StatusText.Tag(key), StringComparison.Ordinal));
        return [.. (status?.Body ?? "").Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal) && line.EndsWith(')') && !line.StartsWith("- `", StringComparison.Ordinal))];
    }

    // How a list dresses a new entry behind its link follows its neighbours, which people may edit: that is no part of what is approved.
    private static HashSet<ChangedLine> Bare(HashSet<ChangedLine> lines) =>
        [.. lines.Select(line => line.Adds && line.Path == Scene.List && Works.In(line.Text).Any() ? line with { Text = line.Text[..(line.Text.LastIndexOf(')') + 1)] } : line)];

    // As the status comment writes them.
    private static HashSet<string> Entries(HashSet<ChangedLine> lines) =>
        [.. lines.Select(line => line.Adds && line.Text.StartsWith("- [", StringComparison.Ordinal) && line.Path == Scene.List ? $"- {line.Text[3..line.Text.IndexOf("](", StringComparison.Ordinal)]} ({line.Section})" : $"{line}")];

    /// <summary>A yes.</summary>
    /// <param name="Key">The contribution.</param>
    /// <param name="Shown">The entries that the status comment showed; null where it was given to lines.</param>
    /// <param name="Lines">The lines that the pull request showed.</param>
    private sealed record Yes(ContributionKey Key, HashSet<string>? Shown, HashSet<ChangedLine> Lines);
}
