using SbiContrib.Core.Identifiers;
using SbiContrib.Core.Works.Reading;
using SbiContrib.Core.Works.Text;

namespace SbiContrib.Core.Works.Pages;

/// <summary>The work that its landing page shows, for identifiers of which no service tells more.</summary>
public static class PageWork
{
    /// <summary>Reads a landing page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="id">The work whose page it is.</param>
    /// <returns>What the page says of the work. Title and authors are missing where it states none. Never throws, whatever the bytes.</returns>
    public static Work Read(Page page, Identifier id)
    {
        var text = PageText.Of(page.Text());
        var citation = PageCitation.Of(text);
        return new Work
        {
            Id = id,
            // A web page names what it is by itself: what else it states was looked at when it got this name.
            Ids = Ids.All(id, id.Scheme == "web" ? [] : PageReading.Stated(text)),
            Kind = id.Scheme is "cran" or "julia" or "conda" or "gitlab" ? "software" : Proceedings(id) ?? citation.Kind,
            Title = citation.Title ?? CleanText.Line(text.Of(["og:title"]).FirstOrDefault()),
            Authors = citation.Authors,
            Date = citation.Date,
            Venue = citation.Venue,
            Abstract = citation.Abstract,
        };
    }

    private static string? Proceedings(Identifier id) => id.Scheme is "pmlr" or "neurips" or "acl" ? "proceedings" : null;
}
