using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace SbiContrib.Core.Works.Pages;

/// <summary>What a page states about itself, in the order of the page.</summary>
/// <remarks>
/// Only its tokens are read, never a tree of its elements: whatever a hostile page nests, time and memory grow with its length alone.
/// No entity is fetched, no script run. https://html.spec.whatwg.org/multipage/parsing.html#tokenization
/// </remarks>
internal sealed class PageText
{
    /// <summary>No page of a work states more; the rest isn't looked at.</summary>
    private const int MostStatements = 2_000;

    /// <summary>The longest wait, in seconds, after which a page still only sends its visitor on.</summary>
    private const int MostSeconds = 5;

    /// <summary>The content of <c>meta</c> elements by name in lower case.</summary>
    public List<(string Name, string Content)> Metas { get; } = [];

    /// <summary>The addresses that the page calls its own.</summary>
    public List<string> Canonical { get; } = [];

    /// <summary>The page's JSON-LD, as written.</summary>
    public List<string> LinkedData { get; } = [];

    /// <summary>The address to which the page sends its visitor at once; null where it sends nobody on.</summary>
    public string? Refresh { get; private set; }

    /// <summary>The contents under these names: all of the first name, then all of the second, ….</summary>
    /// <param name="names">Names in lower case.</param>
    public IEnumerable<string> Of(string[] names) => names.SelectMany(name => Metas.Where(meta => meta.Name == name).Select(meta => meta.Content));

    /// <summary>Reads a page.</summary>
    /// <param name="html">Its text.</param>
    public static PageText Of(string html)
    {
        var page = new PageText();
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        var inLinkedData = false;
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile && page.Count < MostStatements; token = tokenizer.Get())
        {
            if (inLinkedData && token.Type == HtmlTokenType.Character)
                page.LinkedData.Add(token.Data);
            if (token.Type is HtmlTokenType.StartTag or HtmlTokenType.EndTag)
                inLinkedData = false;
            if (token is not HtmlTagToken { Type: HtmlTokenType.StartTag } tag)
                continue;
            tokenizer.State = Inside(tag.Name);
            inLinkedData = page.Take(tag);
        }
        return page;
    }

    private int Count => Metas.Count + Canonical.Count + LinkedData.Count;

    // What stands inside these isn't markup.
    private static HtmlParseMode Inside(string tag) => tag switch
    {
        "script" => HtmlParseMode.Script,
        "title" or "textarea" => HtmlParseMode.RCData,
        "style" or "iframe" or "xmp" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => HtmlParseMode.PCData,
    };

    /// <summary>Takes what an element states.</summary>
    /// <returns>Whether the text that follows is JSON-LD.</returns>
    private bool Take(HtmlTagToken tag)
    {
        switch (tag.Name)
        {
            case "meta" when Value(tag, "content") is { } content && (Value(tag, "name") ?? Value(tag, "property")) is { } name:
                Metas.Add((name.ToLowerInvariant(), content));
                return false;
            case "meta" when Value(tag, "http-equiv")?.Equals("refresh", StringComparison.OrdinalIgnoreCase) == true:
                Refresh ??= Onward(Value(tag, "content") ?? "");
                return false;
            case "link" when Value(tag, "rel")?.Split(' ').Contains("canonical", StringComparer.OrdinalIgnoreCase) == true && Value(tag, "href") is { } href:
                Canonical.Add(href);
                return false;
            default:
                return tag.Name == "script" && Value(tag, "type")?.StartsWith("application/ld+json", StringComparison.OrdinalIgnoreCase) == true;
        }
    }

    // "0; url=https://…": one that waits longer is a page to be read, such as a list that reloads. https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh
    private static string? Onward(string content)
    {
        var parts = content.Split([';', ','], 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || !double.TryParse(parts[0], System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var seconds) || seconds > MostSeconds)
            return null;
        var address = parts[1].StartsWith("url", StringComparison.OrdinalIgnoreCase) ? parts[1][3..].TrimStart(' ', '=') : parts[1];
        return address.Trim('\'', '"', ' ') is { Length: > 0 } target ? target : null;
    }

    private static string? Value(HtmlTagToken tag, string name) => tag.GetAttribute(name)?.Trim() is { Length: > 0 } value ? value : null;
}
