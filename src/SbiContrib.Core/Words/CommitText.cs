namespace SbiContrib.Core.Words;

/// <summary>The message of a commit of ours.</summary>
public static class CommitText
{
    private const string Mark = "Sbi-Contrib-Entries: ";

    /// <summary>Writes the message.</summary>
    /// <param name="title">Its first line, safe already.</param>
    /// <param name="contributor">Whom to credit; null for a contributor without an account.</param>
    /// <param name="entries">The hash of the entries that the commit writes.</param>
    /// <returns>The message with its trailers.</returns>
    /// <remarks>https://docs.github.com/en/pull-requests/committing-changes-to-your-project/creating-and-editing-commits/creating-a-commit-with-multiple-authors</remarks>
    public static string Of(string title, Person? contributor, string entries)
    {
        var credit = contributor is null ? "" : $"\nCo-authored-by: {contributor.Login} <{contributor.Id}+{contributor.Login}@users.noreply.github.com>";
        return $"{title}\n\n{Mark}{entries}{credit}\n";
    }

    /// <summary>The hash that a message of ours carries.</summary>
    /// <param name="message">A commit's message.</param>
    /// <returns>The hash, or null where there is none.</returns>
    public static string? Entries(string message) => message.Split('\n')
        .Where(line => line.StartsWith(Mark, StringComparison.Ordinal))
        .Select(line => line[Mark.Length..].Trim())
        .LastOrDefault();
}
