namespace SbiContrib.Core.Lists.Markdown;

/// <summary>What the texts of links say.</summary>
internal static class LinkTexts
{
    /// <summary>Whether a link between two offsets is titled, and doesn't only say what of its work it leads to (<c>[pdf](…)</c>).</summary>
    public static bool LeadToWorks(string text, int start, int end)
    {
        var titled = false;
        foreach (var (open, close) in Brackets.Match(text, start, end))
        {
            if (close + 1 < end && text[close + 1] == '(')
                titled |= !Roles.IsRole(PlainText.Of(text[(open + 1)..close])) && !(open > start && text[open - 1] == '!') && !text.AsSpan(open + 1).StartsWith("![");
        }
        return titled || HasBareAddress(text.AsSpan(start, end - start));
    }

    private static bool HasBareAddress(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf("http", StringComparison.Ordinal); at >= 0;)
        {
            if (at == 0 || text[at - 1] is not '(')
                return true;
            var next = text[(at + 4)..].IndexOf("http", StringComparison.Ordinal);
            at = next < 0 ? -1 : at + 4 + next;
        }
        return false;
    }
}
