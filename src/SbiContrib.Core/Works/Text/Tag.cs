namespace SbiContrib.Core.Works.Text;

/// <summary>A tag of HTML or XML found in a text.</summary>
/// <param name="Name">Its name in lower case, without prefix.</param>
/// <param name="Prefixed">It has a prefix (<c>jats:</c>, <c>mml:</c>): nothing but markup looks so.</param>
/// <param name="Closing">It closes an element.</param>
/// <param name="Empty">It closes itself.</param>
/// <param name="End">Where the text goes on.</param>
internal readonly record struct Tag(string Name, bool Prefixed, bool Closing, bool Empty, int End)
{
    private const int LongestTag = 2000;

    /// <summary>Reads the tag at a <c>&lt;</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the <c>&lt;</c> is.</param>
    /// <returns>The tag, or null where there is none.</returns>
    public static Tag? Read(string text, int at)
    {
        var inside = text.AsSpan(at + 1, Math.Min(LongestTag, text.Length - at - 1));
        if (inside.StartsWith("!--"))
            return inside.IndexOf("-->") is var end and > 0 ? new("!", true, false, true, at + 1 + end + 3) : null;
        var closing = inside.StartsWith("/");
        var name = inside[(closing ? 1 : 0)..];
        var length = name.IndexOfAnyExcept(NameCharacters);
        if (length <= 0 || !char.IsAsciiLetter(name[0]))
            return null;
        var rest = name[length..];
        var close = Close(rest);
        if (close < 0 || !(char.IsWhiteSpace(rest[0]) || rest[0] is '>' or '/'))
            return null;
        var whole = name[..length].ToString().ToLowerInvariant();
        var colon = whole.LastIndexOf(':');
        return new(whole[(colon + 1)..], colon > 0, closing, close > 0 && rest[close - 1] == '/', text.Length - Tail(text, at, closing, length, close));
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:-");

    private static int Tail(string text, int at, bool closing, int length, int close) =>
        text.Length - (at + 1 + (closing ? 1 : 0) + length + close + 1);

    // The closing '>' outside quotes; quotes only count after an equals sign, as an apostrophe in prose may stand anywhere.
    private static int Close(ReadOnlySpan<char> rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '>')
                return i;
            if (rest[i] == '<')
                return -1;
            if (rest[i] is '"' or '\'' && i > 0 && rest[i - 1] == '=')
            {
                var skip = rest[(i + 1)..].IndexOf(rest[i]);
                if (skip < 0)
                    return -1;
                i += skip + 1;
            }
        }
        return -1;
    }
}
