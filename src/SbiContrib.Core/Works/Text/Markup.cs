using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace SbiContrib.Core.Works.Text;

/// <summary>HTML, JATS and MathML in a title or an abstract, written as plain text. One pass over the text.</summary>
internal sealed class Markup
{
    private const int DeepestElement = 100;
    private static readonly FrozenSet<string> Tags = Names("""
        a abbr abstract alternatives article-title b blockquote bold br cite code dd def disp-formula disp-quote div dl dt em email ext-link fig font graphic
        h1 h2 h3 h4 h5 h6 hr i img inf inline-formula inline-graphic inline-supplementary-material ins italic kwd label li list list-item math monospace
        named-content ol p pre q roman s sans-serif sc scp sec section small smallcaps span strike strong sub styled-content subtitle sup table tbody td tex-math th thead title tr tt
        u ul underline uri xref del mark big center body html head meta script style object-id annotation semantics
        mi mn mo mrow msub msup msubsup mtext mfrac msqrt mover munder munderover mstyle mspace mtable mtr mtd mfenced mmultiscripts mprescripts none mpadded mphantom menclose merror mroot
        """);

    private static readonly FrozenSet<string> Blocks = Names("p div sec section title li list list-item br h1 h2 h3 h4 h5 h6 tr table blockquote disp-formula disp-quote abstract hr dt dd pre ul ol");
    private static readonly FrozenSet<string> Unread = Names("script style tex-math annotation object-id");
    private static readonly FrozenSet<string> Kept = Names("sup sub inf i em italic math mi mn mo mtext mrow msub msup msubsup mmultiscripts mfrac mprescripts none");
    private readonly string text;
    private readonly StringBuilder written;
    private readonly Stack<Element> open = new();
    private int mathDepth;

    private Markup(string text)
    {
        this.text = text;
        written = new StringBuilder(text.Length);
    }

    /// <summary>Decodes entities, doubly encoded ones too, and takes tags out; a <c>&lt;</c> that opens no known tag stays.</summary>
    /// <param name="text">The text as the source gives it.</param>
    /// <returns>Plain text; a paragraph's end is a line feed.</returns>
    public static string ToText(string text)
    {
        var decoded = Decode(text);
        return decoded.Contains('<', StringComparison.Ordinal) ? new Markup(decoded).Strip() : decoded;
    }

    private static string Decode(string text)
    {
        for (var times = 0; times < 3 && text.Contains('&', StringComparison.Ordinal); times++)
            text = WebUtility.HtmlDecode(text);
        return text;
    }

    private string Strip()
    {
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '<' && Tag.Read(text, at) is { } tag && (tag.Prefixed || Tags.Contains(tag.Name)))
                at = Take(tag);
            else
                Write(text[at++]);
        }
        return written.ToString();
    }

    // Between the elements of MathML white space is layout; inside its leaves it is text.
    private void Write(char c)
    {
        if (mathDepth == 0 || !char.IsWhiteSpace(c) || open.TryPeek(out var leaf) && leaf.Name is "mtext")
            written.Append(c);
    }

    private int Take(Tag tag)
    {
        if (Unread.Contains(tag.Name))
            return tag.Closing || tag.Empty ? tag.End : AfterClosing(tag);
        if (Blocks.Contains(tag.Name))
            written.Append('\n');
        else if (tag.Closing)
            Close(tag);
        else if (Kept.Contains(tag.Name))
            Open(tag);
        return tag.End;
    }

    private void Open(Tag tag)
    {
        if (open.TryPeek(out var parent))
            parent.Parts.Add(written.Length);
        if (tag.Empty && tag.Name == "mprescripts" && parent is not null)
            parent.Prescripts = parent.Parts.Count - 1;
        if (tag.Empty || open.Count >= DeepestElement)
            return;
        if (tag.Name == "math")
            mathDepth++;
        open.Push(new Element(tag.Name, written.Length));
    }

    private void Close(Tag tag)
    {
        if (!open.Any(element => element.Name == tag.Name))
            return;
        Element element;
        do
        {
            element = open.Pop();
            if (element.Name == "math")
                mathDepth--;
            element.Finish(written, tag.End < text.Length ? text[tag.End] : ' ');
        }
        while (element.Name != tag.Name);
    }

    private int AfterClosing(Tag tag)
    {
        for (var at = text.IndexOf("</", tag.End, StringComparison.Ordinal); at >= 0; at = text.IndexOf("</", at + 2, StringComparison.Ordinal))
            if (Tag.Read(text, at) is { } end && end.Name == tag.Name)
                return end.End;
        return text.Length;
    }

    private static FrozenSet<string> Names(string table) =>
        table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
