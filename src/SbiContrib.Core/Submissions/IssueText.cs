using System.Text;

namespace SbiContrib.Core.Submissions;

/// <summary>What a person says in an issue or comment: not what is quoted, shown as code, or hidden.</summary>
internal static class IssueText
{
    private const string Opening = "<!--";
    private const string Closing = "-->";

    /// <summary>The text without HTML comments, such as a template's hints, and with plain line ends.</summary>
    public static string WithoutComments(string text)
    {
        var kept = new StringBuilder();
        var rest = text.ReplaceLineEndings("\n").AsSpan();
        while (rest.IndexOf(Opening) is >= 0 and var open && rest[open..].IndexOf(Closing) is >= 0 and var length)
        {
            _ = kept.Append(rest[..open]);
            rest = rest[(open + length + Closing.Length)..];
        }
        return kept.Append(rest).ToString();
    }

    /// <summary>The lines outside of quotes and code.</summary>
    /// <remarks>https://spec.commonmark.org/0.31.2/#fenced-code-blocks: a fence ends with one of its own kind that is at least as long.</remarks>
    public static IEnumerable<string> Said(string text)
    {
        string? fence = null;
        foreach (var line in text.Split('\n'))
        {
            var mark = Fence(line);
            if (fence is null && mark is null && !line.StartsWith('>') && !line.StartsWith("    ", StringComparison.Ordinal))
                yield return line;
            fence = fence is null ? mark : Ends(fence, line) ? null : fence;
        }
    }

    private static bool Ends(string fence, string line) => Fence(line) is { } mark && mark.StartsWith(fence, StringComparison.Ordinal) && line.Trim().Length == mark.Length;

    /// <summary>The run of backticks or tildes with which a line begins a block of code; null where it doesn't.</summary>
    private static string? Fence(string line)
    {
        var bare = line.TrimStart(' ');
        var length = bare.Length == 0 ? 0 : bare.AsSpan().IndexOfAnyExcept(bare[0]) is >= 0 and var end ? end : bare.Length;
        var fences = length >= 3 && bare[0] is '`' or '~' && length >= 3 && !(bare[0] == '`' && bare.IndexOf('`', length) >= 0);
        return fences && line.Length - bare.Length < 4 ? bare[..length] : null;
    }
}
