using LibGit2Sharp;

namespace SbiContrib.Local.GitHub;

/// <summary>What git knows of two commits and of a tree, in GitHub's terms.</summary>
internal static class GitReading
{
    /// <summary>As GitHub merges.</summary>
    public static readonly MergeTreeOptions FindRenames = new() { FindRenames = true };

    public static Blob WriteBlob(this Repository git, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return git.ObjectDatabase.CreateBlob(stream);
    }

    /// <summary>The bytes of a blob exactly as they are stored.</summary>
    public static byte[] Bytes(this Blob blob)
    {
        using var content = blob.GetContentStream();
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return memory.ToArray();
    }

    /// <summary>The best common ancestor, or null where two histories share nothing.</summary>
    public static Commit? MergeBase(this Repository git, Commit one, Commit other) =>
        Remembered.Of(git).Bases.Get((one.Id, other.Id), () => git.ObjectDatabase.FindMergeBase(one, other));

    /// <summary>The tree of a merge made by git, or null where it is a conflict.</summary>
    public static Tree? Merged(this Repository git, Commit into, Commit from) =>
        Remembered.Of(git).Merges.Get((into.Id, from.Id), () =>
        {
            var result = git.ObjectDatabase.MergeCommits(into, from, FindRenames);
            return result.Status == MergeTreeStatus.Succeeded ? result.Tree : null;
        });

    /// <summary>Whether <paramref name="old"/> is reachable from <paramref name="young"/>.</summary>
    public static bool IsAncestor(this Repository git, Commit old, Commit young) =>
        old.Id == young.Id || git.MergeBase(old, young)?.Id == old.Id;

    /// <summary>Commits reachable from <paramref name="head"/> but not from <paramref name="root"/>, oldest first.</summary>
    public static IReadOnlyList<Commit> Between(this Repository git, Commit? root, Commit head) =>
        Remembered.Of(git).Ranges.Get((root?.Id, head.Id), () => Straight(git, root, head) ??
            [.. git.Commits.QueryBy(new CommitFilter
            {
                IncludeReachableFrom = head,
                ExcludeReachableFrom = root,
                SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Reverse,
            })]);

    /// <summary>The same by following single parents down to where the histories meet: libgit2 would walk much further. Null where there is a fork on the way.</summary>
    private static List<Commit>? Straight(Repository git, Commit? root, Commit head)
    {
        var end = root is null ? null : git.MergeBase(root, head);
        var found = new List<Commit>();
        for (var at = head; end is not null && at.Id != end.Id; at = at.Parents.First())
        {
            if (at.Parents.Count() != 1 || found.Count > 100)
                return null;
            found.Add(at);
        }
        found.Reverse();
        return end is null ? null : found;
    }

    /// <summary>The changed files from one tree to another; null is the empty tree.</summary>
    public static IReadOnlyList<PatchEntryChanges> Changes(this Repository git, Tree? from, Tree to)
    {
        using var patch = git.Diff.Compare<Patch>(from, to);
        return [.. patch];
    }

    /// <summary>The changes a pull request would bring: from where its history left the base, not from the base's tip.</summary>
    public static IReadOnlyList<PatchEntryChanges> ThreeDots(this Repository git, Commit root, Commit head) =>
        Remembered.Of(git).Differences.Get((root.Id, head.Id), () => git.Changes((git.MergeBase(root, head) ?? root).Tree, head.Tree));

    /// <summary>A commit by its id or a reference's name, a tag before a branch. Source: https://git-scm.com/docs/gitrevisions</summary>
    public static Commit? Find(this Repository git, string name)
    {
        if (Names.IsSha(name))
            return git.Lookup<Commit>(name);
        foreach (var full in (string[])[name, "refs/" + name, "refs/tags/" + name, "refs/heads/" + name])
        {
            if (Reference.IsValidName(full) && git.Refs[full]?.ResolveToDirectReference()?.Target is { } target)
                return target.Peel<Commit>();
        }
        return null;
    }
}
