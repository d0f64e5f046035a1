using System.Text;

namespace SbiContrib.Core.Identifiers;

/// <summary>Takes off what prose and markup put around a link.</summary>
internal static class Wrapping
{
    private const string Openers = "<([{\"'`*_,;|";
    private const char LastLatin = '\u024F';
    private const string Closers = ".,;:!?\"'`*|>)]}\\";

    /// <summary>Signs that no identifier of a work ends with.</summary>
    public static readonly char[] Ends = [.. "/~-=+^$_&"];

    /// <summary>The link without its wrapping; a closing bracket stays where the link opened it.</summary>
    public static string Strip(string text)
    {
        text = Opened(Markup(text));
        return Bare(Cut(Carried(text)));
    }

    /// <summary>Without the punctuation at its end that no bracket inside asks for.</summary>
    public static string Bare(string text)
    {
        var end = text.Length;
        while (end > 0 && Closers.Contains(text[end - 1], StringComparison.Ordinal) && !Belongs(text.AsSpan(0, end)))
            end--;
        return text[..end];
    }

    /// <summary>Up to the first thing that no link holds: a sign or an emoji, an HTML tag, the middle of a Markdown link.</summary>
    public static string Cut(string text)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAny('<', '\'', ']'))
            return text;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] switch { '<' => IsTag(text.AsSpan(i + 1)), '\'' => i + 1 < text.Length && text[i + 1] == '>', ']' => i + 1 < text.Length && text[i + 1] == '(', > '\x7F' => IsSign(text[i]), _ => false })
                return text[..i];
        }
        return text;
    }

    /// <summary>An identifier up to what another one's query, a session or a word of another script put behind it.</summary>
    public static string Unqueried(string text)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAny('&', ';'))
            return text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] > LastLatin || (text[i] is '&' or ';' && IsParameter(text.AsSpan(i + 1))))
                return text[..i];
        }
        return text;
    }

    /// <summary>The target of a Markdown link, an HTML attribute or a TeX command; of a badge the page, not the picture.</summary>
    private static string Markup(string text)
    {
        if (text.StartsWith("[![", StringComparison.Ordinal) && text.LastIndexOf("](", StringComparison.Ordinal) is > 0 and var outer)
            return text[(outer + 2)..];
        if (text.IndexOf("](", StringComparison.Ordinal) is > 0 and var link && text[0] is '[' or '!')
            return text[(link + 2)..];
        foreach (var command in (ReadOnlySpan<string>)["\\url{", "\\href{", "href=", "URL:"])
        {
            if (text.StartsWith(command, StringComparison.OrdinalIgnoreCase))
                return Quoted(text[command.Length..].Split('}')[0]);
        }
        return text;
    }

    private static string Quoted(string text) =>
        text.Length > 1 && text[0] is '\'' or '"' && text.IndexOf(text[0], 1) is > 0 and var end ? text[1..end] : text;

    private static string Opened(string text)
    {
        var start = 0;
        while (start < text.Length && (Openers.Contains(text[start], StringComparison.Ordinal) || IsSign(text[start])))
            start++;
        return text[start..];
    }

    /// <summary>The link behind a word that was glued to it: <c>url=https://…</c>, <c>view-source:https://…</c>, a browser's reader.</summary>
    private static string Carried(string text)
    {
        var start = text.IndexOf("http://", StringComparison.OrdinalIgnoreCase) is var plain and >= 0 ? plain : int.MaxValue;
        start = text.IndexOf("https://", StringComparison.OrdinalIgnoreCase) is var secure and >= 0 ? Math.Min(start, secure) : start;
        if (start is 0 or int.MaxValue || text[start - 1] is '+')
            return text;
        var before = text.AsSpan(0, start);
        return !before.Contains('/') || before.IndexOf("-extension://", StringComparison.Ordinal) > 0 ? text[start..] : text;
    }

    private static bool IsSign(char character) =>
        character > '\x7F' && (char.IsSurrogate(character) || char.IsPunctuation(character) || char.IsSymbol(character));

    /// <summary>An HTML tag, opened or closed: letters alone, unlike the <c>&lt;952::AID</c> of a DOI.</summary>
    private static bool IsTag(ReadOnlySpan<char> rest)
    {
        if (rest.Length > 0 && rest[0] == '/')
            return true;
        var letters = 0;
        while (letters < rest.Length && char.IsAsciiLetter(rest[letters]))
            letters++;
        return letters > 0 && (letters == rest.Length || rest[letters] is '>' or '<' or '/' or ' ');
    }

    private static bool IsParameter(ReadOnlySpan<char> rest)
    {
        var name = 0;
        while (name < rest.Length && (char.IsAsciiLetter(rest[name]) || rest[name] == '_'))
            name++;
        return name > 1 && name < rest.Length && rest[name] == '=';
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
