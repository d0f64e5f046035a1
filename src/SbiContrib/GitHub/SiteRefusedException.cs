namespace SbiContrib.GitHub;

/// <summary>
/// GitHub refuses what was asked of a site, and no waiting of minutes helps: the App was taken off the repository or lacks a permission, an
/// organization lets in other addresses alone, the repository was archived. It is nobody's fault here, and another day it may be otherwise.
/// </summary>
/// <param name="sentence">GitHub's own words.</param>
/// <param name="inner">What happened.</param>
/// <remarks>https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#resource-not-accessible</remarks>
public sealed class SiteRefusedException(string sentence, Exception? inner = null) : Exception($"GitHub: {sentence}", inner)
{
    /// <summary>GitHub's own words.</summary>
    public string Sentence { get; } = sentence;

    /// <summary>The installation is suspended; we are told when that ends.</summary>
    /// <remarks>A token can't be had then, and one that was had before is refused in other words.</remarks>
    public bool IsSuspension => Says("installation") && Says("suspended");

    /// <summary>The conversation is locked, and an App is none of those who may go on.</summary>
    public bool IsLock => Says("locked");

    private bool Says(string word) => Sentence.Contains(word, StringComparison.OrdinalIgnoreCase);
}
