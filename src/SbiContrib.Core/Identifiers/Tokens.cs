namespace SbiContrib.Core.Identifiers;

/// <summary>Cuts a text into what may be a link, and mends a link that was cut by white space.</summary>
internal static class Tokens
{
    // Of a link that stands right behind another in Markdown.
    private const int LongestTitle = 300;

    private const string Joiners = "/?=&#-_%:@";

    /// <summary>The text's words, those in quotes, Markdown brackets, table cells and HTML attributes apart.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsCut(text, i))
                continue;
            var word = text[start..i].TrimStart('[', '(');
            start = i + 1;
            if (word.Length is > 2 and <= Identify.LongestLink)
                yield return IsLabel(word) ? word + Follower(text, i) : word;
        }
    }

    /// <summary>A link that was pasted right behind another, parted from it.</summary>
    public static string Parted(string text)
    {
        if (!text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return text;
        for (var at = text.IndexOf("http", 4, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("http", Math.Min(at + 5, text.Length), StringComparison.OrdinalIgnoreCase))
        {
            if (char.IsAsciiLetterOrDigit(text[at - 1]) && (text.AsSpan(at + 4).StartsWith("://") || text.AsSpan(at + 4).StartsWith("s://")))
                text = text.Insert(at, " ");
        }
        return text;
    }

    /// <summary>Whether a text is more than one link without blanks; a badge's picture and page are one.</summary>
    public static bool AreMany(string text)
    {
        if (text.AsSpan().Count("](") > (text.StartsWith("[![", StringComparison.Ordinal) ? 2 : 1))
            return true;
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == ' ' || (text[i] is ',' or ';' or '|' && IsCut(text, i)))
                return true;
        }
        return false;
    }

    /// <summary>
    /// The text without its blanks where it is one link broken by white space; null where it is prose or several links.
    /// In doubt it is where the break stands behind a full stop, which may have ended a sentence.
    /// </summary>
    public static string? Joined(string text, out bool inDoubt)
    {
        inDoubt = false;
        if (!text.Contains(' ', StringComparison.Ordinal))
            return null;
        for (var at = text.IndexOf(' ', StringComparison.Ordinal); at >= 0; at = text.IndexOf(' ', at + 1))
        {
            var (left, right) = (text[at - 1], Word(text, at + 1));
            if (left is '.' && LooksLikeRest(right))
                inDoubt |= HasPath(text.AsSpan(0, at));
            else if (!Joiners.Contains(left, StringComparison.Ordinal) && !"/.?=&#-_%".Contains(right[0], StringComparison.Ordinal))
                return null;
            if (Reading.StartsLink(right))
                return null;
        }
        if (!Reading.StartsLink(text) && !IsLabel(Word(text, 0)))
            return null;
        return text.Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>Whether more than a host stands here: a host goes on behind its full stop for sure.</summary>
    private static bool HasPath(ReadOnlySpan<char> text) => text[(text.IndexOf("://") is >= 0 and var scheme ? scheme + 3 : 0)..] is var rest && (rest.Contains('/') || rest.StartsWith("10."));

    private static bool IsCut(string text, int i) => text[i] switch
    {
        ' ' or '"' or '|' or '`' or '{' or '}' => true,
        '(' => i > 0 && text[i - 1] == ']',
        ')' => i + 1 < text.Length && text[i + 1] == '[' && text.AsSpan(i, Math.Min(LongestTitle, text.Length - i)).Contains("](", StringComparison.Ordinal),
        ']' or '<' or ',' or ';' => Reading.StartsLink(text.AsSpan(i + 1)),
        _ => false,
    };

    /// <summary>A name such as <c>arXiv</c> or <c>PMID:</c> whose value stands in the next word.</summary>
    private static bool IsLabel(string word) => word.Length < 7 && word.TrimEnd(':').ToLowerInvariant() is "arxiv" or "doi" or "pmid" or "pmcid";

    private static string Follower(string text, int blank)
    {
        var next = blank < text.Length ? Word(text, blank + 1) : "";
        return next.StartsWith(':') || (blank > 0 && text[blank - 1] == ':') ? next : ":" + next;
    }

    private static string Word(string text, int from)
    {
        var end = text.IndexOf(' ', Math.Min(from, text.Length));
        return end < 0 ? text[Math.Min(from, text.Length)..] : text[from..end];
    }

    /// <summary>After a full stop: digits, no year and no plain word, so that it may belong to what stands before.</summary>
    private static bool LooksLikeRest(string word) =>
        !char.IsUpper(word[0]) && word.AsSpan().ContainsAnyInRange('0', '9') && !(word.Length == 4 && word[0] is '1' or '2') && !Reading.StartsLink(word);
}
