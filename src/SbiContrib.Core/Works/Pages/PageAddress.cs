using SbiContrib.Core.Identifiers;

namespace SbiContrib.Core.Works.Pages;

/// <summary>The address of the page behind a link, where only the page says which work it is.</summary>
public static class PageAddress
{
    /// <summary>Finds the address in what a person pasted.</summary>
    /// <param name="link">A link as typed, for which <see cref="Identify.Link"/> says <see cref="UnknownReason.NeedsPage"/>.</param>
    /// <returns>The address; a link without scheme is read as <c>https</c>. Null where it is none that may be read.</returns>
    public static Uri? Of(string link)
    {
        if (link.Length > Identify.LongestLink)
            return null;
        var clean = PastedText.Clean(link);
        if (!Tokens.AreMany(clean))
            return Read(Wrapping.Strip(clean));
        var joined = Tokens.Joined(clean, out _);
        return joined is not null ? Read(Wrapping.Strip(joined)) : Tokens.Of(clean).Where(NeedsPage).Select(token => Read(Wrapping.Strip(token))).FirstOrDefault();
    }

    /// <summary>Whether an address may be asked for at all.</summary>
    /// <param name="address">An address that somebody else gave.</param>
    /// <returns>Whether it is a web address without name and password.</returns>
    public static bool IsWeb(Uri address) =>
        address is { IsAbsoluteUri: true, UserInfo: "", Host: not "" } && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static bool NeedsPage(string token) => Identifiers.Reading.Token(token)?.Reason == UnknownReason.NeedsPage;

    private static Uri? Read(string text)
    {
        var scheme = text.Contains("://", StringComparison.Ordinal) ? "" : "https://";
        return Uri.TryCreate(scheme + text.TrimStart('/'), UriKind.Absolute, out var address) && IsWeb(address) ? address : null;
    }
}
