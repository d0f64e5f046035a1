using Octokit;

namespace SbiContrib.GitHub;

/// <summary>What the client of GitHub throws where GitHub refuses.</summary>
internal static class GitHubFault
{
    /// <summary>Whether GitHub refused what it should have taken: the App may have been taken away or suspended between two requests.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>True for a refusal.</returns>
    public static bool Is(Exception exception) => exception is ApiException or SiteRefusedException;
}
