namespace SbiContrib.Core.Lists.Markdown;

/// <summary>What a stretch of an entry is.</summary>
internal enum InlineKind
{
    Text,
    Strong,
    Emphasis,
    Code,
    Link,
    Image,
    Address,
    Html,
}

/// <summary>A stretch of an entry's text. The inner part is what a reader sees, the address where it leads.</summary>
internal readonly record struct Inline(InlineKind Kind, int Start, int End, int InnerStart, int InnerEnd, int UrlStart, int UrlEnd)
{
    /// <summary>Where a reference link leads: its key stands where else the address does. Null where the link is none.</summary>
    public string? Target { get; init; }

    /// <summary>The address.</summary>
    public string Url(string text) => Target ?? text[UrlStart..UrlEnd];

    /// <summary>The key of a reference link; null where it is none.</summary>
    public string? Key(string text) => Target is null ? null : text[UrlStart..UrlEnd];
}
