namespace SbiContrib.Core.Identifiers;

/// <summary>Takes off what prose and markup put around a link.</summary>
internal static class Wrapping
{
    private const string Openers = "<([{\"'`*_,;|";
    private const string Closers = ".,;:!?\"'`*|>)]}\\";

    /// <summary>The link without its wrapping; a closing bracket stays where the link opened it.</summary>
    public static string Strip(string text)
    {
        text = Markup(text);
        var (start, end) = (0, text.Length);
        while (start < end && Openers.Contains(text[start], StringComparison.Ordinal))
            start++;
        while (end > start && Closers.Contains(text[end - 1], StringComparison.Ordinal) && !Belongs(text.AsSpan(start, end - start)))
            end--;
        return text[start..end];
    }

    /// <summary>The target of a Markdown link, an HTML attribute or a TeX command.</summary>
    private static string Markup(string text)
    {
        if (text.IndexOf("](", StringComparison.Ordinal) is > 0 and var link && text[0] is '[' or '!')
            return text[(link + 2)..];
        foreach (var command in (ReadOnlySpan<string>)["\\url{", "\\href{", "href=", "URL:"])
        {
            if (text.StartsWith(command, StringComparison.OrdinalIgnoreCase))
                return text[command.Length..].Split('}')[0];
        }
        return text;
    }

    private static bool Belongs(ReadOnlySpan<char> text) => text[^1] switch
    {
        ')' => text.Count('(') >= text.Count(')'),
        ']' => text.Count('[') >= text.Count(']'),
        '>' => text.Count('<') >= text.Count('>'),
        // An ADS bibcode ends with a full stop where its first author is unknown: it has nineteen characters then.
        '.' => text.Length == Ads.Length && Ads.IsBibcode(text),
        _ => false,
    };
}
