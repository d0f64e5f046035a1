namespace SbiContrib.Core.Identifiers;

/// <summary>The order in which a cleaned text is read: bare identifiers, then addresses by their host, then any DOI in them.</summary>
internal static class Reading
{
    // A host name has 253 characters at most (RFC 1035).
    private const int LongestHost = 256;

    /// <summary>A text that is one thing.</summary>
    public static Verdict Whole(string text)
    {
        var bare = Wrapping.Strip(text);
        return bare.Length == 0 ? Verdict.Unknown
            : BareText.Read(bare, alone: true) ?? (Address.TryParse(bare, out var address) ? At(address) : Verdict.Unknown);
    }

    /// <summary>A word of a sentence: null where it is only a word.</summary>
    public static Verdict? Token(string token)
    {
        var bare = Wrapping.Strip(token);
        if (BareText.Read(bare, alone: false) is { } verdict)
            return verdict;
        return StartsLink(bare) && Address.TryParse(bare, out var address) ? At(address) : null;
    }

    /// <summary>Whether an address begins here for sure, with a scheme, <c>www.</c> or a host of ours.</summary>
    public static bool StartsLink(ReadOnlySpan<char> text) =>
        text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.StartsWith("git+http", StringComparison.OrdinalIgnoreCase) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("10.", StringComparison.Ordinal) || text.StartsWith("doi:", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("arxiv:", StringComparison.OrdinalIgnoreCase) || Hosts.Knows(Address.HostOf(text[..Math.Min(text.Length, LongestHost)]));

    private static Verdict At(Address address, int depth = 0)
    {
        if (depth < 3 && Redirects.Target(address) is { } target && Address.TryParse(Wrapping.Strip(target), out var inner))
            return At(inner, depth + 1);
        return Hosts.Rule(address) ?? Doi.In(address) ?? PageKind.Of(address);
    }
}
