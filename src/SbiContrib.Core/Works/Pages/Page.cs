using System.Text;

namespace SbiContrib.Core.Works.Pages;

/// <summary>A page as it came over the wire.</summary>
/// <param name="Body">Its bytes; cut ones do no harm.</param>
/// <param name="Charset">The encoding that its <c>Content-Type</c> named, where it did.</param>
/// <param name="Address">Where it was found, the end of all redirects.</param>
public sealed record Page(ReadOnlyMemory<byte> Body, string? Charset, Uri Address)
{
    /// <summary>How far into a page its encoding may be stated: https://html.spec.whatwg.org/multipage/semantics.html#charset.</summary>
    private const int Prologue = 1_024;

    /// <summary>The page's text: a byte order mark comes before what the header says, and that before what the page says. UTF-8 where nobody says.</summary>
    /// <returns>The text; bytes that don't fit the encoding become U+FFFD.</returns>
    public string Text() => Body.Span switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(Body.Span[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(Body.Span[2..]),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(Body.Span[3..]),
        _ => (Named(Charset) ?? Named(Stated()) ?? Encoding.UTF8).GetString(Body.Span),
    };

    private string? Stated()
    {
        var start = Encoding.Latin1.GetString(Body.Span[..Math.Min(Body.Length, Prologue)]);
        var at = start.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var name = start.AsSpan(at + "charset=".Length).TrimStart("\"' ");
        var end = name.IndexOfAnyExcept(System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:"));
        return (end < 0 ? name : name[..end]).ToString();
    }

    // A page in bytes can't be UTF-16 or UTF-7: who says so hides something.
    private static Encoding? Named(string? name)
    {
        try
        {
            var encoding = name is null ? null : CodePagesEncodingProvider.Instance.GetEncoding(name.Trim('"', '\'', ' ')) ?? Encoding.GetEncoding(name.Trim('"', '\'', ' '));
            return encoding is null || encoding.CodePage is 1200 or 1201 or 12000 or 12001 or 65000 ? null : encoding;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
