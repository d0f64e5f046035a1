using System.Text.Json.Serialization;
using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Works.Pages;

/// <summary>What came of reading the page behind a link.</summary>
/// <param name="Result">Whether it names a work.</param>
/// <param name="Id">The work that it names; null unless found.</param>
/// <param name="Refusal">Why it can't be read; null unless refused.</param>
/// <param name="Until">When to try again, where it doesn't answer.</param>
public sealed record PageAnswer(PageResult Result, Identifier? Id = null, PageRefusal? Refusal = null, DateTimeOffset? Until = null)
{
    /// <summary>The page names one work.</summary>
    /// <param name="id">The work.</param>
    /// <returns>The answer.</returns>
    public static PageAnswer Found(Identifier id) => new(PageResult.Found, id);

    /// <summary>The page was read and names no work, or several.</summary>
    public static PageAnswer NoIdentifier { get; } = new(PageResult.NoIdentifier);

    /// <summary>The page can't be read, and it would be the same again.</summary>
    /// <param name="why">Why.</param>
    /// <returns>The answer.</returns>
    public static PageAnswer Refused(PageRefusal why) => new(PageResult.Refused, Refusal: why);

    /// <summary>The page doesn't answer at the moment.</summary>
    /// <param name="until">When to try again.</param>
    /// <returns>The answer.</returns>
    public static PageAnswer Unavailable(DateTimeOffset until) => new(PageResult.Unavailable, Until: until);
}

/// <summary>Whether a page names a work.</summary>
[JsonConverter(typeof(KebabCase<PageResult>))]
public enum PageResult
{
    /// <summary>It names one.</summary>
    Found,

    /// <summary>It was read, and names none or several.</summary>
    NoIdentifier,

    /// <summary>It can't be read, now or later.</summary>
    Refused,

    /// <summary>It doesn't answer at the moment.</summary>
    Unavailable,
}

/// <summary>Why a page can't be read.</summary>
[JsonConverter(typeof(KebabCase<PageRefusal>))]
public enum PageRefusal
{
    /// <summary>The link, or one that it leads to, is no web address that may be read: another scheme, another port, a name and password in it.</summary>
    BadAddress,

    /// <summary>Its host isn't on the public internet.</summary>
    NotPublic,

    /// <summary>There is no such host.</summary>
    NoHost,

    /// <summary>There is no such page.</summary>
    NotThere,

    /// <summary>It is shown to people and not to programs, or to its subscribers.</summary>
    Forbidden,

    /// <summary>It is no HTML.</summary>
    NotHtml,

    /// <summary>It is larger than any page of a work.</summary>
    TooLarge,

    /// <summary>It leads on and on.</summary>
    TooManyRedirects,
}
