using System.Globalization;

namespace SbiContrib.Core;

/// <summary>The branches of our pull requests: <c>sbi-contrib/issue-12/1</c>.</summary>
public static class BranchName
{
    private const string Prefix = "sbi-contrib/";

    /// <summary>The branch of a contribution's pull request.</summary>
    /// <param name="key">The contribution.</param>
    /// <param name="attempt">Which of its pull requests, from 1.</param>
    /// <returns>The name without <c>refs/heads/</c>.</returns>
    public static string Of(ContributionKey key, int attempt) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{key.Name}/{attempt}");

    /// <summary>Whose branch a name is.</summary>
    /// <param name="branch">A branch's name from outside, with or without <c>refs/heads/</c>.</param>
    /// <param name="site">The repository that the branch stands in.</param>
    /// <returns>The contribution, or null where the name isn't ours.</returns>
    public static ContributionKey? Owner(string? branch, long site)
    {
        if (branch is null)
            return null;
        var name = branch.StartsWith("refs/heads/", StringComparison.Ordinal) ? branch[11..] : branch;
        var slash = name.LastIndexOf('/');
        var ours = name.StartsWith(Prefix, StringComparison.Ordinal) && slash > Prefix.Length && ContributionKey.IsNumber(name.AsSpan(slash + 1), 9);
        return ours && ContributionKey.IsName(name.AsSpan(Prefix.Length, slash - Prefix.Length))
            ? new ContributionKey(site, name[Prefix.Length..slash])
            : null;
    }
}
