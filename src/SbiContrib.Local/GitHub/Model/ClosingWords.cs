namespace SbiContrib.Local.GitHub;

/// <summary>
/// Finds "Closes #12" and its like, which close an issue when they reach the default branch.
/// Source: https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue
/// </summary>
internal static class ClosingWords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved",
    };

    private static readonly char[] White = [' ', '\t', '\r', '\n'];

    /// <summary>The numbers named after a closing word, a colon allowed between.</summary>
    public static IEnumerable<int> Numbers(string? text)
    {
        var words = (text ?? "").Split(White, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < words.Length; i++)
        {
            if (Words.Contains(words[i].TrimEnd(':').TrimStart('(', '*', '_')) && Number(words[i + 1]) is { } number)
                yield return number;
        }
    }

    private static int? Number(string word)
    {
        if (word[0] != '#')
            return null;
        var end = 1;
        while (end < word.Length && char.IsAsciiDigit(word[end]))
            end++;
        return int.TryParse(word.AsSpan(1, end - 1), out var number) ? number : null;
    }
}
