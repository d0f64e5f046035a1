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
internal readonly record struct Inline(InlineKind Kind, int Start, int End, int InnerStart, int InnerEnd, int UrlStart, int UrlEnd);
